// What a new transfer is about, as typed; what is missing; and the request it becomes. Pure.
import type { z } from 'zod';
import type { EngagementView } from '../../../../server/http/wire/engagements.ts';
import type { DepositView, newDeposit } from '../../../../server/http/wire/transfers.ts';
import type { PartyView } from '../../../../server/http/wire/words.ts';
import { readCount } from '../../text/amounts.ts';
import { clock, instantInJapan, isoDay } from '../../text/dates.ts';

export interface Contents {
  readonly engagementId: string;
  readonly recipientIds: readonly string[];
  readonly formId: string;
  readonly quantity: string;
  readonly day: string;
  readonly time: string;
  readonly title: string;
}
export type Direction = 'to-contractor' | 'to-section';
export const EMPTY: Contents = { engagementId: '', recipientIds: [], formId: '', quantity: '', day: '', time: '17:00', title: '' };

const DAY = 86_400_000;

export function recipientsOf(engagement: EngagementView, direction: Direction): readonly PartyView[] {
  return direction === 'to-contractor' ? engagement.contractors : engagement.sections;
}

/** Choosing an engagement brings its recipients, forms and deadline; where there is only one, it is chosen. */
export function withEngagement(contents: Contents, engagement: EngagementView, direction: Direction, now: number): Contents {
  const recipients = recipientsOf(engagement, direction);
  const forms = engagement.forms.filter((form) => form.direction === direction);
  return {
    ...contents, engagementId: engagement.id, recipientIds: recipients.length === 1 ? recipients.map((one) => one.id) : [], formId: forms.length === 1 ? (forms[0]?.id ?? '') : '',
    day: isoDay(new Date(now + engagement.policy.collectWithinDays * DAY).toISOString()),
  };
}

/** The contents of a draft that exists, to be changed. */
export function contentsOf(deposit: DepositView): Contents {
  const first = deposit.transfers[0];
  if (first === undefined) return EMPTY;
  return {
    engagementId: first.engagement.id, recipientIds: deposit.transfers.map((transfer) => transfer.recipient.id), formId: first.form.id, quantity: String(first.quantity),
    day: isoDay(first.collectBy), time: clock(first.collectBy), title: first.title ?? '',
  };
}

export type Missing = 'engagement' | 'recipients' | 'form' | 'quantity' | 'until';

/** What keeps these contents from becoming a draft, in the order of the page. */
export function missingOf(contents: Contents, now: number): Missing[] {
  const missing: Missing[] = [];
  if (contents.engagementId === '') missing.push('engagement');
  if (contents.recipientIds.length === 0) missing.push('recipients');
  if (contents.formId === '') missing.push('form');
  const quantity = readCount(contents.quantity);
  if (quantity === null || quantity < 1) missing.push('quantity');
  const until = instantInJapan(contents.day, contents.time);
  if (until === null || Date.parse(until) <= now) missing.push('until');
  return missing;
}

/** The request, once nothing is missing. */
export function requestOf(contents: Contents): z.input<typeof newDeposit> {
  const until = instantInJapan(contents.day, contents.time);
  const title = contents.title.trim();
  return {
    engagementId: contents.engagementId, formId: contents.formId, recipientIds: [...contents.recipientIds], quantity: readCount(contents.quantity) ?? 0,
    ...(title === '' ? {} : { title }), ...(until === null ? {} : { collectBy: until }),
  };
}
