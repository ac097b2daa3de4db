// Changing an engagement: its words, period, items, conditions and parties, or ending it now. What runs keeps its terms where the
// transfer stores them (lock form, deadline, time of wiping); the time to live of drafts is fixed, since a shorter one would discard drafts at work.
import { differing, enterChange, seenOf, type Asked, type Changed, type ChangeParts, type Made } from '../accounts/changes.ts';
import type { Person } from '../accounts/person.ts';
import type { Tx } from '../store/store.ts';
import { addParties, partiesToAdd } from './add-parties.ts';
import type { Engagement } from './engagement.ts';
import { ownEngagement } from './engagements.ts';
import type { Policy } from './policy.ts';
import { EngagementRefused } from './refusal.ts';

type Loose<T> = { readonly [K in keyof T]?: T[K] | undefined };
export type PolicyChanges = Loose<Omit<Policy, 'approval' | 'draftDays' | 'unscannable'>> & { readonly approval?: Loose<Policy['approval']> | undefined };
export interface EngagementChanges extends Loose<Pick<Engagement, 'title' | 'purpose' | 'legalBasis' | 'from' | 'to' | 'items'>> {
  readonly policy?: PolicyChanges | undefined;
  readonly addSectionIds?: readonly string[] | undefined;
  readonly addContractorIds?: readonly string[] | undefined;
  readonly terminated?: true | undefined;
}
export type ConditionField = 'locks' | 'approval-out' | 'approval-back' | 'gap' | 'notice-by-another' | 'call' | 'collect-days' | 'wipe-hours' | 'draft-days' | 'max-file-bytes' | 'max-files' | 'unscannable';
export type EngagementField = 'title' | 'purpose' | 'legal-basis' | 'from' | 'to' | 'items' | 'sections' | 'contractors' | 'terminated' | ConditionField;

/** The conditions of an engagement by the names under which a change of them is known. */
export function conditionsOf(policy: Policy): readonly (readonly [ConditionField, string | number | boolean])[] {
  return [
    ['locks', policy.locks], ['approval-out', policy.approval['to-contractor']], ['approval-back', policy.approval['to-section']], ['gap', policy.passwordGapMinutes],
    ['notice-by-another', policy.noticeByAnotherPerson], ['call', policy.telephoneCall], ['collect-days', policy.collectWithinDays], ['wipe-hours', policy.wipeAfterConfirmHours],
    ['draft-days', policy.draftDays], ['max-file-bytes', policy.maxFileBytes], ['max-files', policy.maxFiles], ['unscannable', policy.unscannable],
  ];
}

export function seenEngagement(engagement: Engagement): string {
  const { title, purpose, legalBasis, from, to, terminatedAt } = engagement;
  return seenOf({
    title, purpose, legalBasis, from, to, terminatedAt, items: [...engagement.items], conditions: conditionsOf(engagement.policy).map(([field, value]) => [field, value]),
    sections: engagement.sections.map(({ id }) => id).sort(), contractors: engagement.contractors.map(({ id }) => id).sort(),
  });
}

/**
 * Changes an engagement, or only shows the change while there is no reason. Ending it cannot be undone.
 * Throws `EngagementRefused` (NOT_FOUND, PERIOD_REVERSED) or `AccountRefused` (CHANGED_MEANWHILE, NOTHING_CHANGED).
 */
export async function changeEngagement(parts: ChangeParts, who: Person, id: string, asked: Asked & { readonly changes: EngagementChanges }): Promise<Made<EngagementField>> {
  return parts.store.change(async (tx) => {
    const before = await ownEngagement(tx, who, id);
    const after = changed(before, asked.changes);
    if (after.to < after.from) throw new EngagementRefused('PERIOD_REVERSED', { from: after.from, to: after.to });
    const added = await partiesToAdd(tx, who, before, asked.changes);
    const changes = differing(asked, seenEngagement(before), [...rows(before, after), ...added.rows, ...ending(before, asked.changes)]);
    if (asked.reason === null) return { changes, entry: null };
    await write(tx, after, asked.changes.terminated === true ? before.terminatedAt ?? parts.clock.now() : before.terminatedAt);
    await addParties(tx, id, added);
    return { changes, entry: await enterChange(tx, parts, who, { act: 'change-engagement', kind: 'engagement', id, engagement: id, changes, reason: asked.reason, facts: { sections: added.sections, contractors: added.contractors } }) };
  });
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
      maxFileBytes: wanted.maxFileBytes ?? policy.maxFileBytes, maxFiles: wanted.maxFiles ?? policy.maxFiles,
    },
  };
}

function rows(before: Engagement, after: Engagement): Changed<EngagementField>[] {
  const then = new Map(conditionsOf(before.policy));
  return [
    { field: 'title', before: before.title, after: after.title }, { field: 'purpose', before: before.purpose, after: after.purpose },
    { field: 'legal-basis', before: before.legalBasis, after: after.legalBasis }, { field: 'from', before: before.from, after: after.from }, { field: 'to', before: before.to, after: after.to },
    { field: 'items', before: [...before.items], after: [...after.items], asText: true },
    ...conditionsOf(after.policy).map(([field, value]) => ({ field, before: then.get(field) ?? null, after: value })),
  ];
}

const ending = (before: Engagement, given: EngagementChanges): Changed<EngagementField>[] => (given.terminated === true ? [{ field: 'terminated', before: before.terminatedAt !== null, after: true }] : []);

async function write(tx: Tx, after: Engagement, terminatedAt: string | null): Promise<void> {
  await tx.updateTable('engagements').set({
    title: after.title, purpose: after.purpose, legal_basis: after.legalBasis, period_from: after.from, period_to: after.to,
    items: JSON.stringify(after.items), policy: JSON.stringify(after.policy), terminated_at: terminatedAt,
  }).where('id', '=', after.id).execute();
}
