// Ten recovery codes for whoever has lost the telephone: shown once, kept as hashes, each good once. At 114 bits a plain hash is enough (ASVS 6.5.2 asks for a
// password hash below 112). They are made when a second factor is confirmed, never before: before that there is nothing to recover.
import { createHash } from 'node:crypto';
import type { RandomBytes } from '../store/identifier.ts';
import type { Tx } from '../store/store.ts';
import { drawSymbols } from './password-rule.ts';

const COUNT = 10;
const SYMBOLS = 24;

/** Groups, spaces and capitals are only for the eye. */
const plain = (code: string): string => code.normalize('NFKC').toLowerCase().replace(/[^0-9a-z]/g, '');
const hashOf = (accountId: string, code: string): string => createHash('sha256').update(`kagibako recovery code\n${accountId}\n${plain(code)}`).digest('hex');

/** Makes new codes inside `tx`; the earlier ones are void. Returns them, which exist nowhere else. */
export async function renewRecoveryCodes(tx: Tx, accountId: string, random: RandomBytes): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, () => drawSymbols(random, SYMBOLS).replace(/(.{4})(?=.)/g, '$1-'));
  await tx.deleteFrom('recovery_codes').where('account_id', '=', accountId).execute();
  await tx.insertInto('recovery_codes').values(codes.map((code) => ({ account_id: accountId, hash: hashOf(accountId, code), used_at: null }))).execute();
  return codes;
}

export async function recoveryCodesLeft(tx: Tx, accountId: string): Promise<number> {
  const { count } = await tx.selectFrom('recovery_codes').select((make) => make.fn.countAll<number>().as('count')).where('account_id', '=', accountId).where('used_at', 'is', null).executeTakeFirstOrThrow();
  return count;
}

/** Uses a code inside `tx`: of two at once one wins. True if it was one that was not used. */
export async function useRecoveryCode(tx: Tx, accountId: string, code: string, now: string): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('recovery_codes').set({ used_at: now }).where('account_id', '=', accountId).where('hash', '=', hashOf(accountId, code)).where('used_at', 'is', null).executeTakeFirst();
  return numUpdatedRows === 1n;
}
