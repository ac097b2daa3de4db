// Looks into what gzip has packed, as it streams by: a text is searched, of a tar archive its members are read. Nothing is kept, and beyond a bound it is
// not unpacked but refused: gzip does not say how much it holds.
import { inflating, pushed, type Inflating } from './inflating.ts';
import type { ArchiveTrouble } from './members.ts';
import { isTar, TarMembers } from './tar-members.ts';
import type { PartSink } from './zip-search.ts';

/** Beyond it gzip's own count of bytes begins at zero again. */
export const mostGzipBytes = 4 * 1024 ** 3;
const headBytes = 512;

export class GzipSearch {
  readonly #sinkFor: () => PartSink;
  readonly #limit: number;
  readonly #mostBytes: number;
  readonly #inflate: Inflating;
  #head: Buffer | null = Buffer.alloc(0);
  #tar: TarMembers | null = null;
  #sink: PartSink | null = null;
  #inflated = 0;
  #isWhole = true;
  #trouble: ArchiveTrouble | null = null;

  /** So many inflated bytes are searched at most (`limit`), and so many unpacked (`mostBytes`). */
  constructor(sinkFor: () => PartSink, limit: number, mostBytes = mostGzipBytes) {
    this.#sinkFor = sinkFor;
    this.#limit = limit;
    this.#mostBytes = mostBytes;
    this.#inflate = inflating('gzip', (piece) => {
      this.#give(piece);
    });
  }

  get trouble(): ArchiveTrouble | null {
    return this.#trouble ?? this.#tar?.trouble ?? null;
  }

  async take(bytes: Uint8Array): Promise<void> {
    if (this.trouble !== null) return;
    const { stream, state } = this.#inflate;
    const before = stream.bytesWritten;
    if (state === 'going') await pushed(stream, bytes);
    if (this.#inflated > this.#mostBytes) this.#trouble = { kind: 'large', member: 0 };
    // Behind the last of what is packed only zeros may follow: some unpackers pass over them to what comes then.
    else if (this.#inflate.state === 'broken' || bytes.subarray(stream.bytesWritten - before).some((byte) => byte !== 0)) this.#trouble = { kind: 'odd', member: 0 };
  }

  /** True where it was a text that was searched to its end. */
  end(): boolean {
    this.#begin();
    this.#inflate.stream.destroy();
    this.#tar?.end();
    this.#sink?.end();
    return this.#isWhole && this.#tar === null && this.trouble === null;
  }

  #give(piece: Buffer): void {
    this.#inflated += piece.length;
    if (this.#inflated > this.#mostBytes) {
      this.#inflate.stream.destroy();
      return;
    }
    if (this.#head === null) {
      this.#pass(piece);
      return;
    }
    this.#head = Buffer.concat([this.#head, piece]);
    if (this.#head.length >= headBytes) this.#begin();
  }

  #begin(): void {
    const head = this.#head;
    if (head === null) return;
    this.#head = null;
    if (isTar(head)) this.#tar = new TarMembers();
    else this.#sink = this.#sinkFor();
    this.#pass(head);
  }

  #pass(piece: Buffer): void {
    this.#tar?.take(piece);
    if (this.#inflated <= this.#limit) this.#sink?.take(piece);
    else this.#isWhole = false;
  }
}
