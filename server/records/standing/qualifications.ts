// Qualifications (認証: プライバシーマーク, LGWAN-ASP) of contractors as registered by the ward, and which routes they keep open on a day (1-7).
import type { Engagement } from '../../engagements/engagement.ts';
import type { Tx } from '../../store/store.ts';
import { standingStages, textIn } from './stages.ts';

export type QualificationKind = Engagement['terms']['certificates'][number]['kind'];
export interface Qualification { readonly recordId: string; readonly label: string; readonly engagementId: string; readonly contractorId: string; readonly kind: QualificationKind; readonly number: string; readonly issuer: string; readonly validFrom: string; readonly validTo: string; readonly withdrawn: boolean }

/** Days before the last day on which the ward and the contractor are warned. */
export const warningDays = [60, 30, 7] as const;

/** All that were ever registered for these contractors in the municipality: a qualification is the firm's, whichever engagement it was shown for. */
export async function registeredQualifications(tx: Tx, { municipalityId }: { municipalityId: string }, contractorIds: readonly string[]): Promise<Qualification[]> {
  const stages = await standingStages(tx, { kind: 'qualification', municipalityId, contractorIds });
  const withdrawn = new Set(stages.filter(({ stage }) => stage === 'withdraw').map(({ recordId }) => recordId));
  return stages.filter(({ stage }) => stage === 'register').map((stage) => ({
    recordId: stage.recordId, label: stage.label, engagementId: stage.engagementId, contractorId: stage.contractorId ?? '', kind: textIn(stage, 'kind') === 'lgwan-asp' ? 'lgwan-asp' : 'p-mark',
    number: textIn(stage, 'number'), issuer: textIn(stage, 'issuer'), validFrom: textIn(stage, 'validFrom'), validTo: textIn(stage, 'validTo'), withdrawn: withdrawn.has(stage.recordId),
  }));
}

/** The qualifications of a contractor that are valid on `day` (YYYY-MM-DD in Japan), first and last day included. */
export async function qualificationsOf(tx: Tx, engagement: Pick<Engagement, 'municipalityId'>, contractorId: string, day: string): Promise<Qualification[]> {
  return (await registeredQualifications(tx, engagement, [contractorId])).filter((one) => isValid(one, day));
}

const isValid = ({ withdrawn, validFrom, validTo }: Qualification, day: string): boolean => !withdrawn && validFrom <= day && day <= validTo;

/** One demand of the terms and what the contractor has against it. `until` is the last day of the newest one, valid or not; null if there never was one. */
export interface Demand {
  readonly contractorId: string; readonly kind: QualificationKind; readonly neededFor: 'every-route' | 'line';
  readonly valid: boolean; readonly number: string | null; readonly until: string | null; readonly daysLeft: number | null;
}

/** What the terms of an engagement demand of these contractors, and how it stands on `day`. */
export async function demandsOf(tx: Tx, engagement: Pick<Engagement, 'municipalityId' | 'terms'>, contractorIds: readonly string[], day: string): Promise<Demand[]> {
  return demandsFrom(engagement, engagement.terms.certificates.length === 0 ? [] : await registeredQualifications(tx, engagement, contractorIds), contractorIds, day);
}

/** The same from what was read already. Pure. */
export function demandsFrom({ terms: { certificates } }: Pick<Engagement, 'terms'>, known: readonly Qualification[], contractorIds: readonly string[], day: string): Demand[] {
  return contractorIds.flatMap((contractorId) => certificates.map(({ kind, neededFor }) => {
    const own = known.filter((one) => one.contractorId === contractorId && one.kind === kind && !one.withdrawn).toSorted((a, b) => b.validTo.localeCompare(a.validTo));
    const found = own.find((one) => isValid(one, day)) ?? own[0];
    return {
      contractorId, kind, neededFor, valid: found !== undefined && isValid(found, day), number: found?.number ?? null, until: found?.validTo ?? null,
      daysLeft: found === undefined ? null : Math.round((Date.parse(`${found.validTo}T00:00:00Z`) - Date.parse(`${day}T00:00:00Z`)) / 86_400_000),
    };
  }));
}

export interface Routes { readonly line: boolean; readonly media: boolean; /** The demands that are not met. */ readonly unmet: readonly Demand[] }

/** Which routes are open to a contractor on `day`: the terms' own, less those that an unmet demand closes. With the P-mark only, media remain. */
export async function routesOf(tx: Tx, engagement: Pick<Engagement, 'municipalityId' | 'terms'>, contractorId: string, day: string): Promise<Routes> {
  return routesFrom(engagement, await demandsOf(tx, engagement, [contractorId], day));
}

/** The same from the demands on one contractor. Pure. */
export function routesFrom({ terms: { routes } }: Pick<Engagement, 'terms'>, demands: readonly Demand[]): Routes {
  const unmet = demands.filter(({ valid }) => !valid);
  return { line: routes.line && unmet.length === 0, media: routes.media && !unmet.some(({ neededFor }) => neededFor === 'every-route'), unmet };
}
