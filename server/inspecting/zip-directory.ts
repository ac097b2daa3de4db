// Holds the parts of a ZIP file against its table of contents: some unpackers go by the one, some by the other, and an archive where they differ shows a
// scanner something else than what is unpacked (H 28). Constant memory: of the parts a keyed sum is kept, so that nobody can make two lists that look alike.
import { createHmac, randomBytes } from 'node:crypto';
import { Members, type ArchiveTrouble } from './members.ts';
import { wideBytes, type CentralRecord, type EndRecord, type LocalRecord } from './zip-record.ts';

const full16 = 0xffff;
const full32 = 0xffffffff;
const sumBytes = 8;
type Begun = ReturnType<typeof createHmac>;

export class ZipDirectory {
  readonly #key = randomBytes(16);
  readonly #parts = new Members();
  readonly #listed = new Members();
  #partSum = 0n;
  #listedSum = 0n;
  /** The part that has begun and not ended. */
  #part: Begun | null = null;
  #from = 0;
  /** Where the wider record of the end stands. */
  #wideAt: number | null = null;
  /** The newest entry could be taken for a locator. */
  #holdsLocator = false;
  #isEnded = false;

  get trouble(): ArchiveTrouble | null {
    return this.#parts.trouble ?? this.#listed.trouble;
  }

  /** The table has begun: no part may follow. */
  get isBegun(): boolean {
    return this.#listed.count > 0;
  }

  part(at: number, { name, names, isLink, method }: Pick<LocalRecord, 'name' | 'names' | 'isLink' | 'method'>): void {
    this.#parts.add({ names, isLink, sizeInBytes: 0 });
    this.#part = this.#begun(at, method, name);
  }

  /** The part that has begun is so long, as it is packed. */
  partEnds(packedBytes: number): void {
    if (this.#part !== null) this.#partSum += markOf(this.#part, packedBytes);
    this.#part = null;
  }

  entry(at: number, entry: CentralRecord): void {
    if (!this.isBegun) this.#from = at;
    this.#listed.add(entry);
    this.#listedSum += markOf(this.#begun(entry.offset, entry.method, entry.name), entry.packedBytes);
    this.#holdsLocator = entry.holdsLocator;
  }

  /** The wider of the two records of the end, where there is one. */
  end64(at: number, told: EndRecord | null): void {
    if (told === null || this.#wideAt !== null || !this.#fits(at, told)) this.fail();
    this.#wideAt = at;
  }

  /** Some unpackers go by it to the wider record, some to what stands right before it: it must be the same. */
  locator64(offset: number): void {
    if (offset !== this.#wideAt) this.fail();
  }

  /** Both tell of this table; a number that did not fit into this record is told by the wider one. */
  end(at: number, { count, length, offset, disks }: EndRecord): void {
    if (this.#wideAt === null ? this.#holdsLocator : at !== this.#wideAt + wideBytes) this.fail();
    const [until, isWide] = [this.#wideAt ?? at, this.#wideAt !== null];
    const [wholeCount, wholeLength, wholeOffset] = [this.#listed.count, until - this.#start(until), this.#start(until)];
    const narrow = { count: isWide && count === full16 ? wholeCount : count, length: isWide && length === full32 ? wholeLength : length, offset: isWide && offset === full32 ? wholeOffset : offset, disks: isWide && disks === full16 ? 0 : disks };
    if (!this.#fits(until, narrow)) this.fail();
    this.#isEnded = true;
  }

  #start(until: number): number {
    return this.isBegun ? this.#from : until;
  }

  #fits(until: number, { count, length, offset, disks }: EndRecord): boolean {
    return disks === 0 && count === this.#listed.count && offset === this.#start(until) && length === until - offset;
  }

  /** The file is at its end. */
  close(): void {
    if (!this.#isEnded || this.#parts.count !== this.#listed.count || BigInt.asUintN(8 * sumBytes, this.#partSum - this.#listedSum) !== 0n) this.fail();
  }

  fail(): void {
    if (this.trouble === null) this.#parts.fail('odd');
  }

  #begun(offset: number, method: number, name: Uint8Array): Begun {
    return createHmac('sha256', this.#key).update(`${offset} ${method} ${name.length} `).update(name);
  }
}

const markOf = (begun: Begun, packedBytes: number): bigint => begun.update(`${packedBytes}`).digest().readBigUInt64LE();
