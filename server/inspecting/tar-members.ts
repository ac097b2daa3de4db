// Reads what a tar archive holds as it streams by: names, kinds and sizes of its members, in the forms of old tar, POSIX and GNU. Their contents pass unread.
import { Members, type ArchiveTrouble } from './members.ts';

const block = 512;
/** All that stands before one member to say more of it: longer names are none that a disk would take, and what is said is held until the member comes. */
const mostFactBytes = 64 * 1024;
const typeAt = 156;
const [file, folder, links, facts] = ['07\0', '5', '12346K', 'xgL'];

type Stage = { readonly at: 'header' } | { readonly at: 'behind' } | { readonly at: 'skip'; left: number } | { readonly at: 'facts'; readonly type: string; readonly sizeInBytes: number; readonly padded: number };

/** A block whose check sum is right and that is not empty. Unpackers take the sum of signed bytes too, as the first of them wrote it. */
export function isTar(head: Uint8Array): boolean {
  const told = octal(head, 148, 8);
  return head.length >= block && told !== null && sumsOf(head).includes(told);
}

export class TarMembers {
  readonly #members = new Members();
  #stage: Stage = { at: 'header' };
  #held: Buffer = Buffer.alloc(0);
  /** Said of the next member by what stands before it. */
  #otherNames: Buffer[] = [];
  #otherSize: number | null = null;
  #factBytes = 0;

  get trouble(): ArchiveTrouble | null {
    return this.#members.trouble;
  }

  take(bytes: Uint8Array): void {
    let rest = bytes;
    while (rest.length > 0 && this.trouble === null) rest = this.#step(rest);
  }

  end(): void {
    if (this.#stage.at !== 'behind' && (this.#stage.at !== 'header' || this.#held.length > 0)) this.#members.fail('odd');
  }

  #step(bytes: Uint8Array): Uint8Array {
    const stage = this.#stage;
    switch (stage.at) {
      case 'behind': {
        if (bytes.some((byte) => byte !== 0)) this.#members.fail('odd');
        return bytes.subarray(bytes.length);
      }
      case 'skip': {
        const own = Math.min(stage.left, bytes.length);
        stage.left -= own;
        if (stage.left === 0) this.#stage = { at: 'header' };
        return bytes.subarray(own);
      }
      case 'header': return this.#gather(bytes, block, (header) => {
        this.#readHeader(header);
      });
      case 'facts': return this.#gather(bytes, stage.padded, (all) => {
        this.#stage = { at: 'header' };
        this.#readFacts(stage.type, all.subarray(0, stage.sizeInBytes));
      });
    }
  }

  #gather(bytes: Uint8Array, wanted: number, read: (whole: Buffer) => void): Uint8Array {
    const own = bytes.subarray(0, wanted - this.#held.length);
    const all = Buffer.concat([this.#held, own]);
    this.#held = all.length === wanted ? Buffer.alloc(0) : all;
    if (all.length === wanted) read(all);
    return bytes.subarray(own.length);
  }

  #readHeader(header: Buffer): void {
    if (header.every((byte) => byte === 0)) {
      this.#stage = { at: 'behind' };
      return;
    }
    const type = String.fromCharCode(header.readUInt8(typeAt));
    const size = numberAt(header, 124, 12);
    if (!isTar(header) || size === null) {
      this.#members.fail('odd');
      return;
    }
    const padded = block * Math.ceil(size / block);
    if (facts.includes(type)) {
      this.#factBytes += block + size;
      if (size === 0 || this.#factBytes > mostFactBytes) this.#members.fail('odd');
      this.#stage = { at: 'facts', type, sizeInBytes: size, padded };
    } else {
      this.#member(header, type, size);
    }
  }

  #member(header: Buffer, type: string, told: number): void {
    if (!file.includes(type) && type !== folder && !links.includes(type)) this.#members.fail('odd');
    const sizeInBytes = this.#otherSize ?? told;
    // POSIX puts the beginning of a long name before it; GNU has other things there.
    const [name, beginning] = [textAt(header, 0, 100), textAt(header, 345, 155)];
    const names = [Buffer.from(name, 'latin1'), Buffer.from(`${beginning}/${name}`, 'latin1'), ...this.#otherNames];
    this.#members.add({ names: beginning === '' ? names.toSpliced(1, 1) : names, isLink: links.includes(type), sizeInBytes });
    // Some unpackers pass over the content of a folder, some read it as the next member.
    if (sizeInBytes > 0 && (type === folder || names.some((one) => one.at(-1) === slash))) this.#members.fail('odd');
    [this.#otherNames, this.#otherSize, this.#factBytes] = [[], null, 0];
    const left = block * Math.ceil(sizeInBytes / block);
    this.#stage = left === 0 ? { at: 'header' } : { at: 'skip', left };
  }

  /** GNU: the name itself. POSIX: lines of "length key=value". */
  #readFacts(type: string, bytes: Buffer): void {
    if (type === 'L') {
      this.#otherNames.push(untilZero(bytes));
      return;
    }
    for (let at = 0; at < bytes.length;) {
      const [, length = '', key = ''] = /^(\d{1,6}) ([^=\n]{1,200})=/.exec(bytes.toString('latin1', at, at + 210)) ?? [];
      const end = at + Number(length);
      if (length === '' || Number(length) < length.length + key.length + 3 || end > bytes.length || bytes[end - 1] !== 0x0a) {
        this.#members.fail('odd');
        return;
      }
      this.#readFact(type, key, bytes.subarray(at + length.length + key.length + 2, end - 1));
      at = end;
    }
  }

  #readFact(type: string, key: string, value: Buffer): void {
    if (key === 'path') this.#otherNames.push(value);
    if (key === 'size') {
      const text = value.toString('latin1');
      if (/^\d{1,15}$/.test(text)) this.#otherSize = Number(text);
      else this.#members.fail('odd');
    }
    // Of all members that follow: no program writes one name or size for all, and not every unpacker goes by it.
    if (type === 'g' && (key === 'path' || key === 'size')) this.#members.fail('odd');
    if (key === 'linkpath') this.#members.fail('link');
    // A file with holes has another name and size than its header says, each by a version of its own.
    if (key.startsWith('GNU.sparse')) this.#members.fail('odd');
  }
}

const slash = 0x2f;
const untilZero = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.includes(0) ? bytes.indexOf(0) : bytes.length);
const textAt = (bytes: Buffer, at: number, length: number): string => untilZero(bytes.subarray(at, at + length)).toString('latin1');

/** Digits behind a zero are read by some unpackers and not by others: null. */
function octal(bytes: Uint8Array, at: number, length: number): number | null {
  const [, digits] = /^ *([0-7]{1,12})(?:[ \0]|$)/.exec(Buffer.from(bytes.subarray(at, at + length)).toString('latin1')) ?? [];
  return digits === undefined ? null : Number.parseInt(digits, 8);
}

/** In octal digits, or where these do not suffice in bytes with the highest bit set before them. */
function numberAt(bytes: Buffer, at: number, length: number): number | null {
  if (bytes.readUInt8(at) !== 0x80) return octal(bytes, at, length);
  const wide = bytes.readBigUInt64BE(at + length - 8);
  return wide <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(wide) : null;
}

/** Of the header with blanks in place of the sum itself: of bytes as they are, and with a sign. */
function sumsOf(header: Uint8Array): readonly [number, number] {
  let [sum, high] = [0, 0];
  for (let at = 0; at < block; at += 1) {
    const byte = at >= 148 && at < 156 ? 0x20 : header[at] ?? 0;
    sum += byte;
    if (byte > 0x7f) high += 1;
  }
  return [sum, sum - 256 * high];
}
