// Records as they are stored. A row that does not parse is a damaged database and throws.
import { z } from 'zod';
import type { Tx } from '../../store/store.ts';
import type { RecordRow } from '../../store/schema.ts';
import { storedKind, storedStage } from '../kinds/all.ts';
import type { By, RecordKind, Values } from '../kinds/kind.ts';
import { label } from '../numbering.ts';
import type { Taken } from './next-stages.ts';

export interface StoredRecord {
  readonly id: string; readonly municipalityId: string; readonly kind: RecordKind; readonly label: string; readonly engagementId: string; readonly contractorId: string | null;
  readonly transferId: string | null; readonly state: 'open' | 'closed'; readonly turn: 'ward' | 'contractor' | 'nobody'; readonly nextBy: By | null; readonly notBy: string | null;
  readonly dueOn: string | null; readonly openedAt: string; readonly changedAt: string; readonly closedAt: string | null;
}

const state = z.enum(['open', 'closed']);
const turn = z.enum(['ward', 'contractor', 'nobody']);
const by = z.enum(['ward', 'ward-approver', 'contractor', 'contractor-manager', 'either', 'auditor', 'gateway']);
const plain = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const person = z.strictObject({ id: z.string().nullable(), name: z.string() });
const values = z.record(z.string(), z.union([plain, z.array(z.string()), z.array(person), z.array(z.record(z.string(), plain))]));
/** What the commitment of a stage is over: the values, the hashes of its attachments by id, and for a correction what it corrects and why. */
export const content = z.strictObject({ values, attachments: z.record(z.string(), z.string()), corrects: z.number().nullable(), reason: z.string().nullable() });

/** Parses a row of `records`. */
export function readRecord(row: Omit<RecordRow, 'next_by' | 'not_by'> & { next_by: string | null; not_by: string | null }): StoredRecord {
  return {
    id: row.id, municipalityId: row.municipality_id, kind: storedKind(row.kind), label: label({ fiscalYear: row.fiscal_year, number: row.number }), engagementId: row.engagement_id,
    contractorId: row.contractor_id, transferId: row.transfer_id, state: state.parse(row.state), turn: turn.parse(row.turn), nextBy: row.next_by === null ? null : by.parse(row.next_by), notBy: row.not_by,
    dueOn: row.due_on, openedAt: row.opened_at, changedAt: row.changed_at, closedAt: row.closed_at,
  };
}

/** The record with this id, or undefined. Asks for no permission. */
export async function findRecord(tx: Tx, id: string): Promise<StoredRecord | undefined> {
  const row = await tx.selectFrom('records').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : readRecord(row);
}

/** The stages of a record in the order in which they were taken, corrections among them. */
export async function readTaken(tx: Tx, { id, kind }: Pick<StoredRecord, 'id' | 'kind'>): Promise<Taken[]> {
  const rows = await tx.selectFrom('record_stages').selectAll().where('record_id', '=', id).orderBy('seq').execute();
  return rows.map((row) => ({
    seq: row.seq, stage: storedStage(kind, row.stage), values: content.parse(JSON.parse(row.content)).values satisfies Values, by: { id: row.by_id, name: row.by_name }, at: row.at,
    entry: row.entry, corrects: row.corrects, reason: row.reason,
  }));
}
