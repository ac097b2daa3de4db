// Watching the log on the wire: the weeks, what the rules found in one, and its review.
import { z } from 'zod';
import { legibleLines } from '../../ledger/typed-text.ts';
import { ledgerRow } from './ledger.ts';
import { day, instant, sha256 } from './words.ts';

const said = z.object({ ja: z.string(), en: z.string() });
/** Text of several lines that a person typed: no control characters besides the ends of lines, no direction marks (H 20, 21, 62). */
export const paragraphs = z.string().trim().min(1).max(2000).regex(legibleLines);

/** `label` as it is spoken: R8-3. */
export const logReview = z.object({ label: z.string(), by: z.string(), at: instant, anomaly: z.boolean(), assessment: z.string(), action: z.string().nullable(), seen: sha256, entry: z.int() });
export type LogReview = z.infer<typeof logReview>;

/** `week` is its Monday, `until` its Sunday, in Japan; `fired` how many rules are at or over a threshold. */
const weekView = z.object({ week: day, until: day, over: z.boolean(), fired: z.int(), review: logReview.nullable() });
/** Newest first, at most sixty; `older` are weeks not reviewed before those. */
export const logWeeks = z.object({ weeks: z.array(weekView), unreviewed: z.int(), older: z.int() });
export type LogWeeks = z.infer<typeof logWeeks>;

const threshold = z.int().min(1).max(1_000_000).nullable();
/** `perWeek` and `perPerson` are the thresholds that hold; null where the rule does not count by this. `usual` are those that hold until the municipality sets others. */
const ruleView = z.object({
  rule: z.string(), title: said, reason: said, perWeek: threshold, perPerson: threshold, usual: z.object({ perWeek: threshold, perPerson: threshold }),
  /** Who set others, and why; `reason` is null once its text was erased. */
  changed: z.object({ by: z.string(), at: instant, entry: z.int(), reason: z.string().nullable() }).nullable(),
});
export type RuleView = z.infer<typeof ruleView>;
export const thresholds = z.object({ rules: z.array(ruleView) });
export const thresholdChange = z.strictObject({ rule: z.string().regex(/^[a-z][a-z-]{0,39}$/), perWeek: threshold, perPerson: threshold, reason: paragraphs });
export const changedThreshold = ruleView;

/** `entries`: the first twenty. */
const findingView = ruleView.extend({
  count: z.int(), most: z.object({ name: z.string(), count: z.int() }).nullable(), fired: z.boolean(), entries: z.array(ledgerRow),
});
export type FindingView = z.infer<typeof findingView>;
/** `seen` is the hash to be sent with the review. */
export const logWeek = weekView.extend({ findings: z.array(findingView), seen: sha256 });
export type LogWeek = z.infer<typeof logWeek>;

export const reviewRequest = z.strictObject({ week: day, seen: sha256, anomaly: z.boolean(), assessment: paragraphs, action: paragraphs.nullable() })
  .refine(({ anomaly, action }) => !anomaly || action !== null, { path: ['action'], message: 'expected what is done about the anomaly' });
