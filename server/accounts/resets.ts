// Resets by two administrators: one asks, another approves, and only then it happens. Guarantees that nobody approves their own request nor a reset of themselves
// (the table's own checks say so too), that both names stand in the ledger, and that a reset of the password leaves the second factor in force (ASVS 6.4.3).
// Who asked never learns the initial password: it is shown to who approves, so a request made up by one administrator brings that one nothing.
import { newIdentifier } from '../store/identifier.ts';
import type { AccountRow } from '../store/schema.ts';
import type { Tx } from '../store/store.ts';
import { ownAccount } from './change-person.ts';
import { administered } from './changes.ts';
import { removeFactors } from './factors.ts';
import { initialPassword, type InitialPassword, type PeopleParts } from './people.ts';
import { actorOf, type Person } from './person.ts';
import { AccountRefused } from './refusal.ts';
import { endSessions } from './sessions.ts';

export type ResetWhat = 'password' | 'second-factor';
export interface Reset {
  readonly id: string;
  readonly accountId: string;
  readonly what: ResetWhat;
  readonly askedBy: string;
  readonly askedAt: string;
  /** Of the request. */
  readonly entry: number;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly approved: boolean | null;
}
export interface Approved { readonly reset: Reset; readonly account: AccountRow; /** Null where only the second factor was taken away. */ readonly initial: InitialPassword | null }

/** A request that nobody decides is void after so long (an assumption). */
export const resetDays = 3;

const readWhat = (word: string): ResetWhat => (word === 'password' ? 'password' : 'second-factor');

/** Those that wait, and those of the last month, the newest first. */
export async function resetsOf(tx: Tx, municipalityId: string, now: string): Promise<Reset[]> {
  const since = new Date(Date.parse(now) - 30 * 86_400_000).toISOString();
  const rows = await tx.selectFrom('resets').selectAll().where('municipality_id', '=', municipalityId).where('asked_at', '>', since).orderBy('asked_at', 'desc').orderBy('id').execute();
  return rows.map((row) => ({
    id: row.id, accountId: row.account_id, what: readWhat(row.what), askedBy: row.asked_by, askedAt: row.asked_at, entry: row.entry, decidedBy: row.decided_by, decidedAt: row.decided_at,
    approved: row.approved === null ? null : row.approved === 1,
  }));
}

export const isWaiting = (reset: Pick<Reset, 'askedAt' | 'approved'>, now: string): boolean => reset.approved === null && Date.parse(now) - Date.parse(reset.askedAt) < resetDays * 86_400_000;

/** Asks for a reset; nothing happens to the account yet. Throws `AccountRefused` (NOT_FOUND, RESET_OWN, RESET_NEEDS_TWO, RESET_WAITING). */
export async function askReset(parts: PeopleParts, who: Person, accountId: string, given: { readonly what: ResetWhat; readonly reason: string }): Promise<Reset> {
  return parts.store.change(async (tx) => {
    const account = await ownAccount(tx, who, accountId);
    if (account.id === who.id) throw new AccountRefused('RESET_OWN');
    await somebodyElse(tx, who, account);
    const now = parts.clock.now();
    if ((await resetsOf(tx, who.municipalityId, now)).some((one) => one.accountId === accountId && one.what === given.what && isWaiting(one, now))) throw new AccountRefused('RESET_WAITING');
    const id = newIdentifier(parts.random);
    const entry = await parts.ledger.append(tx, { at: now, act: 'ask-reset', result: 'done', actor: actorOf(who), municipality: who.municipalityId, facts: { reset: id, account: accountId, what: given.what }, texts: { reason: given.reason } });
    await administered(tx, 'person', accountId, entry.index);
    await tx.insertInto('resets').values({ id, municipality_id: who.municipalityId, account_id: accountId, what: given.what, asked_by: who.id, asked_at: now, entry: entry.index, decided_by: null, decided_at: null, approved: null }).execute();
    return found(tx, who, id, now);
  });
}

/** Throws `AccountRefused` (RESET_NEEDS_TWO) where no other administrator could approve: then only the command on the machine is left. */
async function somebodyElse(tx: Tx, who: Person, account: AccountRow): Promise<void> {
  const other = await tx.selectFrom('accounts').select('id').where('municipality_id', '=', who.municipalityId).where('role', '=', 'administrator').where('disabled_at', 'is', null)
    .where('id', 'not in', [who.id, account.id]).limit(1).executeTakeFirst();
  if (other === undefined) throw new AccountRefused('RESET_NEEDS_TWO');
}

async function found(tx: Tx, who: Person, id: string, now: string): Promise<Reset> {
  const reset = (await resetsOf(tx, who.municipalityId, now)).find((one) => one.id === id);
  if (reset === undefined) throw new AccountRefused('NOT_FOUND');
  return reset;
}

async function waiting(tx: Tx, who: Person, id: string, now: string): Promise<Reset> {
  const reset = await found(tx, who, id, now);
  if (!isWaiting(reset, now)) throw new AccountRefused('RESET_DECIDED');
  return reset;
}

/** The second administrator's yes: now it happens, in one transaction with its entry. Throws `AccountRefused` (NOT_FOUND, RESET_DECIDED, RESET_BY_SAME, RESET_OWN). */
export async function approveReset(parts: PeopleParts, who: Person, id: string): Promise<Approved> {
  const { store, clock } = parts;
  const asked = await mayApprove(store.read, who, id, clock.now());
  // Hashing takes its time and must not hold the transaction; what was asked is looked at again inside.
  const made = asked.what === 'password' ? await initialPassword(parts, (await ownAccount(store.read, who, asked.accountId)).login) : null;
  return store.change(async (tx) => {
    const now = clock.now();
    const { accountId, what, entry: asking } = await mayApprove(tx, who, id, now);
    if (made === null) await removeFactors(tx, accountId);
    else await tx.updateTable('accounts').set({ password_hash: made.encoded, must_change: 1, initial_expires_at: made.shown.validUntil }).where('id', '=', accountId).execute();
    await endSessions(tx, accountId);
    await decide(tx, parts, who, { id, accountId, now, approved: true, act: what === 'password' ? 'reset-password' : 'reset-second-factor', asking });
    return { reset: await found(tx, who, id, now), account: await ownAccount(tx, who, accountId), initial: made?.shown ?? null };
  });
}

async function mayApprove(tx: Tx, who: Person, id: string, now: string): Promise<Reset> {
  const reset = await waiting(tx, who, id, now);
  if (reset.askedBy === who.id) throw new AccountRefused('RESET_BY_SAME');
  if (reset.accountId === who.id) throw new AccountRefused('RESET_OWN');
  return reset;
}

/** No, or who asked takes it back. Throws `AccountRefused` (NOT_FOUND, RESET_DECIDED). */
export async function refuseReset(parts: PeopleParts, who: Person, id: string): Promise<Reset> {
  return parts.store.change(async (tx) => {
    const now = parts.clock.now();
    const { accountId, entry: asking } = await waiting(tx, who, id, now);
    await decide(tx, parts, who, { id, accountId, now, approved: false, act: 'refuse-reset', asking });
    return found(tx, who, id, now);
  });
}

interface Decided { readonly id: string; readonly accountId: string; readonly now: string; readonly approved: boolean; readonly act: string; readonly asking: number }

async function decide(tx: Tx, parts: PeopleParts, who: Person, { id, accountId, now, approved, act, asking }: Decided): Promise<void> {
  const { numUpdatedRows } = await tx.updateTable('resets').set({ decided_by: who.id, decided_at: now, approved: approved ? 1 : 0 }).where('id', '=', id).where('approved', 'is', null).executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new AccountRefused('RESET_DECIDED');
  const entry = await parts.ledger.append(tx, { at: now, act, result: 'done', actor: actorOf(who), municipality: who.municipalityId, facts: { reset: id, account: accountId, asked: asking } });
  await administered(tx, 'person', accountId, entry.index);
}
