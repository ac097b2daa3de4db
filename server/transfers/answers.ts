// 照会 and 回答 as a pair (S2, S4): which inquiry a transfer answers, which answer an inquiry has. One inquiry has one answer that stands; one that was
// recalled, discarded or ran out makes room for another.
import { partyOf, type Person } from '../accounts/person.ts';
import type { Engagement, Form } from '../engagements/engagement.ts';
import { isOpen } from '../engagements/period.ts';
import type { Tx } from '../store/store.ts';
import { TransferRefused } from './refusal.ts';
import { mustFind } from './register.ts';
import { parseTransfer, readTransfer } from './rows.ts';
import type { Transfer } from './transfer.ts';

const formOf = ({ forms }: Engagement, id: string): Form | undefined => forms.find((form) => form.id === id);

/** True if the transfer carries an inquiry (照会). */
export const isInquiry = (transfer: Transfer, engagement: Engagement): boolean => formOf(engagement, transfer.formId)?.kind === 'inquiry';

export interface Answering { readonly inquiryId: string; readonly formId: string; readonly recipientIds: readonly string[] }

/**
 * Throws unless this person may answer this inquiry so: it was received by the own party, the form is one of answers, the only recipient is who asked,
 * and no answer stands. `TransferRefused` (NOT_FOUND, ANSWER_MISFIT).
 */
export async function mustFitInquiry(tx: Tx, who: Person, engagement: Engagement, { inquiryId, formId, recipientIds }: Answering): Promise<void> {
  const { transfer: inquiry } = await mustFind(tx, who, inquiryId);
  const fits = inquiry.engagementId === engagement.id && formOf(engagement, formId)?.kind === 'inquiry-answer' && recipientIds.length === 1 && recipientIds[0] === inquiry.senderId
    && isReceived(inquiry, who) && isInquiry(inquiry, engagement) && await answerTo(tx, inquiry.id) === undefined;
  if (!fits) throw new TransferRefused('ANSWER_MISFIT');
}

/** Whoever answers has read what was asked. */
const isReceived = (inquiry: Transfer, who: Person): boolean => partyOf(who) === inquiry.recipientId && typeof inquiry.collection?.completedAt === 'string';

/** The answer that stands to an inquiry, also one that is still a draft. */
export async function answerTo(tx: Tx, inquiryId: string): Promise<Transfer | undefined> {
  const rows = await tx.selectFrom('transfers').select('document').where('answers', '=', inquiryId).orderBy('created_at').execute();
  return rows.map((row) => parseTransfer(row.document)).find(({ end }) => end === null || end.why === 'confirmed');
}

/** The other half of the pair, and the form in which this person may answer now. */
export async function pairOf(tx: Tx, transfer: Transfer, engagement: Engagement, who: Person, now: string) {
  const asked = transfer.answers === null ? undefined : await readTransfer(tx, transfer.answers);
  const answer = await answerTo(tx, transfer.id);
  const form = engagement.forms.find((one) => one.kind === 'inquiry-answer' && one.direction !== transfer.direction);
  const may = answer === undefined && isInquiry(transfer, engagement) && isReceived(transfer, who) && isOpen(engagement, now);
  return { asked, answer, answerForm: may ? form : undefined };
}
