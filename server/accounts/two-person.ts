// What takes two administrators: one asks, another approves, and only then it happens. Guarantees that nobody approves their own request nor what is about
// themselves (the table's own checks say so too), that both are active administrators at the moment of approval, and that each name stands in the ledger.
import { newIdentifier } from '../store/identifier.ts';
import type { Tx } from '../store/store.ts';
import { administered } from './changes.ts';
import { initialPasswordDays, type PeopleParts } from './people.ts';
import { actorOf, type Person } from './person.ts';
import { AccountRefused, type AccountRefusal } from './refusal.ts';

export type RequestWhat = 'password' | 'second-factor' | 'new-administrator' | 'administrator-again';
export interface TwoPersonRequest {
  readonly id: string;
  /** Null for a new administrator until it is approved. */
  readonly accountId: string | null;
  readonly what: RequestWhat;
  readonly askedBy: string;
  /** False once who asked was disabled. */
  readonly askerActive: boolean;
  readonly askedAt: string;
  /** Of the request. */
  readonly entry: number;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly approved: boolean | null;
}

/** A request that nobody decides is void after so long (assumptions): a reset is pressing, a new colleague is not. */
const days: Readonly<Record<RequestWhat, number>> = { password: 3, 'second-factor': 3, 'new-administrator': 7, 'administrator-again': 7 };
const day = 86_400_000;

/** Parses a stored word; a foreign one is a damaged database. */
function readWhat(word: string): RequestWhat {
  if (word === 'password' || word === 'second-factor' || word === 'new-administrator' || word === 'administrator-again') return word;
  throw new Error(`two_person_requests.what: expected a known word, came ${word}`);
}

export const endsAt = ({ askedAt, what }: Pick<TwoPersonRequest, 'askedAt' | 'what'>): string => new Date(Date.parse(askedAt) + days[what] * day).toISOString();

/** `void`: who asked was disabled meanwhile, so nobody approves it any more, and it stands in nobody's way who asks anew. */
export type RequestState = 'waiting' | 'approved' | 'refused' | 'withdrawn' | 'late' | 'void';

export function stateOf(request: TwoPersonRequest, now: string): RequestState {
  const { approved, askerActive, askedBy, decidedBy } = request;
  if (approved === null) return now >= endsAt(request) ? 'late' : askerActive ? 'waiting' : 'void';
  if (approved) return 'approved';
  return askedBy === decidedBy ? 'withdrawn' : 'refused';
}

export const isWaiting = (request: TwoPersonRequest, now: string): boolean => stateOf(request, now) === 'waiting';

/** Those that wait, and those of the last month, the newest first. */
export async function requestsOf(tx: Tx, municipalityId: string, now: string): Promise<TwoPersonRequest[]> {
  const since = new Date(Date.parse(now) - 30 * day).toISOString();
  const rows = await tx.selectFrom('two_person_requests').innerJoin('accounts', 'accounts.id', 'two_person_requests.asked_by').selectAll('two_person_requests').select('accounts.disabled_at as asker_disabled')
    .where('two_person_requests.municipality_id', '=', municipalityId).where('asked_at', '>', since).orderBy('asked_at', 'desc').orderBy('two_person_requests.id').execute();
  return rows.map((row) => ({
    id: row.id, accountId: row.account_id, what: readWhat(row.what), askedBy: row.asked_by, askerActive: row.asker_disabled === null, askedAt: row.asked_at, entry: row.entry, decidedBy: row.decided_by, decidedAt: row.decided_at,
    approved: row.approved === null ? null : row.approved === 1,
  }));
}

/** Throws `AccountRefused` (NOT_FOUND). */
export async function foundRequest(tx: Tx, who: Person, id: string, now: string): Promise<TwoPersonRequest> {
  const request = (await requestsOf(tx, who.municipalityId, now)).find((one) => one.id === id);
  if (request === undefined) throw new AccountRefused('NOT_FOUND');
  return request;
}

/** True if another administrator could approve what `who` asks about `accountId`; if not, only the command on the machine is left. */
export async function isAnotherThere(tx: Tx, who: Person, accountId: string | null): Promise<boolean> {
  const other = await tx.selectFrom('accounts').select('id').where('municipality_id', '=', who.municipalityId).where('role', '=', 'administrator').where('disabled_at', 'is', null)
    .where('id', 'not in', [who.id, ...(accountId === null ? [] : [accountId])]).limit(1).executeTakeFirst();
  return other !== undefined;
}

export interface Asking { readonly what: RequestWhat; readonly accountId: string | null; readonly texts: Readonly<Record<string, string>> }

/** Enters the request inside its transaction; nothing happens to the account yet. Throws `AccountRefused` (REQUEST_WAITING). */
export async function enterRequest(tx: Tx, parts: PeopleParts, who: Person, { what, accountId, texts }: Asking): Promise<TwoPersonRequest> {
  const now = parts.clock.now();
  await mustBeActive(tx, who);
  const waits = (await requestsOf(tx, who.municipalityId, now)).some((one) => accountId !== null && one.accountId === accountId && one.what === what && isWaiting(one, now));
  if (waits) throw new AccountRefused('REQUEST_WAITING');
  const id = newIdentifier(parts.random);
  const entry = await parts.ledger.append(tx, {
    at: now, act: isReset(what) ? 'ask-reset' : 'ask-administrator', result: 'done', actor: actorOf(who), municipality: who.municipalityId, facts: { request: id, ...(accountId === null ? {} : { account: accountId }), what }, texts,
  });
  if (accountId !== null) await administered(tx, 'person', accountId, entry.index);
  await tx.insertInto('two_person_requests').values({ id, municipality_id: who.municipalityId, account_id: accountId, what, asked_by: who.id, asked_at: now, entry: entry.index, decided_by: null, decided_at: null, approved: null }).execute();
  return foundRequest(tx, who, id, now);
}

export const isReset = (what: RequestWhat): what is 'password' | 'second-factor' => what === 'password' || what === 'second-factor';

/** Who was disabled while a request of theirs was already on its way asks for and decides nothing. Throws `AccountRefused` (SESSION_ENDED). */
async function mustBeActive(tx: Tx, who: Person): Promise<void> {
  const still = await tx.selectFrom('accounts').select('id').where('id', '=', who.id).where('role', '=', 'administrator').where('disabled_at', 'is', null).executeTakeFirst();
  if (still === undefined) throw new AccountRefused('SESSION_ENDED');
}

/** Why `who` may not approve a request that waits; null where they may. */
export async function hindrance(tx: Tx, who: Person, request: TwoPersonRequest, now: string): Promise<AccountRefusal | null> {
  if (request.askedBy === who.id) return 'REQUEST_BY_SAME';
  if (request.accountId === who.id) return 'RESET_OWN';
  return await isSameHand(tx, who, request.askedBy, now) ? 'REQUEST_SAME_HAND' : null;
}

/** True if `who` could be the other, or a third one both: while an initial password would open, whoever was shown it counts as who it is for. */
async function isSameHand(tx: Tx, who: Person, other: string, now: string): Promise<boolean> {
  const since = new Date(Date.parse(now) - initialPasswordDays * day).toISOString();
  const shown = await tx.selectFrom('two_person_requests').select(['account_id', 'decided_by']).where('municipality_id', '=', who.municipalityId).where('approved', '=', 1)
    .where('what', 'in', ['password', 'new-administrator']).where('decided_at', '>', since).execute();
  /** Everybody who could come in as this one. */
  const handsOf = (id: string): Set<string | null> => {
    const hands = new Set<string | null>([id]);
    for (const hand of hands) for (const { account_id: to, decided_by: by } of shown) if (to === hand) hands.add(by);
    return hands;
  };
  const hands = handsOf(who.id);
  return [...handsOf(other)].some((hand) => hands.has(hand));
}

/** The request, if `who` may approve it now. Throws `AccountRefused` (NOT_FOUND, REQUEST_DECIDED, REQUEST_BY_SAME, RESET_OWN, REQUEST_ASKER_GONE, REQUEST_SAME_HAND, SESSION_ENDED). */
export async function mayApprove(tx: Tx, who: Person, id: string, now: string): Promise<TwoPersonRequest> {
  const request = await waitingRequest(tx, who, id, now);
  const why = await hindrance(tx, who, request, now);
  if (why !== null) throw new AccountRefused(why);
  return request;
}

/** The request, if `who` may decide anything about it now. Throws `AccountRefused` (SESSION_ENDED, NOT_FOUND, REQUEST_DECIDED, REQUEST_ASKER_GONE). */
export async function waitingRequest(tx: Tx, who: Person, id: string, now: string): Promise<TwoPersonRequest> {
  await mustBeActive(tx, who);
  const request = await foundRequest(tx, who, id, now);
  const state = stateOf(request, now);
  if (state !== 'waiting') throw new AccountRefused(state === 'void' ? 'REQUEST_ASKER_GONE' : 'REQUEST_DECIDED');
  return request;
}

export interface Decided { readonly approved: boolean; readonly act: string; /** About whom; null where a new administrator was refused. */ readonly accountId: string | null; readonly now: string }

/** Writes the decision and its entry, inside their transaction. Throws `AccountRefused` (REQUEST_DECIDED) where another was quicker. */
export async function decide(tx: Tx, parts: PeopleParts, who: Person, request: TwoPersonRequest, { approved, act, accountId, now }: Decided): Promise<void> {
  const { numUpdatedRows } = await tx.updateTable('two_person_requests').set({ decided_by: who.id, decided_at: now, approved: approved ? 1 : 0, account_id: accountId }).where('id', '=', request.id).where('approved', 'is', null).executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new AccountRefused('REQUEST_DECIDED');
  const entry = await parts.ledger.append(tx, {
    at: now, act, result: 'done', actor: actorOf(who), municipality: who.municipalityId, facts: { request: request.id, ...(accountId === null ? {} : { account: accountId }), asked: request.entry },
  });
  if (accountId !== null) await administered(tx, 'person', accountId, entry.index);
}
