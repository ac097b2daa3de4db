// Finds where the next record of a ZIP file begins when nothing before it says so. Pure.
import { marks } from './zip-record.ts';

interface Kept { /** So many bytes at the end may belong to it. */ readonly kept: number }
type Sought = { readonly found: number } | Kept;
/** The next record; the part before it is so long. */
type SoughtEnd = { readonly found: number; readonly packedBytes: number } | Kept;

const begun = Buffer.from('PK');
const all: readonly number[] = Object.values(marks);

function* markedIn(bytes: Buffer, wanted: readonly number[]): Generator<number> {
  for (let at = bytes.indexOf(begun); at !== -1 && at + 4 <= bytes.length; at = bytes.indexOf(begun, at + 1)) if (wanted.includes(bytes.readUInt32LE(at))) yield at;
}

/** In a gap that belongs to no part: the first mark counts. */
export function nextRecord(bytes: Buffer): Sought {
  for (const found of markedIn(bytes, all)) return { found };
  return { kept: 3 };
}

/** What may stand behind a part: check sum and sizes, of four bytes or eight, with a mark or without. */
const behind = [12, 16, 20, 24] as const;
const longest = 24;

/** The end of a part whose size stands behind it: a record before which that size stands and is right, so that no chance in the part's own bytes is one. `at` is where in the file `bytes` begin. */
export function endOfPart(bytes: Buffer, at: number, { from, until }: { readonly from: number; readonly until: number | null }): SoughtEnd {
  for (const found of markedIn(bytes, [marks.local, marks.central])) {
    const packedBytes = until === null ? toldBefore(bytes, found, at + found - from) : until - from;
    if (packedBytes !== null && [0, ...behind].includes(at + found - from - packedBytes)) return { found, packedBytes };
  }
  return { kept: longest + 3 };
}

/** The size that stands before a record, where it is right: `room` bytes lie between the part's beginning and the record. */
function toldBefore(bytes: Buffer, found: number, room: number): number | null {
  const length = behind.find((one) => one <= found && room - one === (one < 20 ? bytes.readUInt32LE(found - 8) : Number(bytes.readBigUInt64LE(found - 16))));
  return length === undefined ? null : room - length;
}
