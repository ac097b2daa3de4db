// Reads bytes of a text as signs, in the encoding that its first bytes tell, and searches them for individual numbers. Holds at most the few thousand
// bytes from which the encoding is told.
import { encodingOf, narrowOf, sampleBytes, type Encoding } from './encoding.ts';
import { NumberSearch, type NumbersFound } from './number-search.ts';
import { dullInAscii, dullInUtf8, sign, signOf, signOfAscii, signOfShiftJis } from './sign.ts';

export class TextSearch {
  readonly #search: NumberSearch;
  /** Null: no text; nothing of it is searched. */
  #encoding: Encoding | 'ascii' | 'untold' | null = 'untold';
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  #isFirst = true;
  /** Of a character of several bytes: what has come of it, and how many bytes it still has. */
  #part = 0;
  #left = 0;

  constructor(isTable: boolean) {
    this.#search = new NumberSearch(isTable);
  }

  /** False once the bytes have turned out to be no text. */
  get isText(): boolean {
    return this.#encoding !== null;
  }

  /** True until the first bytes have told the encoding. */
  get isUntold(): boolean {
    return this.#encoding === 'untold';
  }

  take(bytes: Uint8Array): void {
    switch (this.#encoding) {
      case null: return;
      case 'untold': this.#hold(bytes); return;
      case 'ascii': this.#takeAscii(bytes); return;
      case 'utf-8': this.#takeUtf8(bytes); return;
      case 'shift_jis': this.#takeShiftJis(bytes); return;
      case 'utf-16le': case 'utf-16be': this.#takeUtf16(bytes, this.#encoding); return;
    }
  }

  /** What was found; null where the bytes are no text. */
  end(): NumbersFound | null {
    if (this.#encoding === 'untold') this.#tell();
    if (this.#encoding === null) return null;
    this.#search.end();
    return this.#search.found;
  }

  #hold(bytes: Uint8Array): void {
    // A copy: the caller may use its buffer again.
    this.#held.push(bytes.slice());
    this.#heldBytes += bytes.length;
    if (this.#heldBytes >= sampleBytes) this.#tell();
  }

  #tell(): void {
    const held = Buffer.concat(this.#held);
    [this.#held, this.#heldBytes] = [[], 0];
    this.#encoding = this.#isFirst ? encodingOf(held) : narrowOf(held) ?? 'utf-8';
    this.#isFirst = false;
    this.take(held);
  }

  #takeAscii(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += 1) {
      at = this.#skip(bytes, at, dullInAscii);
      const byte = bytes[at];
      if (byte === undefined) return;
      if (byte >= 0x80) {
        this.#encoding = 'untold';
        this.#hold(bytes.subarray(at));
        return;
      }
      this.#search.take(signOfAscii[byte] ?? sign.other);
    }
  }

  /** The first byte from `at` on that is not passed over. */
  #skip(bytes: Uint8Array, at: number, dull: Uint8Array): number {
    if (!this.#search.isQuiet) return at;
    let next = at;
    while (dull[bytes[next] ?? -1] === 1) next += 1;
    if (next > at) this.#search.pass(signOfAscii[bytes[next - 1] ?? 0] ?? sign.other);
    return next;
  }

  #takeUtf8(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += 1) {
      if (this.#left === 0) at = this.#skip(bytes, at, dullInUtf8);
      const byte = bytes[at];
      if (byte === undefined) return;
      if (byte < 0x80) {
        this.#left = 0;
        this.#search.take(signOfAscii[byte] ?? sign.other);
      } else if (byte >= 0xc0) [this.#part, this.#left] = byte >= 0xf0 ? [byte & 0x07, 3] : byte >= 0xe0 ? [byte & 0x0f, 2] : [byte & 0x1f, 1];
      else if (this.#left > 0) {
        this.#part = this.#part * 64 + (byte & 0x3f);
        this.#left -= 1;
        if (this.#left === 0) this.#search.take(signOf(this.#part));
      }
    }
  }

  #takeShiftJis(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += 1) {
      if (this.#left === 0) at = this.#skip(bytes, at, dullInAscii);
      const byte = bytes[at];
      if (byte === undefined) return;
      if (this.#left === 1) {
        this.#left = 0;
        this.#search.take(signOfShiftJis(this.#part * 256 + byte));
      } else if (byte < 0x80) this.#search.take(signOfAscii[byte] ?? sign.other);
      // 0xB0 is the long vowel mark of half width.
      else if (byte >= 0xa0 && byte <= 0xdf) this.#search.take(byte === 0xb0 ? sign.hyphen : sign.other);
      else [this.#part, this.#left] = [byte, 1];
    }
  }

  #takeUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): void {
    for (const byte of bytes) {
      if (this.#left === 0) [this.#part, this.#left] = [byte, 1];
      else {
        this.#left = 0;
        this.#search.take(signOf(encoding === 'utf-16le' ? byte * 256 + this.#part : this.#part * 256 + byte));
      }
    }
  }
}
