// One sealed body to the recipient: whole, or one range. What went out is told to the collection, which alone decides what counts.
import { finished } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { Delivery } from '../transfers/collect.ts';
import { asciiName } from './file-headers.ts';

/** A single byte range, or null for the whole: several ranges, another unit and an If-Range that names another body all mean the whole (RFC 9110 §13.1.5, 14.2). */
export function readRange(request: Request, etag: string, size: number): { start: number; end: number | null } | null {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '');
  const condition = request.headers['if-range'];
  if (asked === null || (condition !== undefined && condition !== etag)) return null;
  const [, first = '', last = ''] = asked;
  if (first === '' && last === '') return null;
  if (first === '') return { start: Math.max(size - Number(last), 0), end: null };
  return { start: Number(first), end: last === '' ? null : Number(last) };
}

/** Streams a delivery. Returns when it has been counted; a cut line is no error of ours. */
export async function sendBody(response: Response, delivery: Delivery, given: { name: string; etag: string; partial: boolean }): Promise<void> {
  const { stream, start, end, size } = delivery;
  response.status(given.partial ? 206 : 200).set({
    'content-type': 'application/octet-stream', 'content-length': String(end - start + 1), 'accept-ranges': 'bytes', etag: given.etag,
    'content-disposition': asciiName(given.name), 'content-security-policy': "default-src 'none'; sandbox",
    ...(given.partial ? { 'content-range': `bytes ${start}-${end}/${size}` } : {}),
  });
  let sent = 0;
  try {
    for await (const piece of stream) {
      const chunk: unknown = piece;
      if (!(chunk instanceof Uint8Array)) throw new Error('expected bytes from the vault');
      sent += chunk.length;
      delivery.passing(chunk.length);
      // The last bytes end the response at once: a client that has them all may close the line, and that is no cut.
      if (sent === end - start + 1) response.end(chunk);
      else if (!response.write(chunk)) await drained(response);
    }
    await finished(response);
    await delivery.settle(sent, true);
  } catch {
    stream.destroy();
    await delivery.settle(sent, false);
    response.destroy();
  }
}

/** Waits until the line takes more. Throws when it is closed instead. */
function drained(response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    const drain = (): void => {
      response.off('close', close);
      resolve();
    };
    const close = (): void => {
      response.off('drain', drain);
      reject(new Error('the line was closed'));
    };
    response.once('drain', drain).once('close', close);
    if (response.destroyed) close();
  });
}
