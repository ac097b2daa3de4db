// 確認書 as the wire shows them.
import { partyOf, type Person } from '../../accounts/person.ts';
import { standingOf } from '../../records/confirmation-standing.ts';
import type { Found } from '../../records/confirmation-steps.ts';
import { label } from '../../records/numbering.ts';
import type { ConfirmationRecordView } from '../wire/confirmations.ts';
import { partyIn } from './parties.ts';

/** One version, with where it stands and what this reader may do with it. */
export function confirmationView({ record, transfer, engagement }: Found, who: Person): ConfirmationRecordView {
  const standing = standingOf(record, { transfer, engagement });
  const other = partyOf(who) === transfer.senderId ? transfer.recipientId : transfer.senderId;
  const { contractorConfirmed } = record;
  const may: ConfirmationRecordView['may'] = [];
  if (who.role === 'handler' && contractorConfirmed === null && !record.superseded && standing !== 'void') may.push('confirm');
  if (who.role === 'staff' && !record.superseded && standing !== 'void') may.push('correct');
  return {
    id: record.id, label: label(record), version: record.version, kind: record.kind, transfer: { id: transfer.id, number: transfer.number }, party: partyIn(engagement, other).name,
    at: record.at, ward: [...record.ward], contractor: [...new Set([...record.contractor, ...contractorConfirmed?.handlers ?? []])], content: record.content, quantity: record.quantity, unit: record.unit,
    difference: record.difference, reason: record.reason, replaces: record.replaces, writtenBy: record.writtenBy?.name ?? null, createdAt: record.createdAt, entry: record.entry,
    contractorConfirmed: contractorConfirmed === null ? null : { by: contractorConfirmed.by, at: contractorConfirmed.at, quantity: contractorConfirmed.quantity },
    standing, sent: transfer.quantity, received: transfer.confirmation?.quantity ?? null, may,
  };
}
