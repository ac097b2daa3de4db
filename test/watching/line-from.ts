// A line of requests from another address of this machine (127.0.0.0/8), with a session of its own.
import { request } from 'node:http';
import { createApi, type Api, type Fetch } from '../../client/api.ts';

export interface LineFrom { readonly api: Api; /** Asks for bytes and takes them all. */ take(path: string): Promise<number> }

export function lineFrom(localAddress: string, base: string): LineFrom {
  let cookie: string | undefined;
  const ask: Fetch = (input, init) => new Promise((resolve, reject) => {
    const headers = { ...Object.fromEntries(new Headers(init.headers)), origin: base, ...(cookie === undefined ? {} : { cookie }) };
    const asking = request(input, { method: init.method ?? 'GET', headers, localAddress }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece)).on('error', reject).on('end', () => {
        cookie = answer.headers['set-cookie']?.at(-1)?.split(';')[0] ?? cookie;
        const status = answer.statusCode ?? 0;
        resolve(new Response(status === 204 ? null : Buffer.concat(pieces), { status, headers: { 'content-type': answer.headers['content-type'] ?? '' } }));
      });
    });
    asking.on('error', reject).end(typeof init.body === 'string' ? init.body : undefined);
  });
  const api = createApi({ base, fetch: ask });
  return { api, take: async (path) => (await (await ask(new URL(path, base).href, { method: 'GET' })).arrayBuffer()).byteLength };
}
