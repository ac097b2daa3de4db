// How often one person may be refused before they have to wait. Every refusal of a signed-in person is an entry of a ledger that is never pruned, so
// nobody may cause them without bound (H 104). They are slowed, not merged: each refused act stays an entry of its own, with its object, its code
// and its time (I4), also those that the rooms below enter themselves; a list of ids that somebody tries is what an auditor wants to see whole.
import type { Person } from '../accounts/person.ts';
import { HttpRefused } from './refusal.ts';

/** Nobody who works is refused this often in a row; a program that tries ids is, within seconds. Then ten a minute are left: 14,400 entries a day at most. */
const IN_A_ROW = 600;
const MILLIS_EACH = 6_000;
const MOST_PEOPLE = 10_000;

interface Spent { left: number; since: number; unentered: number; enteredMinute: number }

export interface Patience {
  /** Throws `HttpRefused` (REFUSED_TOO_OFTEN) while the person has to wait; the request is not looked at. */
  mustLast(person: Person): void;
  /** Counts a refusal of the person. */
  spend(person: Person): void;
  /** For a request that was not looked at: how many of them have no entry yet, this one included, if it is time to enter them (once a minute); else null. */
  unentered(person: Person): number | null;
}

/** `now` in milliseconds. What is kept is bounded and lost with the process: then everybody begins anew. */
export function createPatience(now: () => number): Patience {
  const spent = new Map<string, Spent>();
  const of = ({ id: personId, unattended }: Person): Spent => {
    // A terminal that went wrong must not lock out the person who answers for it.
    const id = unattended?.id ?? personId;
    const at = now();
    const one = spent.get(id) ?? { left: IN_A_ROW, since: at, unentered: 0, enteredMinute: -1 };
    const regained = Math.floor((at - one.since) / MILLIS_EACH);
    if (regained > 0) {
      one.left = Math.min(IN_A_ROW, one.left + regained);
      one.since += regained * MILLIS_EACH;
    }
    if (spent.size >= MOST_PEOPLE && !spent.has(id)) forget(spent);
    spent.set(id, one);
    return one;
  };
  return {
    mustLast: (person) => {
      if (of(person).left <= 0) throw new HttpRefused('REFUSED_TOO_OFTEN', { retryAfterSeconds: MILLIS_EACH / 1000 });
    },
    spend: (person) => {
      const one = of(person);
      one.left = Math.max(0, one.left - 1);
    },
    unentered: (person) => {
      const one = of(person);
      one.unentered += 1;
      const minute = Math.floor(now() / 60_000);
      if (minute === one.enteredMinute) return null;
      one.enteredMinute = minute;
      const count = one.unentered;
      one.unentered = 0;
      return count;
    },
  };
}

/** Who was refused longest ago goes first: a map keeps its order. */
function forget(spent: Map<string, Spent>): void {
  for (const id of [...spent.keys()].slice(0, MOST_PEOPLE / 10)) spent.delete(id);
}
