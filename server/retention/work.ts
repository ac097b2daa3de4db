// The daily erasure of what has been kept long enough. Each rule of an engagement is one transaction with its entries and its line in the register, so that a crash
// leaves whole rules and the next turn goes on; then the log of the database is emptied, so that what was overwritten is nowhere on the disk.
import { forgetTries } from '../accounts/refused-tries.ts';
import { fiscalYear, fiscalYearStart, japanDay } from '../engagements/japan-time.ts';
import type { Clock } from '../ledger/clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Store, Tx } from '../store/store.ts';
import { standingsOf } from './due.ts';
import type { Erased } from './entering.ts';
import { erasersOfEngagement, erasersOfMunicipality } from './erase.ts';
import { termOf } from './terms.ts';

export interface RetentionParts {
  readonly store: Store;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly suspended: () => boolean;
  /** Told each labelled point; crash tests stop there. */
  readonly reach?: (label: string) => void | Promise<void>;
}

export interface RetentionWork {
  /** Erases what is due, at most once a day in Japan. Returns how many rules erased something. */
  run(): Promise<number>;
}

const STATE = 'retention';

export function createRetention(parts: RetentionParts): RetentionWork {
  let last: Promise<number> = Promise.resolve(0);
  return { run: () => (last = last.catch(() => 0).then(() => runOnce(parts))) };
}

async function runOnce(parts: RetentionParts): Promise<number> {
  const { store, clock } = parts;
  // A clock that leaps ahead must not erase anything (H 78).
  if (parts.suspended()) return 0;
  const today = japanDay(clock.now());
  const done = await store.read.selectFrom('watch_states').select('state').where('name', '=', STATE).executeTakeFirst();
  if (done?.state === today) return 0;
  await dropEnded(parts);
  let erased = 0;
  for (const { id } of await store.read.selectFrom('municipalities').select('id').orderBy('id').execute()) erased += await eraseOf(parts, id, today);
  // A search that is just being read holds the log: then the day is not done, and the next turn goes on, also where nothing is left but this.
  if (!await store.truncateWal()) return erased;
  const row = { state: today, since: clock.now() };
  await store.change((tx) => tx.insertInto('watch_states').values({ name: STATE, ...row }).onConflict((conflict) => conflict.column('name').doUpdateSet(row)).execute());
  return erased;
}

/** Sign-ins that are over, with their addresses and what they had read, and counts of wrong passwords of months ago: no rule of years, for nobody needs them any more (0019). */
async function dropEnded({ store, clock }: RetentionParts): Promise<void> {
  const now = clock.now();
  await store.change(async (tx) => {
    await tx.deleteFrom('sessions').where('ends_at', '<=', now).execute();
    await forgetTries(tx, now);
  });
}

async function eraseOf(parts: RetentionParts, municipalityId: string, today: string): Promise<number> {
  const { years } = await termOf(parts.store.read, municipalityId);
  let erased = 0;
  for (const { engagementId, dueOn, stops } of await standingsOf(parts.store.read, municipalityId, years)) {
    if (dueOn > today || stops.length > 0) continue;
    for (const [rule, erase] of erasersOfEngagement) {
      erased += await once(parts, municipalityId, { rule, engagementId }, async (tx, erasing) => {
        // Asked again where nothing can come between: a hold set meanwhile holds.
        const still = (await standingsOf(tx, municipalityId, years)).find((one) => one.engagementId === engagementId);
        return still?.stops.length === 0 ? erase(tx, erasing, engagementId) : null;
      });
    }
  }
  const before = new Date(`${Number(fiscalYearStart(parts.clock.now()).slice(0, 4)) - years}-04-01T00:00:00.000+09:00`).toISOString();
  for (const [rule, erase] of erasersOfMunicipality) erased += await once(parts, municipalityId, { rule, engagementId: null }, (tx, erasing) => erase(tx, erasing, before));
  return erased;
}

type Work = (tx: Tx, erasing: { ledger: Ledger; municipalityId: string; now: string }) => Promise<Erased | null>;

/** Returns 1 if something was erased. An engagement's rule is noted even when there was nothing: it is not looked at again. */
async function once({ store, ledger, clock, reach }: RetentionParts, municipalityId: string, { rule, engagementId }: { rule: string; engagementId: string | null }, work: Work): Promise<number> {
  const count = await store.change(async (tx) => {
    if (engagementId !== null && await tx.selectFrom('erasures').select('rule').where('engagement_id', '=', engagementId).where('rule', '=', rule).executeTakeFirst() !== undefined) return 0;
    const now = clock.now();
    const done = await work(tx, { ledger, municipalityId, now });
    if (done === null || (done.items === 0 && engagementId === null)) return 0;
    const year = fiscalYear(now);
    const newest = await tx.selectFrom('erasures').select((make) => make.fn.max('number').as('newest')).where('municipality_id', '=', municipalityId).where('fiscal_year', '=', year).executeTakeFirst();
    await tx.insertInto('erasures').values({ municipality_id: municipalityId, fiscal_year: year, number: (newest?.newest ?? 0) + 1, engagement_id: engagementId, rule, items: done.items, at: now, entry: done.entry }).execute();
    await reach?.(`erase.${rule}`);
    return done.items > 0 ? 1 : 0;
  });
  await reach?.(`erased.${rule}`);
  return count;
}
