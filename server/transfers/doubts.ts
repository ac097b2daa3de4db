// What gives reason to look twice before data leave a section for a firm (4-9): asked for one transfer at a time, from what is
// stored anyway. File names are compared with the living texts of other transfers; nothing readable is kept for it.
import type { Firm } from '../engagements/firms.ts';
import { z } from 'zod';
import { alikeTo, coreOf, firmNamedIn } from '../engagements/likeness.ts';
import type { Tx } from '../store/store.ts';
import { isFirstTime } from './previous.ts';
import type { SealedFile, Transfer } from './transfer.ts';

export type Doubt =
  | { readonly kind: 'similar-name'; readonly names: string[] }
  | { readonly kind: 'first-time' }
  | { readonly kind: 'changed-recipient'; readonly previous: string; readonly at: string }
  | { readonly kind: 'ten-times'; readonly previous: number; readonly now: number }
  | { readonly kind: 'file-named-for-other'; readonly fileId: string; readonly name: string }
  | { readonly kind: 'file-names-other'; readonly fileId: string; readonly name: string }
  | { readonly kind: 'same-to-several'; readonly fileId: string; readonly recipients: string[] }
  | { readonly kind: 'column-not-declared' | 'column-forbidden'; readonly fileId: string; readonly columns: string[] }
  | { readonly kind: 'file-sent-before'; readonly fileId: string; readonly at: string; readonly recipient: string };

export interface Suspected {
  readonly transfer: Transfer;
  readonly recipient: Firm;
  readonly files: readonly SealedFile[];
  readonly texts: ReadonlyMap<string, string>;
  readonly previous: Transfer | null;
  readonly firms: readonly Firm[];
}

const daysBack = 90;
const usualGrowth = 10;

/** All doubts about a transfer of a section to a firm, in the order in which a page shows them. The caller asks for its sender's readers only. */
export async function doubtsOf(tx: Tx, suspected: Suspected): Promise<Doubt[]> {
  const { transfer, recipient, files, texts, previous, firms } = suspected;
  const doubts: Doubt[] = [];
  const names = alikeTo(recipient, firms);
  if (names.length > 0) doubts.push({ kind: 'similar-name', names });
  if (await isFirstTime(tx, transfer)) doubts.push({ kind: 'first-time' });
  if (previous !== null && previous.recipientId !== transfer.recipientId) doubts.push({ kind: 'changed-recipient', previous: nameOf(firms, previous.recipientId), at: previous.createdAt });
  if (previous !== null && transfer.quantity >= usualGrowth * previous.quantity) doubts.push({ kind: 'ten-times', previous: previous.quantity, now: transfer.quantity });
  for (const file of files) {
    const other = firmNamedIn(texts.get(file.nameText) ?? '', recipient, firms);
    if (other !== undefined) doubts.push({ kind: 'file-named-for-other', fileId: file.id, name: other.name });
  }
  return [...doubts, ...namedInside(suspected), ...await sameElsewhere(tx, suspected), ...await sentBefore(tx, suspected), ...columnDoubts(files, texts)];
}

const columnsShape = z.object({ undeclared: z.array(z.string()), forbidden: z.array(z.string()) });

/** Columns outside of the declared items, told to whoever sends, in either direction (3-5). What the annex forbids is told on its own. */
export function columnDoubts(files: readonly SealedFile[], texts: ReadonlyMap<string, string>): Doubt[] {
  return files.flatMap(({ id, inspection }) => {
    const text = texts.get(inspection?.columnsText ?? '');
    if (text === undefined) return [];
    const { undeclared, forbidden } = columnsShape.parse(JSON.parse(text));
    const others = undeclared.filter((column) => !forbidden.includes(column));
    return [
      ...(forbidden.length === 0 ? [] : [{ kind: 'column-forbidden' as const, fileId: id, columns: forbidden }]),
      ...(others.length === 0 ? [] : [{ kind: 'column-not-declared' as const, fileId: id, columns: others }]),
    ];
  });
}

/** Other contractors of the engagement whose names stand in a file (4-9); not one whose name is part of the recipient's own. */
function namedInside({ recipient, files, firms }: Suspected): Doubt[] {
  const own = coreOf(recipient.name);
  return files.flatMap(({ id, inspection }) => (inspection?.named ?? []).flatMap((named): Doubt[] => {
    const other = firms.find((firm) => firm.id === named && firm.id !== recipient.id && !own.includes(coreOf(firm.name)));
    return other === undefined ? [] : [{ kind: 'file-names-other', fileId: id, name: other.name }];
  }));
}

/** The same bytes for several recipients of one deposit, once for all or one by one. */
async function sameElsewhere(tx: Tx, { transfer, files, firms }: Suspected): Promise<Doubt[]> {
  if (files.length === 0) return [];
  const rows = await tx.selectFrom('transfers').innerJoin('files', 'files.transfer_id', 'transfers.id').select(['files.sha256', 'recipient_id']).distinct()
    .where('deposit_id', '=', transfer.depositId).where('transfers.id', '!=', transfer.id).where('files.sha256', 'in', files.map((file) => file.sha256)).execute();
  const sent = grouped(rows, ({ sha256 }) => sha256);
  return files.flatMap((file): Doubt[] => {
    const recipients = (sent.get(file.sha256) ?? []).map((row) => nameOf(firms, row.recipient_id)).sort();
    return recipients.length === 0 ? [] : [{ kind: 'same-to-several', fileId: file.id, recipients }];
  });
}

/** Files of the same name (case of ASCII apart) or of the same bytes that went to another firm within 90 days. The copies of one deposit are meant to be the same. */
async function sentBefore(tx: Tx, { transfer, files, texts, firms }: Suspected): Promise<Doubt[]> {
  if (files.length === 0) return [];
  const since = new Date(Date.parse(transfer.createdAt) - daysBack * 86_400_000).toISOString();
  const elsewhere = tx.selectFrom('transfers').innerJoin('files', 'files.transfer_id', 'transfers.id').leftJoin('texts', 'texts.id', 'files.name_text')
    .select(['files.sha256', 'texts.text', 'recipient_id', 'created_at']).where('sender_id', '=', transfer.senderId).where('created_at', '>=', since).where('created_at', '<=', transfer.createdAt)
    .where('recipient_id', '!=', transfer.recipientId).where('deposit_id', '!=', transfer.depositId).where('direction', '=', 'to-contractor').where('state', 'not in', ['draft', 'discarded']);
  const fold = (name: string): string => name.toLowerCase();
  const names = [...new Set(files.flatMap((file) => texts.get(file.nameText) ?? []).map(fold))];
  const rows = await elsewhere.where((where) => where.or([
    where('files.sha256', 'in', files.map((file) => file.sha256)), ...(names.length === 0 ? [] : [where(where.fn<string>('lower', ['texts.text']), 'in', names)]),
  ])).orderBy('created_at', 'desc').limit(200).execute();
  return files.flatMap((file) => {
    const name = texts.get(file.nameText);
    const found = rows.find((row) => row.sha256 === file.sha256 || (name !== undefined && row.text !== null && fold(row.text) === fold(name)));
    return found === undefined ? [] : [{ kind: 'file-sent-before' as const, fileId: file.id, at: found.created_at, recipient: nameOf(firms, found.recipient_id) }];
  });
}

/** Ten thousand files are asked about one by one. */
function grouped<Row>(rows: readonly Row[], by: (row: Row) => string): ReadonlyMap<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = by(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

const nameOf = (firms: readonly Firm[], id: string): string => firms.find((firm) => firm.id === id)?.name ?? '';
