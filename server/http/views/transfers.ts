// One transfer as the wire shows it: everything a page needs, so that no page has to infer.
import { partyOf, type Person } from '../../accounts/person.ts';
import type { Tx } from '../../store/store.ts';
import { isInquiry, pairOf } from '../../transfers/answers.ts';
import { repeatOf } from '../../transfers/deliveries.ts';
import { mayKnow } from '../../transfers/visibility.ts';
import type { Engagement } from '../../engagements/engagement.ts';
import { digestOf } from '../../transfers/digest.ts';
import { columnDoubts, doubtsOf } from '../../transfers/doubts.ts';
import { copyOf, mayOf, whoCanOpen } from '../../transfers/outlook.ts';
import { previousOf } from '../../transfers/previous.ts';
import { readFiles, readTexts } from '../../transfers/rows.ts';
import type { SealedFile, Transfer } from '../../transfers/transfer.ts';
import type { FileView, TransferView } from '../wire/transfers.ts';
import { callsOf, sendingOf } from '../../records/calls.ts';
import { wordsOf } from './fingerprint.ts';
import { mediumMay, mediumView } from './media.ts';
import { partyIn } from './parties.ts';
import { signingOf } from './signing.ts';
import { engagementOf, readAround, sendsToFirm, summarise, type Around } from './summaries.ts';

/** Everything about one transfer. */
export async function transferView(tx: Tx, transfer: Transfer, who: Person, now: string): Promise<TransferView> {
  const around = await readAround(tx, [transfer], who);
  const engagement = engagementOf(transfer, around);
  const files = await readFiles(tx, transfer.id);
  const texts = await readTexts(tx, transfer.id);
  const certificate = await tx.selectFrom('wipe_certificates').select('number').where('transfer_id', '=', transfer.id).executeTakeFirst();
  const previous = await previousOf(tx, transfer);
  return {
    ...summarise(transfer, around, who, now), purpose: engagement.purpose, items: [...engagement.items], files: files.map((file) => fileView(file, texts)),
    lockForm: transfer.lockForm, bodyFormat: transfer.bodyFormat, digest: digestOf(transfer, files),
    certificates: transfer.certificates.map(({ fingerprint, label }) => ({ fingerprint, label, words: wordsOf(fingerprint) })),
    ...past(transfer, texts), exception: exceptionView(transfer, texts, who), wipe: certificate === undefined || transfer.wipe.at === null ? null : { at: transfer.wipe.at, number: certificate.number },
    wipeTrouble: transfer.wipe.trouble, whoCanOpen: whoCanOpen(transfer), copy: copyOf(transfer, files.length),
    // What went to others is the sender's own knowledge: a recipient is told of what it received itself (4-9).
    previous: previous === null || (partyOf(who) !== transfer.senderId && partyOf(who) !== previous.recipientId) ? null : { at: previous.createdAt, quantity: previous.quantity, recipient: partyIn(engagement, previous.recipientId).name, same: previous.recipientId === transfer.recipientId },
    doubts: await doubtsAbout(tx, { transfer, previous, files, texts, around }, who),
    sending: sendingOf(transfer, engagement, (await callsOf(tx, [transfer.id])).get(transfer.id) ?? []), medium: await mediumView(tx, transfer, engagement, now), mediumMay: mediumMay(transfer, engagement, who, now),
    pair: await pairView(tx, transfer, engagement, who, now), repeat: partyOf(who) === transfer.recipientId ? await repeatOf(tx, transfer, files, engagement.terms.downloads) : null,
    signing: await signingOf(tx, transfer, engagement, who, now),
    // GnuPG 2.x reads SEIPD version 1 only.
    gpgReadable: transfer.bodyFormat === 'seipd1', lockSha256: transfer.lock?.sha256 ?? null, may: mayOf(transfer, engagement.policy, who, now),
  };
}

/** Each party sees of the other's half only what it may know at all. */
async function pairView(tx: Tx, transfer: Transfer, engagement: Engagement, who: Person, now: string): Promise<TransferView['pair']> {
  const { asked, answer, answerForm } = await pairOf(tx, transfer, engagement, who, now);
  const known = (one: Transfer | undefined): Transfer | undefined => (one !== undefined && mayKnow(one, who) ? one : undefined);
  const [question, reply] = [known(asked), known(answer)];
  return {
    asked: question === undefined ? null : { id: question.id, number: question.number }, answer: reply === undefined ? null : { id: reply.id, number: reply.number, state: reply.state },
    mayAnswer: answerForm === undefined ? null : { formId: answerForm.id, recipientId: transfer.senderId }, isInquiry: isInquiry(transfer, engagement),
  };
}

interface Seen { readonly transfer: Transfer; readonly previous: Transfer | null; readonly files: readonly SealedFile[]; readonly texts: ReadonlyMap<string, string>; readonly around: Around }

/** Doubts help before the data have arrived and are confirmed; afterwards there is nothing left to stop. */
async function doubtsAbout(tx: Tx, { around, ...seen }: Seen, who: Person): Promise<TransferView['doubts']> {
  const { transfer } = seen;
  if (partyOf(who) !== transfer.senderId || transfer.end !== null || transfer.confirmation !== null) return [];
  if (!sendsToFirm(transfer, who)) return columnDoubts(seen.files, seen.texts);
  return doubtsOf(tx, { ...seen, recipient: partyIn(engagementOf(transfer, around), transfer.recipientId), firms: around.firms });
}

/** The reason is the sender's own, and is wiped with the transfer. */
function exceptionView({ unscanned, senderId }: Transfer, texts: ReadonlyMap<string, string>, who: Person): TransferView['exception'] {
  if (unscanned === null) return null;
  const { allowed } = unscanned;
  return { files: unscanned.files, approvedFirst: unscanned.approvedFirst, allowed: allowed === null ? null : { by: allowed.by, at: allowed.at, reason: partyOf(who) === senderId ? texts.get(allowed.reasonText) ?? null : null } };
}

function past(transfer: Transfer, texts: ReadonlyMap<string, string>): Pick<TransferView, 'approval' | 'returned' | 'notice' | 'collection' | 'confirmation' | 'recall'> {
  const { approval, returned, lock, handover, collection, confirmation, end } = transfer;
  const text = (id: string | null): string | null => (id === null ? null : texts.get(id) ?? null);
  return {
    approval: approval === null ? null : { by: approval.by, at: approval.at, standing: approval.standing === undefined ? null : { number: approval.standing.number, agreedBy: approval.standing.agreedBy } },
    returned: returned === null ? null : { by: returned.by, at: returned.at, reason: text(returned.reasonText) },
    notice: lock === null ? null : { id: lock.notice, by: lock.by, at: lock.at, round: lock.round, handedOver: handover === null ? null : { method: handover.method, to: handover.to.name, at: handover.at } },
    collection,
    confirmation: confirmation === null ? null : { by: confirmation.by, at: confirmation.at, quantity: confirmation.quantity, reason: text(confirmation.reasonText), wipeAt: confirmation.wipeAt },
    recall: end?.why !== 'recalled' ? null : { by: end.by ?? { id: '0'.repeat(32), name: '鍵箱' }, at: end.at, reason: end.reason ?? 'other', collectedBefore: end.collectedBefore },
  };
}

export const fileView = (file: SealedFile, texts: ReadonlyMap<string, string>): FileView => ({
  id: file.id, uploadId: file.uploadId, name: texts.get(file.nameText) ?? null, size: file.size, sha256: file.sha256, bodySize: file.bodySize, bodySha256: file.bodySha256,
  scan: file.scan, sealedAt: file.sealedAt, warnings: [...file.nameChanged], looked: file.inspection?.looked ?? null,
});
