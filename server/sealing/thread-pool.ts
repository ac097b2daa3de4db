// A few threads for the whole process, so that a second core has its share: begun when first needed. Guarantees: each answers what it was asked one after another;
// when one ends early, everything that it had in hand fails, and whoever comes next gets another. A thread that nobody holds keeps no process alive.
import { Worker, type ResourceLimits } from 'node:worker_threads';

export interface PooledThread<Answer> {
  /** Posts an order, `handed` changing hands. Resolves to its answer; rejects with what `lost` or `read` of the pool gives. */
  ask(order: object, handed?: readonly ArrayBuffer[]): Promise<Answer>;
  /** One more piece of work is in this thread until `release`. */
  hold(): void;
  release(): void;
}

export interface ThreadPoolParts<Answer> {
  /** Gives a running thread. */
  readonly start: () => Worker;
  /** So many threads, at least one. */
  readonly most: number;
  /** Reads an answer; throws for what is none, and the thread is ended. */
  readonly read: (told: unknown) => Answer;
  readonly lost: () => Error;
}

export interface ThreadPool<Answer> {
  /** The thread with the least in hand; a new one where each has something and there may be more. */
  choose(): PooledThread<Answer>;
}

interface Open<Answer> { readonly worker: Worker; readonly waiting: { readonly resolve: (answer: Answer) => void; readonly reject: (error: Error) => void }[]; held: number; isLost: boolean }

export function createThreadPool<Answer>({ start, most, read, lost }: ThreadPoolParts<Answer>): ThreadPool<Answer> {
  const threads: Open<Answer>[] = [];
  const settle = ({ worker, waiting }: Open<Answer>, told: unknown): void => {
    const first = waiting.shift();
    try {
      first?.resolve(read(told));
    } catch (error) {
      first?.reject(error instanceof Error ? error : lost());
      void worker.terminate();
    }
  };
  const open = (): Open<Answer> => {
    const thread: Open<Answer> = { worker: start(), waiting: [], held: 0, isLost: false };
    const lose = (): void => {
      thread.isLost = true;
      if (threads.includes(thread)) threads.splice(threads.indexOf(thread), 1);
      for (const { reject } of thread.waiting.splice(0)) reject(lost());
    };
    thread.worker.on('message', (told: unknown) => { settle(thread, told); }).on('error', lose).on('exit', lose);
    thread.worker.unref();
    threads.push(thread);
    return thread;
  };
  return {
    choose: () => {
      const [least] = [...threads].sort((a, b) => a.held - b.held);
      return pooled(least === undefined || (least.held > 0 && threads.length < most) ? open() : least, lost);
    },
  };
}

function pooled<Answer>(thread: Open<Answer>, lost: () => Error): PooledThread<Answer> {
  return {
    ask: (order, handed = []) => (thread.isLost ? Promise.reject(lost()) : new Promise((resolve, reject) => {
      thread.waiting.push({ resolve, reject });
      thread.worker.postMessage(order, [...handed]);
    })),
    hold: () => {
      thread.held += 1;
      if (thread.held === 1) thread.worker.ref();
    },
    release: () => {
      thread.held -= 1;
      if (thread.held === 0) thread.worker.unref();
    },
  };
}

/** Starts the program `name` (without its ending) that lies beside `here`, the `import.meta.url` of whoever calls. */
export function startBeside(here: string, name: string, resourceLimits: ResourceLimits): Worker {
  if (here.endsWith('.js')) return new Worker(new URL(`./${name}.js`, here), { resourceLimits });
  // From the sources, as tests run: Node 20 does not read TypeScript by itself.
  return new Worker(new URL(`./${name}.ts`, here), { resourceLimits, execArgv: ['--import', new URL('../../config/from-sources.mjs', import.meta.url).href] });
}
