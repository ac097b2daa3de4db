// An inquiry that was received is owed an answer: a duty of whoever was asked, from the confirmation of receipt until the answer is released. An answer
// that is recalled or runs out before it was received makes it owed again.
import { addBusinessDays } from '../engagements/business-days.ts';
import { japanDay } from '../engagements/japan-time.ts';
import type { Tx } from '../store/store.ts';
import { answerTo, isInquiry } from '../transfers/answers.ts';
import type { Followed, Follower } from '../transfers/register.ts';
import { readTransfer } from '../transfers/rows.ts';
import type { Transfer } from '../transfers/transfer.ts';
import { owe, settle } from './duties/duties.ts';

const kind = 'inquiry-answer';

export function followWithInquiries(): Follower {
  return async (tx, step) => {
    const { before, after, act, who, now } = step;
    if (act === 'confirm' && isInquiry(after, step.engagement) && !await isReleased(tx, after)) await oweAnswer(tx, after, step);
    if (after.answers === null) return;
    if (after.state === 'released' && before?.state !== 'released') await settle(tx, { kinds: [kind], engagementId: after.engagementId, transferId: after.answers }, who === 'gateway' ? null : who.id, now);
    const isLost = (act === 'recall' || act === 'expire') && after.confirmation === null;
    const inquiry = isLost ? await readTransfer(tx, after.answers) : undefined;
    if (inquiry !== undefined) await oweAnswer(tx, inquiry, step);
  };
}

/** Whoever answers before confirming receipt owes nothing more. */
async function isReleased(tx: Tx, inquiry: Transfer): Promise<boolean> {
  return ((await answerTo(tx, inquiry.id))?.submission ?? null) !== null;
}

async function oweAnswer(tx: Tx, inquiry: Transfer, { engagement, now }: Followed): Promise<void> {
  const toSection = inquiry.direction === 'to-section';
  await owe(tx, {
    municipalityId: inquiry.municipalityId, kind, engagementId: inquiry.engagementId, contractorId: toSection ? inquiry.senderId : inquiry.recipientId, transferId: inquiry.id,
    owedBy: toSection ? 'ward' : 'contractor', what: { ja: `照会 ${inquiry.number} に回答する`, en: `Answer inquiry ${inquiry.number}` }, recordKind: null,
    dueOn: addBusinessDays(japanDay(now), engagement.terms.answerWithinDays),
  }, { now });
}
