// A sender that lost an answer announces the file again under the same key, and hears of the first upload: nothing is in a draft twice because of a cut.
import { createHmac } from 'node:crypto';
import type { Person } from '../../accounts/person.ts';
import { besideKey } from '../../sealing/unfinished.ts';
import type { Tx } from '../../store/store.ts';
import { readDraftKey } from '../lanes.ts';
import type { StepParts } from '../parts.ts';
import { TransferRefused } from '../refusal.ts';
import { mustFindDeposit } from '../register.ts';
import type { StoredUpload } from './upload-row.ts';

/** What makes two announcements one: the draft, for whom of it, and the sender's own key; null where the sender gave none. */
export interface Keyed { readonly depositId: string; readonly recipientId: string | undefined; readonly key: string | null }

/** How a sender's key stands in a row, hexadecimal. Under the draft's key (`besideKey`): a key that was made of a file's name and hash cannot be guessed from it. */
export const markOf = (beside: Uint8Array, key: string): string => createHmac('sha256', beside).update(key).digest('hex');

/** The upload that was begun under this key, if the draft still knows it. Throws `TransferRefused` (NOT_FOUND) for another person's draft. */
export async function announcedBefore(parts: Pick<StepParts, 'store' | 'vault' | 'waitingKey'>, who: Person, { depositId, recipientId, key }: Keyed): Promise<StoredUpload | null> {
  if (key === null) return null;
  const [first] = (await mustFindDeposit(parts.store.read, who, depositId)).filter((transfer) => recipientId === undefined || transfer.recipientId === recipientId);
  // What is no draft any more is refused where an upload is begun.
  if (first === undefined || first.draftKey === null) return null;
  const row = await underMark(parts.store.read, who, depositId, markOf(besideKey(await readDraftKey(parts, first)), key));
  return row !== undefined && await isInDraft(parts.store.read, row) ? row : null;
}

/** Makes room for a new upload under `mark`. Throws `TransferRefused` (UPLOAD_BUSY) where another request began one meanwhile. */
export async function freeMark(tx: Tx, who: Person, depositId: string, mark: string | null): Promise<void> {
  const row = mark === null ? undefined : await underMark(tx, who, depositId, mark);
  if (row === undefined) return;
  if (await isInDraft(tx, row)) throw new TransferRefused('UPLOAD_BUSY');
  await tx.deleteFrom('uploads').where('id', '=', row.id).execute();
}

/** Throws `TransferRefused` (IDEMPOTENCY_KEY_REUSED) for a key that came with another file. `name` is that of the first. */
export function mustBeSame(row: Pick<StoredUpload, 'length' | 'sha256'>, name: string, came: { readonly length: number; readonly sha256: string | null; readonly name: string }): void {
  if (row.length !== came.length || row.sha256 !== came.sha256 || name !== came.name) throw new TransferRefused('IDEMPOTENCY_KEY_REUSED');
}

const underMark = (tx: Tx, who: Person, depositId: string, mark: string): Promise<StoredUpload | undefined> =>
  tx.selectFrom('uploads').selectAll().where('deposit_id', '=', depositId).where('account_id', '=', who.id).where('mark', '=', mark).executeTakeFirst();

/** It is arriving, or it is a file of the draft: one that was taken out again may be sent anew under its key. */
async function isInDraft(tx: Tx, row: StoredUpload): Promise<boolean> {
  return row.file_sha256 === null || await tx.selectFrom('files').select('id').where('transfer_id', '=', row.transfer_id).where('upload_id', '=', row.id).executeTakeFirst() !== undefined;
}
