// Who has a second factor, and whether a one-time or recovery code is good. Guarantees that a code's step is taken once (also after a restart: it stands in the
// table, in the transaction of the sign-in), and that nothing counts before a code has confirmed the enrolment.
import { unwrapWaiting, wrapWaiting } from '../sealing/waiting.ts';
import type { RandomBytes } from '../store/identifier.ts';
import type { Tx } from '../store/store.ts';
import { useRecoveryCode } from './recovery-codes.ts';
import { matchingStep, secretBytes } from './totp.ts';

export type FactorKind = 'code' | 'passkey';
export type FactorUsed = 'code' | 'recovery-code' | 'passkey';

/** A secret is bound to its account: put beside another it does not unwrap. */
const contextOf = (accountId: string): string => `second factor of ${accountId}`;
export const wrapSecret = (secret: Uint8Array, key: Uint8Array, accountId: string, random: RandomBytes): Uint8Array => wrapWaiting(secret, key, contextOf(accountId), random);
export const unwrapSecret = (wrapped: Uint8Array, key: Uint8Array, accountId: string): Uint8Array => unwrapWaiting(wrapped, key, contextOf(accountId));

/** By what this person can show the second factor; none is enrolled where it is empty. */
export async function factorKinds(tx: Tx, accountId: string): Promise<FactorKind[]> {
  const code = await tx.selectFrom('totp').select('account_id').where('account_id', '=', accountId).where('confirmed_at', 'is not', null).executeTakeFirst();
  const passkey = await tx.selectFrom('passkeys').select('id').where('account_id', '=', accountId).limit(1).executeTakeFirst();
  return [...(code === undefined ? [] : ['code' as const]), ...(passkey === undefined ? [] : ['passkey' as const])];
}

export interface Given { readonly accountId: string; readonly code: string; readonly millis: number; readonly now: string; readonly key: Uint8Array }

/** Uses a one-time or a recovery code up inside `tx`. Null: it is none of this person's, or was used. */
export async function takeCode(tx: Tx, { accountId, code, millis, now, key }: Given): Promise<Exclude<FactorUsed, 'passkey'> | null> {
  const digits = code.normalize('NFKC').replace(/\s/g, '');
  if (/^\d{6}$/.test(digits)) return await takeOneTime(tx, { accountId, code: digits, millis, now, key }) ? 'code' : null;
  if ((await factorKinds(tx, accountId)).length === 0) return null;
  return await useRecoveryCode(tx, accountId, code, now) ? 'recovery-code' : null;
}

async function takeOneTime(tx: Tx, { accountId, code, millis, key }: Given): Promise<boolean> {
  const row = await tx.selectFrom('totp').select(['secret', 'last_step']).where('account_id', '=', accountId).where('confirmed_at', 'is not', null).executeTakeFirst();
  if (row?.secret === undefined || row.secret === null) return false;
  const step = matchingStep(unwrapSecret(row.secret, key, accountId), code, { millis, last: row.last_step });
  if (step === null) return false;
  await tx.updateTable('totp').set({ last_step: step }).where('account_id', '=', accountId).execute();
  return true;
}

/** Takes every second factor of a person away inside `tx`. */
export async function removeFactors(tx: Tx, accountId: string): Promise<void> {
  await tx.deleteFrom('totp').where('account_id', '=', accountId).execute();
  await tx.deleteFrom('passkeys').where('account_id', '=', accountId).execute();
  await tx.deleteFrom('recovery_codes').where('account_id', '=', accountId).execute();
}

/**
 * Puts in the place of each secret of one-time codes that `key` does not open one that nobody holds, inside `tx`; returns of how many people. Their second factor stays in
 * force: they show it by a passkey or a recovery code, or two administrators reset it.
 */
export async function replaceUnreadable(tx: Tx, { key, random }: { readonly key: Uint8Array; readonly random: RandomBytes }): Promise<number> {
  let people = 0;
  for (const { account_id: id, secret, pending } of await tx.selectFrom('totp').select(['account_id', 'secret', 'pending']).execute()) {
    if ([secret, pending].every((wrapped) => wrapped === null || opens(wrapped, key, id))) continue;
    people += secret === null ? 0 : 1;
    await tx.updateTable('totp').set({ secret: secret === null ? null : wrapSecret(random(secretBytes), key, id, random), pending: null, pending_at: null }).where('account_id', '=', id).execute();
  }
  return people;
}

function opens(wrapped: Uint8Array, key: Uint8Array, accountId: string): boolean {
  try {
    unwrapSecret(wrapped, key, accountId).fill(0);
    return true;
  } catch {
    return false;
  }
}

/** Wraps every secret anew inside `tx`, when the key that wraps them changes. Throws SealingFailed for one that the present key does not open. */
export async function rewrapSecrets(tx: Tx, { present, next, random }: { present: Uint8Array; next: Uint8Array; random: RandomBytes }): Promise<void> {
  for (const { account_id: id, secret, pending } of await tx.selectFrom('totp').select(['account_id', 'secret', 'pending']).execute()) {
    const anew = (wrapped: Uint8Array | null): Uint8Array | null => (wrapped === null ? null : wrapSecret(unwrapSecret(wrapped, present, id), next, id, random));
    await tx.updateTable('totp').set({ secret: anew(secret), pending: anew(pending) }).where('account_id', '=', id).execute();
  }
}
