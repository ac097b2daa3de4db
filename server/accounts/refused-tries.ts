// How often a wrong password was tried for an account on one day (ASVS 6.3.5). Strangers do this, so it is no entry of the ledger but a count, one row for an account and
// day. Counted in memory and written by the clock's work: a refusal costs the same whether or not there is such an account (H 52), and a flood no write each.
import type { Store, Tx } from '../store/store.ts';

/** So many on one day are worth telling; fewer are the person's own slips (an assumption: from here on sign-in slows down). */
export const manyTries = 5;
/** Kept so many days after the last one (an assumption). */
const keptDays = 90;

export interface RefusedTries {
  /** One try that was refused; `accountId` is null where there is no such account, and then nothing of it is kept. */
  count(accountId: string | null): void;
  /** Adds what was counted to the rows of `day`. */
  write(store: Store, given: { readonly now: string; readonly day: string }): Promise<void>;
}

/** Bounded by the accounts there are. What a crash loses was counted since the last turn of the clock's work. */
export function createRefusedTries(): RefusedTries {
  let counts = new Map<string, number>();
  return {
    count: (accountId) => void counts.set(accountId ?? '', (counts.get(accountId ?? '') ?? 0) + 1),
    write: async (store, { now, day }) => {
      const counted = [...counts].filter(([id]) => id !== '');
      counts = new Map();
      if (counted.length === 0) return;
      await store.change(async (tx) => {
        for (const [id, tries] of counted) {
          await tx.insertInto('refused_tries').values({ account_id: id, day, tries, last_at: now })
            .onConflict((conflict) => conflict.columns(['account_id', 'day']).doUpdateSet((held) => ({ tries: held('refused_tries.tries', '+', tries), last_at: now }))).execute();
        }
      });
    },
  };
}

/** Forgets counts of long ago, inside `tx`. */
export async function forgetTries(tx: Tx, now: string): Promise<void> {
  await tx.deleteFrom('refused_tries').where('last_at', '<', new Date(Date.parse(now) - keptDays * 86_400_000).toISOString()).execute();
}
