// Gives back early the buffers that a thread is done with. Each `cipher.update` and each piece from a line makes a buffer of its own, and V8 looks for
// dead ones only once 32 MiB of them lie about in a thread: more than all else that an upload takes. Guarantees: what is still used is never touched.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = (options: { type: 'minor' }) => void;

/** To be told of each piece that was worked on, in bytes: after every `everyBytes` of them the young dead buffers are freed. Where the engine has no way to be asked, nothing happens, and it frees them in its own time. */
export function createCollector(everyBytes: number): (bytes: number) => void {
  let collect: Collect | null | undefined;
  let since = 0;
  return (bytes) => {
    since += bytes;
    if (since < everyBytes) return;
    since = 0;
    // Not before it is wanted: most commands seal nothing large.
    if (collect === undefined) collect = findCollect();
    collect?.({ type: 'minor' });
  };
}

/** A worker cannot be given the flag on its command line; a context made after the flag was set has the function. The flag stays: it is the process's, and another thread may be about to look. */
function findCollect(): Collect | null {
  setFlagsFromString('--expose-gc');
  const found: unknown = runInNewContext('globalThis.gc');
  return isCollect(found) ? found : null;
}

const isCollect = (found: unknown): found is Collect => typeof found === 'function';
