// Between password and second factor: a token that opens nothing but the second step, for five minutes and once. Only its hash is kept.
import { createHash } from 'node:crypto';
import type { RandomBytes } from '../store/identifier.ts';
import type { AccountRow } from '../store/schema.ts';
import type { Tx } from '../store/store.ts';
import type { Side } from './person.ts';
import { AccountRefused } from './refusal.ts';

export const halfMinutes = 5;

const hashOf = (token: string): string => createHash('sha256').update(`half ${token}`).digest('hex');

/** Begins inside `tx`. Returns the token, which exists nowhere else. */
export async function startHalf(tx: Tx, { accountId, side, address, now, random }: { accountId: string; side: Side; address: string; now: string; random: RandomBytes }): Promise<string> {
  const token = Buffer.from(random(32)).toString('base64url');
  await tx.insertInto('half_sign_ins').values({ id_hash: hashOf(token), account_id: accountId, listener: side, address, ends_at: new Date(Date.parse(now) + halfMinutes * 60_000).toISOString() }).execute();
  return token;
}

/** Whose password was right. Throws `AccountRefused` (SIGN_IN_BEGIN_AGAIN) for a token that is none, of the other side, too old or used. */
export async function findHalf(tx: Tx, token: string | undefined, side: Side, now: string): Promise<AccountRow> {
  const row = token === undefined ? undefined : await tx.selectFrom('half_sign_ins').innerJoin('accounts', 'accounts.id', 'account_id').selectAll('accounts')
    .where('half_sign_ins.id_hash', '=', hashOf(token)).where('listener', '=', side).where('ends_at', '>', now).where('disabled_at', 'is', null).executeTakeFirst();
  if (row === undefined) throw new AccountRefused('SIGN_IN_BEGIN_AGAIN');
  return row;
}

/** Uses the token up inside `tx`. Throws `AccountRefused` (SIGN_IN_BEGIN_AGAIN): of two at once the second fails. */
export async function endHalf(tx: Tx, token: string | undefined): Promise<void> {
  const { numDeletedRows } = await tx.deleteFrom('half_sign_ins').where('id_hash', '=', hashOf(token ?? '')).executeTakeFirst();
  if (numDeletedRows !== 1n) throw new AccountRefused('SIGN_IN_BEGIN_AGAIN');
}

/** Ends inside `tx` whatever stands between password and second factor of an account. It stopped there, and is told (unfinished-sign-ins.ts). */
export async function stopHalves(tx: Tx, accountId: string): Promise<void> {
  await tx.updateTable('half_sign_ins').set({ ends_at: '' }).where('account_id', '=', accountId).execute();
}

/** Ends what the same browser began before and did not finish. Whoever begins again for the same account has not stopped; another's step stopped here, and is told at once (unfinished-sign-ins.ts). */
export async function replaceHalf(tx: Tx, token: string, accountId: string): Promise<void> {
  await tx.deleteFrom('half_sign_ins').where('id_hash', '=', hashOf(token)).where('account_id', '=', accountId).execute();
  await tx.updateTable('half_sign_ins').set({ ends_at: '' }).where('id_hash', '=', hashOf(token)).execute();
}
