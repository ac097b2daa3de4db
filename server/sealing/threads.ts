// The threads that seal bodies, so that a second core has its share: a few for the whole process, begun when first needed. Guarantees: a body is
// sealed by one thread from its beginning to its end; when that ends early, all its bodies fail with THREAD_LOST and the next one gets another.

import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import type { BodyFormat } from './formats.ts';
import { readAnswer, threadLost, type Answer, type Order } from './thread-orders.ts';
import { createThreadPool, startBeside, type PooledThread } from './thread-pool.ts';

/** More would only wait for each other: requests, hashes and the disk need cores too. */
const MOST_THREADS = 4;

/** One body in a thread. Orders are obeyed one after another, whoever waits for which. */
export interface ThreadBody {
  readonly ask: (order: Wanted) => Promise<Answer>;
  /** To be called once, after the last answer that is waited for. Never throws. */
  readonly leave: () => void;
}

type Wanted = { readonly act: 'seal'; readonly slot: number; readonly length: number } | { readonly act: 'settle' } | { readonly act: 'end' };

export interface Threads {
  /** Begins a body under `key` (overwritten here, from now on only the thread has it). Throws SealingFailed THREAD_LOST. */
  begin(key: Uint8Array, format: BodyFormat, start: Uint8Array, slots: readonly SharedArrayBuffer[]): ThreadBody;
}

/** @param start gives a running thread of `sealing-thread.ts`; @param most so many threads, at least one */
export function createThreads(start: () => Worker = startThread, most = Math.min(MOST_THREADS, availableParallelism())): Threads {
  const pool = createThreadPool<Answer>({ start, most, read: readAnswer, lost: threadLost });
  let last = 0;
  return {
    begin(key, format, drawn, slots) {
      last += 1;
      return beginIn(pool.choose(), { act: 'begin', body: last, format, key: Uint8Array.from(key), start: Uint8Array.from(drawn), slots }, key);
    },
  };
}

/** One for the process, however many gateways are in it: the machine has only so many cores. */
export const threadsOfProcess = createThreads();

function beginIn(thread: PooledThread<Answer>, order: Order & { act: 'begin'; key: Uint8Array<ArrayBuffer>; start: Uint8Array<ArrayBuffer> }, key: Uint8Array): ThreadBody {
  const { body } = order;
  const ask = (wanted: Order): Promise<Answer> => thread.ask(wanted);
  thread.hold();
  thread.ask(order, [order.key.buffer, order.start.buffer]).catch(() => undefined);
  key.fill(0);
  let isOpen = true;
  return {
    ask: (wanted) => ask({ ...wanted, body }),
    leave: () => {
      if (!isOpen) return;
      isOpen = false;
      ask({ act: 'drop', body }).catch(() => undefined);
      thread.release();
    },
  };
}

/** A running thread of its own. */
export function startThread(): Worker {
  return startBeside(import.meta.url, 'sealing-thread', { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 64 });
}
