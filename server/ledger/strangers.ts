/**
 * Counts what strangers do (failed sign-ins, refused connections) per kind, listener and minute, for one summary entry per minute (HOSTILE 104).
 * Guarantees bounded memory and ledger, and that nothing a stranger typed can get in: there is no argument for it.
 */
import type { EntryFacts } from './entry.ts';

export const STRANGERS = 'strangers';

export interface Strangers<Kind extends string, Listener extends string> {
  /** Counts one act in the current minute. Never waits, never fails: a flood costs an addition each. */
  count(kind: Kind, listener: Listener): void;
  /**
   * Gives each finished minute, oldest first, to `write` as the facts of one entry; with `all`, at shutdown, the running one too.
   * Returns how many were written. A minute whose writing failed is kept for the next flush, and the error thrown.
   */
  flush(write: (facts: EntryFacts) => Promise<unknown>, options?: { readonly all?: boolean }): Promise<number>;
}

/** While the ledger cannot be written (disk full), at most this many minutes wait; later ones are added to the newest of them. */
const MAX_WAITING_MINUTES = 60;

type Counts = Map<string, number>;
interface Minute { from: string; to: string; counts: Counts }

const minuteOf = (at: string): string => `${at.slice(0, 16)}:00.000Z`;

function factsOf({ from, to, counts }: Minute, at: string): EntryFacts {
  const told = [...counts].map(([key, count]) => {
    const [kind = '', listener = ''] = key.split(' ');
    return { kind, listener, count };
  });
  return { at, act: STRANGERS, result: 'refused', actor: { strangers: true }, facts: { fromMinute: from, toMinute: to, counts: told } };
}

function addTo(counts: Counts, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}

/** Takes the closed sets of kinds and listeners (words without spaces) and the clock (ISO 8601, UTC). */
export function createStrangers<Kind extends string, Listener extends string>({ kinds, listeners, now }: {
  readonly kinds: readonly Kind[]; readonly listeners: readonly Listener[]; readonly now: () => string;
}): Strangers<Kind, Listener> {
  const waiting: Minute[] = [];

  function current(): Minute {
    const minute = minuteOf(now());
    const newest = waiting.at(-1);
    if (newest?.to === minute) return newest;
    if (newest !== undefined && waiting.length >= MAX_WAITING_MINUTES) {
      newest.to = minute;
      return newest;
    }
    const started = { from: minute, to: minute, counts: new Map<string, number>() };
    waiting.push(started);
    return started;
  }

  return {
    count(kind, listener) {
      // A value that slipped past the types (a typed identifier, say) must not become a key that is stored for ever.
      const key = kinds.includes(kind) && listeners.includes(listener) ? `${kind} ${listener}` : 'other other';
      addTo(current().counts, key, 1);
    },
    async flush(write, { all = false } = {}) {
      const at = now();
      let written = 0;
      for (let minute = waiting[0]; minute !== undefined && (all || minute.to !== minuteOf(at)); minute = waiting[0]) {
        // Out of the list first: what is counted while the write waits goes to a minute of its own and is not lost.
        waiting.shift();
        try {
          await write(factsOf(minute, at));
        } catch (error) {
          waiting.unshift(minute);
          throw error;
        }
        written += 1;
      }
      return written;
    },
  };
}
