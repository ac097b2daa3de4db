// The roster (名簿): the only people of a contractor who may hold its data (0-3). Who acts by it today, what an administrator adds,
// and taking somebody off, which ends their sessions at once.
import { administered } from '../accounts/changes.ts';
import { actorOf, type Person } from '../accounts/person.ts';
import { endSessions } from '../accounts/sessions.ts';
import type { Clock } from '../ledger/clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { newIdentifier, type RandomBytes } from '../store/identifier.ts';
import type { Store, Tx } from '../store/store.ts';
import type { Engagement, RosterEntry } from './engagement.ts';
import { japanDay } from './japan-time.ts';
import { EngagementRefused } from './refusal.ts';

export interface RosterParts { readonly store: Store; readonly ledger: Ledger; readonly clock: Clock; readonly random: RandomBytes }

const ranks: readonly RosterEntry['role'][] = ['manager', 'security-officer', 'handler'];

/** Whether a person acts by this entry today: accepted by the ward, begun, not ended, not removed. */
export function isActing(entry: Pick<RosterEntry, 'acceptedAt' | 'removedAt' | 'startsOn' | 'endsOn'>, now: string): boolean {
  const today = japanDay(now);
  return entry.acceptedAt !== null && entry.removedAt === null && entry.startsOn <= today && (entry.endsOn === null || today <= entry.endsOn);
}

/** The person's place on the roster of this engagement today, or undefined; of several the one with the widest duties. */
export function rosterEntryOf(engagement: Engagement, accountId: string, now: string): RosterEntry | undefined {
  return engagement.roster.filter((entry) => entry.accountId === accountId && isActing(entry, now)).toSorted((a, b) => ranks.indexOf(a.role) - ranks.indexOf(b.role))[0];
}

/** Whether the person is 取扱責任者 of this engagement today: the one who submits for the firm. */
export function isManager(engagement: Engagement, accountId: string, now: string): boolean {
  return rosterEntryOf(engagement, accountId, now)?.role === 'manager';
}

/** The roles that the terms demand (S3: a security officer, 3-10) and that nobody of the firm holds today. */
export function missingRoles(engagement: Engagement, contractorId: string, now: string): RosterEntry['role'][] {
  return engagement.terms.rosterRoles.filter((role) => !engagement.roster.some((entry) => entry.contractorId === contractorId && entry.role === role && isActing(entry, now)));
}

/** True if the person may know of the engagement's transfers: a handler only while on its roster (H 49, 50), an unattended terminal only where it is registered for. An entry that ended is removed by the clock's work. */
export function mayKnowOf(engagement: Engagement, who: Person): boolean {
  if (who.unattended?.engagements.includes(engagement.id) === false) return false;
  return who.role !== 'handler' || engagement.roster.some((entry) => entry.accountId === who.id && entry.acceptedAt !== null && entry.removedAt === null);
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
      id, engagement_id: engagementId, contractor_id: given.contractorId, account_id: given.accountId, role: given.role, starts_on: given.startsOn, accepted_by: who.id, accepted_at: at, removed_at: null,
    }).execute();
    const entry = await parts.ledger.append(tx, { at, act: 'add-roster-entry', result: 'done', actor: actorOf(who), municipality: who.municipalityId, engagement: engagementId, contractor: given.contractorId, facts: { account: given.accountId, role: given.role } });
    await administered(tx, 'engagement', engagementId, entry.index);
    return id;
  });
}

/** Takes a person off the roster for an administrator. Returns the engagement's id. Throws `EngagementRefused` (NOT_FOUND). */
export async function removeRosterEntry(parts: RosterParts, who: Person, rosterId: string): Promise<string> {
  return parts.store.change(async (tx) => {
    const row = await tx.selectFrom('roster').innerJoin('engagements', 'engagements.id', 'engagement_id').selectAll('roster')
      .where('roster.id', '=', rosterId).where('municipality_id', '=', who.municipalityId).executeTakeFirst();
    if (row === undefined) throw new EngagementRefused('NOT_FOUND');
    await takeOff(tx, parts, row, { by: who, municipalityId: who.municipalityId, reason: null });
    return row.engagement_id;
  });
}

interface TakenOff { readonly by: Person | null; readonly municipalityId: string; readonly reason: string | null }

/** Ends an entry inside `tx`; every session of the person ends in the same transaction (H 50, ASVS 7.4.2). `by` null: the clock. */
export async function takeOff(tx: Tx, { ledger, clock }: Pick<RosterParts, 'ledger' | 'clock'>, row: { id: string; engagement_id: string; contractor_id: string; account_id: string | null }, { by, municipalityId, reason }: TakenOff): Promise<void> {
  const at = clock.now();
  await tx.updateTable('roster').set({ removed_at: at, removed_by: by?.id ?? null, removal_reason: reason }).where('id', '=', row.id).where('removed_at', 'is', null).execute();
  if (row.account_id !== null) await endSessions(tx, row.account_id);
  const entry = await ledger.append(tx, {
    at, act: 'remove-roster-entry', result: 'done', actor: by === null ? { system: true } : actorOf(by), municipality: municipalityId, engagement: row.engagement_id, contractor: row.contractor_id,
    facts: { roster: row.id, ...(row.account_id === null ? {} : { account: row.account_id }) }, ...(reason === null ? {} : { texts: { reason } }),
  });
  await administered(tx, 'engagement', row.engagement_id, entry.index);
}

/** The clock's work: entries whose last day has passed are removed, and the person signed out. Returns the accounts. */
export async function endRosterEntries(parts: Pick<RosterParts, 'store' | 'ledger' | 'clock'>): Promise<string[]> {
  const over = await ended(parts.store.read, parts.clock.now());
  if (over.length === 0) return [];
  return parts.store.change(async (tx) => {
    const rows = await ended(tx, parts.clock.now());
    for (const row of rows) await takeOff(tx, parts, row, { by: null, municipalityId: row.municipality_id, reason: null });
    return rows.flatMap((row) => row.account_id ?? []);
  });
}

async function ended(tx: Tx, now: string) {
  return tx.selectFrom('roster').innerJoin('engagements', 'engagements.id', 'engagement_id').selectAll('roster').select('municipality_id')
    .where('ends_on', '<', japanDay(now)).where('accepted_at', 'is not', null).where('removed_at', 'is', null).execute();
}
