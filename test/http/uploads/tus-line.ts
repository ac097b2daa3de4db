// Speaks tus 1.0 to a gateway in plain requests, so that tests see every header. Cuts are real: the socket is destroyed.
import { request as ask, type IncomingHttpHeaders } from 'node:http';
import { createHash } from 'node:crypto';
import type { Someone } from '../../town.ts';

export interface Said { readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string; readonly json: Record<string, unknown> }

export const base64 = (text: string): string => Buffer.from(text).toString('base64');
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
export const metadataOf = (facts: Readonly<Record<string, string>>): string => Object.entries(facts).map(([key, value]) => `${key} ${base64(value)}`).join(',');

export interface TusLine {
  /** Any request below the gateway's origin, with the session and our origin; `headers` replace what usually goes, null leaves it out. */
  send(method: string, path: string, headers?: Readonly<Record<string, string | null>>, body?: Uint8Array): Promise<Said>;
  create(facts: Readonly<Record<string, string>>, length: number, body?: Uint8Array): Promise<{ said: Said; path: string }>;
  patch(path: string, offset: number, body: Uint8Array): Promise<Said>;
  offsetOf(path: string): Promise<number>;
  /** Sends `announced` bytes, of which only `body` goes out, and destroys the socket once the gateway has them in hand. */
  cut(path: string, offset: number, body: Uint8Array, announced: number): Promise<void>;
  /** Begins a PATCH and leaves it open. */
  open(path: string, offset: number, announced: number): { write(body: Uint8Array): Promise<void>; end(): Promise<Said>; destroy(): void; readonly answer: Promise<Said> };
}

export function tusLine(town: { readonly running: { readonly origins: Readonly<Record<'ward' | 'contractor', string>> } }, who: Someone, side: 'ward' | 'contractor' = 'ward'): TusLine {
  const origin = () => town.running.origins[side];
  const usual = (): Record<string, string> => ({ ...who.line.headers(), 'tus-resumable': '1.0.0' });
  const begin = (method: string, path: string, headers: Readonly<Record<string, string | null>>) => {
    const every = Object.fromEntries(Object.entries({ ...usual(), ...headers }).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
    const outgoing = ask(new URL(path, origin()), { method, headers: every, agent: false });
    const answer = new Promise<Said>((resolve, reject) => {
      outgoing.on('error', reject);
      outgoing.on('response', (incoming) => {
        const pieces: Buffer[] = [];
        incoming.on('data', (piece: Buffer) => pieces.push(piece));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const text = Buffer.concat(pieces).toString();
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, json: parsed(text) });
        });
      });
    });
    answer.catch(() => undefined);
    return { outgoing, answer };
  };
  const send: TusLine['send'] = (method, path, headers = {}, body) => {
    const { outgoing, answer } = begin(method, path, { ...(body === undefined ? {} : { 'content-length': String(body.length) }), ...headers });
    outgoing.end(body);
    return answer;
  };
  const patchHeaders = (offset: number, length: number) => ({ 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset), 'content-length': String(length) });
  const open: TusLine['open'] = (path, offset, announced) => {
    const { outgoing, answer } = begin('PATCH', path, patchHeaders(offset, announced));
    outgoing.flushHeaders();
    return {
      answer, destroy: () => { outgoing.destroy(); },
      write: (body) => new Promise((resolve, reject) => { outgoing.write(body, (error) => { if (error) reject(error); else resolve(); }); }),
      end: () => { outgoing.end(); return answer; },
    };
  };
  return {
    send, open,
    create: async (facts, length, body) => {
      const said = await send('POST', '/api/uploads', { 'upload-length': String(length), 'upload-metadata': metadataOf(facts), ...(body === undefined ? {} : { 'content-type': 'application/offset+octet-stream' }) }, body);
      return { said, path: said.headers.location === undefined ? '' : new URL(said.headers.location).pathname };
    },
    patch: (path, offset, body) => send('PATCH', path, patchHeaders(offset, body.length), body),
    offsetOf: async (path) => {
      const { headers } = await send('HEAD', path);
      return Number(headers['upload-offset']);
    },
    cut: async (path, offset, body, announced) => {
      const line = open(path, offset, announced);
      if (body.length > 0) await line.write(body);
      line.destroy();
      await line.answer.catch(() => undefined);
    },
  };
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
