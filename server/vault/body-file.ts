// The growing file of one body: gathers chunks into writes of 1 MiB and hashes them in the same pass. Guarantees: two buffers, whatever the
// size of the body: one is filled while the other is on its way to the disk, and a third chunk waits.

import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { writeAt } from './disk.ts';

const BUFFER_BYTES = 1024 * 1024;

export interface BodyFile {
  /** Takes a copy of the chunk; resolves when the next may come. */
  append(chunk: Uint8Array): Promise<void>;
  /** Writes what is left and waits for all of it; gives the size in bytes and the SHA-256 (hex). */
  finish(): Promise<{ size: number; sha256: string }>;
  /** Resolves when no write is on its way any more, however it ended. */
  settled(): Promise<void>;
}

export function createBodyFile(handle: FileHandle): BodyFile {
  const hash = createHash('sha256');
  let filling = Buffer.allocUnsafeSlow(BUFFER_BYTES);
  let resting = Buffer.allocUnsafeSlow(BUFFER_BYTES);
  let filled = 0;
  let size = 0;
  let onItsWay: Promise<void> = Promise.resolve();

  // The write on its way is awaited before the next begins: this is the bound on memory, and the backpressure.
  const flush = async (): Promise<void> => {
    await onItsWay;
    onItsWay = writeAt(handle, filling.subarray(0, filled), size);
    onItsWay.catch(() => undefined); // reported by whoever awaits it next
    size += filled;
    [filling, resting] = [resting, filling];
    filled = 0;
  };

  return {
    async append(chunk) {
      hash.update(chunk);
      for (let taken = 0; taken < chunk.length; ) {
        const piece = chunk.subarray(taken, taken + BUFFER_BYTES - filled);
        filling.set(piece, filled);
        filled += piece.length;
        taken += piece.length;
        if (filled === BUFFER_BYTES) await flush();
      }
    },
    async finish() {
      await flush();
      await onItsWay;
      return { size, sha256: hash.digest('hex') };
    },
    settled: () => onItsWay.catch(() => undefined),
  };
}
