// How the contract around an engagement stands, on the wire: annexes, workflow, qualifications, its end. What a page must say of it is
// worked out here, so that none infers it.
import { z } from 'zod';
import { day, id, instant, partyView, sha256 } from './words.ts';

const paper = z.object({ id, name: z.string(), sha256 });
const words = z.object({ ja: z.string(), en: z.string() });

export const annexView = z.object({
  recordId: id, label: z.string(), contractor: partyView, title: z.string(), version: z.string(), signedOn: day, lawBasis: z.string(), penalties: z.string(), documents: z.array(paper),
});
export type AnnexView = z.infer<typeof annexView>;
export const workflowView = z.object({
  recordId: id, label: z.string(), contractor: partyView, title: z.string(), version: z.string(), documents: z.array(paper), publishedAt: instant,
  acknowledged: z.object({ by: z.string(), at: instant }).nullable(),
});
export type WorkflowView = z.infer<typeof workflowView>;
/** `expiring` within 60, 30 or 7 days; `expired` and `missing` close the route that needs it. */
export const qualificationView = z.object({
  contractor: partyView, kind: z.enum(['p-mark', 'lgwan-asp']), neededFor: z.enum(['every-route', 'line']), state: z.enum(['valid', 'expiring', 'expired', 'missing']),
  number: z.string().nullable(), until: day.nullable(), daysLeft: z.int().nullable(),
});
export type QualificationView = z.infer<typeof qualificationView>;

export const standingView = z.object({
  annexes: z.array(annexView), /** The contractors that the terms ask an annex for and that have none. */ annexMissing: z.array(partyView),
  /** People of the rosters and whether they have acknowledged the annexes as they stand. */
  acknowledgements: z.array(z.object({ person: z.string(), contractor: z.string(), at: instant.nullable() })),
  /** For a contractor's reader: what they have still to do before they may collect. */
  mine: z.object({ acknowledge: z.boolean(), workflow: id.nullable() }),
  workflows: z.array(workflowView), workflowMissing: z.array(partyView),
  qualifications: z.array(qualificationView),
  /** Contractors to whom the line or every route is closed today. */
  closedRoutes: z.array(z.object({ contractor: partyView, media: z.boolean() })),
  ended: z.object({ at: day, why: z.enum(['period', 'terminated']) }).nullable(), closedAt: instant.nullable(),
  /** Duties that stand against closing. */
  orders: z.array(z.object({ contractor: z.string(), what: words, dueOn: day, recordKind: z.string().nullable() })),
  mayClose: z.boolean(),
});
export type StandingView = z.infer<typeof standingView>;
