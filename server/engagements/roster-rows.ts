// The roster as it is read: every entry of an engagement with who did what when, for the pages and for the printed 名簿.
import type { Person } from '../accounts/person.ts';
import type { Tx } from '../store/store.ts';
import { rosterRole, type Engagement, type RosterEntry } from './engagement.ts';
import { japanDay } from './japan-time.ts';

export type RosterEvent = 'submitted' | 'added' | 'accepted' | 'returned' | 'removed' | 'withdrawn' | 'replaced' | 'ended';
export interface RosterHappening { readonly what: RosterEvent; readonly at: string; readonly by: string | null; readonly reason: string | null }
export type RosterState = 'waiting' | 'no-account' | 'coming' | 'acting' | 'returned' | 'withdrawn' | 'ended';

export interface RosterLine {
  readonly id: string; readonly contractorId: string; readonly accountId: string | null; readonly name: string; readonly login: string | null; readonly role: RosterEntry['role'];
  readonly startsOn: string; readonly endsOn: string | null; readonly state: RosterState; readonly history: readonly RosterHappening[];
}

/** Every entry of an engagement, of all firms or of one: who acts first, then who waits, then the past. */
export async function rosterLines(tx: Tx, engagementId: string, now: string, contractorId?: string): Promise<RosterLine[]> {
  let query = tx.selectFrom('roster').leftJoin('accounts as own', 'own.id', 'account_id').leftJoin('accounts as submitter', 'submitter.id', 'submitted_by').leftJoin('accounts as accepter', 'accepter.id', 'accepted_by')
    .leftJoin('accounts as returner', 'returner.id', 'returned_by').leftJoin('accounts as remover', 'remover.id', 'removed_by').selectAll('roster')
    .select(['own.name as own_name', 'submitter.name as submitter', 'accepter.name as accepter', 'returner.name as returner', 'remover.name as remover']).where('engagement_id', '=', engagementId);
  if (contractorId !== undefined) query = query.where('roster.contractor_id', '=', contractorId);
  const rows = await query.execute();
  return rows.map((row) => ({
    id: row.id, contractorId: row.contractor_id, accountId: row.account_id, name: row.own_name ?? row.person_name ?? '', login: row.account_id === null ? row.login : null, role: rosterRole.parse(row.role),
    startsOn: row.starts_on, endsOn: row.ends_on, state: stateOf(row, japanDay(now)), history: historyOf(row),
  })).sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || roles.indexOf(a.role) - roles.indexOf(b.role) || a.name.localeCompare(b.name, 'ja') || a.id.localeCompare(b.id));
}

const order: readonly RosterState[] = ['waiting', 'no-account', 'acting', 'coming', 'returned', 'withdrawn', 'ended'];
const roles: readonly RosterEntry['role'][] = ['security-officer', 'manager', 'handler'];

interface Row {
  readonly account_id: string | null; readonly starts_on: string; readonly ends_on: string | null; readonly reason: string | null; readonly submitted_at: string | null; readonly accepted_at: string | null;
  readonly returned_at: string | null; readonly return_reason: string | null; readonly removed_at: string | null; readonly removed_by: string | null; readonly removal_reason: string | null; readonly replaced_by: string | null;
  readonly submitter: string | null; readonly accepter: string | null; readonly returner: string | null; readonly remover: string | null;
}

function stateOf(row: Row, today: string): RosterState {
  if (row.returned_at !== null) return 'returned';
  if (row.removed_at !== null) return row.accepted_at === null ? 'withdrawn' : 'ended';
  if (row.accepted_at === null) return 'waiting';
  if (row.ends_on !== null && row.ends_on < today) return 'ended';
  if (row.account_id === null) return 'no-account';
  return row.starts_on > today ? 'coming' : 'acting';
}

function historyOf(row: Row): RosterHappening[] {
  const happened: RosterHappening[] = [];
  if (row.submitted_at !== null) happened.push({ what: 'submitted', at: row.submitted_at, by: row.submitter, reason: row.reason });
  if (row.accepted_at !== null) happened.push({ what: row.submitted_at === null ? 'added' : 'accepted', at: row.accepted_at, by: row.accepter, reason: null });
  if (row.returned_at !== null) happened.push({ what: 'returned', at: row.returned_at, by: row.returner, reason: row.return_reason });
  if (row.removed_at !== null) happened.push({ what: endOf(row), at: row.removed_at, by: row.remover, reason: row.removal_reason });
  return happened;
}

function endOf(row: Row): RosterEvent {
  if (row.accepted_at === null) return 'withdrawn';
  if (row.replaced_by !== null) return 'replaced';
  return row.removed_by === null && row.ends_on !== null ? 'ended' : 'removed';
}

/**
 * What the printed 取扱責任者・取扱者名簿 (document 8) of one firm says: the people who may act or will, and everything that was
 * changed, oldest first. The firm is the engagement's; a foreign one gives an empty paper.
 */
export async function rosterPaper(tx: Tx, engagement: Engagement, contractorId: string, now: string): Promise<{ firm: string; people: RosterLine[]; changes: (RosterHappening & { name: string; role: RosterEntry['role'] })[] }> {
  const lines = await rosterLines(tx, engagement.id, now, contractorId);
  return {
    firm: engagement.contractors.find((party) => party.id === contractorId)?.name ?? '',
    people: lines.filter((line) => ['acting', 'coming', 'no-account'].includes(line.state)),
    changes: lines.flatMap((line) => line.history.map((one) => ({ ...one, name: line.name, role: line.role }))).sort((a, b) => a.at.localeCompare(b.at)),
  };
}

/** Submitted entries that wait for the section's staff, by engagement and firm, the oldest first. */
export async function waitingRosters(tx: Tx, who: Person): Promise<{ engagementId: string; title: string; contractorId: string; count: number; since: string }[]> {
  return tx.selectFrom('roster').innerJoin('engagements', 'engagements.id', 'roster.engagement_id').innerJoin('engagement_sections', 'engagement_sections.engagement_id', 'roster.engagement_id')
    .select((select) => ['roster.engagement_id as engagementId', 'title', 'contractor_id as contractorId', select.fn.countAll<number>().as('count'), select.fn.min<string>('submitted_at').as('since')])
    .where('section_id', '=', who.sectionId ?? '').where('municipality_id', '=', who.municipalityId).where('accepted_at', 'is', null).where('returned_at', 'is', null).where('removed_at', 'is', null)
    .groupBy(['roster.engagement_id', 'title', 'contractor_id']).orderBy('since').execute();
}

/** People whom a ward accepted and who have no account yet, for the administrator of the municipality. */
export async function accountRequests(tx: Tx, who: Person) {
  const rows = await tx.selectFrom('roster').innerJoin('engagements', 'engagements.id', 'engagement_id').innerJoin('contractors', 'contractors.id', 'contractor_id').selectAll('roster').select(['title', 'contractors.name as firm'])
    .where('engagements.municipality_id', '=', who.municipalityId).where('account_id', 'is', null).where('accepted_at', 'is not', null).where('removed_at', 'is', null).orderBy('accepted_at').execute();
  return rows.map((row) => ({
    rosterId: row.id, engagement: { id: row.engagement_id, title: row.title }, contractor: { id: row.contractor_id, name: row.firm },
    name: row.person_name ?? '', login: row.login ?? '', role: rosterRole.parse(row.role), acceptedAt: row.accepted_at ?? '',
  }));
}
