// Reads what a tar archive holds as it streams by: names, kinds and sizes of its members, in the forms of old tar, POSIX and GNU. Their contents pass unread.
import { Members, type ArchiveTrouble } from './members.ts';

const block = 512;
/** Longer names and facts about a member are none that a disk would take. */
const mostFactBytes = 64 * 1024;
const typeAt = 156;
const [file, folder, links, facts] = ['07\0', '5', '12346K', 'xgL'];

type Stage = { readonly at: 'header' } | { readonly at: 'behind' } | { readonly at: 'skip'; left: number } | { readonly at: 'facts'; readonly type: string; readonly sizeInBytes: number; readonly padded: number };

/** A block whose check sum is right and that is not empty. */
export function isTar(head: Uint8Array): boolean {
  return head.length >= block && sumOf(head) === octal(head, 148, 8);
}

export class TarMembers {
  readonly #members = new Members();
  #stage: Stage = { at: 'header' };
  #held: Buffer = Buffer.alloc(0);
  /** Said of the next member by what stands before it. */
  #otherNames: Buffer[] = [];
  #otherSize: number | null = null;

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
      if (size === 0 || size > mostFactBytes) this.#members.fail('odd');
      this.#stage = { at: 'facts', type, sizeInBytes: size, padded };
    } else {
      this.#member(header, type, size);
    }
  }

  #member(header: Buffer, type: string, told: number): void {
    if (!file.includes(type) && type !== folder && !links.includes(type)) this.#members.fail('odd');
    const sizeInBytes = type === folder ? 0 : this.#otherSize ?? told;
    const isPosix = header.toString('latin1', 257, 262) === 'ustar';
    const name = Buffer.from([textAt(header, 345, isPosix ? 155 : 0), textAt(header, 0, 100)].filter((part) => part !== '').join('/'), 'latin1');
    this.#members.add({ names: [name, ...this.#otherNames], isLink: links.includes(type), sizeInBytes });
    [this.#otherNames, this.#otherSize] = [[], null];
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
      this.#readFact(key, bytes.subarray(at + length.length + key.length + 2, end - 1));
      at = end;
    }
  }

  #readFact(key: string, value: Buffer): void {
    if (key === 'path') this.#otherNames.push(value);
    if (key === 'size') this.#otherSize = /^\d{1,15}$/.test(value.toString('latin1')) ? Number(value.toString('latin1')) : null;
    if (key === 'linkpath') this.#members.fail('link');
    // A file with holes has another name and size than its header says, each by a version of its own.
    if (key.startsWith('GNU.sparse')) this.#members.fail('odd');
  }
}

const untilZero = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.includes(0) ? bytes.indexOf(0) : bytes.length);
const textAt = (bytes: Buffer, at: number, length: number): string => untilZero(bytes.subarray(at, at + length)).toString('latin1');

function octal(bytes: Uint8Array, at: number, length: number): number | null {
  const text = Buffer.from(bytes.subarray(at, at + length)).toString('latin1').replace(/^[ \0]+|[ \0].*$/gs, '');
  return /^[0-7]{1,12}$/.test(text) ? Number.parseInt(text, 8) : null;
}

/** In octal digits, or where these do not suffice in bytes with the highest bit set before them. */
function numberAt(bytes: Buffer, at: number, length: number): number | null {
  if (bytes.readUInt8(at) !== 0x80) return octal(bytes, at, length);
  const wide = bytes.readBigUInt64BE(at + length - 8);
  return wide <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(wide) : null;
}

/** Of the header with blanks in place of the sum itself. */
function sumOf(header: Uint8Array): number {
  return header.subarray(0, block).reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0);
}
