// The story of one transfer for an auditor: both sides in one line of time, with the documents at their moment. Counts only: no title, no file name.
import { z } from 'zod';
import { readEngagement, type Engagement } from '../../engagements/engagement.ts';
import { recordsOf } from '../../records/confirmation-records.ts';
import { label } from '../../records/numbering.ts';
import { entryOf, signedDocumentOf } from '../../records/signed-documents.ts';
import type { LedgerEntryRow } from '../../store/schema.ts';
import type { Tx } from '../../store/store.ts';
import { nextOf } from '../../transfers/outlook.ts';
import { readFiles } from '../../transfers/rows.ts';
import type { Transfer } from '../../transfers/transfer.ts';
import type { Person } from '../../accounts/person.ts';
import type { Story } from '../wire/audit.ts';
import { plain } from './ledger.ts';
import { partyIn } from './parties.ts';

const acted = z.object({ actor: z.object({ id: z.string().optional(), name: z.string().optional(), role: z.string().optional() }) });

/** Whoever did or tried something, in the order in which they came in, with how many entries are theirs. */
function peopleOf(rows: readonly LedgerEntryRow[]): Story['people'] {
  const people = new Map<string, Story['people'][number]>();
  for (const row of rows) {
    const { actor: { id, name, role } } = acted.parse(JSON.parse(row.bytes));
    if (id === undefined) continue;
    people.set(id, { name: name ?? '', role: role ?? '', entries: (people.get(id)?.entries ?? 0) + 1 });
  }
  return [...people.values()];
}

async function documentsOf(tx: Tx, transferId: string): Promise<Story['documents']> {
  const records = (await recordsOf(tx, transferId)).map((one) => ({ kind: one.kind, label: label(one), at: one.at, entry: one.entry, confirmedAt: one.contractorConfirmed?.at ?? null }));
  const [receipt, certificate] = [await signedDocumentOf(tx, 'receipts', transferId), await signedDocumentOf(tx, 'wipe_certificates', transferId)];
  const signed = ([['receipt', receipt], ['wipe-certificate', certificate]] as const).flatMap(([kind, row]) => (row === undefined ? []
    : [{ kind, label: label({ fiscalYear: row.fiscal_year, number: row.number }), at: row.created_at, entry: entryOf(row.document), confirmedAt: null }]));
  return [...records, ...signed];
}

function nextIn(transfer: Transfer, engagement: Engagement, reader: Person): Story['next'] {
  const { act, turn, until } = nextOf(transfer, engagement.policy, reader);
  if (turn === 'nobody') return null;
  const who = turn === 'maker' ? transfer.createdBy.name : turn === 'sender' ? partyIn(engagement, transfer.senderId).name : turn === 'recipient' ? partyIn(engagement, transfer.recipientId).name : null;
  return { act, turn, who, until };
}

/** Takes a transfer of the reader's municipality; the caller has seen to that. `now` is an instant. */
export async function storyOf(tx: Tx, transfer: Transfer, reader: Person, now: string): Promise<Story> {
  const engagement = await readEngagement(tx, transfer.engagementId);
  if (engagement === undefined) throw new Error('expected the engagement of a stored transfer; the database is damaged');
  const rows = await tx.selectFrom('ledger_entries').selectAll().where('transfer_id', '=', transfer.id).orderBy('idx').execute();
  const files = await readFiles(tx, transfer.id);
  const form = engagement.forms.find((one) => one.id === transfer.formId);
  return {
    id: transfer.id, number: transfer.number, state: transfer.state, lockReady: transfer.lock !== null, unscanned: transfer.unscanned !== null, direction: transfer.direction,
    ended: transfer.end === null ? null : { why: transfer.end.why, at: transfer.end.at },
    overdue: transfer.end === null && transfer.confirmation === null && transfer.state !== 'draft' && transfer.collectBy < now,
    sender: partyIn(engagement, transfer.senderId), recipient: partyIn(engagement, transfer.recipientId), engagement: { id: engagement.id, title: engagement.title },
    form: { id: transfer.formId, name: form?.name ?? '', nameEn: form?.nameEn ?? '', unit: form?.unit ?? '' },
    quantity: transfer.quantity, fileCount: files.length, totalBytes: files.reduce((sum, file) => sum + file.size, 0), createdAt: transfer.createdAt, collectBy: transfer.collectBy,
    people: peopleOf(rows), refusals: rows.filter((row) => row.result === 'refused').length, from: rows[0]?.at ?? transfer.createdAt, to: rows.at(-1)?.at ?? transfer.changedAt,
    entries: rows.map(plain), documents: await documentsOf(tx, transfer.id), next: nextIn(transfer, engagement, reader),
  };
}
