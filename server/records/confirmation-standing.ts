// Where a 確認書 stands: closed only when the contractor confirmed this very version and no difference in quantity is left unexplained. Pure.
import type { Engagement } from '../engagements/engagement.ts';
import type { Transfer } from '../transfers/transfer.ts';
import type { StoredRecord } from './confirmation-records.ts';

export type Standing = 'superseded' | 'void' | 'difference' | 'awaiting-contractor' | 'closed';

/** What stands beside a record: its transfer and the engagement with its forms. */
export interface Around { readonly transfer: Transfer; readonly engagement: Pick<Engagement, 'forms'> }

/** True if this 確認書 says another quantity than what was confirmed on receipt, or, for a delivery in the form's own unit, than what was sent. */
export function differs(record: StoredRecord, { transfer, engagement }: Around): boolean {
  const counted = record.contractorConfirmed?.quantity ?? null;
  if (counted !== null && counted !== record.quantity) return true;
  if (record.unit !== engagement.forms.find((form) => form.id === transfer.formId)?.unit) return false;
  if (record.kind === 'delivery') return record.quantity !== transfer.quantity;
  return record.kind === 'hand-over' && transfer.confirmation !== null && record.quantity !== transfer.confirmation.quantity;
}

/** An unexplained difference keeps it open, whoever has confirmed it. What ended before anybody took it was never handed over. */
export function standingOf(record: StoredRecord, around: Around): Standing {
  const { end } = around.transfer;
  if (record.superseded) return 'superseded';
  if (record.kind === 'hand-over' && end !== null && !end.collectedBefore && record.contractorConfirmed === null) return 'void';
  if (record.difference === null && differs(record, around)) return 'difference';
  return record.contractorConfirmed === null ? 'awaiting-contractor' : 'closed';
}

/** True while the receipt of the data is still to come: it confirms what was handed over with them, so nothing waits for an extra press. */
export function awaitsReceipt(record: StoredRecord, { transfer }: Around): boolean {
  return transfer.direction === 'to-contractor' && transfer.confirmation === null && transfer.end === null && ['hand-over', 'password', 'medium'].includes(record.kind);
}
