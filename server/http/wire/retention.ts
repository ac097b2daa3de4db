// Retention on the wire: the rules, what will be erased next and what stops it, holds, and what was erased. Routes are for auditors and administrators.
import { z } from 'zod';
import { ward } from './readers.ts';
import { defineRoutes } from './route.ts';
import { paragraphs } from './reviews.ts';
import { day, id, instant } from './words.ts';

const said = z.object({ ja: z.string(), en: z.string() });
const keepers = ['auditor', 'administrator'] as const;

export const retentionView = z.object({
  /** Counted from the end of the fiscal year in which an engagement was closed; `usual` holds until the municipality sets another. */
  years: z.int(), usual: z.int(), changed: z.object({ by: z.string(), at: instant, entry: z.int() }).nullable(),
  rules: z.array(z.object({ rule: z.string(), of: z.enum(['engagement', 'municipality']), what: said, why: said, source: said, left: said })),
  /** What no rule erases, and why. */
  kept: z.array(z.object({ what: said, why: said })),
  /** Closed engagements whose content is not erased, the soonest first; `stops` keep it even after that day. */
  next: z.array(z.object({ engagementId: id, title: z.string(), closedAt: instant, dueOn: day, stops: z.array(z.enum(['hold', 'duty', 'record', 'transfer', 'week'])) })),
  /** Engagements that may be held; `held` ones are under a hold. */
  engagements: z.array(z.object({ id, title: z.string() })),
  holds: z.array(z.object({ id, engagementId: id, title: z.string(), by: z.string(), at: instant, reason: z.string().nullable(), mine: z.boolean() })),
  /** The register, newest first, at most two hundred; `label` as it is spoken: R8-3. */
  erased: z.array(z.object({ label: z.string(), engagement: z.string().nullable(), what: said, items: z.int(), at: instant, entry: z.int().nullable() })),
});
export type RetentionView = z.infer<typeof retentionView>;

export const retentionRoutes = defineRoutes({
  retention: { method: 'GET', path: '/retention', sides: ward, roles: keepers, answer: retentionView, status: 200, summary: 'What is kept for how long, what is erased next, and what was' },
  changeRetention: { method: 'POST', path: '/retention/years', sides: ward, roles: keepers, body: z.strictObject({ years: z.int().min(1).max(30), reason: paragraphs }), answer: z.object({ years: z.int() }), status: 201, summary: 'Set for how many years content is kept, with the reason' },
  setHold: { method: 'POST', path: '/retention/holds', sides: ward, roles: keepers, body: z.strictObject({ engagementId: id, reason: paragraphs }), answer: z.object({ id }), status: 201, summary: 'Hold the content of an engagement' },
  liftHold: { method: 'POST', path: '/retention/holds/:id/lift', sides: ward, roles: keepers, body: z.strictObject({ reason: paragraphs }), answer: z.object({ id }), status: 200, summary: 'Lift a hold that another person set' },
});
