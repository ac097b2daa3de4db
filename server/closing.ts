// The end of a gateway in order: what was asked comes to its end, then what goes on beside it, then the store closes. Guarantees that the store closes last, and that
// neither a scanner that is silent nor a disk that is full keeps a stop from ending: what is cut off here the next start takes up (resume.ts).
import { setTimeout } from 'node:timers/promises';

/** How long a stop waits for what has begun, in milliseconds. A mail server or a scanner may keep it much longer. */
export const STOP_PATIENCE = 10_000;

/** Waits for `work`, but no longer than a stop may. Never rejects: `fault` is told. */
export async function withinPatience(work: Promise<unknown>, fault: (error: unknown) => void): Promise<void> {
  await Promise.race([work.catch(fault), setTimeout(STOP_PATIENCE, undefined, { ref: false })]);
}

export interface Closing {
  /** Resolves once nobody is being answered. */
  readonly answered: () => Promise<unknown>;
  /** What goes on beside the requests, all to be ended at the same time. */
  readonly beside: readonly (() => Promise<unknown>)[];
  /** What is still to be written, one after another. */
  readonly last: readonly (() => Promise<unknown>)[];
  readonly store: { close(): Promise<void> };
  readonly fault: (error: unknown) => void;
}

/** To be called once, when nobody can ask any more. Throws what closing the store throws; every other failure is told to `fault`. */
export async function closeInOrder({ answered, beside, last, store, fault }: Closing): Promise<void> {
  await withinPatience(answered(), fault);
  await withinPatience(Promise.all(beside.map((end) => end().catch(fault))), fault);
  for (const write of last) await write().catch(fault);
  await store.close();
}
