// Requests over real sockets from any address of this machine's loopback network: what a gateway sees as many strangers.
import { request, type IncomingHttpHeaders } from 'node:http';

export interface FromAddress { readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string; readonly code: string }

export function from(address: string, origin: string, given: { method?: string; path: string; headers?: Readonly<Record<string, string>>; body?: string }): Promise<FromAddress> {
  return new Promise((resolve, reject) => {
    const outgoing = request(new URL(given.path, origin), { method: given.method ?? 'GET', localAddress: address, agent: false, headers: { origin, ...(given.body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(given.body) }), ...given.headers } }, (incoming) => {
      const pieces: Buffer[] = [];
      incoming.on('data', (piece: Buffer) => pieces.push(piece)).on('error', reject).on('end', () => {
        const text = Buffer.concat(pieces).toString();
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, code: /"code":"([A-Z_]+)"/.exec(text)?.[1] ?? '' });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(given.body);
  });
}
