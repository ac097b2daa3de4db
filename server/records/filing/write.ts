// Writes one stage of a record inside the caller's transaction: its row, its entry in the ledger, where the record stands now.
// The entry holds no text of the record, only a commitment to it (A.4 4): SHA-256 over a salt of 32 bytes and the canonical content.
import { actorOf, type Person } from '../../accounts/person.ts';
import type { Clock } from '../../ledger/clock.ts';
import { canonical } from '../../ledger/canonical.ts';
import { commitment } from '../../ledger/entry.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { sha256 } from '../../ledger/node-primitives.ts';
import type { RandomBytes } from '../../store/identifier.ts';
import type { Store, Tx } from '../../store/store.ts';
import type { Stage, Values } from '../kinds/kind.ts';
import { bindAttachments } from './bind.ts';
import { outlookOf, standingsOf } from './next-stages.ts';
import { readTaken, type StoredRecord } from './rows.ts';

export interface RecordParts { readonly store: Store; readonly ledger: Ledger; readonly clock: Clock; readonly random: RandomBytes }

/** Who takes a stage: a person, or the gateway by itself. */
export type Author = Person | 'gateway';
export interface NewStage { readonly stage: Stage; readonly values: Values; readonly seq: number; readonly corrects: number | null; readonly reason: string | null }

/** Writes the stage and brings the record's row up to it. */
export async function writeStage(tx: Tx, parts: RecordParts, author: Author, record: Omit<StoredRecord, 'state'>, { stage, values, seq, corrects, reason }: NewStage): Promise<void> {
  const now = parts.clock.now();
  const attachments = await bindAttachments(tx, author, record.id, stage.fields, values);
  const written = canonical({ values, attachments, corrects, reason });
  const salt = parts.random(32);
  const promise = commitment(sha256, salt, written);
  const entry = await parts.ledger.append(tx, {
    at: now, act: corrects === null ? 'record' : 'correct-record', result: 'done', actor: author === 'gateway' ? { system: true } : actorOf(author), municipality: record.municipalityId, engagement: record.engagementId,
    ...(record.contractorId === null ? {} : { contractor: record.contractorId }), ...(record.transferId === null ? {} : { transfer: record.transferId }),
    facts: { kind: record.kind.id, stage: stage.id, record: record.id, number: record.label, seq, commitment: promise, ...(corrects === null ? {} : { corrects }) },
  });
  await tx.insertInto('record_stages').values({
    record_id: record.id, seq, stage: stage.id, corrects, reason, content: written, salt, commitment: promise, entry: entry.index,
    by_id: author === 'gateway' ? null : author.id, by_name: author === 'gateway' ? '鍵箱' : author.name, at: now,
  }).execute();
  const outlook = outlookOf(record.kind, standingsOf(await readTaken(tx, record)));
  await tx.updateTable('records').set({
    state: outlook.state, turn: outlook.turn, next_by: outlook.nextBy, not_by: outlook.notBy, due_on: outlook.dueOn, changed_at: now,
    closed_at: outlook.state === 'open' ? null : record.closedAt ?? now,
  }).where('id', '=', record.id).execute();
}
