// Lists of records for one reader: what they may read, filtered and counted in the database, newest first.
import type { Person } from '../../accounts/person.ts';
import { engagementsOf } from '../../engagements/engagements.ts';
import { mayKnowOf } from '../../engagements/roster.ts';
import type { Conditions, Tx } from '../../store/store.ts';
import { allKinds } from '../kinds/all.ts';
import type { Group } from '../kinds/kind.ts';
import { firmsReadBy } from './permission.ts';
import { readRecord, type StoredRecord } from './rows.ts';

export interface RecordFilter {
  readonly kind?: string | undefined; readonly group?: Group | undefined; readonly engagement?: string | undefined; readonly contractor?: string | undefined; readonly transfer?: string | undefined;
  readonly open?: true | undefined; readonly mine?: true | undefined; readonly overdue?: true | undefined; readonly fiscalYear?: number | undefined;
}

/** What a reader may read: everything of the municipality, the records of engagements, or in each engagement those of certain firms. */
type Scope =
  | { readonly of: 'municipality'; readonly id: string }
  | { readonly of: 'section'; readonly engagements: readonly string[] }
  | { readonly of: 'firm'; readonly parts: readonly { readonly engagement: string; readonly firms: readonly string[]; readonly ownPart: boolean }[] };

type Condition = (where: Conditions<'records'>) => ReturnType<Conditions<'records'>['and']>;

async function scopeOf(tx: Tx, who: Person): Promise<Scope> {
  if (who.role === 'auditor') return { of: 'municipality', id: who.municipalityId };
  if (who.role === 'staff') return { of: 'section', engagements: (await tx.selectFrom('engagement_sections').select('engagement_id').where('section_id', '=', who.sectionId ?? '').execute()).map((row) => row.engagement_id) };
  const { contractorId } = who;
  if (who.role !== 'handler' || contractorId === null) return { of: 'section', engagements: [] };
  // Someone who left the roster still finds what they took part in (see permission.ts).
  return { of: 'firm', parts: (await engagementsOf(tx, who)).map((one) => ({ engagement: one.id, firms: firmsReadBy(one, contractorId), ownPart: !mayKnowOf(one, who) })) };
}

function isVisible(scope: Scope, who: Person): Condition {
  switch (scope.of) {
    case 'municipality': return (where) => where.and([where('records.municipality_id', '=', scope.id)]);
    case 'section': return (where) => where.and([where('records.municipality_id', '=', who.municipalityId), where('records.engagement_id', 'in', scope.engagements)]);
    case 'firm': return (where) => where.and([where('records.municipality_id', '=', who.municipalityId), where.or(scope.parts.map(({ engagement, firms, ownPart }) => where.and([
      where('records.engagement_id', '=', engagement), where('records.contractor_id', 'in', firms),
      ...(ownPart ? [where.exists(where.selectFrom('record_stages').select('seq').whereRef('record_id', '=', 'records.id').where('by_id', '=', who.id))] : []),
    ])))]);
  }
}

/** Waits for the reader: the stage that is expected next is one they may take. */
function isMine(who: Person): Condition {
  return (where) => {
    const takes = who.role === 'staff' ? ['ward', 'either', ...(who.canApprove ? ['ward-approver'] : [])] : who.role === 'auditor' ? ['auditor'] : ['contractor', 'contractor-manager', 'either'];
    const managed = where.exists(where.selectFrom('roster').select('roster.id').whereRef('roster.engagement_id', '=', 'records.engagement_id').where('roster.account_id', '=', who.id).where('roster.role', '=', 'manager').where('roster.removed_at', 'is', null));
    return where.and([
      where('records.state', '=', 'open'), where('records.next_by', 'in', takes), where.or([where('records.not_by', 'is', null), where('records.not_by', '!=', who.id)]),
      ...(who.role === 'handler' ? [where('records.contractor_id', '=', who.contractorId), where.or([where('records.next_by', '!=', 'contractor-manager'), managed])] : []),
    ]);
  };
}

function isAsked(filter: RecordFilter, who: Person, today: string): Condition {
  return (where) => where.and([
    ...(filter.kind === undefined ? [] : [where('records.kind', '=', filter.kind)]),
    ...(filter.group === undefined ? [] : [where('records.kind', 'in', allKinds.filter((kind) => kind.group === filter.group).map((kind) => kind.id))]),
    ...(filter.engagement === undefined ? [] : [where('records.engagement_id', '=', filter.engagement)]),
    ...(filter.contractor === undefined ? [] : [where('records.contractor_id', '=', filter.contractor)]),
    ...(filter.transfer === undefined ? [] : [where('records.transfer_id', '=', filter.transfer)]),
    ...(filter.fiscalYear === undefined ? [] : [where('records.fiscal_year', '=', filter.fiscalYear)]),
    ...(filter.open === undefined ? [] : [where('records.state', '=', 'open')]),
    ...(filter.overdue === undefined ? [] : [where('records.state', '=', 'open'), where('records.due_on', '<', today)]),
    ...(filter.mine === undefined ? [] : [isMine(who)(where)]),
  ]);
}

/** One page of the records that the reader may know of, newest first, and how many there are in all. `today` is a day in Japan. */
export async function searchRecords(tx: Tx, who: Person, filter: RecordFilter & { readonly offset: number; readonly limit: number }, today: string): Promise<{ records: StoredRecord[]; total: number }> {
  const scope = await scopeOf(tx, who);
  const found = tx.selectFrom('records').where((where) => where.and([isVisible(scope, who)(where), isAsked(filter, who, today)(where)]));
  const rows = await found.selectAll().orderBy('opened_at', 'desc').orderBy('id').limit(filter.limit).offset(filter.offset).execute();
  const { total } = await found.select((select) => select.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  return { records: rows.map(readRecord), total };
}

/** How many records of each kind the reader may know of in an engagement, and how many of them are open. */
export async function countRecords(tx: Tx, who: Person, engagementId: string): Promise<Map<string, { count: number; open: number }>> {
  const scope = await scopeOf(tx, who);
  const rows = await tx.selectFrom('records').where((where) => where.and([isVisible(scope, who)(where), where('records.engagement_id', '=', engagementId)]))
    .select((select) => ['kind', 'state', select.fn.countAll<number>().as('count')]).groupBy(['kind', 'state']).execute();
  const counts = new Map<string, { count: number; open: number }>();
  for (const { kind, state, count } of rows) {
    const before = counts.get(kind) ?? { count: 0, open: 0 };
    counts.set(kind, { count: before.count + count, open: before.open + (state === 'open' ? count : 0) });
  }
  return counts;
}

/** Those of `ids` that wait for the reader. */
export async function waitingFor(tx: Tx, who: Person, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.selectFrom('records').select('records.id').where('records.id', 'in', ids).where((where) => isMine(who)(where)).execute();
  return new Set(rows.map((row) => row.id));
}
