// Reads a body, whole or in part, as a stream. Guarantees: exactly the bytes asked for or an error (VaultFailed), never fewer in silence.

import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { openFile } from './disk.ts';
import { VaultFailed, failure } from './failure.ts';
import { reachable } from './place.ts';
import type { Place } from './place.ts';
import type { Traffic } from './traffic.ts';

/** A body is read in pieces of so many bytes, four times as many where few are read at once. */
const PIECE_BYTES = 64 * 1024;
const PIECES = 4;

export interface Range {
  readonly start: number;
  /** The last byte, inclusive, as in HTTP. */
  readonly end: number;
}

/** @param traffic of all bodies that are being read */
export function readRange(place: Place, range: Range | undefined, traffic: Traffic): Readable {
  return Readable.from(pieces(place, range, traffic), { objectMode: false, highWaterMark: PIECE_BYTES });
}

async function* pieces(place: Place, range: Range | undefined, traffic: Traffic): AsyncGenerator<Uint8Array> {
  let handle: FileHandle | undefined;
  let leave: () => void = () => undefined;
  try {
    await reachable(place);
    const opened = await openFile(place.path, 'read');
    handle = opened.handle;
    const { start, end } = range ?? { start: 0, end: opened.size - 1 };
    if (range !== undefined && !isWithin(range, opened.size)) {
      throw new VaultFailed('BAD_RANGE', `Expected a range within ${opened.size} bytes, got ${start} to ${end}.`);
    }
    const isSmall = end - start < PIECE_BYTES;
    if (!isSmall) leave = traffic.enter();
    for (let position = start; position <= end; ) {
      const piece = Buffer.allocUnsafeSlow(Math.min(PIECE_BYTES * traffic.share(PIECES), end - position + 1));
      const [from, at] = [handle, position];
      const read = () => from.read(piece, 0, piece.length, at);
      const { bytesRead } = await (isSmall ? read() : traffic.turn(read));
      if (bytesRead === 0) throw new VaultFailed('ODD_STORE', `${place.path}: it became shorter while it was read.`);
      position += bytesRead;
      yield piece.subarray(0, bytesRead);
    }
  } catch (error) {
    throw failure('READ_FAILED', `Reading ${place.path}`, error);
  } finally {
    leave();
    await handle?.close();
  }
}

function isWithin({ start, end }: Range, size: number): boolean {
  return Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && start <= end && end < size;
}
