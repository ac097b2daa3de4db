// A ZIP file for the tests: deflated parts, with their sizes in front or, as programs write that stream, behind.
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart { readonly name: string; readonly bytes: Uint8Array; readonly stored?: boolean; readonly sizeBehind?: boolean; readonly encrypted?: boolean; /** The mode of a file of Unix. */ readonly mode?: number; /** Another name in the table of contents. */ readonly listed?: string }

export function zipOf(parts: readonly ZipPart[]): Buffer {
  const pieces: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, stored = false, sizeBehind = false, encrypted = false, mode = 0, listed = name } of parts) {
    const data = stored ? Buffer.from(bytes) : deflateRawSync(bytes);
    const fields = { flags: 0x800 | (sizeBehind ? 8 : 0) | (encrypted ? 1 : 0), method: stored ? 0 : 8, crc: crc32(bytes), packed: data.length, size: bytes.length };
    const head = header(fields, Buffer.from(name), sizeBehind);
    const behind = sizeBehind ? numbers([[4, 0x08074b50], [4, fields.crc], [4, fields.packed], [4, fields.size]]) : Buffer.alloc(0);
    pieces.push(head, data, behind);
    central.push(numbers([[4, 0x02014b50], [2, 0x314], [2, 20], [2, fields.flags], [2, fields.method], [4, 0], [4, fields.crc], [4, fields.packed], [4, fields.size], [2, Buffer.byteLength(listed)], [2, 0], [2, 0], [2, 0], [2, 0], [2, 0], [2, mode], [4, offset]]), Buffer.from(listed));
    offset += head.length + data.length + behind.length;
  }
  const table = Buffer.concat(central);
  return Buffer.concat([...pieces, table, numbers([[4, 0x06054b50], [2, 0], [2, 0], [2, parts.length], [2, parts.length], [4, table.length], [4, offset], [2, 0]])]);
}

function header({ flags, method, crc, packed, size }: { flags: number; method: number; crc: number; packed: number; size: number }, name: Buffer, sizeBehind: boolean): Buffer {
  const told = (n: number): number => (sizeBehind ? 0 : n);
  return Buffer.concat([numbers([[4, 0x04034b50], [2, 20], [2, flags], [2, method], [4, 0], [4, told(crc)], [4, told(packed)], [4, told(size)], [2, name.length], [2, 0]]), name]);
}

function numbers(fields: readonly (readonly [bytes: 2 | 4, value: number])[]): Buffer {
  return Buffer.concat(fields.map(([bytes, value]) => {
    const field = Buffer.alloc(bytes);
    field.writeUIntLE(value, 0, bytes);
    return field;
  }));
}
