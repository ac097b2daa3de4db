// Lines of a list. What a whole page needs is read at once, in a number of queries that does not grow with the page.
import { partyOf, type Person } from '../../accounts/person.ts';
import { readEngagements, type Engagement } from '../../engagements/engagement.ts';
import { firmsKnownTo, type Firm } from '../../engagements/firms.ts';
import { alikeTo } from '../../engagements/likeness.ts';
import type { Tx } from '../../store/store.ts';
import { approversOf, type Approver } from '../../transfers/approvers.ts';
import { isMine, isOverdue, mayOf, nextOf, type Next } from '../../transfers/outlook.ts';
import { measureFiles, readTextsById } from '../../transfers/rows.ts';
import type { Transfer } from '../../transfers/transfer.ts';
import type { NextBy, TransferSummary } from '../wire/transfers.ts';
import { partyIn } from './parties.ts';

/** What stands around the transfers of one page. */
export interface Around {
  readonly engagements: ReadonlyMap<string, Engagement>;
  readonly files: ReadonlyMap<string, { readonly count: number; readonly bytes: number }>;
  readonly titles: ReadonlyMap<string, string>;
  readonly approvers: ReadonlyMap<string, readonly Approver[]>;
  /** The firms that the reader's section deals with; none for a contractor's people. */
  readonly firms: readonly Firm[];
}

/** Reads it in nine queries at most, however many transfers there are. */
export async function readAround(tx: Tx, transfers: readonly Transfer[], who: Person): Promise<Around> {
  const waiting = transfers.filter((transfer) => transfer.state === 'awaiting-approval');
  return {
    engagements: await readEngagements(tx, [...new Set(transfers.map((transfer) => transfer.engagementId))]),
    files: await measureFiles(tx, transfers.map((transfer) => transfer.id)), titles: await readTextsById(tx, transfers.flatMap((transfer) => transfer.titleText ?? [])),
    approvers: await approversOf(tx, [...new Set(waiting.map((transfer) => transfer.senderId))]), firms: await firmsKnownTo(tx, who),
  };
}

/** The lines of one page, in the order given. */
export async function transferSummaries(tx: Tx, transfers: readonly Transfer[], who: Person, now: string): Promise<TransferSummary[]> {
  const around = await readAround(tx, transfers, who);
  return transfers.map((transfer) => summarise(transfer, around, who, now));
}

/** The engagement of a stored transfer; one that is missing is a damaged database. */
export function engagementOf(transfer: Transfer, { engagements }: Pick<Around, 'engagements'>): Engagement {
  const found = engagements.get(transfer.engagementId);
  if (found === undefined) throw new Error('expected the engagement of a stored transfer; the database is damaged');
  return found;
}

export function summarise(transfer: Transfer, around: Around, who: Person, now: string): TransferSummary {
  const engagement = engagementOf(transfer, around);
  const form = engagement.forms.find((known) => known.id === transfer.formId);
  const files = around.files.get(transfer.id) ?? { count: 0, bytes: 0 };
  const [sender, recipient] = [partyIn(engagement, transfer.senderId), partyIn(engagement, transfer.recipientId)];
  return {
    id: transfer.id, number: transfer.number, depositId: transfer.depositId, state: transfer.state, lockReady: transfer.lock !== null, direction: transfer.direction,
    engagement: { id: engagement.id, title: engagement.title }, form: { id: transfer.formId, name: form?.name ?? '', nameEn: form?.nameEn ?? '', unit: form?.unit ?? '' },
    title: transfer.titleText === null ? null : around.titles.get(transfer.titleText) ?? null, sender, recipient,
    quantity: transfer.quantity, fileCount: files.count, totalBytes: files.bytes, createdBy: transfer.createdBy, createdAt: transfer.createdAt,
    changedAt: transfer.changedAt, collectBy: transfer.collectBy, overdue: isOverdue(transfer, now),
    ended: transfer.end === null ? null : { why: transfer.end.why, at: transfer.end.at }, next: nextView(transfer, engagement, around, who, now),
    similar: alikeTo(sender.kind === 'contractor' ? sender : recipient, around.firms), route: transfer.route, unscanned: transfer.unscanned !== null,
  };
}

function nextView(transfer: Transfer, engagement: Engagement, around: Around, who: Person, now: string): TransferSummary['next'] {
  const next = nextOf(transfer, engagement.policy, who);
  const mine = isMine(transfer, next, mayOf(transfer, engagement.policy, who, now), who);
  return { act: next.act, by: byOf(transfer, engagement, around, next), until: next.until, notBefore: next.notBefore, mine };
}

function byOf(transfer: Transfer, engagement: Engagement, { approvers }: Around, next: Next): NextBy[] {
  switch (next.turn) {
    case 'maker': return [{ kind: 'person', name: transfer.createdBy.name }];
    case 'sender': return [{ kind: 'party', name: partyIn(engagement, transfer.senderId).name }];
    case 'recipient': return [{ kind: 'party', name: partyIn(engagement, transfer.recipientId).name }];
    case 'clock': case 'nobody': return [];
    case 'approver': return (approvers.get(transfer.senderId) ?? []).filter((one) => one.id !== transfer.createdBy.id && one.id !== transfer.approval?.by.id).map(({ name }) => ({ kind: 'person', name }));
  }
}

/** True if the reader's party sends this transfer to a contractor: such a reader is told what gives reason to look twice. */
export const sendsToFirm = (transfer: Transfer, who: Person): boolean => who.sectionId !== null && transfer.direction === 'to-contractor' && partyOf(who) === transfer.senderId;
