// Reads a stream that may stand still for ever. OpenPGP.js 6.3 never settles when a length inside a SEIPD version 1 packet was changed:
// it neither asks its source for more nor fails, and a person would watch a bar that stops.

import { OpeningFailed } from './opening-failed.ts';

const TICK_IN_MS = 250;
const STALLED_TICKS = 8;

/**
 * Yields what `opening` gives. Throws OpeningFailed FILE_DAMAGED, or ends early, once nothing moved for two seconds though nothing was waited for:
 * `given` is the number of bytes that the source gave, or null while the source itself is silent (a slow line is no stall).
 */
export async function* readUnlessStalled(
  opening: Promise<ReadableStream<Uint8Array>>,
  given: () => number | null,
): AsyncGenerator<Uint8Array, void, undefined> {
  let isAwaited = true;
  let length = 0;
  let giveUp: () => void = () => undefined;
  const stalled = new Promise<never>((_, reject) => {
    giveUp = () => reject(new OpeningFailed('FILE_DAMAGED'));
  });
  stalled.catch(() => undefined);
  const endWatch = watch(
    () => {
      const bytes = isAwaited ? given() : null;
      return bytes === null ? null : bytes + length;
    },
    () => giveUp(),
  );
  try {
    const reader = (await Promise.race([opening, stalled])).getReader();
    // Cancelling settles a read that hangs; racing every read with one long-lived promise would leak.
    giveUp = () => void reader.cancel().catch(() => undefined);
    try {
      for (let step = await reader.read(); !step.done; step = await reader.read()) {
        length += step.value.length;
        isAwaited = false;
        yield step.value;
        isAwaited = true;
      }
    } finally {
      void reader.cancel().catch(() => undefined);
    }
  } finally {
    endWatch();
  }
}

/** Calls `onStall` once when `progress` gave the same number for two seconds. Returns how to end the watch. */
function watch(progress: () => number | null, onStall: () => void): () => void {
  let last: number | null = null;
  let ticks = 0;
  const timer = setInterval(() => {
    const now = progress();
    ticks = now !== null && now === last ? ticks + 1 : 0;
    last = now;
    if (ticks === STALLED_TICKS) onStall();
  }, TICK_IN_MS);
  return () => clearInterval(timer);
}
