// 確認書 (1-10, 2-3) in the database: 日時・取扱者・情報の内容・数量, written by the ward and confirmed by the contractor (1-29). Versions are
// added, never changed or deleted (the database refuses it); numbers have no gap per municipality and fiscal year.
import { z } from 'zod';
import type { Ledger } from '../ledger/ledger.ts';
import type { RandomBytes } from '../store/identifier.ts';
import type { StoredConfirmation } from '../store/schema.ts';
import type { Tx } from '../store/store.ts';
import { commitTo, storedVersion } from './confirmation-commitment.ts';
import { label, nextNumber } from './numbering.ts';

export const confirmationKinds = ['hand-over', 'password', 'medium', 'delivery', 'medium-return', 'notice-return'] as const;
const kind = z.enum(confirmationKinds);
export type ConfirmationKind = z.infer<typeof kind>;

/** Both sides' handlers by name; `difference` explains a quantity that is another than what was sent or confirmed; `reason` says why this version replaces its predecessor. */
const written = z.object({
  at: z.string(), ward: z.array(z.string()).optional(), contractor: z.array(z.string()).default([]), /** Of records written before the sides stood apart. */ handlers: z.array(z.string()).default([]),
  content: z.string(), quantity: z.number(), unit: z.string(), entry: z.number(), difference: z.string().nullable().default(null), reason: z.string().nullable().default(null), salt: z.string().optional(),
});
const stated = z.object({ handlers: z.array(z.string()), quantity: z.number().nullable() });
/** What the contractor stated with its confirmation: who of its people handled it, and its own count where it gave one. */
export type Stated = z.infer<typeof stated>;

/** What one version says, as it is written. */
export interface Content {
  readonly at: string;
  readonly ward: readonly string[];
  readonly contractor: readonly string[];
  readonly content: string;
  readonly quantity: number;
  readonly unit: string;
  readonly difference: string | null;
}

export interface StoredRecord extends Content {
  readonly id: string;
  readonly transferId: string;
  readonly fiscalYear: number;
  readonly number: number;
  readonly version: number;
  readonly kind: ConfirmationKind;
  /** The ledger's entry of the act that it records, or of its correction. */
  readonly entry: number;
  readonly reason: string | null;
  /** The id of the version that this one replaces. */
  readonly replaces: string | null;
  readonly superseded: boolean;
  readonly createdAt: string;
  /** The person of the ward who wrote it; null where the gateway wrote it for the ward. */
  readonly writtenBy: { readonly id: string; readonly name: string } | null;
  readonly recordId: string | null;
  readonly contractorConfirmed: ({ readonly by: { readonly id: string; readonly name: string }; readonly at: string } & Stated) | null;
}

export interface NewRecord {
  readonly id: string;
  readonly municipalityId: string;
  readonly engagementId: string;
  readonly contractorId: string;
  readonly transferId: string;
  readonly kind: ConfirmationKind;
  readonly now: string;
  readonly entry: number;
  readonly writtenBy: string | null;
  readonly recordId?: string | null;
  readonly content: Content;
}

/** What a new version needs besides the transaction. */
export interface Opening { readonly append: (...entry: Parameters<Ledger['append']>) => Promise<unknown>; readonly random: RandomBytes }

/** Opens a 確認書: its first version under the next number, with the entry that commits to it, in the caller's transaction. */
export async function openRecord(tx: Tx, { append, random }: Opening, made: NewRecord): Promise<void> {
  const { fiscalYear, number } = await nextNumber(tx, 'confirmation_records', made.municipalityId, made.now);
  const which = { label: label({ fiscalYear, number }), kind: made.kind, version: 1 };
  const committed = commitTo({ ...which, transfer: made.transferId, ...saidBy(made.content), reason: null }, random);
  await insert(tx, { ...made, fiscalYear, number, version: 1, replaces: null, document: storedVersion(committed, made.entry) });
  await append(tx, {
    at: made.now, act: 'open-paper', result: 'done', actor: { system: true }, municipality: made.municipalityId, engagement: made.engagementId, transfer: made.transferId, contractor: made.contractorId,
    facts: { record: made.id, ...which, commitment: committed.commitment },
  });
}

/** The members of a version's text that people wrote or the act gave. */
export const saidBy = ({ ward, contractor, at, content, quantity, unit, difference }: Content) => ({ at, ward: [...ward], contractor: [...contractor], content, quantity, unit, difference });

/** Adds a version that replaces `old`. `document` was made by `versionOf`, so that the ledger can commit to it first. */
export async function replaceRecord(tx: Tx, old: StoredRecord, made: { id: string; municipalityId: string; now: string; writtenBy: string; document: string }): Promise<void> {
  await insert(tx, { ...made, transferId: old.transferId, kind: old.kind, fiscalYear: old.fiscalYear, number: old.number, version: old.version + 1, replaces: old.id, recordId: old.recordId });
}

interface Inserted {
  id: string; municipalityId: string; transferId: string; kind: ConfirmationKind; now: string; fiscalYear: number; number: number; version: number; replaces: string | null;
  writtenBy: string | null; recordId?: string | null; document: string;
}

async function insert(tx: Tx, made: Inserted): Promise<void> {
  await tx.insertInto('confirmation_records').values({
    id: made.id, municipality_id: made.municipalityId, fiscal_year: made.fiscalYear, number: made.number, version: made.version, transfer_id: made.transferId, kind: made.kind,
    document: made.document, created_at: made.now, contractor_confirmed_by: null, contractor_confirmed_at: null, replaces: made.replaces, written_by: made.writtenBy, record_id: made.recordId ?? null, stated: null,
  }).execute();
}

/** Notes the contractor's confirmation of exactly these versions. A version is confirmed once. */
export async function noteConfirmed(tx: Tx, ids: readonly string[], by: string, now: string, said: Stated): Promise<void> {
  if (ids.length === 0) return;
  await tx.updateTable('confirmation_records').set({ contractor_confirmed_by: by, contractor_confirmed_at: now, stated: JSON.stringify(said) })
    .where('id', 'in', ids).where('contractor_confirmed_at', 'is', null).execute();
}

/** The 確認書 of a transfer with all their versions, in the order of their numbers. */
export async function recordsOf(tx: Tx, transferId: string): Promise<StoredRecord[]> {
  return (await recordsOfMany(tx, [transferId])).get(transferId) ?? [];
}

/** The 確認書 of several transfers, in one query. */
export async function recordsOfMany(tx: Tx, transferIds: readonly string[]): Promise<Map<string, StoredRecord[]>> {
  if (transferIds.length === 0) return new Map();
  const rows = await tx.selectFrom('confirmation_records').leftJoin('accounts as confirmer', 'confirmer.id', 'contractor_confirmed_by').leftJoin('accounts as writer', 'writer.id', 'written_by')
    .selectAll('confirmation_records').select(['confirmer.name as confirmed_name', 'writer.name as writer_name']).where('transfer_id', 'in', transferIds).orderBy('fiscal_year').orderBy('number').orderBy('version').execute();
  const replaced = new Set(rows.flatMap((row) => row.replaces ?? []));
  const found = new Map<string, StoredRecord[]>();
  for (const row of rows) found.set(row.transfer_id, [...(found.get(row.transfer_id) ?? []), readRecord(row, replaced)]);
  return found;
}

type Joined = StoredConfirmation & { readonly confirmed_name: string | null; readonly writer_name: string | null };

function readRecord(row: Joined, replaced: ReadonlySet<string>): StoredRecord {
  const { ward, handlers, salt: _salt, ...said } = written.parse(JSON.parse(row.document));
  return {
    ...said, ward: ward ?? handlers, id: row.id, transferId: row.transfer_id, fiscalYear: row.fiscal_year, number: row.number, version: row.version, kind: kind.parse(row.kind),
    replaces: row.replaces, superseded: replaced.has(row.id), createdAt: row.created_at, recordId: row.record_id, writtenBy: row.written_by === null ? null : { id: row.written_by, name: row.writer_name ?? '' },
    contractorConfirmed: row.contractor_confirmed_at === null || row.contractor_confirmed_by === null ? null : {
      by: { id: row.contractor_confirmed_by, name: row.confirmed_name ?? '' }, at: row.contractor_confirmed_at,
      ...(row.stated === null ? { handlers: [], quantity: null } : stated.parse(JSON.parse(row.stated))),
    },
  };
}
