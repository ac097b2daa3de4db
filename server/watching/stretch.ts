// Which numbers of the ledger belong to a week. Found by halving, so that however long the ledger is, some forty rows are read.
import type { Tx } from '../store/store.ts';
import type { Span } from './weeks.ts';

/**
 * Entries stand in the order in which they were written. An act takes its time just before, and the clock never goes back behind an entry
 * (ledger/clock.ts), so that the order by time differs from it by the length of a request at most; an hour is far more than that.
 */
export const slack = 3_600_000;

export interface Stretch { readonly from: number; /** Not counted. */ readonly to: number }

/** The numbers between which all entries of the span lie; some around them lie outside, which their time tells. */
export async function stretchOf(tx: Tx, { from, to }: Span): Promise<Stretch> {
  const newest = await tx.selectFrom('ledger_entries').select('idx').orderBy('idx', 'desc').limit(1).executeTakeFirst();
  const size = newest === undefined ? 0 : newest.idx + 1;
  const moved = (instant: string, by: number): string => new Date(Date.parse(instant) + by).toISOString();
  return { from: await firstSince(tx, size, moved(from, -slack)), to: await firstSince(tx, size, moved(to, slack)) };
}

async function firstSince(tx: Tx, size: number, instant: string): Promise<number> {
  let [low, high] = [0, size];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const { at } = await tx.selectFrom('ledger_entries').select('at').where('idx', '=', middle).executeTakeFirstOrThrow();
    if (at < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
