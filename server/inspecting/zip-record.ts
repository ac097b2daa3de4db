// The records of a ZIP file, one at a time: what stands before each part, the table of contents, and its end. Pure; a number that does not fit is null.

export const marks = { local: 0x04034b50, central: 0x02014b50, end64: 0x06064b50, locator64: 0x07064b50, end: 0x06054b50 } as const;

/** From the wider record of the end to the narrower one: itself and its locator. */
export const wideBytes = 56 + 20;
const fixed: ReadonlyMap<number, number> = new Map([[marks.local, 30], [marks.central, 46], [marks.end64, 56], [marks.locator64, 20], [marks.end, 22]]);
/** How long the record is that begins here; `more` where that cannot be told yet, null where none does. */
export function recordLength(bytes: Buffer): number | 'more' | null {
  if (bytes.length < 4) return 'more';
  const mark = bytes.readUInt32LE(0);
  const least = fixed.get(mark);
  if (least === undefined) return null;
  if (bytes.length < least) return 'more';
  switch (mark) {
    case marks.local: return least + bytes.readUInt16LE(26) + bytes.readUInt16LE(28);
    case marks.central: return least + bytes.readUInt16LE(28) + bytes.readUInt16LE(30) + bytes.readUInt16LE(32);
    case marks.end: return least + bytes.readUInt16LE(20);
    default: return least;
  }
}

export interface LocalRecord { readonly flags: number; readonly method: number; /** Null where it is told behind the part. */ readonly packedBytes: number | null; /** Unpacked; null as before. */ readonly sizeInBytes: number | null; readonly name: Buffer; readonly names: readonly Buffer[]; readonly isLink: boolean }
export interface CentralRecord {
  readonly offset: number; readonly method: number; readonly packedBytes: number; readonly sizeInBytes: number; readonly name: Buffer; readonly names: readonly Buffer[]; readonly isLink: boolean;
  /** It holds the mark of a locator: if it is the last, some unpackers take that for one. */
  readonly holdsLocator: boolean;
}
/** The end of the table: how many, how long, from where. */
export interface EndRecord { readonly count: number; readonly length: number; readonly offset: number; readonly disks: number }

const full32 = 0xffffffff;

export function localRecord(bytes: Buffer): LocalRecord {
  const name = bytes.subarray(30, 30 + bytes.readUInt16LE(26));
  const more = extras(bytes.subarray(30 + name.length));
  const [flags, packed, size] = [bytes.readUInt16LE(6), bytes.readUInt32LE(18), bytes.readUInt32LE(22)];
  const [wideSize = null, widePacked = null] = wideNumbers(more, [size, packed]);
  const isBehind = (flags & 8) !== 0;
  const packedBytes = isBehind && (packed === 0 || packed === full32) ? null : widePacked;
  return { flags, method: bytes.readUInt16LE(8), packedBytes, sizeInBytes: isBehind ? null : wideSize, name, names: [name, ...otherNames(more)], isLink: more.some(([id, data]) => isLinkByExtra(id, data)) };
}

export function centralRecord(bytes: Buffer): CentralRecord {
  const name = bytes.subarray(46, 46 + bytes.readUInt16LE(28));
  const more = extras(bytes.subarray(46 + name.length, 46 + name.length + bytes.readUInt16LE(30)));
  const [sizeInBytes = 0, packedBytes = 0, offset = 0] = wideNumbers(more, [bytes.readUInt32LE(24), bytes.readUInt32LE(20), bytes.readUInt32LE(42)]);
  const isLink = isLinkByAttributes(bytes.readUInt8(5), bytes.readUInt32LE(38), sizeInBytes) || more.some(([id, data]) => isLinkByExtra(id, data));
  return { offset, method: bytes.readUInt16LE(10), packedBytes, sizeInBytes, name, names: [name, ...otherNames(more)], isLink, holdsLocator: bytes.includes('PK\x06\x07', 4) };
}

export const endRecord = (bytes: Buffer): EndRecord => ({
  disks: bytes.readUInt16LE(4) | bytes.readUInt16LE(6), count: bytes.readUInt16LE(10), length: bytes.readUInt32LE(12), offset: bytes.readUInt32LE(16),
});

/** True where it holds its own mark once more, in its comment or across its border: an unpacker looks for the end from behind, and would take that. */
export const holdsAnotherEnd = (bytes: Buffer): boolean => bytes.includes('PK\x05\x06', 1);

/** Null where it is longer than it need be: that is for tables that are encrypted, and could hide another from who looks for it right before its locator. */
export const end64Record = (bytes: Buffer): EndRecord | null => (bytes.readBigUInt64LE(4) !== 44n ? null : {
  disks: bytes.readUInt32LE(16) | bytes.readUInt32LE(20), count: Number(bytes.readBigUInt64LE(32)), length: Number(bytes.readBigUInt64LE(40)), offset: Number(bytes.readBigUInt64LE(48)),
});

/** Where the wider record of the end stands, by what stands behind it. */
export const locator64Record = (bytes: Buffer): number => Number(bytes.readBigUInt64LE(8));

type Extra = readonly [id: number, data: Buffer];

function extras(bytes: Buffer): Extra[] {
  const found: Extra[] = [];
  for (let at = 0; at + 4 <= bytes.length;) {
    const length = bytes.readUInt16LE(at + 2);
    found.push([bytes.readUInt16LE(at), bytes.subarray(at + 4, at + 4 + length)]);
    at += 4 + length;
  }
  return found;
}

/** Numbers of 32 bits; those that are full stand in the extra field of ZIP64, in this order. */
function wideNumbers(more: readonly Extra[], numbers: readonly number[]): (number | undefined)[] {
  const wide = more.find(([id]) => id === 1)?.[1];
  let at = 0;
  return numbers.map((number) => {
    if (number !== full32 || wide === undefined) return number;
    at += 8;
    return at <= wide.length ? Number(wide.readBigUInt64LE(at - 8)) : undefined;
  });
}

/** A name in UTF-8 beside the one of an older encoding: some write the file under it. */
const otherNames = (more: readonly Extra[]): Buffer[] => more.filter(([id, data]) => id === 0x7075 && data.length > 5).map(([, data]) => data.subarray(5));

const modeMask = 0o170_000;
/** Links and devices. A pipe is none: zip writes what came through one as that, with its content. */
const linkModes: readonly number[] = [0o120_000, 0o020_000, 0o060_000, 0o140_000];
const isLinkMode = (mode: number): boolean => linkModes.includes(mode & modeMask);

/** Systems whose attributes are those of Windows. */
const windows: readonly number[] = [0, 10, 14];
const reparsePoint = 0x400;
/** What a link of Windows holds is never longer; a file that its disk keeps elsewhere bears the same attribute and is mostly longer. */
const mostReparseBytes = 16_384;

function isLinkByAttributes(system: number, attributes: number, sizeInBytes: number): boolean {
  if (isLinkMode(attributes >>> 16)) return true;
  return windows.includes(system) && (attributes & reparsePoint) !== 0 && sizeInBytes <= mostReparseBytes;
}

/** Two extra fields with the mode of a file of Unix: of older archivers, and for those that read without the table of contents. */
function isLinkByExtra(id: number, data: Buffer): boolean {
  if (id === 0x756e && data.length >= 6) return isLinkMode(data.readUInt16LE(4));
  if (id !== 0x6c78 || data.length === 0) return false;
  const said = data.readUInt8(0);
  const at = 1 + ((said & 1) === 0 ? 0 : 2) + ((said & 2) === 0 ? 0 : 2);
  return (said & 4) !== 0 && data.length >= at + 4 && isLinkMode(data.readUInt32LE(at) >>> 16);
}
