// A raw HTTP PUT with fsync, in Node at both ends: what the machine gives to a program that does nothing but store durably.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { timed } from './openssh.ts';
import { readPayload } from '../payload.ts';

export interface RawPut {
  /** Returns seconds from the request's first byte to the answer. */
  send(plain: string, sizeInBytes: number): Promise<number>;
  close(): void;
}

/** Starts the server in a process of its own, storing into `folder`. */
export async function openRawPut(folder: string): Promise<RawPut> {
  const child = fork(fileURLToPath(new URL('./put-server.js', import.meta.url)), [folder], { stdio: 'inherit' });
  const [{ port }] = await once(child, 'message') as [{ port: number }];
  return {
    send: (plain, sizeInBytes) => timed(async () => {
      const request = requestHttp({ host: '127.0.0.1', port, method: 'PUT', path: '/' });
      const answered = once(request, 'response') as Promise<[IncomingMessage]>;
      await pipeline(Readable.from(readPayload(plain, sizeInBytes), { objectMode: false, highWaterMark: 1024 * 1024 }), request);
      const [response] = await answered;
      response.resume();
      if (response.statusCode !== 201) throw new Error(`expected 201 of the raw PUT, got ${String(response.statusCode)}`);
    }),
    close: () => { child.disconnect(); },
  };
}
