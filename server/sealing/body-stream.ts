// One file on its way into its body: a small one is sealed at once, a larger one in a thread, while the caller goes on with what comes next.
// Guarantees: the body's bytes come in order, one call at a time; memory is three pieces of 260 KiB and what a sealer holds back.

import { createHash } from 'node:crypto';
import { createBodySealer, drawStart } from './body.ts';
import type { BodyFormat } from './formats.ts';
import type { RandomBytes } from './random.ts';
import type { Answer } from './thread-orders.ts';
import type { ThreadBody, Threads } from './threads.ts';
import { createCollector } from './dead-buffers.ts';

/** A little more than a piece of plaintext, so that what framing adds does not pile up. */
const SLOT_BYTES = 260 * 1024;
const PIECE_BYTES = 256 * 1024;
/** One is filled here, one is in the thread, one is on its way to the disk. */
const SLOTS = 3;

/** What came over the line lies about here as the cipher's output does in the threads. One for all bodies. */
const buffers = createCollector({ youngEvery: 8 * 1024 * 1024, wholeEvery: 1024 * 1024 * 1024 });

export interface BodyStream {
  /** Seals the piece; resolves when the next may come. Await each call. It is read until the next call has resolved. Throws what `take` threw, and SealingFailed THREAD_LOST. */
  seal(piece: Uint8Array): Promise<void>;
  /** Waits until `take` has all that is sealed so far but what a sealer holds back, then runs `look` before it is given more. A first piece that no second has followed is held back too. */
  settle<T>(look: () => Promise<T>): Promise<T>;
  /** Ends the body. Nothing may follow. */
  end(): Promise<void>;
  /** The SHA-256 (lower-case hexadecimal) of all that `take` was given by the last `settle` or `end`. */
  sum(): string;
  /** Overwrites the keys; for every body, ended or not. Waits for what is on its way. Never throws. */
  leave(): Promise<void>;
}

export interface StreamParts {
  readonly threads: Threads;
  readonly random: RandomBytes;
  /** Takes the next bytes of the body; it has copied them when it resolves. */
  readonly take: (sealed: Uint8Array) => Promise<void>;
}

/** `sessionKey` is overwritten in the end. */
export function openBodyStream(parts: StreamParts, sessionKey: Uint8Array, format: BodyFormat): BodyStream {
  let first: Uint8Array | null = null;
  let large: LargeBody | null = null;
  let sum = createHash('sha256').digest('hex');
  const sealWhole = async (plain: Uint8Array): Promise<void> => {
    const sealer = createBodySealer(sessionKey, format, parts.random);
    const body = Buffer.concat([...sealer.update(plain), ...sealer.final()]);
    sum = createHash('sha256').update(body).digest('hex');
    await parts.take(body);
  };
  return {
    async seal(piece) {
      if (large === null && first === null) {
        first = piece;
        return;
      }
      if (large === null) {
        large = new LargeBody(parts, sessionKey, format);
        await large.seal(first ?? new Uint8Array(0));
        first = null;
      }
      await large.seal(piece);
    },
    settle: async (look) => (large === null ? look() : large.give('settle', (now) => {
      sum = now;
      return look();
    })),
    async end() {
      if (large === null) await sealWhole(first ?? new Uint8Array(0));
      else await large.give('end', (now) => Promise.resolve(void (sum = now)));
    },
    sum: () => sum,
    async leave() {
      sessionKey.fill(0);
      await large?.leave();
    },
  };
}

class LargeBody {
  readonly #slots = Array.from({ length: SLOTS }, () => new Uint8Array(new SharedArrayBuffer(SLOT_BYTES)));
  /** When the slot may be filled again. */
  readonly #free: Promise<void>[] = this.#slots.map(() => Promise.resolve());
  readonly #body: ThreadBody;
  readonly #take: StreamParts['take'];
  /** All that was asked before, taken in order. */
  #taken: Promise<void> = Promise.resolve();
  #next = 0;

  constructor({ threads, random, take }: StreamParts, sessionKey: Uint8Array, format: BodyFormat) {
    this.#take = take;
    this.#body = threads.begin(sessionKey, format, drawStart(format, random), this.#slots.map((slot) => slot.buffer));
  }

  async seal(piece: Uint8Array): Promise<void> {
    for (let at = 0; at < piece.length; at += PIECE_BYTES) await this.#sealPart(piece.subarray(at, at + PIECE_BYTES));
  }

  async #sealPart(part: Uint8Array): Promise<void> {
    const index = this.#next;
    this.#next = (index + 1) % SLOTS;
    await this.#free[index];
    const slot = this.#slots[index];
    if (slot === undefined) throw new Error('expected a slot');
    slot.set(part);
    buffers.worked(part.length);
    const answer = this.#body.ask({ act: 'seal', slot: index, length: part.length });
    const handed = this.#inOrder(answer, ({ length }) => this.#hand(slot.subarray(0, length)));
    handed.catch(() => undefined);
    this.#free[index] = handed;
  }

  async #hand(bytes: Uint8Array): Promise<void> {
    if (bytes.length > 0) await this.#take(bytes);
  }

  #inOrder<T>(answer: Promise<Answer>, use: (answer: Answer) => Promise<T>): Promise<T> {
    const used = Promise.all([answer, this.#taken]).then(([told]) => use(told));
    this.#taken = used.then(() => undefined);
    this.#taken.catch(() => undefined); // told to whoever seals, settles or ends next
    return used;
  }

  give<T>(act: 'settle' | 'end', look: (sum: string) => Promise<T>): Promise<T> {
    return this.#inOrder(this.#body.ask({ act }), async ({ rest, sha256 }) => {
      await this.#hand(rest);
      return look(sha256);
    });
  }

  async leave(): Promise<void> {
    await this.#taken.catch(() => undefined);
    this.#body.leave();
    for (const slot of this.#slots) slot.fill(0);
    buffers.ended();
  }
}
