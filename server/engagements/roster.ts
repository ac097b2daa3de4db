// The roster (名簿): the only people of a contractor who may hold its data (0-3). Removal ends their sessions at once.
import { administered } from '../accounts/changes.ts';
import { actorOf, type Person } from '../accounts/person.ts';
import { endSessions } from '../accounts/sessions.ts';
import type { Clock } from '../ledger/clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { newIdentifier, type RandomBytes } from '../store/identifier.ts';
import type { Store } from '../store/store.ts';
import type { Engagement, RosterEntry } from './engagement.ts';
import { japanDay } from './japan-time.ts';
import { EngagementRefused } from './refusal.ts';

export interface RosterParts { readonly store: Store; readonly ledger: Ledger; readonly clock: Clock; readonly random: RandomBytes }

/** The person's place on the roster of this engagement today, or undefined. */
export function rosterEntryOf(engagement: Engagement, accountId: string, now: string): RosterEntry | undefined {
  return engagement.roster.find((entry) => entry.accountId === accountId && entry.removedAt === null && entry.startsOn <= japanDay(now));
}

/** True if the person may know of the engagement's transfers: a handler only while on its roster (H 49, 50). */
export function mayKnowOf(engagement: Engagement, who: Person): boolean {
  return who.role !== 'handler' || engagement.roster.some((entry) => entry.accountId === who.id && entry.removedAt === null);
}

/** Throws `EngagementRefused` (NOT_ON_ROSTER) for a handler who is not on the roster today. */
export function mustBeOnRoster(engagement: Engagement, who: Person, now: string): void {
  if (who.role === 'handler' && rosterEntryOf(engagement, who.id, now) === undefined) throw new EngagementRefused('NOT_ON_ROSTER');
}

/** Puts a person of the contractor on the roster. Throws `EngagementRefused` (NOT_FOUND). */
export async function addRosterEntry(
  parts: RosterParts, who: Person, engagementId: string,
  given: { contractorId: string; accountId: string; role: RosterEntry['role']; startsOn: string },
): Promise<string> {
  return parts.store.change(async (tx) => {
    const known = await tx.selectFrom('engagement_contractors').innerJoin('engagements', 'engagements.id', 'engagement_id').innerJoin('accounts', 'accounts.contractor_id', 'engagement_contractors.contractor_id')
      .select('engagements.id').where('engagements.id', '=', engagementId).where('engagements.municipality_id', '=', who.municipalityId)
      .where('engagement_contractors.contractor_id', '=', given.contractorId).where('accounts.id', '=', given.accountId).executeTakeFirst();
    if (known === undefined) throw new EngagementRefused('NOT_FOUND');
    const id = newIdentifier(parts.random);
    const at = parts.clock.now();
    await tx.insertInto('roster').values({
      id, engagement_id: engagementId, contractor_id: given.contractorId, account_id: given.accountId, role: given.role, starts_on: given.startsOn, accepted_at: at, removed_at: null,
    }).execute();
    const entry = await parts.ledger.append(tx, { at, act: 'add-roster-entry', result: 'done', actor: actorOf(who), municipality: who.municipalityId, engagement: engagementId, contractor: given.contractorId, facts: { account: given.accountId, role: given.role } });
    await administered(tx, 'engagement', engagementId, entry.index);
    return id;
  });
}

/** Takes a person off the roster; every session of theirs ends in the same transaction (H 50, ASVS 7.4.2). Returns the engagement's id. */
export async function removeRosterEntry(parts: RosterParts, who: Person, rosterId: string): Promise<string> {
  return parts.store.change(async (tx) => {
    const row = await tx.selectFrom('roster').innerJoin('engagements', 'engagements.id', 'engagement_id').selectAll('roster')
      .where('roster.id', '=', rosterId).where('municipality_id', '=', who.municipalityId).executeTakeFirst();
    if (row === undefined) throw new EngagementRefused('NOT_FOUND');
    const at = parts.clock.now();
    await tx.updateTable('roster').set({ removed_at: at }).where('id', '=', rosterId).where('removed_at', 'is', null).execute();
    await endSessions(tx, row.account_id);
    const entry = await parts.ledger.append(tx, { at, act: 'remove-roster-entry', result: 'done', actor: actorOf(who), municipality: who.municipalityId, engagement: row.engagement_id, contractor: row.contractor_id, facts: { account: row.account_id } });
    await administered(tx, 'engagement', row.engagement_id, entry.index);
    return row.engagement_id;
  });
}
