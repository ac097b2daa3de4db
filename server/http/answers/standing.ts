// How the contract around an engagement stands for this reader: a contractor sees its own papers and those of its subcontractors (4-9).
import type { Person } from '../../accounts/person.ts';
import type { Engagement, Party } from '../../engagements/engagement.ts';
import { ownEngagement } from '../../engagements/engagements.ts';
import { japanDay } from '../../engagements/japan-time.ts';
import { isOpen } from '../../engagements/period.ts';
import { isActing, isManager, mayKnowOf } from '../../engagements/roster.ts';
import { EngagementRefused } from '../../engagements/refusal.ts';
import { dutiesOf } from '../../records/duties/duties.ts';
import { acknowledgedBy, annexesOf, workflowsOf } from '../../records/standing/contract-papers.ts';
import { demandsOf, routesOf, warningDays, type Demand } from '../../records/standing/qualifications.ts';
import type { Tx } from '../../store/store.ts';
import type { Answers } from '../adapter.ts';
import { partyView } from '../views/parties.ts';
import type { StandingView } from '../wire/standing.ts';
import type { AnswerParts } from './parts.ts';

export function standingAnswers({ store, clock }: AnswerParts): Pick<Answers, 'engagementStanding'> {
  return {
    engagementStanding: async ({ session, params }) => {
      const engagement = await ownEngagement(store.read, session.person, params['id'] ?? '');
      if (!mayKnowOf(engagement, session.person)) throw new EngagementRefused('NOT_FOUND');
      return standing(store.read, engagement, session.person, clock.now());
    },
  };
}

/** The contractors whose papers this reader may know. */
export function firmsFor(engagement: Engagement, { contractorId }: Pick<Person, 'contractorId'>): Party[] {
  const under = new Set(engagement.subcontractors.filter((one) => one.principalId === contractorId).map((one) => one.id));
  return engagement.contractors.filter((firm) => contractorId === null || firm.id === contractorId || under.has(firm.id));
}

async function standing(tx: Tx, engagement: Engagement, who: Person, now: string): Promise<StandingView> {
  const firms = firmsFor(engagement, who);
  const ids = firms.map((firm) => firm.id);
  const party = (id: string) => partyView(mustFind(firms, id));
  const annexes = await annexesOf(tx, engagement, ids);
  const workflows = await workflowsOf(tx, engagement, ids);
  const without = (found: readonly { contractorId: string }[]) => firms.filter((firm) => !found.some((one) => one.contractorId === firm.id)).map(partyView);
  return {
    annexes: annexes.map(({ contractorId, documents, ...annex }) => ({ ...annex, contractor: party(contractorId), documents: [...documents] })), annexMissing: engagement.terms.annexNeeded ? without(annexes) : [],
    ...(await acknowledgements(tx, engagement, who, { ids, annexes: annexes.length, workflows, now })),
    workflows: workflows.map(({ contractorId, documents, ...workflow }) => ({ ...workflow, contractor: party(contractorId), documents: [...documents] })), workflowMissing: engagement.terms.workflowBeforeCollect ? without(workflows) : [],
    qualifications: (await demandsOf(tx, engagement, ids, japanDay(now))).map((demand) => ({ contractor: party(demand.contractorId), kind: demand.kind, neededFor: demand.neededFor, state: stateOf(demand), number: demand.number, until: demand.until, daysLeft: demand.daysLeft })),
    closedRoutes: await closedRoutes(tx, engagement, firms, now), ...(await ending(tx, engagement, who, { ids, now })),
  };
}

function mustFind(firms: readonly Party[], id: string): Party {
  const found = firms.find((firm) => firm.id === id);
  if (found === undefined) throw new Error('expected a paper of a contractor that was asked for');
  return found;
}

export function stateOf({ valid, until, daysLeft }: Demand): 'valid' | 'expiring' | 'expired' | 'missing' {
  if (until === null) return 'missing';
  if (!valid) return 'expired';
  return daysLeft !== null && daysLeft <= Math.max(...warningDays) ? 'expiring' : 'valid';
}

type Workflows = Awaited<ReturnType<typeof workflowsOf>>;

async function acknowledgements(tx: Tx, engagement: Engagement, who: Person, { ids, annexes, workflows, now }: { ids: readonly string[]; annexes: number; workflows: Workflows; now: string }): Promise<Pick<StandingView, 'acknowledgements' | 'mine'>> {
  const said = await acknowledgedBy(tx, engagement, ids);
  const people = engagement.roster.filter((entry) => ids.includes(entry.contractorId) && isActing(entry, now));
  const firmName = (id: string): string => engagement.contractors.find((firm) => firm.id === id)?.name ?? '';
  const open = workflows.find((one) => one.contractorId === who.contractorId && one.acknowledged === null);
  const owes = who.contractorId !== null && annexes > 0 && !said.some((one) => one.accountId === who.id) && people.some((entry) => entry.accountId === who.id);
  return {
    acknowledgements: annexes === 0 ? [] : people.map((entry) => ({ person: entry.name, contractor: firmName(entry.contractorId), at: said.find((one) => one.accountId === entry.accountId)?.at ?? null })),
    mine: { acknowledge: owes, workflow: open !== undefined && isManager(engagement, who.id, now) ? open.recordId : null },
  };
}

async function closedRoutes(tx: Tx, engagement: Engagement, firms: readonly Party[], now: string): Promise<StandingView['closedRoutes']> {
  const found: StandingView['closedRoutes'] = [];
  for (const firm of firms) {
    const routes = await routesOf(tx, engagement, firm.id, japanDay(now));
    if (!routes.line) found.push({ contractor: partyView(firm), media: routes.media });
  }
  return found;
}

async function ending(tx: Tx, engagement: Engagement, who: Person, { ids, now }: { ids: readonly string[]; now: string }): Promise<Pick<StandingView, 'ended' | 'closedAt' | 'orders' | 'mayClose'>> {
  const { terminatedAt, to, closedAt } = engagement;
  const over = !isOpen(engagement, now) && (terminatedAt !== null || to < japanDay(now));
  const duties = over ? (await dutiesOf(tx, { engagementId: engagement.id })).filter((duty) => duty.contractorId !== null && ids.includes(duty.contractorId) && (duty.kind.startsWith('erasure') || duty.kind.startsWith('return'))) : [];
  const nameOf = (id: string | null): string => engagement.contractors.find((firm) => firm.id === id)?.name ?? '';
  return {
    ended: over ? { at: terminatedAt === null ? to : japanDay(terminatedAt), why: terminatedAt === null ? 'period' : 'terminated' } : null, closedAt,
    orders: duties.map((duty) => ({ contractor: nameOf(duty.contractorId), what: { ja: duty.what.ja, en: duty.what.en }, dueOn: duty.dueOn, recordKind: duty.recordKind })),
    mayClose: over && closedAt === null && who.role === 'staff' && who.canApprove && duties.length === 0,
  };
}
