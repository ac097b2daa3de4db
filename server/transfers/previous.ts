// What this party sent before: the last deposit of the same form, and whether it ever sent anything to this recipient.
import type { Tx } from '../store/store.ts';
import { readDeposit } from './rows.ts';
import type { Transfer } from './transfer.ts';

const unsent = ['draft', 'discarded'];

/**
 * Of the last deposit of the same form before this one, the transfer to the same recipient, or where there was none, the first of it; null when nothing of this form was sent.
 */
export async function previousOf(tx: Tx, transfer: Transfer): Promise<Transfer | null> {
  const row = await tx.selectFrom('transfers').select('deposit_id').where('sender_id', '=', transfer.senderId).where('form_id', '=', transfer.formId)
    .where('created_at', '<', transfer.createdAt).where('deposit_id', '!=', transfer.depositId).where('state', 'not in', unsent).orderBy('created_at', 'desc').limit(1).executeTakeFirst();
  if (row === undefined) return null;
  const sent = (await readDeposit(tx, row.deposit_id)).filter((one) => !unsent.includes(one.state));
  return sent.find((one) => one.recipientId === transfer.recipientId) ?? sent[0] ?? null;
}

/** True if this sender never sent this recipient anything before this deposit. */
export async function isFirstTime(tx: Tx, transfer: Transfer): Promise<boolean> {
  const row = await tx.selectFrom('transfers').select('id').where('sender_id', '=', transfer.senderId).where('recipient_id', '=', transfer.recipientId)
    .where('deposit_id', '!=', transfer.depositId).where('created_at', '<', transfer.createdAt).where('state', 'not in', unsent).limit(1).executeTakeFirst();
  return row === undefined;
}
