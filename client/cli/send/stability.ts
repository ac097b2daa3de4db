// The stable-file rule: what is to be sent has the same files, sizes, times and places in every look through a quiet time. A copy that is still running
// changes one of them; a name that says "unfinished" is never looked at (found.ts). Pure: time is given.
import { isSame, type Found } from './found.ts';

export interface Stability {
  /** Told what lies there now; returns what has not changed for the quiet time. `now` is a clock that only goes on, in milliseconds. */
  look(found: readonly Found[], now: number): Found[];
}

/** `quietMs` 0 takes what it sees at once: for folders whose writer renames whole files in, and for markers. */
export function createStability(quietMs: number): Stability {
  let known = new Map<string, { readonly found: Found; readonly since: number }>();
  return {
    look: (found, now) => {
      const next = new Map<string, { readonly found: Found; readonly since: number }>();
      for (const one of found) {
        const before = known.get(one.path);
        next.set(one.path, before !== undefined && isSame(before.found.files, one.files) ? before : { found: one, since: now });
      }
      known = next;
      return found.filter(({ path }) => now - (next.get(path)?.since ?? now) >= quietMs);
    },
  };
}
