// How a roster grows: the contractor's 取扱責任者 submits a person, the ward accepts or returns it (0-3, 1-15). Until then nobody acts
// by it. A person without an account gets one from the administrator only after the ward has accepted them, so that no account
// exists for somebody who is on no roster.
import { administered } from '../accounts/changes.ts';
import { actorOf, type Person } from '../accounts/person.ts';
import { AccountRefused } from '../accounts/refusal.ts';
import { newIdentifier } from '../store/identifier.ts';
import type { Tx } from '../store/store.ts';
import type { Engagement, RosterEntry } from './engagement.ts';
import { ownEngagement } from './engagements.ts';
import { japanDay } from './japan-time.ts';
import { EngagementRefused } from './refusal.ts';
import { isManager, takeOff, type RosterParts } from './roster.ts';

export interface SubmittedEntry {
  /** An account of the firm, or somebody who has none yet. */
  readonly person: { readonly accountId: string } | { readonly name: string; readonly login: string };
  readonly role: RosterEntry['role'];
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly reason: string;
}

/**
 * Submits a person for the roster. Throws `EngagementRefused` (NOT_FOUND, NOT_ROSTER_MANAGER, ENGAGEMENT_NOT_OPEN once it is over,
 * PERIOD_REVERSED, ROSTER_ENTRY_WAITING) or `AccountRefused` (LOGIN_TAKEN).
 */
export async function submitRosterEntry(parts: RosterParts, who: Person, engagementId: string, given: SubmittedEntry): Promise<void> {
  await parts.store.change(async (tx) => {
    const engagement = await ownEngagement(tx, who, engagementId);
    const at = parts.clock.now();
    if (!isManager(engagement, who.id, at)) throw new EngagementRefused('NOT_ROSTER_MANAGER');
    mustGoOn(engagement, at);
    if (given.endsOn !== null && given.endsOn < given.startsOn) throw new EngagementRefused('PERIOD_REVERSED', { from: given.startsOn, to: given.endsOn });
    const person = 'accountId' in given.person ? { account_id: given.person.accountId, person_name: null, login: null } : { account_id: null, person_name: given.person.name, login: given.person.login };
    await mustBeFree(tx, who, engagementId, { ...person, role: given.role });
    const id = newIdentifier(parts.random);
    await tx.insertInto('roster').values({
      id, engagement_id: engagementId, contractor_id: who.contractorId ?? '', ...person, role: given.role, starts_on: given.startsOn, ends_on: given.endsOn,
      reason: given.reason, submitted_by: who.id, submitted_at: at, accepted_at: null, removed_at: null,
    }).execute();
    await enter(tx, parts, who, { act: 'submit-roster-entry', row: { id, engagement_id: engagementId, contractor_id: who.contractorId ?? '' }, texts: { reason: given.reason, ...(person.person_name === null ? {} : { name: person.person_name }) }, facts: { role: given.role, ...(person.account_id === null ? {} : { account: person.account_id }) } });
  });
}

/** Before the first day a roster is submitted as well (あらかじめ); after the last there is nothing to handle. */
function mustGoOn({ from, to, terminatedAt }: Engagement, now: string): void {
  if (terminatedAt !== null || japanDay(now) > to) throw new EngagementRefused('ENGAGEMENT_NOT_OPEN', { from, to, today: japanDay(now) });
}

interface Sought { readonly account_id: string | null; readonly login: string | null; readonly role: string }

async function mustBeFree(tx: Tx, who: Person, engagementId: string, { account_id, login, role }: Sought): Promise<void> {
  const firm = who.contractorId ?? '';
  const open = tx.selectFrom('roster').select('id').where('contractor_id', '=', firm).where('returned_at', 'is', null).where('removed_at', 'is', null);
  if (account_id !== null) {
    const account = await tx.selectFrom('accounts').select('id').where('id', '=', account_id).where('contractor_id', '=', firm).where('disabled_at', 'is', null).executeTakeFirst();
    if (account === undefined) throw new EngagementRefused('NOT_FOUND');
    const waits = await open.where('engagement_id', '=', engagementId).where('account_id', '=', account_id).where('role', '=', role).where('accepted_at', 'is', null).executeTakeFirst();
    if (waits !== undefined) throw new EngagementRefused('ROSTER_ENTRY_WAITING');
  }
  if (login === null) return;
  const taken = await tx.selectFrom('accounts').select('id').where('scope', '=', firm).where('login', '=', login).executeTakeFirst()
    ?? await open.where('login', '=', login).where('account_id', 'is', null).executeTakeFirst();
  if (taken !== undefined) throw new AccountRefused('LOGIN_TAKEN', { login });
}

export type Decision = { readonly accept: true } | { readonly accept: false; readonly reason: string };

/**
 * Accepts or returns a submitted entry for the ward. An accepted entry takes the place of the person's earlier one in the same role.
 * Returns the engagement's id. Throws `EngagementRefused` (NOT_FOUND, ROSTER_ENTRY_DECIDED).
 */
export async function decideRosterEntry(parts: RosterParts, who: Person, rosterId: string, decision: Decision): Promise<string> {
  return parts.store.change(async (tx) => {
    const { row } = await ownEntry(tx, who, rosterId);
    if (row.accepted_at !== null || row.returned_at !== null || row.removed_at !== null) throw new EngagementRefused('ROSTER_ENTRY_DECIDED');
    const at = parts.clock.now();
    if (decision.accept) {
      await tx.updateTable('roster').set({ accepted_by: who.id, accepted_at: at }).where('id', '=', rosterId).execute();
      if (row.account_id !== null) {
        // Replaced, not taken off: the person goes on, so no session ends.
        await tx.updateTable('roster').set({ removed_by: who.id, removed_at: at, replaced_by: rosterId }).where('engagement_id', '=', row.engagement_id).where('account_id', '=', row.account_id).where('role', '=', row.role)
          .where('id', '!=', rosterId).where('accepted_at', 'is not', null).where('removed_at', 'is', null).execute();
      }
    } else await tx.updateTable('roster').set({ returned_by: who.id, returned_at: at, return_reason: decision.reason }).where('id', '=', rosterId).execute();
    await enter(tx, parts, who, {
      act: decision.accept ? 'accept-roster-entry' : 'return-roster-entry', row, facts: { role: row.role, ...(row.account_id === null ? {} : { account: row.account_id }) }, ...(decision.accept ? {} : { texts: { reason: decision.reason } }),
    });
    return row.engagement_id;
  });
}

/**
 * Ends an entry for the firm's 取扱責任者 or the ward; a submitted one is taken back. Returns the engagement's id and who was signed out.
 * Throws `EngagementRefused` (NOT_FOUND, NOT_ROSTER_MANAGER, ROSTER_ENTRY_DECIDED).
 */
export async function endRosterEntry(parts: RosterParts, who: Person, rosterId: string, reason: string): Promise<{ engagementId: string; accountId: string | null }> {
  return parts.store.change(async (tx) => {
    const { row, engagement } = await ownEntry(tx, who, rosterId);
    if (who.contractorId !== null && !isManager(engagement, who.id, parts.clock.now())) throw new EngagementRefused('NOT_ROSTER_MANAGER');
    if (row.removed_at !== null || row.returned_at !== null) throw new EngagementRefused('ROSTER_ENTRY_DECIDED');
    const accountId = row.accepted_at === null ? null : row.account_id;
    await takeOff(tx, parts, { ...row, account_id: accountId }, { by: who, municipalityId: who.municipalityId, reason });
    return { engagementId: row.engagement_id, accountId };
  });
}

/** Gives an accepted entry the account that the administrator made for it, inside the transaction that makes it. Throws `EngagementRefused` (NOT_FOUND). */
export async function giveAccount(tx: Tx, who: Person, rosterId: string, account: { id: string; contractor_id: string | null }): Promise<void> {
  const row = await tx.selectFrom('roster').innerJoin('engagements', 'engagements.id', 'engagement_id').select('roster.id').where('roster.id', '=', rosterId).where('municipality_id', '=', who.municipalityId)
    .where('contractor_id', '=', account.contractor_id ?? '').where('account_id', 'is', null).where('accepted_at', 'is not', null).where('removed_at', 'is', null).executeTakeFirst();
  if (row === undefined) throw new EngagementRefused('NOT_FOUND');
  await tx.updateTable('roster').set({ account_id: account.id }).where('id', '=', rosterId).execute();
}

/** An entry of the person's own firm or of an engagement of their section; anything else is answered like what does not exist. */
async function ownEntry(tx: Tx, who: Person, rosterId: string) {
  const row = await tx.selectFrom('roster').selectAll().where('id', '=', rosterId).executeTakeFirst();
  if (row === undefined || (who.contractorId !== null && row.contractor_id !== who.contractorId)) throw new EngagementRefused('NOT_FOUND');
  return { row, engagement: await ownEngagement(tx, who, row.engagement_id) };
}

interface Entered { readonly act: string; readonly row: { id: string; engagement_id: string; contractor_id: string }; readonly facts: Readonly<Record<string, string>>; readonly texts?: Readonly<Record<string, string>> }

/** People and reasons stand in the entry as identifiers and commitments (A.4 point 4). */
async function enter(tx: Tx, { ledger, clock }: RosterParts, who: Person, { act, row, facts, texts }: Entered): Promise<void> {
  const entry = await ledger.append(tx, { at: clock.now(), act, result: 'done', actor: actorOf(who), municipality: who.municipalityId, engagement: row.engagement_id, contractor: row.contractor_id, facts: { roster: row.id, ...facts }, ...(texts === undefined ? {} : { texts }) });
  await administered(tx, 'engagement', row.engagement_id, entry.index);
}
