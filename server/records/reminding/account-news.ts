// Decides who is told by mail of what happened to their account (ASVS 6.3.5, 6.3.7). Read out of the ledger from where the last turn stopped, so no act has to think of it.
// Guarantees that strangers fill no mailbox: whatever they try, one mail a day; and that a message waiting is not doubled.
import { actsOfOthers, happeningIn, withNewAddresses, type Happening, type What } from '../../accounts/happenings.ts';
import { manyTries } from '../../accounts/refused-tries.ts';
import { japanDay } from '../../engagements/japan-time.ts';
import { newIdentifier } from '../../store/identifier.ts';
import type { Tx } from '../../store/store.ts';
import type { PlanParts } from './planning.ts';
import { newsDays, type NewsKind } from './rules.ts';

const STATE = 'account-news';
const atOnce = 500;

const acts = ['sign-in', 'change-password', 'enrol-second-factor', 'remove-second-factor', 'renew-recovery-codes', 'add-passkey', 'remove-passkey', ...actsOfOthers] as const;
const tried: readonly What[] = ['signed-in', 'signed-in-recovery', 'factor-not-shown', 'place-refused'];
const unmailed: readonly What[] = ['reset-asked', 'reset-refused'];

/** Plans mails about what stands in the ledger since the last turn, and about wrong passwords of today. */
export async function planNews(parts: PlanParts, now: string): Promise<void> {
  const { read } = parts.store;
  const newest = (await read.selectFrom('ledger_entries').select('idx').orderBy('idx', 'desc').limit(1).executeTakeFirst())?.idx ?? -1;
  const seen = (await read.selectFrom('watch_states').select('state').where('name', '=', STATE).executeTakeFirst())?.state;
  const today = japanDay(now);
  const many = await read.selectFrom('refused_tries').innerJoin('accounts', 'accounts.id', 'account_id').select('account_id').where('day', '=', today).where('tries', '>=', manyTries)
    .where('email', 'is not', null).where('disabled_at', 'is', null).where((where) => where.not(where.exists(where.selectFrom('mails').select('id').whereRef('mails.account_id', '=', 'refused_tries.account_id').where('about', '=', 'tried').where('mails.day', '=', today)))).execute();
  if (seen === String(newest) && many.length === 0) return;
  await parts.store.change(async (tx) => {
    for (const { account_id: accountId } of many) await add(tx, parts, { accountId, about: 'tried', now });
    // What happened before anybody was told by mail at all is history; a ledger that a restore made shorter goes on where it ends.
    const until = seen === undefined ? newest : await planEntries(tx, parts, Math.min(Number(seen), newest), now);
    const row = { state: String(until), since: now };
    await tx.insertInto('watch_states').values({ name: STATE, ...row }).onConflict((conflict) => conflict.column('name').doUpdateSet(row)).execute();
  });
}

/** Returns the number of the last entry that was read. */
async function planEntries(tx: Tx, parts: PlanParts, seen: number, now: string): Promise<number> {
  const rows = await tx.selectFrom('ledger_entries').select(['idx', 'at', 'act', 'result', 'bytes']).where('idx', '>', seen).orderBy('idx').limit(atOnce).execute();
  // What is older is not mailed any more: the mail server was only now set.
  const since = new Date(Date.parse(now) - newsDays * 86_400_000).toISOString();
  for (const row of rows.filter(({ act, at }) => acts.some((one) => one === act) && at > since)) {
    const found = happeningIn(row);
    if (found === null) continue;
    const [told] = await withNewAddresses(tx, found.accountId, [found]);
    if (told?.news === true && !unmailed.includes(told.what)) await plan(tx, parts, { accountId: found.accountId, now }, told);
  }
  return rows.at(-1)?.idx ?? seen;
}

async function plan(tx: Tx, parts: PlanParts, whom: { readonly accountId: string; readonly now: string }, { what, entry }: Happening): Promise<void> {
  await add(tx, parts, { ...whom, about: tried.includes(what) ? 'tried' : 'changed' });
  if (what !== 'email-changed') return;
  // The address of before hears it as well: whoever took the account over may have changed it.
  const text = await tx.selectFrom('texts').select('text').where('id', '=', `${String(entry)}:email.before`).executeTakeFirst();
  const before: unknown = JSON.parse(text?.text ?? 'null');
  if (typeof before === 'string') await add(tx, parts, { ...whom, about: 'changed', address: before });
}

interface Wanted { readonly accountId: string; readonly about: NewsKind; readonly now: string; readonly address?: string }

async function add(tx: Tx, { random }: PlanParts, { accountId, about, now, address }: Wanted): Promise<void> {
  const day = japanDay(now);
  const account = await tx.selectFrom('accounts').select('email').where('id', '=', accountId).where('disabled_at', 'is', null).executeTakeFirst();
  if (account === undefined || (account.email === null && address === undefined)) return;
  const same = tx.selectFrom('mails').select('id').where('account_id', '=', accountId).where('about', '=', about).where('address', 'is', address ?? null);
  const told = await (about === 'tried' ? same.where('day', '=', day) : same.where('state', '=', 'waiting')).limit(1).executeTakeFirst();
  if (told !== undefined) return;
  await tx.insertInto('mails').values({ id: newIdentifier(random), account_id: accountId, day, tasks: 0, overdue: 0, state: 'waiting', attempts: 0, next_at: now, about, address: address ?? null }).execute();
}
