// Enrolling one-time codes: begun with the password asked again, confirmed by a code, and only then in force. Every change of a factor ends the person's other
// sessions and gives this one a new token (ASVS 7.2.4, 7.4.3). The secret is told once, to its owner; it stands wrapped in the table and in no entry.
import type { Ledger } from '../ledger/ledger.ts';
import type { Clock } from '../ledger/clock.ts';
import type { RandomBytes } from '../store/identifier.ts';
import type { Tx } from '../store/store.ts';
import { factorKinds, unwrapSecret, wrapSecret } from './factors.ts';
import { actorOf, type Person, type Side } from './person.ts';
import { recoveryCodesLeft, renewRecoveryCodes } from './recovery-codes.ts';
import { AccountRefused } from './refusal.ts';
import { counted } from './second-step.ts';
import { renewSession } from './sessions.ts';
import { stepUp, type StepUpParts } from './step-up.ts';
import { base32, matchingStep, otpauth, secretBytes } from './totp.ts';

export interface EnrolmentParts extends StepUpParts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly wrappingKey: Uint8Array;
}
export interface Renewed { readonly token: string; readonly recoveryCodes: readonly string[] }

/** A secret that nobody confirms is void after so long. */
const pendingMinutes = 30;

/** How a person is let in now. */
export async function factorsOf(tx: Tx, accountId: string) {
  const totp = await tx.selectFrom('totp').select('confirmed_at').where('account_id', '=', accountId).executeTakeFirst();
  const passkeys = await tx.selectFrom('passkeys').select(['id', 'name', 'created_at', 'last_used_at']).where('account_id', '=', accountId).orderBy('created_at').orderBy('id').execute();
  return { codesSince: totp?.confirmed_at ?? null, recoveryCodesLeft: await recoveryCodesLeft(tx, accountId), passkeys: passkeys.map((row) => ({ id: row.id, name: row.name, createdAt: row.created_at, lastUsedAt: row.last_used_at })) };
}

/** Makes a secret for the person's app. What is in force stays so until a code confirms it. Throws `AccountRefused` (PASSWORD_CURRENT_WRONG, TOO_MANY_TRIES, BUSY). */
export async function beginCodes(parts: EnrolmentParts, person: Person, given: { readonly password: string }): Promise<{ secret: string; address: string }> {
  const { store, clock, random, ledger, wrappingKey } = parts;
  const account = await stepUp(parts, person, given);
  const secret = random(secretBytes);
  return store.change(async (tx) => {
    const pending = { pending: wrapSecret(secret, wrappingKey, account.id, random), pending_at: clock.now() };
    await tx.insertInto('totp').values({ account_id: account.id, secret: null, confirmed_at: null, last_step: -1, ...pending }).onConflict((conflict) => conflict.column('account_id').doUpdateSet(pending)).execute();
    await ledger.append(tx, { at: clock.now(), act: 'begin-second-factor', result: 'done', actor: actorOf(person), municipality: person.municipalityId, facts: { kind: 'code' } });
    const { code } = await tx.selectFrom('municipalities').select('code').where('id', '=', account.municipality_id).executeTakeFirstOrThrow();
    const text = base32(secret);
    return { secret: text, address: otpauth({ secret: text, issuer: `Kagibako ${code}`, login: account.login }) };
  });
}

/** Puts the begun secret in force once its app has shown a code. Throws `AccountRefused` (SECOND_FACTOR_NOT_BEGUN, SECOND_FACTOR_WRONG, TOO_MANY_TRIES). */
export async function confirmCodes(parts: EnrolmentParts, person: Person, given: { readonly code: string; readonly side: Side }): Promise<Renewed> {
  const { store, clock, wrappingKey, factorTries } = parts;
  const attempt = factorTries.begin({ login: person.id, address: person.address ?? '', account: null });
  return counted(attempt, () => store.change(async (tx) => {
    const row = await tx.selectFrom('totp').select(['pending', 'pending_at']).where('account_id', '=', person.id).executeTakeFirst();
    if (row?.pending === undefined || row.pending === null || clock.millis() - Date.parse(row.pending_at ?? '') > pendingMinutes * 60_000) throw new AccountRefused('SECOND_FACTOR_NOT_BEGUN');
    const step = matchingStep(unwrapSecret(row.pending, wrappingKey, person.id), given.code.normalize('NFKC').replace(/\s/g, ''), { millis: clock.millis(), last: -1 });
    if (step === null) throw new AccountRefused('SECOND_FACTOR_WRONG');
    // The code that confirmed it is used up with it.
    await tx.updateTable('totp').set({ secret: row.pending, confirmed_at: clock.now(), last_step: step, pending: null, pending_at: null }).where('account_id', '=', person.id).execute();
    return factorChanged(tx, parts, person, { side: given.side, act: 'enrol-second-factor', codes: true, facts: { kind: 'code' } });
  }));
}

/** Takes the app's codes away. Throws `AccountRefused` (PASSWORD_CURRENT_WRONG, NOT_FOUND, …). */
export async function removeCodes(parts: EnrolmentParts, person: Person, given: { readonly password: string; readonly side: Side }): Promise<Renewed> {
  await stepUp(parts, person, given);
  return parts.store.change(async (tx) => {
    const { numDeletedRows } = await tx.deleteFrom('totp').where('account_id', '=', person.id).where('confirmed_at', 'is not', null).executeTakeFirst();
    if (numDeletedRows !== 1n) throw new AccountRefused('NOT_FOUND');
    return factorChanged(tx, parts, person, { side: given.side, act: 'remove-second-factor', codes: false, facts: { kind: 'code' } });
  });
}

/** Ten new recovery codes; the old ones are void. Throws `AccountRefused` (PASSWORD_CURRENT_WRONG, SECOND_FACTOR_NOT_BEGUN, …). */
export async function renewCodes(parts: EnrolmentParts, person: Person, given: { readonly password: string; readonly side: Side }): Promise<Renewed> {
  await stepUp(parts, person, given);
  return parts.store.change(async (tx) => {
    if ((await factorKinds(tx, person.id)).length === 0) throw new AccountRefused('SECOND_FACTOR_NOT_BEGUN');
    return factorChanged(tx, parts, person, { side: given.side, act: 'renew-recovery-codes', codes: true, facts: {} });
  });
}

interface Change { readonly side: Side; readonly act: string; readonly codes: boolean; readonly facts: Readonly<Record<string, string>> }

/** What follows each change of a factor, inside its transaction: codes for who has just enrolled, none for who has nothing left, other sessions ended, the entry. */
export async function factorChanged(tx: Tx, { ledger, clock, random }: EnrolmentParts, person: Person, { side, act, codes, facts }: Change): Promise<Renewed> {
  const now = clock.now();
  if ((await factorKinds(tx, person.id)).length === 0) await tx.deleteFrom('recovery_codes').where('account_id', '=', person.id).execute();
  const recoveryCodes = codes ? await renewRecoveryCodes(tx, person.id, random) : [];
  await ledger.append(tx, { at: now, act, result: 'done', actor: actorOf(person), municipality: person.municipalityId, facts, ...(person.contractorId === null ? {} : { contractor: person.contractorId }) });
  return { token: await renewSession(tx, person, { side, address: person.address ?? '', now, random }), recoveryCodes };
}
