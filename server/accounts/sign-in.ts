// Sign-in, sign-out and the own password. Nothing here tells whether a login exists: one refusal, one cost, one slowing down (H 52, 53).
// A right password opens the session, or for who has a second factor only its second step.
import { isRefused } from '../ledger/refused.ts';
import type { AccountRow } from '../store/schema.ts';
import type { Store, Tx } from '../store/store.ts';
import { factorKinds, type FactorKind } from './factors.ts';
import { replaceHalf, startHalf } from './half-sign-in.ts';
import { cameBefore } from './known-addresses.ts';
import { mustEnter, openSession, type From } from './open-session.ts';
import { checkNewPassword } from './password-rule.ts';
import type { PasswordHasher } from './password-hash.ts';
import { actorOf, type Person, type Side } from './person.ts';
import { AccountRefused } from './refusal.ts';
import type { RefusedTries } from './refused-tries.ts';
import { secondStep, type SecondStepParts } from './second-step.ts';
import { endSession, renewSession } from './sessions.ts';
import type { SignInTries } from './sign-in-tries.ts';
import { stepUp } from './step-up.ts';

export interface SignInParts extends SecondStepParts {
  readonly hasher: PasswordHasher;
  /** True if the address is a registered terminal of the account's firm. */
  readonly isTerminal: (tx: Tx, account: Pick<AccountRow, 'contractor_id'>, address: string) => Promise<boolean>;
  readonly tries: SignInTries;
  readonly refusedTries: Pick<RefusedTries, 'count'>;
}

export interface SignInRequest extends From {
  readonly login: string;
  readonly password: string;
  readonly page: string | undefined;
  /** The session, or the half of a sign-in, that this browser held until now; it ends (ASVS 7.2.4). */
  readonly replaces: string | undefined;
}

/** `needs`: by what the second factor can be shown; while it is not empty the token opens only that step. */
export interface Entered { readonly token: string; readonly needs: readonly FactorKind[] }

export interface SignIn {
  /** Throws `AccountRefused` (SIGN_IN_FAILED for every cause, TOO_MANY_TRIES, BUSY). */
  signIn(request: SignInRequest): Promise<Entered>;
  /** Returns the session token. Throws `AccountRefused` (SIGN_IN_BEGIN_AGAIN, SECOND_FACTOR_WRONG, TOO_MANY_TRIES). */
  secondStep(given: From & { token: string | undefined; code: string }): Promise<string>;
  signOut(person: Person, token: string): Promise<void>;
  /** Returns a new token: the old one is void, and so is every other session of the account. */
  changePassword(person: Person, given: { side: Side; current: string; next: string; address: string }): Promise<string>;
}

/** Builds sign-in. Hashing one throw-away password first gives unknown logins something equally slow to be compared with. */
export async function createSignIn(parts: SignInParts): Promise<SignIn> {
  const decoy = await parts.hasher.hash(Buffer.from(parts.random(24)).toString('base64'));
  return {
    signIn: (request) => signIn(parts, decoy, request),
    secondStep: (given) => secondStep(parts, given),
    signOut: async (person, token) => {
      await parts.store.change(async (tx) => {
        await endSession(tx, token);
        await parts.ledger.append(tx, { at: parts.clock.now(), act: 'sign-out', result: 'done', actor: actorOf(person), municipality: person.municipalityId });
      });
    },
    changePassword: (person, given) => changePassword(parts, person, given),
  };
}

async function signIn(parts: SignInParts, decoy: string, request: SignInRequest): Promise<Entered> {
  const { account, meant } = await findAccount(parts.store, request);
  // Of nobody the same is read as of somebody: what is looked up must not tell by its time who exists (H 52).
  const here = await isHere(parts, account ?? { id: '', contractor_id: request.side === 'contractor' ? '' : null }, request.address);
  const attempt = parts.tries.begin({ login: meant, address: request.address, account: account === undefined ? null : { id: account.id, isHere: here } });
  try {
    const entered = await enter(parts, decoy, account, request);
    attempt.right();
    return entered;
  } catch (error) {
    if (isRefused(error) && error.code !== 'BUSY') attempt.wrong();
    else attempt.undone();
    // What came after a right password stands in the ledger in the person's name.
    if (isRefused(error) && error.code === 'SIGN_IN_FAILED' && !error.entered) parts.refusedTries.count(account?.id ?? null);
    throw error;
  }
}

/** An address of the account's own: it signed in from there and that session is still known, its firm collected from there, or it is the firm's terminal. */
async function isHere(parts: SignInParts, account: Pick<AccountRow, 'id' | 'contractor_id'>, address: string): Promise<boolean> {
  const { read } = parts.store;
  const session = await read.selectFrom('sessions').select('address').where('account_id', '=', account.id).where('address', '=', address).limit(1).executeTakeFirst();
  return session !== undefined || (account.contractor_id !== null && await cameBefore(read, account.contractor_id, address)) || await parts.isTerminal(read, account, address);
}

async function enter(parts: SignInParts, decoy: string, account: AccountRow | undefined, request: SignInRequest): Promise<Entered> {
  // The comparison runs whether or not the account exists (H 52), and before any other reason is looked at.
  const right = await parts.hasher.verify(account?.password_hash ?? decoy, request.password);
  const now = parts.clock.now();
  if (account === undefined || !right || account.disabled_at !== null || initialExpired(account, now)) throw new AccountRefused('SIGN_IN_FAILED');
  await mustEnter(parts, account, request);
  return parts.store.change(async (tx) => {
    // Hashing takes its time: a password that was reset meanwhile opens nothing.
    const still = await tx.selectFrom('accounts').select('id').where('id', '=', account.id).where('password_hash', '=', account.password_hash).where('disabled_at', 'is', null).executeTakeFirst();
    if (still === undefined) throw new AccountRefused('SIGN_IN_FAILED');
    if (request.replaces !== undefined) {
      await endSession(tx, request.replaces);
      await replaceHalf(tx, request.replaces, account.id);
    }
    const needs = await factorKinds(tx, account.id);
    if (needs.length > 0) return { needs, token: await startHalf(tx, { accountId: account.id, side: request.side, address: request.address, now, random: parts.random }) };
    return { needs, token: await openSession(tx, parts, account, { side: request.side, address: request.address, browser: request.browser, now, factor: null }) };
  });
}

const initialExpired = (account: AccountRow, now: string): boolean => account.initial_expires_at !== null && account.initial_expires_at <= now;

/** A ward login may be `name@ward`; without it, it means the only ward there is. A contractor's login counts on its own page only. */
async function findAccount(store: Store, { side, login, page }: SignInRequest): Promise<{ account: AccountRow | undefined; meant: string }> {
  const scope = side === 'ward' ? await wardOf(store, login) : await contractorOf(store, page);
  const name = login.split('@')[0] ?? '';
  if (scope === undefined) return { account: undefined, meant: `${page ?? ''} ${login}` };
  // One login may be written in several ways; it is tried as one.
  return { account: await store.read.selectFrom('accounts').selectAll().where('scope', '=', scope).where('login', '=', name).executeTakeFirst(), meant: `${scope} ${name}` };
}

async function wardOf(store: Store, login: string): Promise<string | undefined> {
  const code = login.includes('@') ? login.slice(login.indexOf('@') + 1) : undefined;
  const wards = await store.read.selectFrom('municipalities').select(['id', 'code']).execute();
  return (code === undefined ? (wards.length === 1 ? wards[0] : undefined) : wards.find((ward) => ward.code === code))?.id;
}

async function contractorOf(store: Store, page: string | undefined): Promise<string | undefined> {
  if (page === undefined) return undefined;
  return (await store.read.selectFrom('contractors').select('id').where('page', '=', page).executeTakeFirst())?.id;
}

async function changePassword(parts: SignInParts, person: Person, given: { side: Side; current: string; next: string; address: string }): Promise<string> {
  const account = await stepUp(parts, person, { password: given.current });
  if (given.current.normalize('NFKC') === given.next.normalize('NFKC')) throw new AccountRefused('PASSWORD_UNCHANGED');
  const municipality = await parts.store.read.selectFrom('municipalities').select(['code', 'name']).where('id', '=', account.municipality_id).executeTakeFirstOrThrow();
  checkNewPassword(given.next, { ...account, municipality });
  const encoded = await parts.hasher.hash(given.next);
  return parts.store.change(async (tx) => {
    const now = parts.clock.now();
    await tx.updateTable('accounts').set({ password_hash: encoded, must_change: 0, initial_expires_at: null }).where('id', '=', person.id).execute();
    await parts.ledger.append(tx, { at: now, act: 'change-password', result: 'done', actor: actorOf(person), municipality: person.municipalityId });
    return renewSession(tx, person, { side: given.side, address: given.address, now, random: parts.random });
  });
}
