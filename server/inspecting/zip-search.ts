// Looks into workbooks, documents and other ZIP files as they stream by: each part is inflated piece by piece, its text searched, nothing kept. What is
// encrypted, of another method, no text, or beyond the limit is not looked into, and that is said.
import { createInflateRaw, type InflateRaw } from 'node:zlib';
import { XmlText } from './xml-text.ts';

/** Where the text of the parts goes. */
export interface PartSink { take(bytes: Uint8Array): void; end(): void }

const fixedBytes = 30;
const local = 0x04034b50;
const marks = [Buffer.from([0x50, 0x4b, 3, 4]), Buffer.from([0x50, 0x4b, 1, 2]), Buffer.from([0x50, 0x4b, 5, 6])];

interface Part { readonly sink: PartSink; readonly xml: XmlText | null }
type Stage =
  | { readonly at: 'header' } | { readonly at: 'seek' } | { readonly at: 'end' }
  | { readonly at: 'stored'; left: number; readonly part: Part | null }
  | { readonly at: 'deflated'; readonly inflate: InflateRaw; readonly part: Part; state: 'going' | 'ended' | 'broken' };

export class ZipSearch {
  readonly #sinkFor: () => PartSink;
  #stage: Stage = { at: 'header' };
  #held: Uint8Array = new Uint8Array(0);
  #inflated = 0;
  #whole = true;

  readonly #limit: number;

  /** `sinkFor` gives a sink for each part that is text; `limit` is in inflated bytes. */
  constructor(sinkFor: () => PartSink, limit: number) {
    this.#sinkFor = sinkFor;
    this.#limit = limit;
  }

  async take(bytes: Uint8Array): Promise<void> {
    let rest: Uint8Array | null = bytes;
    while (rest !== null && rest.length > 0) rest = await this.#step(rest);
  }

  /** True where every part was looked into to its end. */
  end(): boolean {
    if (this.#stage.at === 'deflated') {
      this.#stage.inflate.destroy();
      this.#stage.part.sink.end();
    }
    if (this.#stage.at === 'stored') this.#stage.part?.sink.end();
    return this.#whole && this.#stage.at === 'end';
  }

  /** Takes what belongs to the present stage; returns the rest, or null when all is taken. */
  async #step(bytes: Uint8Array): Promise<Uint8Array | null> {
    const stage = this.#stage;
    switch (stage.at) {
      case 'end': return null;
      case 'header': return this.#readHeader(Buffer.concat([this.#held, bytes]));
      case 'seek': return this.#seek(Buffer.concat([this.#held, bytes]));
      case 'stored': {
        const own = bytes.subarray(0, stage.left);
        if (stage.part !== null) this.#give(stage.part, own);
        stage.left -= own.length;
        if (stage.left === 0) this.#finish(stage.part);
        return bytes.subarray(own.length);
      }
      case 'deflated': {
        const before = stage.inflate.bytesWritten;
        await pushed(stage.inflate, bytes);
        if (stage.state === 'going' && this.#inflated <= this.#limit) return null;
        const used = stage.inflate.bytesWritten - before;
        if (stage.state !== 'ended' || this.#inflated > this.#limit) this.#whole = false;
        stage.inflate.destroy();
        this.#finish(stage.part);
        // Where one part is beyond the limit, no later one is looked into.
        if (this.#inflated > this.#limit) this.#stage = { at: 'end' };
        return bytes.subarray(used);
      }
    }
  }

  #finish(part: Part | null): void {
    part?.sink.end();
    this.#held = new Uint8Array(0);
    this.#stage = { at: 'seek' };
  }

  #readHeader(bytes: Buffer): Uint8Array | null {
    const size = bytes.length < fixedBytes ? fixedBytes : fixedBytes + bytes.readUInt16LE(26) + bytes.readUInt16LE(28);
    if (bytes.length < size) {
      this.#held = bytes;
      return null;
    }
    this.#held = new Uint8Array(0);
    if (bytes.readUInt32LE(0) !== local) this.#stage = { at: 'end' };
    else this.#begin({ flags: bytes.readUInt16LE(6), method: bytes.readUInt16LE(8), size: bytes.readUInt32LE(18), name: bytes.toString('utf8', fixedBytes, fixedBytes + bytes.readUInt16LE(26)) });
    return bytes.subarray(size);
  }

  #begin({ flags, method, size, name }: { flags: number; method: number; size: number; name: string }): void {
    const isXml = /\.(?:xml|rels|vml)$/i.test(name);
    const isRead = (isXml || /\.(?:csv|tsv|txt)$/i.test(name)) && (flags & 1) === 0;
    const part = (): Part => ({ sink: this.#sinkFor(), xml: isXml ? new XmlText(name) : null });
    const sizeIsTold = (flags & 8) === 0 && size !== 0xffffffff;
    if (isRead && method === 8) {
      this.#stage = this.#inflating(part());
    } else if (sizeIsTold && (method === 0 || !isRead)) {
      if (!isRead && !name.endsWith('/')) this.#whole = false;
      this.#stage = size === 0 ? { at: 'seek' } : { at: 'stored', left: size, part: isRead ? part() : null };
    } else {
      this.#whole = false;
      this.#stage = { at: 'seek' };
    }
  }

  #inflating(part: Part): Stage {
    const inflate = createInflateRaw();
    const stage: Stage = { at: 'deflated', inflate, part, state: 'going' };
    inflate.on('data', (piece: Buffer) => {
      this.#inflated += piece.length;
      if (this.#inflated <= this.#limit) this.#give(part, piece);
    });
    inflate.on('end', () => (stage.state = 'ended'));
    inflate.on('error', () => (stage.state = 'broken'));
    return stage;
  }

  #give({ sink, xml }: Part, bytes: Uint8Array): void {
    sink.take(xml === null ? bytes : xml.take(bytes));
  }

  /** To the next part, past the sizes that may stand behind this one; the table of contents ends the parts. */
  #seek(bytes: Buffer): Uint8Array | null {
    const [next, ...ends] = marks.map((mark) => bytes.indexOf(mark));
    const end = Math.min(...ends.map((at) => (at === -1 ? Infinity : at)));
    if (next !== undefined && next !== -1 && next < end) {
      [this.#held, this.#stage] = [new Uint8Array(0), { at: 'header' }];
      return bytes.subarray(next);
    }
    if (end !== Infinity) this.#stage = { at: 'end' };
    else this.#held = bytes.subarray(-3);
    return null;
  }
}

/** Resolves when the piece is taken, or the stream has come to its end or broken. */
function pushed(inflate: InflateRaw, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      inflate.off('end', done).off('error', done).off('close', done);
      resolve();
    };
    inflate.once('end', done).once('error', done).once('close', done);
    inflate.write(bytes, done);
  });
}
