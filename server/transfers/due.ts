// What the clock owes: drafts swept, transfers expired, copies wiped, failed wipes tried again. Taken by lease from the
// store, so that two machines never do it twice; suspended while the clock cannot be trusted (H 78).
import type { RandomBytes } from '../store/identifier.ts';
import { newIdentifier } from '../store/identifier.ts';
import { isRefused } from '../ledger/refused.ts';
import { expire } from './clockwork.ts';
import { wipe, type WipeParts } from './wipe.ts';

const leaseMilliseconds = 10 * 60_000;
const atOnce = 50;

export interface DueWork {
  /** Does everything that is due now. Returns how many transfers changed. Calls at the same time wait for one another. */
  run(): Promise<number>;
}

export interface DueParts extends WipeParts {
  readonly random: RandomBytes;
  /** True while the wall clock has jumped and nobody has looked: nothing expires, nothing is wiped. */
  readonly suspended: () => boolean;
}

export function createDueWork(parts: DueParts): DueWork {
  const holder = newIdentifier(parts.random);
  let last: Promise<number> = Promise.resolve(0);
  return { run: () => (last = last.catch(() => 0).then(() => runOnce(parts, holder))) };
}

async function runOnce(parts: DueParts, holder: string): Promise<number> {
  if (parts.suspended() || !(await takeLease(parts, holder))) return 0;
  let changed = 0;
  const tried = new Set<string>();
  for (;;) {
    const due = await dueNow(parts, tried);
    if (due.length === 0) return changed;
    for (const { id, state } of due) {
      tried.add(`${id} ${state}`);
      changed += (await handle(parts, id, state)) ? 1 : 0;
    }
  }
}

async function dueNow({ store, clock }: DueParts, tried: ReadonlySet<string>): Promise<{ id: string; state: string }[]> {
  const rows = await store.read.selectFrom('transfers').select(['id', 'state']).where('due_at', '<=', clock.now()).orderBy('due_at').limit(atOnce + tried.size).execute();
  return rows.filter(({ id, state }) => !tried.has(`${id} ${state}`)).slice(0, atOnce);
}

const wipable = new Set(['confirmed', 'recalled', 'expired', 'discarded', 'wiping', 'wipe-failed']);

/** One transfer's refusal (a person was quicker) leaves the others to be done. */
async function handle(parts: DueParts, id: string, state: string): Promise<boolean> {
  try {
    if (wipable.has(state)) return await wipe(parts, id);
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
