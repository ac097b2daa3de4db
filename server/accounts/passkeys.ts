// A person's passkeys: registered with the password asked again, several, named, each taken away by itself. They stand as a second factor, and where the policy of
// the role says so as a sign-in without a password: the device itself has asked for its PIN or finger (user verification), so both factors are there.
import { newIdentifier } from '../store/identifier.ts';
import type { AccountRow } from '../store/schema.ts';
import type { Tx } from '../store/store.ts';
import { factorKinds } from './factors.ts';
import { endHalf, findHalf } from './half-sign-in.ts';
import { factorChanged, type EnrolmentParts, type Renewed } from './enrolment.ts';
import { enterAndThrow, mustEnter, openSession, type From } from './open-session.ts';
import { actorOf, type Person, type Side } from './person.ts';
import { AccountRefused } from './refusal.ts';
import { counted, type SecondStepParts } from './second-step.ts';
import { readSignInRules } from './sign-in-policy.ts';
import { stepUp } from './step-up.ts';
import { algorithms, challengeUntil, judgeAssertion, judgeRegistration, makeChallenge, type Asserted, type ChallengeFor, type Registered, type RelyingParty } from './webauthn.ts';

const mostPasskeys = 10;

interface Known { readonly id: string; readonly transports: string[] }
const knownOf = async (tx: Tx, accountId: string): Promise<Known[]> =>
  (await tx.selectFrom('passkeys').select(['credential', 'transports']).where('account_id', '=', accountId).execute()).map((row) => ({ id: row.credential, transports: row.transports.split(' ').filter((one) => one !== '') }));

/** What the device is asked to make. Throws `AccountRefused` (PASSWORD_CURRENT_WRONG, …, PASSKEY_REFUSED where there are too many). */
export async function beginPasskey(parts: EnrolmentParts, person: Person, given: { readonly password: string; readonly side: Side; readonly rp: RelyingParty }) {
  const { store, clock, random, ledger, wrappingKey } = parts;
  const account = await stepUp(parts, person, given);
  const exclude = await knownOf(store.read, account.id);
  if (exclude.length >= mostPasskeys) throw new AccountRefused('PASSKEY_REFUSED');
  await store.change((tx) => ledger.append(tx, { at: clock.now(), act: 'begin-second-factor', result: 'done', actor: actorOf(person), municipality: person.municipalityId, facts: { kind: 'passkey' } }));
  return {
    challenge: makeChallenge(wrappingKey, random, clock.millis(), { what: 'register', side: given.side, accountId: account.id }), rpId: given.rp.id, algorithms: [...algorithms], exclude,
    user: { id: Buffer.from(account.id, 'hex').toString('base64url'), name: account.login, displayName: account.name },
  };
}

/** Keeps what the device made. The first factor of a person comes with recovery codes. Throws `AccountRefused` (PASSKEY_REFUSED). */
export async function addPasskey(parts: EnrolmentParts, person: Person, given: { readonly made: Registered; readonly name: string; readonly side: Side; readonly rp: RelyingParty }): Promise<Renewed> {
  const { made, name, side, rp } = given;
  const of: ChallengeFor = { what: 'register', side, accountId: person.id };
  const challenge = heard(parts, of);
  const stored = await judgeRegistration(made, rp, challenge.isOurs);
  if (stored === null) throw new AccountRefused('PASSKEY_REFUSED');
  return parts.store.change(async (tx) => {
    await useChallenge(tx, challenge.taken(), of, parts.clock.now());
    const taken = await tx.selectFrom('passkeys').select('id').where('credential', '=', stored.credential).executeTakeFirst();
    if (taken !== undefined) throw new AccountRefused('PASSKEY_REFUSED');
    const first = (await factorKinds(tx, person.id)).length === 0;
    const id = newIdentifier(parts.random);
    await tx.insertInto('passkeys').values({
      id, credential: stored.credential, account_id: person.id, rp: rp.id, public_key: stored.publicKey, counter: stored.counter, transports: made.transports.join(' '), name, created_at: parts.clock.now(), last_used_at: null,
    }).execute();
    return factorChanged(tx, parts, person, { side, act: 'add-passkey', codes: first, facts: { passkey: id } });
  });
}

/** Takes one passkey away. Throws `AccountRefused` (PASSWORD_CURRENT_WRONG, NOT_FOUND, …). */
export async function removePasskey(parts: EnrolmentParts, person: Person, given: { readonly id: string; readonly password: string; readonly side: Side }): Promise<Renewed> {
  const known = await parts.store.read.selectFrom('passkeys').select('id').where('id', '=', given.id).where('account_id', '=', person.id).executeTakeFirst();
  if (known === undefined) throw new AccountRefused('NOT_FOUND');
  await stepUp(parts, person, given);
  return parts.store.change(async (tx) => {
    const { numDeletedRows } = await tx.deleteFrom('passkeys').where('id', '=', given.id).where('account_id', '=', person.id).executeTakeFirst();
    if (numDeletedRows !== 1n) throw new AccountRefused('NOT_FOUND');
    return factorChanged(tx, parts, person, { side: given.side, act: 'remove-passkey', codes: false, facts: { passkey: given.id } });
  });
}

/** What a device is asked to sign: of who has shown the password its own passkeys, else any that the device knows for this host. The answer to a stranger tells nothing. */
export async function askPasskey({ store, clock, random, wrappingKey }: SecondStepParts, given: { readonly side: Side; readonly token: string | undefined; readonly rp: RelyingParty }) {
  const half = await findHalf(store.read, given.token, given.side, clock.now()).catch(() => null);
  const challenge = makeChallenge(wrappingKey, random, clock.millis(), { what: 'sign-in', side: given.side, accountId: half?.id ?? '' });
  return { challenge, rpId: given.rp.id, allow: half === null ? [] : await knownOf(store.read, half.id) };
}

interface Shown extends From { readonly token: string | undefined; readonly asserted: Asserted; readonly rp: RelyingParty }

/** Signs in by a passkey: as the second step, or alone where the policy allows. Throws `AccountRefused` (SECOND_FACTOR_WRONG after a password, SIGN_IN_FAILED for every cause without). */
export async function passkeySignIn(parts: SecondStepParts, given: Shown): Promise<string> {
  const { store, clock } = parts;
  const half = await findHalf(store.read, given.token, given.side, clock.now()).catch(() => null);
  const wrong = half === null ? 'SIGN_IN_FAILED' : 'SECOND_FACTOR_WRONG';
  const account = half ?? await aloneOf(store.read, given);
  const attempt = parts.factorTries.begin({ login: account?.id ?? `passkey ${given.asserted.id}`, address: given.address, account: null });
  return counted(attempt, async () => {
    if (account === null) throw new AccountRefused(wrong);
    if (half !== null) await mustEnter(parts, half, given);
    return open(parts, { given, account, half: half !== null, wrong });
  }).catch((error: unknown) => (account !== null && error instanceof AccountRefused && error.code === wrong ? enterAndThrow(parts, account, given, error) : Promise.reject(error instanceof Error ? error : new Error(String(error)))));
}

/** Whose passkey this is, if its role may come in with it alone on this side. */
async function aloneOf(tx: Tx, { asserted, side }: Shown): Promise<AccountRow | null> {
  const row = await tx.selectFrom('passkeys').innerJoin('accounts', 'accounts.id', 'account_id').selectAll('accounts').where('credential', '=', asserted.id).where('disabled_at', 'is', null).executeTakeFirst();
  if (row === undefined || (row.contractor_id === null) !== (side === 'ward') || row.initial_expires_at !== null) return null;
  return (await readSignInRules(tx, row.municipality_id)).some((rule) => rule.role === row.role && rule.passkeyAlone) ? row : null;
}

interface Opening { readonly given: Shown; readonly account: AccountRow; readonly half: boolean; readonly wrong: 'SIGN_IN_FAILED' | 'SECOND_FACTOR_WRONG' }

async function open(parts: SecondStepParts, { given, account, half, wrong }: Opening): Promise<string> {
  const { store, clock } = parts;
  const row = await store.read.selectFrom('passkeys').selectAll().where('credential', '=', given.asserted.id).where('account_id', '=', account.id).executeTakeFirst();
  const of: ChallengeFor = { what: 'sign-in', side: given.side, accountId: half ? account.id : '' };
  const challenge = heard(parts, of);
  const counter = row === undefined ? null : await judgeAssertion(given.asserted, { credential: row.credential, publicKey: row.public_key, counter: row.counter }, given.rp, challenge.isOurs);
  if (row === undefined || counter === null) throw new AccountRefused(wrong);
  if (!half) await mustEnter(parts, account, given);
  return store.change(async (tx) => {
    const now = clock.now();
    await useChallenge(tx, challenge.taken(), of, now);
    const used = await tx.updateTable('passkeys').set({ counter, last_used_at: now }).where('id', '=', row.id).where('counter', '=', row.counter).executeTakeFirst();
    const still = await tx.selectFrom('accounts').selectAll().where('id', '=', account.id).where('disabled_at', 'is', null).executeTakeFirst();
    if (used.numUpdatedRows !== 1n || still === undefined) throw new AccountRefused(wrong);
    if (half) await endHalf(tx, given.token);
    return openSession(tx, parts, still, { side: given.side, address: given.address, browser: given.browser, now, factor: 'passkey' });
  });
}

/** Listens for the challenge that the library finds in what was signed. */
function heard({ wrappingKey, clock }: Pick<SecondStepParts, 'wrappingKey' | 'clock'>, of: ChallengeFor): { isOurs: (challenge: string) => boolean; taken: () => string } {
  let found = '';
  return {
    isOurs: (challenge) => {
      found = challenge;
      return challengeUntil(wrappingKey, challenge, clock.millis(), of) !== null;
    },
    taken: () => found,
  };
}

/** Notes that a challenge was used. Throws `AccountRefused` (PASSKEY_REFUSED) for one that was used before. */
async function useChallenge(tx: Tx, challenge: string, { what, side, accountId }: ChallengeFor, now: string): Promise<void> {
  await tx.deleteFrom('passkey_challenges').where('ends_at', '<=', now).execute();
  const used = await tx.selectFrom('passkey_challenges').select('challenge').where('challenge', '=', challenge).executeTakeFirst();
  if (used !== undefined) throw new AccountRefused('PASSKEY_REFUSED');
  const until = new Date(Date.parse(now) + 10 * 60_000).toISOString();
  await tx.insertInto('passkey_challenges').values({ challenge, account_id: accountId === '' ? null : accountId, listener: side, what, ends_at: until }).execute();
}
