// What the recipient's page must know before it signs a receipt.
import { partyOf, type Person } from '../../accounts/person.ts';
import { usableCertificates } from '../../engagements/certificates.ts';
import type { Engagement } from '../../engagements/engagement.ts';
import type { Tx } from '../../store/store.ts';
import type { Transfer } from '../../transfers/transfer.ts';
import type { TransferView } from '../wire/transfers.ts';
import { wordsOf } from './fingerprint.ts';

/** Null for everybody but the recipient of what was collected over the line and waits for its confirmation. */
export async function signingOf(tx: Tx, transfer: Transfer, { terms }: Engagement, who: Person, now: string): Promise<TransferView['signing']> {
  if (transfer.state !== 'collected' || transfer.route !== 'line' || partyOf(who) !== transfer.recipientId) return null;
  const keys = await usableCertificates(tx, transfer.recipientId, now);
  return { required: terms.receiptSignature === 'required', keys: keys.map(({ fingerprint, label }) => ({ fingerprint, label, words: wordsOf(fingerprint) })) };
}
