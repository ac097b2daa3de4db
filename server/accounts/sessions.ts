// Sessions: a random token in the browser, its hash in our table. New at each sign-in, ended by sign-out, idleness,
// age, a changed password, a disabled account or removal from the roster.
import { createHash } from 'node:crypto';
import type { Clock } from '../ledger/clock.ts';
import type { RandomBytes } from '../store/identifier.ts';
import type { Store, Tx } from '../store/store.ts';
import { stopHalves } from './half-sign-in.ts';
import { readRole, type Person, type Side } from './person.ts';
import { AccountRefused } from './refusal.ts';
import { missingFactor } from './sign-in-policy.ts';

/** Assumptions, the papers give none: 30 minutes idle, 10 hours in all (one working day). */
export const idleMinutes = 30;
export const longestHours = 10;

export interface Session {
  readonly person: Person;
  readonly login: string;
  readonly mustChangePassword: boolean;
  /** What the municipality still asks of a person who has no second factor: `required` lets them do nothing but enrol. */
  readonly missingFactor: 'wanted' | 'required' | null;
  /** When this was read. */
  readonly now: string;
  readonly endsAt: string;
  readonly idleEndsAt: string;
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
const after = (at: string, minutes: number): string => new Date(Date.parse(at) + minutes * 60_000).toISOString();

interface Given { readonly side: Side; readonly address: string; readonly now: string; readonly random: RandomBytes }

/** Starts a session inside `tx`. Returns the token, which exists nowhere else. */
export async function startSession(tx: Tx, given: Given & { readonly accountId: string; readonly occasion: string; readonly browser?: string | undefined }): Promise<string> {
  const { accountId, occasion, now, browser = '' } = given;
  return insert(tx, given, { account_id: accountId, occasion, created_at: now, browser });
}

/**
 * Ends all sessions of the person inside `tx`, and goes on with the one that asks under another token: the sign-in stays the one it was, so a changed password is no other
 * occasion (H 58) and no later end. Returns the token. Throws `AccountRefused` (SESSION_ENDED) where that one was ended meanwhile: nothing brings it back.
 */
export async function renewSession(tx: Tx, person: Person, given: Given): Promise<string> {
  const { id, occasion, signedInAt, browser = '' } = person;
  const still = await tx.selectFrom('sessions').select('occasion').where('account_id', '=', id).where('occasion', '=', occasion).executeTakeFirst();
  if (still === undefined) throw new AccountRefused('SESSION_ENDED');
  await endSessions(tx, id);
  return insert(tx, given, { account_id: id, occasion, created_at: signedInAt, browser });
}

async function insert(tx: Tx, { side, address, now, random }: Given, begun: { account_id: string; occasion: string; created_at: string; browser: string }): Promise<string> {
  const token = Buffer.from(random(32)).toString('base64url');
  // What is over goes, with what it had read: nobody may come back to end it.
  await tx.deleteFrom('sessions').where('ends_at', '<=', now).execute();
  await tx.insertInto('sessions').values({ ...begun, id_hash: hashOf(token), listener: side, last_seen_at: now, ends_at: after(begun.created_at, longestHours * 60), address }).execute();
  return token;
}

/** Ends all sessions of an account inside `tx`: at once, not at their next sign-in (ASVS 7.4.2, 8.3.2). */
export async function endSessions(tx: Tx, accountId: string): Promise<void> {
  await tx.deleteFrom('sessions').where('account_id', '=', accountId).execute();
  // Whoever stands between password and second factor begins again, too.
  await stopHalves(tx, accountId);
}

export async function endSession(tx: Tx, token: string): Promise<void> {
  await tx.deleteFrom('sessions').where('id_hash', '=', hashOf(token)).execute();
}

/** Who holds `token` on this listener, and from where they ask now. Throws `AccountRefused` (NOT_SIGNED_IN, SESSION_ENDED). */
export async function findSession({ store, clock }: { store: Store; clock: Clock }, token: string | undefined, side: Side, address = ''): Promise<Session> {
  if (token === undefined) throw new AccountRefused('NOT_SIGNED_IN');
  const now = clock.now();
  const row = await store.read.selectFrom('sessions').innerJoin('accounts', 'accounts.id', 'sessions.account_id')
    .selectAll('accounts').select(['sessions.occasion', 'sessions.created_at as signed_in_at', 'sessions.last_seen_at', 'sessions.ends_at', 'sessions.browser'])
    .where('sessions.id_hash', '=', hashOf(token)).where('sessions.listener', '=', side).executeTakeFirst();
  if (row === undefined) throw new AccountRefused('SESSION_ENDED');
  const idleEndsAt = after(row.last_seen_at, idleMinutes);
  if (row.disabled_at !== null || row.ends_at <= now || idleEndsAt <= now) {
    await store.change((tx) => endSession(tx, token));
    throw new AccountRefused('SESSION_ENDED');
  }
  await touch(store, token, row.last_seen_at, now);
  return {
    person: {
      id: row.id, name: row.name, role: readRole(row.role), municipalityId: row.municipality_id, sectionId: row.section_id,
      contractorId: row.contractor_id, canApprove: row.can_approve === 1, occasion: row.occasion, signedInAt: row.signed_in_at, address, browser: row.browser,
    },
    login: row.login, mustChangePassword: row.must_change === 1, missingFactor: await missingFactor(store.read, row), now, endsAt: row.ends_at, idleEndsAt: after(now, idleMinutes),
  };
}

// Once a minute is exact enough for an idle limit of half an hour, and spares a write for each request.
async function touch(store: Store, token: string, seen: string, now: string): Promise<void> {
  if (Date.parse(now) - Date.parse(seen) < 60_000) return;
  await store.change((tx) => tx.updateTable('sessions').set({ last_seen_at: now }).where('id_hash', '=', hashOf(token)).execute());
}
