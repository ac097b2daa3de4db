// Reads a body, whole or in part, as a stream. Guarantees: exactly the bytes asked for or an error (VaultFailed), never fewer in silence.

import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { openFile } from './disk.ts';
import { VaultFailed, failure } from './failure.ts';
import { reachable } from './place.ts';
import type { Place } from './place.ts';

const PIECE_BYTES = 256 * 1024;

export interface Range {
  readonly start: number;
  /** The last byte, inclusive, as in HTTP. */
  readonly end: number;
}

export function readRange(place: Place, range: Range | undefined): Readable {
  return Readable.from(pieces(place, range), { objectMode: false, highWaterMark: PIECE_BYTES });
}

async function* pieces(place: Place, range: Range | undefined): AsyncGenerator<Uint8Array> {
  let handle: FileHandle | undefined;
  try {
    await reachable(place);
    const opened = await openFile(place.path, 'read');
    handle = opened.handle;
    const { start, end } = range ?? { start: 0, end: opened.size - 1 };
    if (range !== undefined && !isWithin(range, opened.size)) {
      throw new VaultFailed('BAD_RANGE', `Expected a range within ${opened.size} bytes, got ${start} to ${end}.`);
    }
    for (let position = start; position <= end; ) {
      const piece = Buffer.allocUnsafeSlow(Math.min(PIECE_BYTES, end - position + 1));
      const { bytesRead } = await handle.read(piece, 0, piece.length, position);
      if (bytesRead === 0) throw new VaultFailed('ODD_STORE', `${place.path}: it became shorter while it was read.`);
      position += bytesRead;
      yield piece.subarray(0, bytesRead);
    }
  } catch (error) {
    throw failure('READ_FAILED', `Reading ${place.path}`, error);
  } finally {
    await handle?.close();
  }
}

function isWithin({ start, end }: Range, size: number): boolean {
  return Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && start <= end && end < size;
}
