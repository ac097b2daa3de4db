/** Two bundles read side by side: the entries and heads of both, in step. Guarantees that only a piece of each file is in memory at a time. */
import type { BundleHeader, EntryLine } from './bundle.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Verdict } from './verdict.ts';
import { verifySteps } from './verify.ts';
import type { VerifyOptions } from './verify.ts';

/** One entry that held so far: `line` is null for an entry of others. */
export interface Leaf { readonly kind: 'leaf'; readonly index: number; readonly hash: Uint8Array; readonly line: EntryLine | null }
export interface Head { readonly kind: 'head'; readonly checkpoint: Checkpoint; readonly note: string }

export interface Reading {
  /** The header, once the file was begun. Throws what reading throws. */
  header(): Promise<BundleHeader>;
  /** The heads that come before the next entry. */
  heads(): Promise<Head[]>;
  /** The next entry, or null at the end, or where the bundle no longer holds. */
  leaf(): Promise<Leaf | null>;
  /** After the last entry. */
  verdict(): Verdict;
}

/** Begins to read a bundle. Rejects with BundleUnreadable when it is none. */
export function createReading(chunks: AsyncIterable<Uint8Array>, options: VerifyOptions): Reading {
  let queue: (Leaf | Head)[] = [];
  let at = 0;
  let [header, verdict]: [BundleHeader | null, Verdict | null] = [null, null];
  const steps = verifySteps(chunks, options, {
    leaf: (index, hash, line) => void queue.push({ kind: 'leaf', index, hash, line }),
    head: (checkpoint, note) => void queue.push({ kind: 'head', checkpoint, note }),
  });

  /** The next item, after reading on if need be; null at the end. */
  async function next(): Promise<Leaf | Head | null> {
    while (at >= queue.length && verdict === null) {
      [queue, at] = [[], 0];
      const step = await steps.next();
      if (step.done === true) [verdict, header] = [step.value, step.value.header];
      else header = step.value;
    }
    return queue[at] ?? null;
  }

  return {
    async header() {
      await next();
      if (header === null) throw new Error('expected the header of a bundle that was begun');
      return header;
    },
    async heads() {
      const found: Head[] = [];
      for (let item = queue[at] ?? await next(); item?.kind === 'head'; item = queue[at] ?? await next()) {
        found.push(item);
        at += 1;
      }
      return found;
    },
    async leaf() {
      const item = queue[at] ?? await next();
      if (item?.kind !== 'leaf') return null;
      at += 1;
      return item;
    },
    verdict() {
      if (verdict === null) throw new Error('expected a bundle that was read to its end');
      return verdict;
    },
  };
}
