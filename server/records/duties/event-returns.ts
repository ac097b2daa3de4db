// What goes back because of an event (0-4, 0-5). A list that the ward gave for an event: the section is asked for the event's day once it is
// deposited, and the contractor that has received it owes the return on that day. The sheets of a survey: owed once their totals are received; the erasure of the totals stands in erasure-due.ts.
import { addBusinessDays } from '../../engagements/business-days.ts';
import type { Engagement } from '../../engagements/engagement.ts';
import { japanDay } from '../../engagements/japan-time.ts';
import type { RandomBytes } from '../../store/identifier.ts';
import type { Tx } from '../../store/store.ts';
import type { Followed, Follower } from '../../transfers/register.ts';
import { readTransfer } from '../../transfers/rows.ts';
import type { Transfer } from '../../transfers/transfer.ts';
import { standingStages, textIn } from '../standing/stages.ts';
import { cancel, owe, type NewDuty } from './duties.ts';

/** Business days for the sheets after the tally (an assumption: no paper gives a number). */
const businessDaysAfterTally = 5;

type Trigger = 'event' | 'tally';

/** What the terms send back after the event or the tally. */
export function returnsAfter({ terms }: Pick<Engagement, 'terms'>, trigger: Trigger): { readonly ja: string; readonly en: string }[] {
  return terms.returns.filter(({ after }) => after === trigger).map(({ what }) => what);
}

/** True for a list that the ward gives for an event whose return the terms demand. */
export function isForEvent(engagement: Pick<Engagement, 'terms' | 'forms'>, { direction, formId }: Pick<Transfer, 'direction' | 'formId'>): boolean {
  return direction === 'to-contractor' && returnsAfter(engagement, 'event').length > 0 && engagement.forms.find(({ id }) => id === formId)?.kind === 'list';
}

/** What a return record proposes: of one transfer what its event or tally sends back, otherwise everything that the terms name. */
export async function thingsToReturn(tx: Tx, engagement: Engagement, transferId: string | null): Promise<{ readonly ja: string; readonly en: string }[]> {
  const transfer = transferId === null ? undefined : await readTransfer(tx, transferId);
  return transfer === undefined ? engagement.terms.returns.map(({ what }) => what) : returnsAfter(engagement, transfer.direction === 'to-contractor' ? 'event' : 'tally');
}

interface About { readonly engagement: Engagement; readonly contractorId: string; readonly transferId: string }

const subject = ({ engagement, contractorId, transferId }: About) => ({ municipalityId: engagement.municipalityId, engagementId: engagement.id, contractorId, transferId });

const returnDuty = (about: About, trigger: Trigger, dueOn: string): NewDuty => {
  const things = returnsAfter(about.engagement, trigger);
  return {
    ...subject(about), kind: 'return', owedBy: 'contractor', recordKind: 'return', dueOn,
    what: { ja: `返還：${things.map(({ ja }) => ja).join('、')}`, en: `Return: ${things.map(({ en }) => en).join(', ')}` },
  };
};

/**
 * Owes the return of what one transfer gave on the newest day recorded for its event. Nothing before the contractor has received it: nothing is with
 * it then, and it may not even know of the transfer.
 */
export async function oweEventReturn(tx: Tx, engagement: Engagement, { id, recipientId, collection }: Pick<Transfer, 'id' | 'recipientId' | 'collection'>, at: { now: string; random?: RandomBytes }): Promise<void> {
  const newest = (await standingStages(tx, { kind: 'event-day', municipalityId: engagement.municipalityId, engagementId: engagement.id, transferId: id })).at(-1);
  if (newest === undefined || collection === null) return;
  const about = { engagement, contractorId: recipientId, transferId: id };
  await cancel(tx, { kinds: ['return'], engagementId: engagement.id, contractorId: recipientId, transferId: id }, at.now);
  await owe(tx, returnDuty(about, 'event', textIn(newest, 'day')), at);
}

/** Asks for the event's day when a list is deposited, owes its return when it is received, and the return of the sheets after the tally. */
export function followWithEventReturns(random: RandomBytes): Follower {
  return async (tx, step) => {
    const { after, engagement, now } = step;
    if (isForEvent(engagement, after)) await followList(tx, step, random);
    const isTally = step.act === 'confirm' && after.direction === 'to-section' && engagement.forms.find(({ id }) => id === after.formId)?.kind === 'report' && returnsAfter(engagement, 'tally').length > 0;
    if (isTally) await owe(tx, returnDuty({ engagement, contractorId: after.senderId, transferId: after.id }, 'tally', addBusinessDays(japanDay(now), businessDaysAfterTally)), { now, random });
  };
}

async function followList(tx: Tx, { before, after, engagement, now }: Followed, random: RandomBytes): Promise<void> {
  const about = { engagement, contractorId: after.recipientId, transferId: after.id };
  if (after.state === 'released' && (before?.state === 'draft' || before?.state === 'awaiting-approval')) {
    await owe(tx, { ...subject(about), kind: 'event-day', owedBy: 'ward', recordKind: 'event-day', dueOn: japanDay(after.collectBy), what: { ja: '開催日を記録する', en: 'Record the day of the event' } }, { now, random });
  }
  if (before?.collection === null && after.collection !== null) await oweEventReturn(tx, engagement, after, { now, random });
  if (before?.end === null && after.end !== null && after.collection === null) await cancel(tx, { kinds: ['event-day'], engagementId: engagement.id, contractorId: after.recipientId, transferId: after.id }, now);
}
