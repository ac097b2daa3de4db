// Transfers as the wire shows them: everything a page needs, so that no page has to infer.
import { partyOf, type Person } from '../../accounts/person.ts';
import type { Engagement } from '../../engagements/engagement.ts';
import { readEngagement } from '../../engagements/engagement.ts';
import { wordsOf } from './fingerprint.ts';
import type { Tx } from '../../store/store.ts';
import { digestOf } from '../../transfers/digest.ts';
import { copyOf, mayOf, nextOf, whoCanOpen, type Next } from '../../transfers/outlook.ts';
import { parseTransfer, readFiles, readTexts } from '../../transfers/rows.ts';
import type { SealedFile, Transfer } from '../../transfers/transfer.ts';
import type { FileView, TransferSummary, TransferView } from '../wire/transfers.ts';
import { partyIn } from './parties.ts';

interface Known { readonly transfer: Transfer; readonly engagement: Engagement; readonly files: readonly SealedFile[]; readonly texts: ReadonlyMap<string, string> }

async function know(tx: Tx, transfer: Transfer): Promise<Known> {
  const engagement = await readEngagement(tx, transfer.engagementId);
  if (engagement === undefined) throw new Error('expected the engagement of a stored transfer; the database is damaged');
  return { transfer, engagement, files: await readFiles(tx, transfer.id), texts: await readTexts(tx, transfer.id) };
}

/** One line of a list. */
export async function transferSummary(tx: Tx, transfer: Transfer, who: Person, now: string): Promise<TransferSummary> {
  return summarise(tx, await know(tx, transfer), who, now);
}

async function summarise(tx: Tx, { transfer, engagement, files, texts }: Known, who: Person, now: string): Promise<TransferSummary> {
  const form = engagement.forms.find((known) => known.id === transfer.formId);
  return {
    id: transfer.id, number: transfer.number, depositId: transfer.depositId, state: transfer.state, lockReady: transfer.lock !== null, direction: transfer.direction,
    engagement: { id: engagement.id, title: engagement.title }, form: { id: transfer.formId, name: form?.name ?? '', nameEn: form?.nameEn ?? '', unit: form?.unit ?? '' },
    title: transfer.titleText === null ? null : texts.get(transfer.titleText) ?? null, sender: partyIn(engagement, transfer.senderId), recipient: partyIn(engagement, transfer.recipientId),
    quantity: transfer.quantity, fileCount: files.length, totalBytes: files.reduce((sum, file) => sum + file.size, 0), createdBy: transfer.createdBy, createdAt: transfer.createdAt,
    changedAt: transfer.changedAt, collectBy: transfer.collectBy, overdue: transfer.end === null && transfer.confirmation === null && transfer.state !== 'draft' && transfer.collectBy < now,
    ended: transfer.end === null ? null : { why: transfer.end.why, at: transfer.end.at }, next: await nextView(tx, transfer, engagement, who, now),
  };
}

/** Everything about one transfer. */
export async function transferView(tx: Tx, transfer: Transfer, who: Person, now: string): Promise<TransferView> {
  const known = await know(tx, transfer);
  const { engagement, files, texts } = known;
  const certificate = await tx.selectFrom('wipe_certificates').select('number').where('transfer_id', '=', transfer.id).executeTakeFirst();
  return {
    ...(await summarise(tx, known, who, now)), purpose: engagement.purpose, items: [...engagement.items], files: files.map((file) => fileView(file, texts)),
    lockForm: transfer.lockForm, bodyFormat: transfer.bodyFormat, digest: digestOf(transfer, files),
    certificates: transfer.certificates.map(({ fingerprint, label }) => ({ fingerprint, label, words: wordsOf(fingerprint) })),
    ...past(transfer, texts), wipe: certificate === undefined || transfer.wipe.at === null ? null : { at: transfer.wipe.at, number: certificate.number },
    wipeTrouble: transfer.wipe.trouble, whoCanOpen: whoCanOpen(transfer), copy: copyOf(transfer, files.length), previous: await previousOf(tx, transfer, engagement),
    // GnuPG 2.x reads SEIPD version 1 only.
    gpgReadable: transfer.bodyFormat === 'seipd1', lockSha256: transfer.lock?.sha256 ?? null, may: mayOf(transfer, engagement.policy, who, now),
  };
}

function past(transfer: Transfer, texts: ReadonlyMap<string, string>): Pick<TransferView, 'approval' | 'returned' | 'notice' | 'collection' | 'confirmation' | 'recall'> {
  const { approval, returned, lock, handover, collection, confirmation, end } = transfer;
  const text = (id: string | null): string | null => (id === null ? null : texts.get(id) ?? null);
  return {
    approval: approval === null ? null : { by: approval.by, at: approval.at },
    returned: returned === null ? null : { by: returned.by, at: returned.at, reason: text(returned.reasonText) },
    notice: lock === null ? null : { id: lock.notice, by: lock.by, at: lock.at, round: lock.round, handedOver: handover === null ? null : { method: handover.method, to: handover.to.name, at: handover.at } },
    collection,
    confirmation: confirmation === null ? null : { by: confirmation.by, at: confirmation.at, quantity: confirmation.quantity, reason: text(confirmation.reasonText), wipeAt: confirmation.wipeAt },
    recall: end?.why !== 'recalled' || end.by === null ? null : { by: end.by, at: end.at, reason: end.reason ?? 'other', collectedBefore: end.collectedBefore },
  };
}

const fileView = (file: SealedFile, texts: ReadonlyMap<string, string>): FileView => ({
  id: file.id, uploadId: file.uploadId, name: texts.get(file.nameText) ?? null, size: file.size, sha256: file.sha256, bodySize: file.bodySize, bodySha256: file.bodySha256,
  scan: file.scan, sealedAt: file.sealedAt, warnings: [...file.nameChanged],
});

async function nextView(tx: Tx, transfer: Transfer, engagement: Engagement, who: Person, now: string): Promise<TransferSummary['next']> {
  const next = nextOf(transfer, engagement.policy, who);
  const may = mayOf(transfer, engagement.policy, who, now);
  const party = partyOf(who);
  const onSide = (next.turn === 'recipient' ? party === transfer.recipientId : party === transfer.senderId);
  const mine = next.act !== 'none' && next.turn !== 'clock' && onSide && (may.includes(next.act) || (next.act === 'notice' && next.turn === 'sender'));
  return { act: next.act, by: await namesOf(tx, transfer, engagement, next), until: next.until, notBefore: next.notBefore, mine };
}

async function namesOf(tx: Tx, transfer: Transfer, engagement: Engagement, next: Next): Promise<string[]> {
  switch (next.turn) {
    case 'maker': return [transfer.createdBy.name];
    case 'sender': return [partyIn(engagement, transfer.senderId).name];
    case 'recipient': return [partyIn(engagement, transfer.recipientId).name];
    case 'clock': case 'nobody': return [];
    case 'approver': {
      const rows = await tx.selectFrom('accounts').select('name').where('can_approve', '=', 1).where('disabled_at', 'is', null).where('id', '!=', transfer.createdBy.id)
        .where((where) => where.or([where('section_id', '=', transfer.senderId), where('contractor_id', '=', transfer.senderId)])).orderBy('name').execute();
      return rows.map((row) => row.name);
    }
  }
}

/** The last one of the same form that was sent before this: 「前回と同じ送付先です」. */
async function previousOf(tx: Tx, transfer: Transfer, engagement: Engagement): Promise<TransferView['previous']> {
  const row = await tx.selectFrom('transfers').select('document').where('form_id', '=', transfer.formId).where('sender_id', '=', transfer.senderId)
    .where('deposit_id', '!=', transfer.depositId).where('created_at', '<', transfer.createdAt).where('state', 'not in', ['draft', 'discarded']).orderBy('created_at', 'desc').limit(1).executeTakeFirst();
  if (row === undefined) return null;
  const found = parseTransfer(row.document);
  return { at: found.createdAt, quantity: found.quantity, recipient: partyIn(engagement, found.recipientId).name, same: found.recipientId === transfer.recipientId };
}
