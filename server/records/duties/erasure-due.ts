// When a contractor owes the erasure of what it received (1-20, 2-7, 3-2, 4-6, 0-5), and what stops while it is overdue.
// Two triggers (A.2): when the data is no longer needed (delivered, or received where nothing is made of it; tallied; ended before its time)
// and the end of the engagement. Days are business days after the event.
import { addBusinessDays } from '../../engagements/business-days.ts';
import type { Engagement } from '../../engagements/engagement.ts';
import { japanDay } from '../../engagements/japan-time.ts';
import type { RandomBytes } from '../../store/identifier.ts';
import type { Tx } from '../../store/store.ts';
import type { Followed, Follower, Gate } from '../../transfers/register.ts';
import { dutiesOf, owe, type NewDuty } from './duties.ts';
import { DutyRefused } from './refusal.ts';

const erasureKinds = ['erasure', 'erasure-certificate'];

type Owed = Omit<NewDuty, 'dueOn'>;

/** The duty to report the erasure of one transfer's data, or of something handed over besides (`transferId` null). */
export function erasureDuty(engagement: Engagement, contractorId: string, transferId: string | null): Owed {
  return {
    municipalityId: engagement.municipalityId, kind: 'erasure', engagementId: engagement.id, contractorId, transferId, owedBy: 'contractor',
    what: { ja: 'データを消去し、データ消去報告書を提出する', en: 'Erase the data and submit the data erasure report' }, recordKind: 'erasure-report',
  };
}

/** The duty to certify, at the end, that nothing remains. */
export function certificateDuty(engagement: Engagement, contractorId: string): Owed {
  return {
    municipalityId: engagement.municipalityId, kind: 'erasure-certificate', engagementId: engagement.id, contractorId, transferId: null, owedBy: 'contractor',
    what: { ja: '紙と電子データを消去・返却し、個人情報消去証明書を提出する', en: 'Erase or return paper and data, and submit the certificate of erasure' }, recordKind: 'erasure-certificate',
  };
}

/**
 * Owes the report `terms.erasure.withinDays` business days after `from` (YYYY-MM-DD): the day of delivery (納品), of receipt, of the tally.
 * Engagements whose data is erased at their end owe nothing here unless `anyway`.
 */
export async function oweErasure(tx: Tx, { engagement, contractorId, transferId, from, anyway = false }: { engagement: Engagement; contractorId: string; transferId: string | null; from: string; anyway?: boolean }, at: { now: string; random?: RandomBytes }): Promise<void> {
  const { after, withinDays } = engagement.terms.erasure;
  if (after === 'delivery' || anyway) await owe(tx, { ...erasureDuty(engagement, contractorId, transferId), dueOn: addBusinessDays(from, withinDays) }, at);
}

/**
 * Refuses while a report or certificate of this contractor is overdue, in whichever engagement of the municipality. The answer names the transfer
 * only within the same engagement: another section's business is not told. Throws `DutyRefused` (ERASURE_OVERDUE).
 */
export async function mustNotOweErasure(tx: Tx, engagement: Engagement, contractorId: string, now: string): Promise<void> {
  if (!engagement.terms.refuseWhileErasureOverdue) return;
  const [overdue] = (await dutiesOf(tx, { kinds: erasureKinds, contractorId })).filter(({ dueOn }) => dueOn < japanDay(now));
  if (overdue === undefined) return;
  const own = overdue.engagementId === engagement.id;
  const transfer = own && overdue.transferId !== null ? await tx.selectFrom('transfers').select('number').where('id', '=', overdue.transferId).executeTakeFirst() : undefined;
  throw new DutyRefused('ERASURE_OVERDUE', {
    contractor: engagement.contractors.find(({ id }) => id === contractorId)?.name ?? '', dueOn: overdue.dueOn,
    whichJa: own ? transfer === undefined ? 'この業務' : `授受 ${transfer.number}` : 'ほかの委託業務', whichEn: own ? transfer === undefined ? 'this engagement' : `transfer ${transfer.number}` : 'another engagement',
  });
}

/** Asked again when a draft is deposited: the day may have passed since it was made. */
export const erasureGate: Gate = async (tx, { transfer, engagement, act, now }) => {
  if (act === 'deposit' && transfer.direction === 'to-contractor') await mustNotOweErasure(tx, engagement, transfer.recipientId, now);
};

/** Refuses drafts to a contractor that is overdue, and owes erasure when a transfer no longer needs the data. */
export function followWithErasure(random: RandomBytes): Follower {
  return async (tx, step) => {
    const { after, engagement, now } = step;
    if (step.before === null && after.direction === 'to-contractor') await mustNotOweErasure(tx, engagement, after.recipientId, now);
    const found = triggered(step);
    if (found !== undefined) await oweErasure(tx, { engagement, transferId: after.id, from: japanDay(now), ...found }, { now, random });
  };
}

function triggered({ before, after, act, engagement }: Followed): { contractorId: string; anyway: boolean } | undefined {
  const form = engagement.forms.find(({ id }) => id === after.formId);
  if (act === 'confirm' && after.direction === 'to-contractor') {
    // What is printed is erased after its delivery (納品): the record of that owes it.
    return form?.kind === 'print-data' ? undefined : { contractorId: after.recipientId, anyway: false };
  }
  // Totals handed in: the contractor's own copy is erased (0-5).
  if (act === 'confirm' && engagement.terms.returns.some(({ after: trigger }) => trigger === 'tally')) return form?.kind === 'report' ? { contractorId: after.senderId, anyway: true } : undefined;
  // Recalled or expired after the contractor had collected: it holds what it must not use.
  const end = before?.end === null && after.end?.why !== 'confirmed' ? after.end : null;
  return end?.collectedBefore === true && after.direction === 'to-contractor' ? { contractorId: after.recipientId, anyway: true } : undefined;
}
