// Tests sign receipts as a recipient does: the statement as the gateway gives it, a detached signature, and the confirmation with both.
import { unlockPrivateKey, type UnlockedKey } from '../../client/opening.ts';
import { signStatement } from '../../client/receipt.ts';
import type { TransferView } from '../../server/http/wire/transfers.ts';
import type { Someone } from '../town.ts';

export const passphrase = 'みどり の つくえ 3';

/** Collects every file whole. Returns the transfer as it stands then. */
export async function collectAll(who: Someone, { id }: Pick<TransferView, 'id'>): Promise<TransferView> {
  const { files } = await who.api.call('transfer', { id });
  for (const file of files) await (await who.api.call('body', { id, fileId: file.id })).arrayBuffer();
  return who.api.call('transfer', { id });
}

export const statementOf = async (who: Someone, { id }: Pick<TransferView, 'id'>): Promise<string> => (await who.api.call('receiptStatement', { id })).text();

/** Unlocking a key file costs half a second on purpose: once for each. */
const unlocked = new Map<string, Promise<UnlockedKey>>();

export async function signedWith(statement: string, privateKey: string): Promise<{ statement: string; signature: string }> {
  const key = unlocked.get(privateKey) ?? unlockPrivateKey(privateKey, passphrase);
  unlocked.set(privateKey, key);
  return { statement, signature: await signStatement(statement, await key) };
}

export const confirmWith = (who: Someone, transfer: Pick<TransferView, 'id' | 'digest' | 'quantity'>, receipt?: { statement: string; signature: string }): Promise<TransferView> =>
  who.api.call('confirm', { id: transfer.id, body: { quantity: transfer.quantity, opened: true, digest: transfer.digest, ...(receipt === undefined ? {} : { receipt }) } });
