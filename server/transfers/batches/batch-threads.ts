// The threads that seal small files together: begun when first needed, two at most for the whole process. Guarantees: one order after another in each; a thread
// that ends early fails its orders with THREAD_LOST, and the next order gets another.
import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { createThreadPool, startBeside } from '../../sealing/thread-pool.ts';
import { readAnswer, threadLost, type BatchAnswer, type BatchOrder } from './orders.ts';

/** They wait for the disk more than they work. */
const MOST_THREADS = 2;

export interface BatchThreads {
  /** Seals and writes; the files change hands. Throws SealingFailed THREAD_LOST. */
  obey(order: BatchOrder): Promise<BatchAnswer>;
}

function createBatchThreads(): BatchThreads {
  const start = (): Worker => startBeside(import.meta.url, 'batch-thread', { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 64 });
  const pool = createThreadPool<BatchAnswer>({ start, most: Math.min(MOST_THREADS, availableParallelism()), read: readAnswer, lost: threadLost });
  return {
    obey: (order) => {
      const thread = pool.choose();
      thread.hold();
      return thread.ask(order, order.files.map(({ buffer }) => buffer)).finally(() => { thread.release(); });
    },
  };
}

/** One for the process, however many gateways are in it. */
export const batchThreadsOfProcess = createBatchThreads();
