// The media route on the wire: a transfer that goes by a carried medium.
import { z } from 'zod';
import { id, instant, line, personView, sha256 } from './words.ts';

/** What this person may do about the medium now. */
export const mediumAct = z.enum(['use-media', 'write-medium', 'take-medium', 'hand-over-medium', 'confirm-on-paper', 'return-medium', 'return-notice', 'lose-medium', 'check-medium']);
export type MediumAct = z.infer<typeof mediumAct>;
export const mediumReason = z.enum(['line-down', 'no-line', 'other']);
const method = z.enum(['in-person', 'registered-post', 'other']);
/** `count`: of the media that came back. */
const back = z.object({ from: personView, at: instant, count: z.int().optional() }).nullable();

export const mediumView = z.object({
  reason: mediumReason, chosenBy: personView, chosenAt: instant,
  /** `current` is false once a new password voided what was written. */
  written: z.object({ by: personView, at: instant, times: z.int(), current: z.boolean() }).nullable(),
  handedOver: z.object({ by: personView, to: personView, at: instant, method, trackingNumber: z.string().nullable(), count: z.int() }).nullable(),
  returned: z.object({ medium: back, notice: back }),
  lost: z.object({ what: z.enum(['medium', 'notice']), by: personView, at: instant }).nullable(),
  /** Minutes that lie at least between handing over the medium and its notice (1-14). */
  gapMinutes: z.int(),
  /** People of the other party to whom it may be handed, or from whom it comes back. */
  people: z.array(z.object({ id, name: z.string(), role: z.string() })),
});
export type MediumView = z.infer<typeof mediumView>;

export const useMedia = z.strictObject({ reason: mediumReason, text: line(300).optional() });
export const handOverMedium = z.strictObject({ to: id, at: instant, method, trackingNumber: line(40).optional(), count: z.int().min(1).max(100) });
export const confirmOnPaper = z.strictObject({ by: id, quantity: z.int().min(0).max(1_000_000_000), opened: z.boolean(), reason: line(500).optional(), digest: sha256 });
export const giveBack = z.strictObject({ what: z.enum(['medium', 'notice']), at: instant, from: id, /** Of the media; one if nothing is said. */ count: z.int().min(1).max(100).default(1) });
export const loseMedium = z.strictObject({ what: z.enum(['medium', 'notice']), /** When it was lost, or last seen. */ at: instant, place: line(200), text: line(500) });
export const checkedPart = z.object({ part: z.string(), sha256, same: z.literal(true) });
