// What the gateway asks of a sealing thread, and what the thread answers: each order one answer, in the order they were given. Bytes of files
// cross in shared memory, never in a message.

import { SealingFailed } from './failure.ts';
import type { BodyFormat } from './formats.ts';

export type Order =
  /** `key` and `start` change hands: the sender has them no more. `slots` are shared by both. */
  | { readonly act: 'begin'; readonly body: number; readonly format: BodyFormat; readonly key: Uint8Array<ArrayBuffer>; readonly start: Uint8Array<ArrayBuffer>; readonly slots: readonly SharedArrayBuffer[] }
  /** The first `length` bytes of the slot are plaintext; the answer's `length` of them are the body's next bytes. */
  | { readonly act: 'seal'; readonly body: number; readonly slot: number; readonly length: number }
  /** Gives in `rest` what is sealed and has found no room in a slot yet, and the SHA-256 of all that was given. More may follow. */
  | { readonly act: 'settle'; readonly body: number }
  /** Gives the end of the body in `rest`, and the SHA-256 of the whole. */
  | { readonly act: 'end'; readonly body: number }
  | { readonly act: 'drop'; readonly body: number };

export interface Answer {
  readonly length: number;
  /** Lower-case hexadecimal, or empty. */
  readonly sha256: string;
  readonly rest: Uint8Array;
}

/** Reads an answer. Throws SealingFailed THREAD_LOST for what is none, a thread's own complaint among them: it is not repeated, it may hold anything. */
export function readAnswer(told: unknown): Answer {
  if (typeof told === 'object' && told !== null && 'length' in told && 'sha256' in told && 'rest' in told) {
    const { length, sha256, rest } = told;
    if (typeof length === 'number' && typeof sha256 === 'string' && rest instanceof Uint8Array) return { length, sha256, rest };
  }
  throw threadLost();
}

export function threadLost(): SealingFailed {
  return new SealingFailed('THREAD_LOST', 'The thread that sealed this file ended before it was through. Nothing of the file is kept. Send it again; if that happens again, look at the memory of the machine.');
}
