// Transfers and their files in the database: reading parses, writing keeps the columns that lists and the clock ask for.
import type { Policy } from '../engagements/policy.ts';
import type { FileRow } from '../store/schema.ts';
import { insertMany } from '../store/many-rows.ts';
import type { Tx } from '../store/store.ts';
import { z } from 'zod';
import { dueAt } from './clockwork.ts';
import { actFor } from './outlook.ts';
import { TransferRefused } from './refusal.ts';
import { transfer as shape, type SealedFile, type Transfer } from './transfer.ts';

const scan = z.object({ verdict: z.enum(['clean', 'off', 'unscanned']), by: z.string(), patternsFrom: z.string().nullable(), why: z.enum(['too-large', 'limits', 'encrypted']).optional() });

const inspection = z.object({ looked: z.enum(['whole', 'part', 'not']), numbers: z.boolean(), named: z.array(z.string()), columnsText: z.string().nullable() });

/** What was seen in a file, from its column. */
export const parseInspection = (stored: string | null) => (stored === null ? null : inspection.parse(JSON.parse(stored)));

/** Parses the stored form. A document that does not parse is a damaged database and throws. */
export function parseTransfer(document: string): Transfer {
  return shape.parse(JSON.parse(document));
}

export async function readTransfer(tx: Tx, id: string): Promise<Transfer | undefined> {
  const row = await tx.selectFrom('transfers').select('document').where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : parseTransfer(row.document);
}

/** Transfers by their ids, in the order of `ids`, in one query. */
export async function readTransfers(tx: Tx, ids: readonly string[]): Promise<Transfer[]> {
  if (ids.length === 0) return [];
  const rows = await tx.selectFrom('transfers').select(['id', 'document']).where('id', 'in', ids).execute();
  const documents = new Map(rows.map((row) => [row.id, row.document]));
  return ids.flatMap((id) => documents.get(id) ?? []).map(parseTransfer);
}

/** The transfers of one deposit, in the order of their recipients. */
export async function readDeposit(tx: Tx, depositId: string): Promise<Transfer[]> {
  const rows = await tx.selectFrom('transfers').select('document').where('deposit_id', '=', depositId).orderBy('recipient_id').execute();
  return rows.map((row) => parseTransfer(row.document));
}

export async function readFiles(tx: Tx, transferId: string): Promise<SealedFile[]> {
  const rows = await tx.selectFrom('files').selectAll().where('transfer_id', '=', transferId).orderBy('position').execute();
  return rows.map(parseFile);
}

/** The readable names of a transfer's files. */
export async function readNames(tx: Tx, transferId: string): Promise<string[]> {
  const rows = await tx.selectFrom('files').innerJoin('texts', 'texts.id', 'files.name_text').select('texts.text').where('files.transfer_id', '=', transferId).execute();
  return rows.map(({ text }) => text);
}

/** One file of a transfer. */
export async function readFile(tx: Tx, transferId: string, fileId: string): Promise<SealedFile | undefined> {
  const row = await tx.selectFrom('files').selectAll().where('id', '=', fileId).where('transfer_id', '=', transferId).executeTakeFirst();
  return row === undefined ? undefined : parseFile(row);
}

/** The files that one upload into a deposit became: one for each recipient it is for. */
export async function readUploaded(tx: Tx, depositId: string, uploadId: string): Promise<SealedFile[]> {
  const ids = tx.selectFrom('transfers').select('id').where('deposit_id', '=', depositId);
  return (await tx.selectFrom('files').selectAll().where('transfer_id', 'in', ids).where('upload_id', '=', uploadId).orderBy('transfer_id').execute()).map(parseFile);
}

/** How many bodies a transfer has and what they measure, sealed. */
export async function measureBodies(tx: Tx, transferId: string): Promise<{ count: number; bytes: number } | undefined> {
  return tx.selectFrom('files').select((select) => [select.fn.countAll<number>().as('count'), select.fn.sum<number>('body_size').as('bytes')]).where('transfer_id', '=', transferId).groupBy('transfer_id').executeTakeFirst();
}

/** How many files each transfer has and what they measure in the clear, in one query. A transfer without files is left out. */
export async function measureFiles(tx: Tx, transferIds: readonly string[]): Promise<ReadonlyMap<string, { count: number; bytes: number }>> {
  if (transferIds.length === 0) return new Map();
  const rows = await tx.selectFrom('files').select((select) => ['transfer_id', select.fn.countAll<number>().as('count'), select.fn.sum<number>('size').as('bytes')])
    .where('transfer_id', 'in', transferIds).groupBy('transfer_id').execute();
  return new Map(rows.map(({ transfer_id, count, bytes }) => [transfer_id, { count, bytes }]));
}

export async function countFiles(tx: Tx, transferId: string): Promise<number> {
  const { count } = await tx.selectFrom('files').select((select) => select.fn.countAll<number>().as('count')).where('transfer_id', '=', transferId).executeTakeFirstOrThrow();
  return count;
}

/** Behind the last: the order of files is part of what is approved, and a place that was given up is not given again. */
export async function nextPosition(tx: Tx, transferId: string): Promise<number> {
  const row = await tx.selectFrom('files').select((select) => select.fn.max('position').as('last')).where('transfer_id', '=', transferId).executeTakeFirst();
  return (row?.last ?? -1) + 1;
}

function parseFile(row: FileRow): SealedFile {
  return {
    id: row.id, transferId: row.transfer_id, uploadId: row.upload_id, position: row.position, nameText: row.name_text, nameChanged: z.array(z.string()).parse(JSON.parse(row.name_changed)), size: row.size, sha256: row.sha256,
    bodyId: row.body_id, bodySize: row.body_size, bodySha256: row.body_sha256, scan: scan.parse(JSON.parse(row.scan)), inspection: parseInspection(row.inspection), sealedAt: row.sealed_at,
  };
}

const columnsOfFile = (file: SealedFile) => ({
  id: file.id, transfer_id: file.transferId, upload_id: file.uploadId, position: file.position, name_text: file.nameText, name_changed: JSON.stringify(file.nameChanged), size: file.size, sha256: file.sha256,
  body_id: file.bodyId, body_size: file.bodySize, body_sha256: file.bodySha256, scan: JSON.stringify(file.scan), inspection: file.inspection === null ? null : JSON.stringify(file.inspection), sealed_at: file.sealedAt,
});

export async function insertFile(tx: Tx, file: SealedFile): Promise<void> {
  await tx.insertInto('files').values(columnsOfFile(file)).execute();
}

/** Many at once, in their order. */
export async function insertFiles(tx: Tx, files: readonly SealedFile[]): Promise<void> {
  await insertMany(files.map(columnsOfFile), (some) => tx.insertInto('files').values(some).execute());
}

/** The readable names of a transfer's files by text id; empty once they are wiped. */
export async function readTexts(tx: Tx, transferId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.selectFrom('texts').select(['id', 'text']).where('transfer_id', '=', transferId).execute();
  return new Map(rows.map((row) => [row.id, row.text]));
}

/** Readable texts by their ids, in one query; those that are wiped are left out. */
export async function readTextsById(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.selectFrom('texts').select(['id', 'text']).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row.text]));
}

/** What lists and the clock ask for, told by the rules from the very transfer that is written (migration 2 says the same of older rows). */
const columnsOf = (transfer: Transfer, policy: Policy) => ({
  state: transfer.state, version: transfer.version, changed_at: transfer.changedAt, collect_by: transfer.collectBy, due_at: dueAt(transfer, policy), document: JSON.stringify(transfer),
  creator_id: transfer.createdBy.id, answers: transfer.answers, quantity: transfer.quantity, title_text: transfer.titleText, lock_ready: transfer.lock === null ? 0 : 1,
  act_sender: actFor(transfer, 'sender').act, act_recipient: actFor(transfer, 'recipient').act, route: transfer.route,
  approver_id: transfer.approval?.by.id ?? null,
});

export async function insertTransfer(tx: Tx, transfer: Transfer, policy: Policy): Promise<void> {
  await tx.insertInto('transfers').values({
    id: transfer.id, number: transfer.number, municipality_id: transfer.municipalityId, deposit_id: transfer.depositId, engagement_id: transfer.engagementId,
    form_id: transfer.formId, direction: transfer.direction, sender_id: transfer.senderId, recipient_id: transfer.recipientId, created_at: transfer.createdAt, ...columnsOf(transfer, policy),
  }).execute();
}

/** Writes `after` over `before`. The version makes a lost update impossible even if two processes share the store. Throws `TransferRefused` (CHANGED_MEANWHILE). */
export async function updateTransfer(tx: Tx, before: Transfer, after: Transfer, policy: Policy): Promise<void> {
  const written = await tx.updateTable('transfers').set(columnsOf(after, policy)).where('id', '=', after.id).where('version', '=', before.version).executeTakeFirst();
  if (written.numUpdatedRows !== 1n) throw new TransferRefused('CHANGED_MEANWHILE');
}
