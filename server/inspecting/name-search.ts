// Which of some given names stand in a stream of bytes, in UTF-8, Shift_JIS or UTF-16. Keeps as many bytes as the longest name has.
import { inShiftJis } from './shift-jis.ts';

export interface Name { readonly id: string; readonly text: string }
interface Sought { readonly id: string; readonly bytes: Buffer }

export class NameSearch {
  readonly #found = new Set<string>();
  readonly #keep: number;
  #sought: readonly Sought[];
  #tail: Uint8Array = new Uint8Array(0);

  constructor(names: readonly Name[]) {
    this.#sought = names.flatMap(({ id, text }) => [Buffer.from(text), inShiftJis(text), Buffer.from(text, 'utf16le')].flatMap((bytes) => (bytes === null || bytes.length === 0 ? [] : [{ id, bytes: Buffer.from(bytes) }])));
    this.#keep = Math.max(0, ...this.#sought.map(({ bytes }) => bytes.length - 1));
  }

  /** The ids of the names that were seen. */
  get found(): string[] {
    return [...this.#found].sort();
  }

  take(bytes: Uint8Array): void {
    if (this.#sought.length === 0) return;
    this.#look(Buffer.concat([this.#tail, bytes.subarray(0, this.#keep)]));
    this.#look(bytes);
    this.#tail = bytes.length >= this.#keep ? bytes.slice(bytes.length - this.#keep) : Buffer.concat([this.#tail, bytes]).subarray(-this.#keep);
  }

  #look(bytes: Uint8Array): void {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (const { id, bytes: name } of this.#sought) if (!this.#found.has(id) && buffer.includes(name)) this.#found.add(id);
    this.#sought = this.#sought.filter(({ id }) => !this.#found.has(id));
  }
}
