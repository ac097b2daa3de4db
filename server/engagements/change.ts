// Changing an engagement: its words, period, items, conditions and parties, or ending it now. What runs keeps its terms where the
// transfer stores them (lock form, deadline, time of wiping); the time to live of drafts is fixed, since a shorter one would discard drafts at work.
import { differing, enterChange, seenOf, type Asked, type Changed, type ChangeParts, type Made, type Value } from '../accounts/changes.ts';
import type { Person } from '../accounts/person.ts';
import type { Tx } from '../store/store.ts';
import { addParties, partiesToAdd } from './add-parties.ts';
import { conditionsOf, type ConditionField, type TermField } from './conditions.ts';
import type { Engagement } from './engagement.ts';
import { ownEngagement } from './engagements.ts';
import { isOpen } from './period.ts';
import type { Policy } from './policy.ts';
import { EngagementRefused } from './refusal.ts';
import { terms, type Terms } from './terms.ts';

/** Told when an engagement ends, inside the transaction that ends it. */
export type EngagementEnded = (tx: Tx, engagement: Engagement, now: string) => Promise<void>;

type Loose<T> = { readonly [K in keyof T]?: T[K] | undefined };
export type PolicyChanges = Loose<Omit<Policy, 'approval' | 'draftDays'>> & { readonly approval?: Loose<Policy['approval']> | undefined };
export interface EngagementChanges extends Loose<Pick<Engagement, 'title' | 'purpose' | 'legalBasis' | 'from' | 'to' | 'items'>> {
  readonly policy?: PolicyChanges | undefined;
  readonly terms?: Loose<Terms> | undefined;
  readonly addSectionIds?: readonly string[] | undefined;
  readonly addContractorIds?: readonly string[] | undefined;
  readonly terminated?: true | undefined;
}
export type EngagementField = 'title' | 'purpose' | 'legal-basis' | 'from' | 'to' | 'items' | 'sections' | 'contractors' | 'terminated' | ConditionField | TermField;

export function seenEngagement(engagement: Engagement): string {
  const { title, purpose, legalBasis, from, to, terminatedAt } = engagement;
  return seenOf({
    title, purpose, legalBasis, from, to, terminatedAt, items: [...engagement.items], conditions: conditionsOf(engagement.policy, engagement.terms).map(([field, value]) => [field, value]),
    sections: engagement.sections.map(({ id }) => id).sort(), contractors: engagement.contractors.map(({ id }) => id).sort(),
  });
}

/**
 * Changes an engagement, or only shows the change while there is no reason. Ending it cannot be undone; `ended` takes part in the
 * transaction that ends it (access, duties). Throws `EngagementRefused` (NOT_FOUND, PERIOD_REVERSED, RENEWAL_NOT_ALLOWED, ENGAGEMENT_CLOSED) or `AccountRefused` (CHANGED_MEANWHILE, NOTHING_CHANGED).
 */
export async function changeEngagement(parts: ChangeParts & { readonly ended: EngagementEnded }, who: Person, id: string, asked: Asked & { readonly changes: EngagementChanges }): Promise<Made<EngagementField>> {
  return parts.store.change(async (tx) => {
    const before = await ownEngagement(tx, who, id);
    const after = changed(before, asked.changes);
    mustBeChangeable(before, after);
    const added = await partiesToAdd(tx, who, before, asked.changes);
    const changes = differing(asked, seenEngagement(before), [...rows(before, after), ...added.rows, ...ending(before, asked.changes)]);
    if (asked.reason === null) return { changes, entry: null };
    const ends = asked.changes.terminated === true && before.terminatedAt === null;
    await write(tx, after, ends ? parts.clock.now() : before.terminatedAt);
    await addParties(tx, id, added);
    if (ends) await parts.ended(tx, await ownEngagement(tx, who, id), parts.clock.now());
    else if (isReopened(before, after, parts.clock.now())) await tx.updateTable('engagements').set({ wound_up_at: null }).where('id', '=', id).execute();
    return { changes, entry: await enterChange(tx, parts, who, { act: 'change-engagement', kind: 'engagement', id, engagement: id, changes, reason: asked.reason, facts: { sections: added.sections, contractors: added.contractors } }) };
  });
}

/** A hard end stays where it is, whatever else is changed with it (4-1); what is closed stays as it was closed (2-7). */
function mustBeChangeable(before: Engagement, after: Engagement): void {
  if (before.closedAt !== null) throw new EngagementRefused('ENGAGEMENT_CLOSED', { at: before.closedAt });
  if (after.to < after.from) throw new EngagementRefused('PERIOD_REVERSED', { from: after.from, to: after.to });
  if (after.to > before.to && before.terms.renewal === 'none') throw new EngagementRefused('RENEWAL_NOT_ALLOWED', { to: before.to });
}

function changed(before: Engagement, given: EngagementChanges): Engagement {
  const { policy } = before;
  const wanted = given.policy ?? {};
  return {
    ...before, title: given.title ?? before.title, purpose: given.purpose ?? before.purpose, legalBasis: given.legalBasis ?? before.legalBasis,
    from: given.from ?? before.from, to: given.to ?? before.to, items: given.items ?? before.items,
    policy: {
      ...policy, locks: wanted.locks ?? policy.locks, passwordGapMinutes: wanted.passwordGapMinutes ?? policy.passwordGapMinutes,
      approval: { 'to-contractor': wanted.approval?.['to-contractor'] ?? policy.approval['to-contractor'], 'to-section': wanted.approval?.['to-section'] ?? policy.approval['to-section'] },
      noticeByAnotherPerson: wanted.noticeByAnotherPerson ?? policy.noticeByAnotherPerson, telephoneCall: wanted.telephoneCall ?? policy.telephoneCall,
      collectWithinDays: wanted.collectWithinDays ?? policy.collectWithinDays, wipeAfterConfirmHours: wanted.wipeAfterConfirmHours ?? policy.wipeAfterConfirmHours,
      maxFileBytes: wanted.maxFileBytes ?? policy.maxFileBytes, maxFiles: wanted.maxFiles ?? policy.maxFiles, unscannable: wanted.unscannable ?? policy.unscannable,
    },
    terms: terms.parse({ ...before.terms, ...Object.fromEntries(Object.entries(given.terms ?? {}).filter(([, value]) => value !== undefined)) }),
  };
}

function rows(before: Engagement, after: Engagement): Changed<EngagementField>[] {
  const then = new Map<EngagementField, Value>(conditionsOf(before.policy, before.terms));
  return [
    { field: 'title', before: before.title, after: after.title }, { field: 'purpose', before: before.purpose, after: after.purpose },
    { field: 'legal-basis', before: before.legalBasis, after: after.legalBasis }, { field: 'from', before: before.from, after: after.from }, { field: 'to', before: before.to, after: after.to },
    { field: 'items', before: [...before.items], after: [...after.items], asText: true },
    ...conditionsOf(after.policy, after.terms).map(([field, value]) => ({ field, before: then.get(field) ?? null, after: value })),
  ];
}

/** A period whose last day was moved on runs again, and ends again. */
const isReopened = (before: Engagement, after: Engagement, now: string): boolean => !isOpen(before, now) && isOpen(after, now);

const ending = (before: Engagement, given: EngagementChanges): Changed<EngagementField>[] => (given.terminated === true ? [{ field: 'terminated', before: before.terminatedAt !== null, after: true }] : []);

async function write(tx: Tx, after: Engagement, terminatedAt: string | null): Promise<void> {
  await tx.updateTable('engagements').set({
    title: after.title, purpose: after.purpose, legal_basis: after.legalBasis, period_from: after.from, period_to: after.to,
    items: JSON.stringify(after.items), policy: JSON.stringify(after.policy), terms: JSON.stringify(after.terms), terminated_at: terminatedAt,
  }).where('id', '=', after.id).execute();
}
