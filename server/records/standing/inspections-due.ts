// 年度当たり1回以上の立入り調査 (特記 A.2, 1-32): which contractors and subcontractors have not been inspected often enough in a fiscal year, per engagement.
import { readEngagements, type Engagement } from '../../engagements/engagement.ts';
import { fiscalYear } from '../../engagements/japan-time.ts';
import type { Tx } from '../../store/store.ts';
import { standingStages, textIn } from './stages.ts';

export interface InspectionDue {
  readonly engagementId: string;
  readonly contractorId: string;
  readonly contractorName: string;
  readonly subcontractor: boolean;
  readonly required: number;
  readonly done: number;
  /** The last day for it: the end of the fiscal year, or of the engagement where that comes first. */
  readonly dueOn: string;
}

/** True if a day in Japan lies in the fiscal year that begins in April of `year`. */
const isIn = (day: string, year: number): boolean => day !== '' && fiscalYear(`${day}T00:00:00.000+09:00`) === year;

/** Those that lack an inspection in the fiscal year that begins in April of `year`. The day of the visit counts, not the day on which it was recorded. */
export async function inspectionsDue(tx: Tx, municipalityId: string, year: number): Promise<InspectionDue[]> {
  const [first, last] = [`${year}-04-01`, `${year + 1}-03-31`];
  const rows = await tx.selectFrom('engagements').select('id').where('municipality_id', '=', municipalityId).where('period_from', '<=', last).where('period_to', '>=', first).orderBy('title').execute();
  const engagements = await readEngagements(tx, rows.map((row) => row.id));
  const visits = (await standingStages(tx, { kind: 'inspection', municipalityId })).filter((one) => one.stage === 'inspect' && isIn(textIn(one, 'date'), year));
  const count = (engagementId: string, contractorId: string): number => visits.filter((one) => one.engagementId === engagementId && one.contractorId === contractorId).length;
  return rows.flatMap(({ id }) => engagements.get(id) ?? []).filter((one) => isStillOwed(one, first)).flatMap((engagement) => engagement.contractors.map((firm) => ({
    engagementId: engagement.id, contractorId: firm.id, contractorName: firm.name, subcontractor: engagement.subcontractors.some((one) => one.id === firm.id),
    required: engagement.terms.inspectionsPerFiscalYear, done: count(engagement.id, firm.id), dueOn: engagement.to < last ? engagement.to : last,
  }))).filter((one) => one.done < one.required);
}

/** An engagement that was terminated before the fiscal year began owes none in it. */
const isStillOwed = ({ terminatedAt }: Engagement, first: string): boolean => terminatedAt === null || terminatedAt >= `${first}T00:00:00.000Z`;
