// A stream that inflates, fed piece by piece.
import { createGunzip, createInflateRaw, inflateRawSync, type Gunzip, type InflateRaw } from 'node:zlib';

export interface Inflating { readonly stream: InflateRaw | Gunzip; state: 'going' | 'ended' | 'broken' }

const pieceBytes = 16 * 1024;

export function inflating(form: 'raw' | 'gzip', take: (piece: Buffer) => void): Inflating {
  const stream = form === 'raw' ? createInflateRaw({ chunkSize: pieceBytes }) : createGunzip({ chunkSize: pieceBytes });
  const one: Inflating = { stream, state: 'going' };
  stream.on('data', take);
  stream.on('end', () => (one.state = 'ended'));
  stream.on('error', () => (one.state = 'broken'));
  return one;
}

/** Resolves when the piece is taken, or the stream has come to its end or broken. After the last one it is one of the two. */
export function pushed(stream: Inflating['stream'], bytes: Uint8Array, isLast = false): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stream.off('end', done).off('error', done).off('close', done);
      resolve();
    };
    stream.once('end', done).once('error', done).once('close', done);
    if (isLast) stream.end(bytes);
    else stream.write(bytes, done);
  });
}

/** All of it, or null where it is broken or not as large as told. */
export function inflatedWhole(bytes: Uint8Array, sizeInBytes: number): Buffer | null {
  try {
    const piece = inflateRawSync(bytes, { maxOutputLength: Math.max(1, sizeInBytes), chunkSize: Math.max(64, sizeInBytes) });
    return piece.length === sizeInBytes ? piece : null;
  } catch {
    return null;
  }
}
