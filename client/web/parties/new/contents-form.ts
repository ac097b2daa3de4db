// What a new transfer is about, as typed; what is missing; and the request it becomes. Pure.
import type { z } from 'zod';
import type { EngagementView } from '../../../../server/http/wire/engagements.ts';
import type { DepositView, newDeposit, TransferView } from '../../../../server/http/wire/transfers.ts';
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
  /** The inquiry that is answered, or ''. */
  readonly answers: string;
}
export type Direction = 'to-contractor' | 'to-section';
export const EMPTY: Contents = { engagementId: '', recipientIds: [], formId: '', quantity: '', day: '', time: '17:00', title: '', answers: '' };

const DAY = 86_400_000;

/** Choosing an engagement brings its recipients, forms and deadline; where there is only one, it is chosen. */
export function withEngagement(contents: Contents, engagement: EngagementView, direction: Direction, now: number): Contents {
  const recipients = engagement.recipients.filter((one) => one.ready).map((one) => one.party);
  const forms = engagement.forms.filter((form) => form.direction === direction);
  return {
    ...contents, engagementId: engagement.id, recipientIds: recipients.length === 1 ? recipients.map((one) => one.id) : [], formId: forms.length === 1 ? (forms[0]?.id ?? '') : '',
    day: isoDay(new Date(now + engagement.policy.collectWithinDays * DAY).toISOString()),
  };
}

/** 同じ内容でもう一度: engagement, recipient, form and title of an earlier transfer. What can no longer be chosen is left empty, and the quantity always is. */
export function contentsLike(earlier: TransferView, engagements: readonly EngagementView[], direction: Direction, now: number): Contents {
  const engagement = engagements.find((one) => one.id === earlier.engagement.id);
  if (engagement === undefined) return EMPTY;
  const fresh = withEngagement(EMPTY, engagement, direction, now);
  if (earlier.direction !== direction) return fresh;
  const ready = engagement.recipients.some((one) => one.ready && one.party.id === earlier.recipient.id);
  return { ...fresh, ...(ready ? { recipientIds: [earlier.recipient.id] } : {}), formId: engagement.forms.some((form) => form.id === earlier.form.id) ? earlier.form.id : fresh.formId, title: earlier.title ?? '' };
}

/** The answer to an inquiry: to who asked, in the form of answers. The quantity is typed, as always. */
export function contentsAnswering(inquiry: TransferView, engagements: readonly EngagementView[], title: string, now: number): Contents {
  const engagement = engagements.find((one) => one.id === inquiry.engagement.id);
  const { mayAnswer } = inquiry.pair;
  if (engagement === undefined || mayAnswer === null) return EMPTY;
  return { ...withEngagement(EMPTY, engagement, inquiry.direction === 'to-section' ? 'to-contractor' : 'to-section', now), recipientIds: [mayAnswer.recipientId], formId: mayAnswer.formId, title, answers: inquiry.id };
}

/** The contents of a draft that exists, to be changed. */
export function contentsOf(deposit: DepositView): Contents {
  const first = deposit.transfers[0];
  if (first === undefined) return EMPTY;
  return {
    engagementId: first.engagement.id, recipientIds: deposit.transfers.map((transfer) => transfer.recipient.id), formId: first.form.id, quantity: String(first.quantity),
    day: isoDay(first.collectBy), time: clock(first.collectBy), title: first.title ?? '', answers: first.pair.asked?.id ?? '',
  };
}

export type Missing = 'engagement' | 'recipients' | 'form' | 'quantity' | 'until';

/** What keeps these contents from becoming a draft, in the order of the page. */
export function missingOf(contents: Contents, now: number): Missing[] {
  // The other fields follow from the engagement, and stand on the page only with it.
  if (contents.engagementId === '') return ['engagement'];
  const missing: Missing[] = [];
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
    ...(title === '' ? {} : { title }), ...(contents.answers === '' ? {} : { answers: contents.answers }), ...(until === null ? {} : { collectBy: until }),
  };
}
