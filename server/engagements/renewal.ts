// Renewal: the next period of an engagement as an engagement of its own, with the same purpose, items, forms, conditions and parties.
// The roster is not taken over (a new contract asks for a new one, 0-3), nor are subcontractors: their approval ends with the contract (1-31).
import { administered } from '../accounts/changes.ts';
import { actorOf, type Person } from '../accounts/person.ts';
import type { Engagement } from './engagement.ts';
import { insertEngagement, ownEngagement, type EngagementParts } from './engagements.ts';
import { EngagementRefused } from './refusal.ts';

/**
 * Makes the next period. Throws `EngagementRefused` (NOT_FOUND; RENEWAL_NOT_ALLOWED where the terms say that there is none, 4-1, or after
 * termination; PERIOD_REVERSED unless it begins after the present one and ends after it begins).
 */
export async function renewEngagement(parts: EngagementParts, who: Person, id: string, given: { from: string; to: string; reason: string }): Promise<Engagement> {
  return parts.store.change(async (tx) => {
    const before = await ownEngagement(tx, who, id);
    if (before.terms.renewal === 'none' || before.terminatedAt !== null) throw new EngagementRefused('RENEWAL_NOT_ALLOWED', { to: before.to });
    if (given.from <= before.to) throw new EngagementRefused('PERIOD_REVERSED', { from: given.from, to: before.to });
    const firms = before.contractors.filter((firm) => !before.subcontractors.some((one) => one.id === firm.id));
    const next = await insertEngagement(tx, parts, who, {
      ...before, from: given.from, to: given.to, sectionIds: before.sections.map((section) => section.id), contractorIds: firms.map((firm) => firm.id),
    });
    const entry = await parts.ledger.append(tx, {
      at: parts.clock.now(), act: 'renew-engagement', result: 'done', actor: actorOf(who), municipality: who.municipalityId, engagement: id, facts: { engagement: id, next: next.id, from: given.from, to: given.to }, texts: { reason: given.reason },
    });
    await administered(tx, 'engagement', id, entry.index);
    await administered(tx, 'engagement', next.id, entry.index);
    return next;
  });
}
