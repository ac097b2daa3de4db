// Evidence for records (添付資料): one small file, scanned for viruses, in the database. It belongs to whoever added it until a record of
// theirs names it (bind.ts); what no record names within a day is deleted.
import { createHash } from 'node:crypto';
import { actorOf, type Person } from '../../accounts/person.ts';
import { createInspection } from '../../inspecting/inspection.ts';
import type { Scanner, Verdict } from '../../scanning/scanner.ts';
import { newIdentifier } from '../../store/identifier.ts';
import type { Tx } from '../../store/store.ts';
import { mustBeSound } from '../../transfers/archive-rules.ts';
import { cleanFileName } from '../../transfers/file-name.ts';
import { TransferRefused } from '../../transfers/refusal.ts';
import type { TakenFile, Upload } from '../../transfers/upload.ts';
import { RecordRefused } from '../refusal.ts';
import { allowedEndings, mediaOf } from './media.ts';
import { mustFindRecord } from './permission.ts';
import type { RecordParts } from './write.ts';

/** An assumption: no paper says how big evidence may be. */
export const largestAttachment = 10 * 1024 * 1024;
const unusedAtMost = 30;
const unusedMilliseconds = 24 * 3_600_000;

export interface Attachment { readonly id: string; readonly name: string; readonly media: string; readonly size: number; readonly sha256: string; readonly addedBy: { readonly id: string; readonly name: string }; readonly addedAt: string }
type AttachmentParts = RecordParts & { readonly scanner: Scanner };

/** Opens an upload of one attachment. `kept` is told its id once it is kept. Throws `RecordRefused` (ATTACHMENTS_UNUSED); what takes the file throws `TransferRefused` as for any file, and ATTACHMENT_FORM_REFUSED. */
export async function openAttachment(parts: AttachmentParts, who: Person, kept: (id: string) => void): Promise<Upload> {
  const unused = await parts.store.read.selectFrom('attachments').select((select) => select.fn.countAll<number>().as('count')).where('added_by', '=', who.id).where('record_id', 'is', null).executeTakeFirstOrThrow();
  if (unused.count >= unusedAtMost) throw new RecordRefused('ATTACHMENTS_UNUSED', { limit: unusedAtMost });
  return { maxFileBytes: largestAttachment, take: (name, chunks) => take(parts, who, { name, chunks, kept }) };
}

interface Given { readonly name: string; readonly chunks: AsyncIterable<Uint8Array>; readonly kept: (id: string) => void }

async function take(parts: AttachmentParts, who: Person, { name: given, chunks, kept }: Given): Promise<TakenFile> {
  const name = cleanFileName(given)?.name;
  if (name === undefined) throw new TransferRefused('FILE_NAME_REFUSED');
  const bytes = await scanned(parts.scanner, chunks);
  const media = mediaOf(name, bytes);
  if (media === undefined) throw new RecordRefused('ATTACHMENT_FORM_REFUSED', { allowed: [...new Set(allowedEndings)] });
  await mustUnpackWell(bytes);
  return { drop: () => Promise.resolve(), keep: async () => kept(await keep(parts, who, { name, bytes, media })) };
}

async function scanned(scanner: Scanner, chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const scan = scanner.begin();
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > largestAttachment) throw new TransferRefused('FILE_TOO_BIG', { limitBytes: largestAttachment });
      pieces.push(Buffer.from(chunk));
      await scan.write(chunk);
    }
    if (size === 0) throw new TransferRefused('FILE_EMPTY');
    mustBeCleared(await scan.finish());
  } catch (error) {
    scan.abort();
    throw error;
  }
  return Buffer.concat(pieces);
}

/** Newer documents of offices are archives. Throws what `mustBeSound` throws. */
async function mustUnpackWell(bytes: Uint8Array): Promise<void> {
  const inspection = createInspection({ numbers: false, isCsv: false, names: [] });
  await inspection.take(bytes);
  mustBeSound(inspection.end().archive);
}

/** Not scanned is not clean (fail closed, H 97). */
function mustBeCleared(verdict: Verdict): void {
  if (verdict.verdict === 'infected') throw new TransferRefused('VIRUS_FOUND', { name: verdict.name });
  if (verdict.verdict === 'unscanned') throw new TransferRefused('NOT_SCANNED', { reason: verdict.reason });
}

async function keep(parts: RecordParts, who: Person, { name, bytes, media }: { name: string; bytes: Uint8Array; media: string }): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return parts.store.change(async (tx) => {
    const id = newIdentifier(parts.random);
    const at = parts.clock.now();
    await tx.deleteFrom('attachments').where('record_id', 'is', null).where('municipality_id', '=', who.municipalityId).where('added_at', '<', new Date(parts.clock.millis() - unusedMilliseconds).toISOString()).execute();
    await tx.insertInto('attachments').values({ id, municipality_id: who.municipalityId, record_id: null, added_by: who.id, added_at: at, name, media, size: bytes.length, sha256, bytes }).execute();
    // Its name may be a citizen's: it stays out of the entry (A.4 4).
    await parts.ledger.append(tx, { at, act: 'add-attachment', result: 'done', actor: actorOf(who), municipality: who.municipalityId, ...(who.contractorId === null ? {} : { contractor: who.contractorId }), facts: { attachment: id, size: bytes.length, sha256, media } });
    return id;
  });
}

/** An attachment that the person may read: their own, or one of a record that they may read. Throws `RecordRefused` (NOT_FOUND). */
export async function mustFindAttachment(tx: Tx, who: Person, id: string): Promise<Attachment> {
  const row = await described(tx).select(['record_id', 'attachments.municipality_id']).where('attachments.id', '=', id).executeTakeFirst();
  if (row?.municipality_id !== who.municipalityId) throw new RecordRefused('NOT_FOUND');
  if (row.record_id === null && row.added_by !== who.id) throw new RecordRefused('NOT_FOUND');
  if (row.record_id !== null) await mustFindRecord(tx, who, row.record_id);
  return shown(row);
}

/** The bytes of an attachment that `mustFindAttachment` gave. */
export async function readAttachment(tx: Tx, id: string): Promise<Uint8Array> {
  return (await tx.selectFrom('attachments').select('bytes').where('id', '=', id).executeTakeFirstOrThrow()).bytes;
}

/** The attachments of a record, in the order in which they were added, those of one moment by name. */
export async function attachmentsOf(tx: Tx, recordId: string): Promise<Attachment[]> {
  return (await described(tx).where('record_id', '=', recordId).orderBy('added_at').orderBy('attachments.name').orderBy('attachments.id').execute()).map(shown);
}

const described = (tx: Tx) => tx.selectFrom('attachments').innerJoin('accounts', 'accounts.id', 'attachments.added_by').select(['attachments.id', 'attachments.name', 'media', 'size', 'sha256', 'added_by', 'added_at', 'accounts.name as adder']);
const shown = (row: { id: string; name: string; media: string; size: number; sha256: string; added_by: string; added_at: string; adder: string }): Attachment =>
  ({ id: row.id, name: row.name, media: row.media, size: row.size, sha256: row.sha256, addedBy: { id: row.added_by, name: row.adder }, addedAt: row.added_at });
