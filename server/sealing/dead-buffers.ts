// Gives back early the buffers that a thread is done with. Each `cipher.update` and each piece from a line makes a buffer of its own, and V8 looks for
// dead ones only once 32 MiB of them lie about in a thread: more than all else that an upload takes. A buffer that was still on its way when the young ones were
// looked through twice counts as old, and V8 looks at the old ones later still: they are asked for too, more seldom. Guarantees: what is still used is never touched.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Without words it looks through everything, in Node 20, 22 and 24. Node 20 takes any object for a wish to look through the young ones alone; 22 and 24 read its `type`. */
type Collect = (options?: { type: 'minor' }) => void;

export interface Collector {
  /** To be told of each piece that was worked on. */
  worked(bytes: number): void;
  /** A body came to its end: what comes next begins without the dead of a long one. */
  ended(): void;
}

export interface CollectorLimits {
  /** Bytes that were worked on, after which the young dead buffers are freed. */
  readonly youngEvery: number;
  /** Bytes after which all dead ones are, or half of that where a body ends. It stops the thread for about a millisecond for each MiB that is alive. */
  readonly wholeEvery?: number;
}

/** Where the engine has no way to be asked, nothing happens, and it frees them in its own time. */
export function createCollector({ youngEvery, wholeEvery = Infinity }: CollectorLimits): Collector {
  let collect: Collect | null | undefined;
  let [sinceYoung, sinceWhole] = [0, 0];
  const whole = (): void => {
    sinceWhole = 0;
    collect?.();
  };
  return {
    worked(bytes) {
      [sinceYoung, sinceWhole] = [sinceYoung + bytes, sinceWhole + bytes];
      if (sinceYoung < youngEvery) return;
      sinceYoung = 0;
      // Not before it is wanted: most commands seal nothing large.
      if (collect === undefined) collect = findCollect();
      if (sinceWhole >= wholeEvery) whole();
      else collect?.({ type: 'minor' });
    },
    ended() {
      if (sinceWhole >= wholeEvery / 2) whole();
    },
  };
}

/** A worker cannot be given the flag on its command line; a context made after the flag was set has the function. The flag stays: it is the process's, and another thread may be about to look. */
function findCollect(): Collect | null {
  setFlagsFromString('--expose-gc');
  const found: unknown = runInNewContext('globalThis.gc');
  return isCollect(found) ? found : null;
}

const isCollect = (found: unknown): found is Collect => typeof found === 'function';
