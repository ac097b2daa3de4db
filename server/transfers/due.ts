// What the clock owes: drafts swept, transfers expired, copies wiped, failed wipes tried again. Taken by lease from the
// store, so that two machines never do it twice; suspended while the clock cannot be trusted (H 78).
// Of everything that is due the keys go first. Gigabytes are overwritten beside the rest of the clock's work, so that neither the next recall nor a start waits for a disk.
import type { RandomBytes } from '../store/identifier.ts';
import { newIdentifier } from '../store/identifier.ts';
import { isRefused } from '../ledger/refused.ts';
import { expire } from './clockwork.ts';
import { bytesOf, destroyKeys, finish, type Doomed, type WipeParts } from './wipe.ts';

const leaseMilliseconds = 10 * 60_000;
const atOnce = 50;

/** What is overwritten while the clock's work waits for it: a second or two on any disk. */
const soonBytes = 256 * 1024 * 1024;

export interface DueWork {
  /**
   * Does everything that is due now; of what is large only the keys are destroyed when it resolves, and the overwriting goes on. Returns how many
   * transfers changed. Calls at the same time wait for one another.
   */
  run(): Promise<number>;
  /** Stops the overwriting that goes on, between two stretches: the next start takes it up there. */
  close(): Promise<void>;
}

export interface DueParts extends WipeParts {
  readonly random: RandomBytes;
  /** True while the wall clock has jumped and nobody has looked: nothing expires, nothing is wiped. */
  readonly suspended: () => boolean;
  /** Told what went wrong where nobody waits for it. */
  readonly fault: (error: unknown) => void;
}

/** Wipes that go on, by transfer, and the two lines in which they wait. */
interface Going { readonly ids: Set<string>; readonly stop: AbortController; soon: Promise<unknown>; large: Promise<unknown> }

export function createDueWork(parts: DueParts): DueWork {
  const holder = newIdentifier(parts.random);
  const going: Going = { ids: new Set(), stop: new AbortController(), soon: Promise.resolve(), large: Promise.resolve() };
  let last: Promise<number> = Promise.resolve(0);
  return {
    run: () => (last = last.catch(() => 0).then(() => runOnce(parts, holder, going))),
    close: async () => {
      going.stop.abort();
      await Promise.allSettled([going.soon, going.large]);
    },
  };
}

async function runOnce(parts: DueParts, holder: string, going: Going): Promise<number> {
  if (parts.suspended() || !(await takeLease(parts, holder))) return 0;
  let changed = 0;
  const tried = new Set<string>();
  const wipes: Promise<boolean>[] = [];
  for (;;) {
    const due = await dueNow(parts, tried);
    for (const { id, state } of due) {
      tried.add(`${id} ${state}`);
      if (going.ids.has(id)) continue;
      const done = await handle(parts, id, state);
      if (typeof done === 'boolean') changed += done ? 1 : 0;
      else wipes.push(overwriteLater(parts, done, going));
    }
    // What ended in this turn is due at once, as long as it was not tried in that state: keys first, then the disk.
    if (due.length === 0) return changed + (await Promise.all(wipes)).filter((wiped) => wiped).length;
  }
}

/** Overwrites one after another; resolves true when it is wiped, or at once when it is large. */
function overwriteLater(parts: DueParts, doomed: Doomed, going: Going): Promise<boolean> {
  const line = bytesOf(doomed.files) > soonBytes ? 'large' : 'soon';
  going.ids.add(doomed.transfer.id);
  const work = going[line].then(() => finish(parts, doomed, going.stop.signal)).finally(() => going.ids.delete(doomed.transfer.id));
  going[line] = work.catch(() => undefined);
  if (line === 'soon') return work;
  work.catch((error: unknown) => { if (!going.stop.signal.aborted) parts.fault(error); });
  return Promise.resolve(true);
}

async function dueNow({ store, clock }: DueParts, tried: ReadonlySet<string>): Promise<{ id: string; state: string }[]> {
  const rows = await store.read.selectFrom('transfers').select(['id', 'state']).where('due_at', '<=', clock.now()).orderBy('due_at').limit(atOnce + tried.size).execute();
  return rows.filter(({ id, state }) => !tried.has(`${id} ${state}`)).slice(0, atOnce);
}

const wipable = new Set(['confirmed', 'recalled', 'expired', 'discarded', 'wiping', 'wipe-failed']);

/** One transfer's refusal (a person was quicker) leaves the others to be done. */
async function handle(parts: DueParts, id: string, state: string): Promise<boolean | Doomed> {
  try {
    if (wipable.has(state)) return (await destroyKeys(parts, id)) ?? false;
    await parts.register.change('gateway', 'expire', [id], () => expire);
    await parts.collection.cut({ transfer: id });
    return true;
  } catch (error) {
    if (isRefused(error)) return false;
    throw error;
  }
}

async function takeLease({ store, clock }: DueParts, holder: string): Promise<boolean> {
  const now = Math.floor(clock.millis());
  return store.change(async (tx) => {
    const held = await tx.selectFrom('leases').selectAll().where('name', '=', 'due').executeTakeFirst();
    if (held !== undefined && held.holder !== holder && held.until > now) return false;
    const lease = { holder, until: now + leaseMilliseconds };
    await tx.insertInto('leases').values({ name: 'due', ...lease }).onConflict((conflict) => conflict.column('name').doUpdateSet(lease)).execute();
    return true;
  });
}
