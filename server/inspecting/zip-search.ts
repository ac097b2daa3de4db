// Looks into workbooks, documents and other ZIP files as they stream by: each part is inflated piece by piece, its text searched, nothing kept. What is
// encrypted, of another method, no text, or beyond the limit is not looked into, and that is said. Every record is read all the same: what the archive
// holds and whether its parts are those of its table of contents is told by `trouble`.
import type { ArchiveTrouble } from './members.ts';
import { inflatedWhole, inflating, pushed, type Inflating } from './inflating.ts';
import { XmlText } from './xml-text.ts';
import { ZipDirectory } from './zip-directory.ts';
import { centralRecord, end64Record, endRecord, holdsAnotherEnd, localRecord, locator64Record, marks, recordLength, type LocalRecord } from './zip-record.ts';
import { endOfPart, nextRecord } from './zip-seek.ts';

/** Where the text of the parts goes. */
export interface PartSink { take(bytes: Uint8Array): void; end(): void }

/** Parts up to this are inflated in one go, packed and unpacked. */
const smallBytes = 16 * 1024;
const smallSize = 256 * 1024;

interface Part { readonly sink: PartSink; readonly xml: XmlText | null }
type Stage =
  | { readonly at: 'record' } | { readonly at: 'gap' } | { readonly at: 'behind' }
  | { readonly at: 'stored'; left: number; readonly part: Part | null }
  /** `left` is null where the size stands behind the part. */
  | { readonly at: 'deflated'; readonly inflate: Inflating; readonly part: Part; left: number | null; readonly from: number }
  | { readonly at: 'small'; readonly packedBytes: number; readonly sizeInBytes: number; readonly part: Part }
  /** A part whose size stands behind it; `until` where its end is known all the same. */
  | { readonly at: 'unsized'; readonly from: number; readonly until: number | null };

export class ZipSearch {
  readonly #sinkFor: () => PartSink;
  readonly #directory = new ZipDirectory();
  readonly #limit: number;
  #stage: Stage = { at: 'record' };
  #held: Uint8Array = new Uint8Array(0);
  /** So many bytes of the file have come. */
  #total = 0;
  #inflated = 0;
  #whole = true;

  /** `sinkFor` gives a sink for each part that is text; `limit` is in inflated bytes. */
  constructor(sinkFor: () => PartSink, limit: number) {
    this.#sinkFor = sinkFor;
    this.#limit = limit;
  }

  get trouble(): ArchiveTrouble | null {
    return this.#directory.trouble;
  }

  async take(bytes: Uint8Array): Promise<void> {
    this.#total += bytes.length;
    let rest: Uint8Array | null = bytes;
    while (rest !== null && rest.length > 0 && this.trouble === null) rest = await this.#step(rest);
  }

  /** True where every part was looked into to its end. */
  end(): boolean {
    if (this.#stage.at === 'deflated') {
      this.#stage.inflate.stream.destroy();
      this.#stage.part.sink.end();
    }
    if (this.#stage.at === 'stored') this.#stage.part?.sink.end();
    this.#directory.close();
    return this.#whole && this.trouble === null;
  }

  /** Takes what belongs to the present stage; returns the rest, or null when all is taken. */
  async #step(bytes: Uint8Array): Promise<Uint8Array | null> {
    const stage = this.#stage;
    switch (stage.at) {
      case 'record': return this.#readRecord(this.#withHeld(bytes));
      case 'gap': return this.#seek(this.#withHeld(bytes), nextRecord);
      case 'unsized': return this.#seek(this.#withHeld(bytes), (all, at) => {
        const end = endOfPart(all, at, stage);
        if ('found' in end) this.#directory.partEnds(end.packedBytes);
        return end;
      });
      case 'small': return this.#inflateSmall(stage, this.#withHeld(bytes));
      // Some systems fill up the last block with zeros. Anything else might be a second archive, which some unpackers would take for the first.
      case 'behind': {
        if (bytes.some((byte) => byte !== 0)) this.#directory.fail();
        return null;
      }
      case 'stored': {
        const own = bytes.subarray(0, stage.left);
        if (stage.part !== null) this.#give(stage.part, own);
        stage.left -= own.length;
        if (stage.left === 0) this.#finish(stage.part, { at: 'record' });
        return bytes.subarray(own.length);
      }
      case 'deflated': return this.#inflate(stage, bytes);
    }
  }

  #withHeld(bytes: Uint8Array): Buffer {
    const held = this.#held;
    if (held.length === 0) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#held = new Uint8Array(0);
    return Buffer.concat([held, bytes]);
  }

  /** A copy: the caller may use its buffer again. */
  #hold(bytes: Buffer): null {
    this.#held = Buffer.from(bytes);
    return null;
  }

  async #inflate(stage: Stage & { at: 'deflated' }, bytes: Uint8Array): Promise<Uint8Array> {
    const { inflate, part } = stage;
    const own = bytes.subarray(0, stage.left ?? bytes.length);
    const before = inflate.stream.bytesWritten;
    await pushed(inflate.stream, own, stage.left === own.length);
    const isOver = this.#inflated > this.#limit;
    if (inflate.state === 'going' && !isOver) {
      if (stage.left !== null) stage.left -= own.length;
      return bytes.subarray(own.length);
    }
    const isEnded = inflate.state === 'ended' && !isOver;
    if (!isEnded) this.#whole = false;
    const used = isEnded ? inflate.stream.bytesWritten - before : 0;
    inflate.stream.destroy();
    const start = this.#total - bytes.length;
    if (stage.left === null) this.#finish(part, { at: 'unsized', from: stage.from, until: isEnded ? start + used : null });
    else this.#finish(part, stage.left === used ? { at: 'record' } : { at: 'stored', left: stage.left - used, part: null });
    return bytes.subarray(used);
  }

  /** A stream for each of thousands of small parts would take half a millisecond each. */
  #inflateSmall({ packedBytes, sizeInBytes, part }: Stage & { at: 'small' }, bytes: Buffer): Uint8Array | null {
    if (bytes.length < packedBytes) return this.#hold(bytes);
    const piece = inflatedWhole(bytes.subarray(0, packedBytes), sizeInBytes);
    if (piece === null) {
      this.#whole = false;
    } else {
      this.#inflated += piece.length;
      if (this.#inflated <= this.#limit) this.#give(part, piece);
      else this.#whole = false;
    }
    this.#finish(part, { at: 'record' });
    return bytes.subarray(packedBytes);
  }

  #finish(part: Part | null, next: Stage): void {
    part?.sink.end();
    this.#stage = next;
  }

  #readRecord(bytes: Buffer): Uint8Array | null {
    const length = recordLength(bytes);
    if (length === null) {
      this.#stage = { at: 'gap' };
      return bytes;
    }
    if (length === 'more' || bytes.length < length) return this.#hold(bytes);
    this.#readWhole(bytes.subarray(0, length), this.#total - bytes.length);
    return bytes.subarray(length);
  }

  /** `at` is where in the file it begins. */
  #readWhole(record: Buffer, at: number): void {
    const directory = this.#directory;
    switch (record.readUInt32LE(0)) {
      case marks.local: {
        const local = localRecord(record);
        if (directory.isBegun) directory.fail();
        directory.part(at, local);
        this.#begin(local, at + record.length);
        return;
      }
      case marks.central: directory.entry(at, centralRecord(record)); return;
      case marks.end64: directory.end64(at, end64Record(record)); return;
      case marks.locator64: directory.locator64(locator64Record(record)); return;
      case marks.end: {
        directory.end(at, endRecord(record));
        if (holdsAnotherEnd(record)) directory.fail();
        this.#stage = { at: 'behind' };
      }
    }
  }

  #begin({ flags, method, packedBytes, sizeInBytes, name }: LocalRecord, from: number): void {
    if (packedBytes !== null) this.#directory.partEnds(packedBytes);
    const text = name.toString('utf8');
    const isXml = /\.(?:xml|rels|vml)$/i.test(text);
    const isRead = (isXml || /\.(?:csv|tsv|txt)$/i.test(text)) && (flags & 1) === 0 && this.#inflated <= this.#limit;
    const part = (): Part => ({ sink: this.#sinkFor(), xml: isXml ? new XmlText(text) : null });
    if (isRead && method === 8 && packedBytes !== 0) {
      const isSmall = packedBytes !== null && packedBytes <= smallBytes && sizeInBytes !== null && sizeInBytes <= smallSize;
      this.#stage = isSmall ? { at: 'small', packedBytes, sizeInBytes, part: part() } : this.#inflating(part(), packedBytes, from);
      return;
    }
    const isSearched = isRead && method === 0 && packedBytes !== null;
    if (!isSearched && !text.endsWith('/')) this.#whole = false;
    if (packedBytes === null) this.#stage = { at: 'unsized', from, until: null };
    else this.#stage = packedBytes === 0 ? { at: 'record' } : { at: 'stored', left: packedBytes, part: isSearched ? part() : null };
  }

  #inflating(part: Part, left: number | null, from: number): Stage {
    const inflate = inflating('raw', (piece) => {
      this.#inflated += piece.length;
      if (this.#inflated <= this.#limit) this.#give(part, piece);
      else inflate.stream.destroy();
    });
    return { at: 'deflated', inflate, part, left, from };
  }

  #give({ sink, xml }: Part, bytes: Uint8Array): void {
    sink.take(xml === null ? bytes : xml.take(bytes));
  }

  /** To the next record that `find` knows. */
  #seek(bytes: Buffer, find: (bytes: Buffer, at: number) => { readonly found: number } | { readonly kept: number }): Uint8Array | null {
    const next = find(bytes, this.#total - bytes.length);
    if ('found' in next) {
      this.#stage = { at: 'record' };
      return bytes.subarray(next.found);
    }
    return this.#hold(bytes.subarray(Math.max(0, bytes.length - next.kept)));
  }
}
