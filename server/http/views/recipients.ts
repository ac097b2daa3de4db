// A recipient as the wire shows it, with what the contract leaves open to it: the annex, the qualifications. Three queries, however long the list.
import type { Person } from '../../accounts/person.ts';
import type { Engagement } from '../../engagements/engagement.ts';
import { japanDay } from '../../engagements/japan-time.ts';
import { demandsFrom, registeredQualifications, routesFrom, warningDays, type Qualification } from '../../records/standing/qualifications.ts';
import { standingStages } from '../../records/standing/stages.ts';
import type { Tx } from '../../store/store.ts';
import type { Recipient } from '../../transfers/recipients.ts';
import type { RecipientView } from '../wire/engagements.ts';
import { partyView } from './parties.ts';

export interface Contracts { readonly qualifications: readonly Qualification[]; readonly annexes: ReadonlySet<string> }

const key = (engagementId: string, contractorId: string): string => `${engagementId} ${contractorId}`;

/** What is registered for the contractors of these engagements; for ward readers only, whose recipients they are. */
export async function readContracts(tx: Tx, engagements: readonly Engagement[], who: Person): Promise<Contracts> {
  const of = (asked: readonly Engagement[]): string[] => [...new Set(asked.flatMap((engagement) => engagement.contractors.map((firm) => firm.id)))];
  const [qualified, annexed] = who.sectionId === null ? [[], []] : [of(engagements.filter(({ terms }) => terms.certificates.length > 0)), of(engagements.filter(({ terms }) => terms.annexNeeded))];
  const annexes = annexed.length === 0 ? [] : await standingStages(tx, { kind: 'annex', municipalityId: who.municipalityId, contractorIds: annexed });
  return {
    qualifications: qualified.length === 0 ? [] : await registeredQualifications(tx, who, qualified),
    annexes: new Set(annexes.map((stage) => key(stage.engagementId, stage.contractorId ?? ''))),
  };
}

export function recipientView(recipient: Recipient, engagement: Engagement, contracts: Contracts, now: string): RecipientView {
  const { party } = recipient;
  const view = { ...recipient, party: partyView(party), similarTo: [...recipient.similarTo], subcontractor: recipient.subcontractor === null ? null : { ...recipient.subcontractor, formIds: [...recipient.subcontractor.formIds] } };
  if (party.kind === 'section') return { ...view, qualification: null };
  const { routes, qualification } = qualificationOf(engagement, party.id, contracts, japanDay(now));
  const missing = engagement.terms.annexNeeded && !contracts.annexes.has(key(engagement.id, party.id));
  // What the reader must do first comes first: the period, then the contract, then the keys.
  const reason = recipient.reason === 'engagement-closed' ? recipient.reason : missing ? 'no-annex' : !routes.line && !routes.media ? 'routes-closed' : recipient.reason;
  return { ...view, ready: reason === null, reason, qualification };
}

function qualificationOf(engagement: Engagement, contractorId: string, { qualifications }: Contracts, day: string) {
  const demands = demandsFrom(engagement, qualifications, [contractorId], day);
  const routes = routesFrom(engagement, demands);
  const worst = routes.unmet[0] ?? demands.filter(({ daysLeft }) => daysLeft !== null && daysLeft <= Math.max(...warningDays)).toSorted((a, b) => (a.daysLeft ?? 0) - (b.daysLeft ?? 0))[0];
  if (worst === undefined) return { routes, qualification: null };
  const state = worst.valid ? 'expiring' as const : routes.media ? 'line-closed' as const : 'routes-closed' as const;
  return { routes, qualification: { kind: worst.kind, state, until: worst.until, daysLeft: worst.daysLeft } };
}
