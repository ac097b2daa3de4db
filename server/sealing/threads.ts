// The threads that seal bodies, so that a second core has its share: a few for the whole process, begun when first needed. Guarantees: a body is
// sealed by one thread from its beginning to its end; when that ends early, all its bodies fail with THREAD_LOST and the next one gets another.

import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { BodyFormat } from './formats.ts';
import { readAnswer, threadLost, type Answer, type Order } from './thread-orders.ts';

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

interface Thread {
  readonly worker: Worker;
  readonly waiting: { readonly resolve: (answer: Answer) => void; readonly reject: (error: Error) => void }[];
  bodies: number;
  isLost: boolean;
}

/** @param start gives a running thread of `sealing-thread.ts`; @param most so many threads, at least one */
export function createThreads(start: () => Worker = startThread, most = Math.min(MOST_THREADS, availableParallelism())): Threads {
  const threads: Thread[] = [];
  const open = (): Thread => {
    const thread: Thread = { worker: start(), waiting: [], bodies: 0, isLost: false };
    const lose = (): void => {
      thread.isLost = true;
      if (threads.includes(thread)) threads.splice(threads.indexOf(thread), 1);
      for (const { reject } of thread.waiting.splice(0)) reject(threadLost());
    };
    thread.worker.on('message', (told: unknown) => { settle(thread, told); }).on('error', lose).on('exit', lose);
    // Waiting for work keeps no process alive.
    thread.worker.unref();
    threads.push(thread);
    return thread;
  };
  const choose = (): Thread => {
    const [least] = [...threads].sort((a, b) => a.bodies - b.bodies);
    return least === undefined || (least.bodies > 0 && threads.length < most) ? open() : least;
  };
  let last = 0;
  return {
    begin(key, format, drawn, slots) {
      last += 1;
      return beginIn(choose(), { act: 'begin', body: last, format, key: Uint8Array.from(key), start: Uint8Array.from(drawn), slots }, key);
    },
  };
}

/** One for the process, however many gateways are in it: the machine has only so many cores. */
export const threadsOfProcess = createThreads();

function beginIn(thread: Thread, order: Order & { act: 'begin' }, key: Uint8Array): ThreadBody {
  const { body } = order;
  thread.bodies += 1;
  if (thread.bodies === 1) thread.worker.ref();
  ask(thread, order).catch(() => undefined);
  key.fill(0);
  let isOpen = true;
  return {
    ask: (wanted) => ask(thread, { ...wanted, body }),
    leave: () => {
      if (!isOpen) return;
      isOpen = false;
      ask(thread, { act: 'drop', body }).catch(() => undefined);
      thread.bodies -= 1;
      if (thread.bodies === 0) thread.worker.unref();
    },
  };
}

function ask(thread: Thread, order: Order): Promise<Answer> {
  if (thread.isLost) return Promise.reject(threadLost());
  return new Promise((resolve, reject) => {
    thread.waiting.push({ resolve, reject });
    thread.worker.postMessage(order, order.act === 'begin' ? [order.key.buffer, order.start.buffer] : []);
  });
}

function settle(thread: Thread, told: unknown): void {
  const first = thread.waiting.shift();
  try {
    first?.resolve(readAnswer(told));
  } catch (error) {
    first?.reject(error instanceof Error ? error : threadLost());
    void thread.worker.terminate();
  }
}

/** A running thread of its own. */
export function startThread(): Worker {
  const here = import.meta.url;
  const resourceLimits = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 64 };
  if (here.endsWith('.js')) return new Worker(new URL('./sealing-thread.js', here), { resourceLimits });
  // From the sources, as tests run: Node 20 does not read TypeScript by itself.
  return new Worker(new URL('./sealing-thread.ts', here), { resourceLimits, execArgv: ['--import', new URL('../../config/from-sources.mjs', here).href] });
}
