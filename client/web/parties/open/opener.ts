// The page's end of the worker that opens files. One worker per page; ending it forgets every key and password it held.
import type { Answers, Ask, Failed, Reply, Stand } from './protocol.ts';

export class OpenerFailed extends Error {
  readonly failed: Failed;
  constructor(failed: Failed) {
    super(`Opening stopped: ${failed.failure}.`);
    this.name = 'OpenerFailed';
    this.failed = failed;
  }
}
export type OnProgress = (stand: Stand) => void;
interface Waiting { readonly resolve: (answer: unknown) => void; readonly reject: (reason: Error) => void; readonly onProgress: OnProgress | undefined }

export interface Opener {
  /** Throws OpenerFailed. */
  ask<K extends Ask['kind']>(ask: Extract<Ask, { kind: K }>, onProgress?: OnProgress): Promise<Answers[K]>;
  end(): void;
}

export function createOpener(): Opener {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  const failAll = (): void => {
    for (const one of waiting.values()) one.reject(new OpenerFailed({ failure: 'FAILED', group: null, problem: null, fingerprints: [] }));
    waiting.clear();
  };
  worker.onerror = failAll;
  worker.onmessage = (event: MessageEvent<Reply>) => {
    const reply = event.data;
    const one = waiting.get(reply.id);
    if (one === undefined) return;
    if (reply.kind === 'progress') return one.onProgress?.(reply.stand);
    waiting.delete(reply.id);
    if (reply.kind === 'answer') one.resolve(reply.answer);
    else one.reject(new OpenerFailed(reply.failed));
  };
  return {
    ask: (ask, onProgress) => new Promise((resolve, reject) => {
      last += 1;
      // The worker answers each kind in its own shape (worker.ts); the map by number cannot say so.
      waiting.set(last, { resolve: (answer) => resolve(answer as Answers[typeof ask.kind]), reject, onProgress });
      worker.postMessage({ id: last, ask });
    }),
    end: () => {
      worker.terminate();
      failAll();
    },
  };
}
