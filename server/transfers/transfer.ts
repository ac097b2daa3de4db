// A transfer (授受): its states as a discriminated union, and the one parser of its stored form.
// A state's type says what must have happened by then: nothing is collecting that has no lock.
import { z } from 'zod';

const person = z.object({ id: z.string(), name: z.string() });
const submission = z.object({ by: person, at: z.string(), occasion: z.string() });
/** `standing`: nobody looked at this sending; it went out under an approval that stands, which `by` granted and `agreedBy` agreed to. */
const approval = z.object({ by: person, at: z.string(), occasion: z.string(), standing: z.object({ id: z.string(), number: z.number(), agreedBy: person }).optional() });
/** Files that the scanner could not look into (未検査): how many, whether the usual approval comes first, and who allowed them to go, with the reason. */
const unscanned = z.object({ files: z.number(), approvedFirst: z.boolean(), allowed: z.object({ by: person, at: z.string(), reasonText: z.string() }).nullable() });
const lock = z.object({ id: z.string().nullable(), sha256: z.string(), round: z.number(), notice: z.string(), by: person, at: z.string() });
const handover = z.object({ method: z.enum(['in-person', 'registered-post', 'oral', 'other']), to: person, at: z.string() });
/** `rounds`: how many times it may have been collected from the start so far; 1 where it is not written. */
const collection = z.object({ by: person, startedAt: z.string(), completedAt: z.string().nullable(), rounds: z.number().optional() });
/** `recordedBy`: the sender's clerk who wrote down what the recipient confirmed on paper. */
const confirmation = z.object({ by: person, at: z.string(), quantity: z.number(), opened: z.boolean(), reasonText: z.string().nullable(), wipeAt: z.string(), recordedBy: person.optional() });
/** A carried medium (DVD, CD-R) in place of the line (1-30): why, whose lock is on it, and where it went. */
const medium = z.object({
  reason: z.enum(['line-down', 'no-line', 'other']), chosenBy: person, chosenAt: z.string(),
  written: z.object({ by: person, at: z.string(), times: z.number(), lockSha256: z.string() }).nullable(),
  handedOver: z.object({ by: person, to: person, at: z.string(), method: z.enum(['in-person', 'registered-post', 'other']), trackingNumber: z.string().nullable(), count: z.number() }).nullable(),
  /** `count`: of the media that came back; not there where it was recorded before they were counted. */
  returned: z.object({ medium: z.object({ from: person, at: z.string(), count: z.int().optional() }).nullable(), notice: z.object({ from: person, at: z.string() }).nullable() }),
  lost: z.object({ what: z.enum(['medium', 'notice']), by: person, at: z.string() }).nullable(),
});
const end = z.object({
  why: z.enum(['recalled', 'expired', 'discarded', 'confirmed']), at: z.string(), by: person.nullable(),
  reason: z.enum(['wrong-recipient', 'wrong-content', 'not-needed', 'other', 'engagement-ended', 'restored']).nullable(), collectedBefore: z.boolean(),
});
const certificate = z.object({ id: z.string(), fingerprint: z.string(), label: z.string() });

const base = z.object({
  id: z.string(), number: z.string(), municipalityId: z.string(), depositId: z.string(), engagementId: z.string(), formId: z.string(),
  direction: z.enum(['to-contractor', 'to-section']), senderId: z.string(), recipientId: z.string(), quantity: z.number(), titleText: z.string().nullable(),
  /** The inquiry (照会) that this transfer answers. */
  answers: z.string().nullable().default(null),
  /** `terminal`: the unattended terminal that made it, for this person. */
  createdBy: person.extend({ terminal: z.string().optional() }), createdAt: z.string(), changedAt: z.string(), collectBy: z.string(), version: z.number(),
  lockForm: z.enum(['both', 'password']), bodyFormat: z.enum(['seipd1', 'seipd2-gcm', 'seipd2-ocb']), certificates: z.array(certificate),
  /** Vault ids of the small files that hold key material; null once they are destroyed. */
  draftKey: z.string().nullable(), waiting: z.string().nullable(),
  submission: submission.nullable(), approval: approval.nullable(), returned: z.object({ by: person, at: z.string(), reasonText: z.string() }).nullable(),
  unscanned: unscanned.nullable().default(null),
  lock: lock.nullable(), handover: handover.nullable(), collection: collection.nullable(), confirmation: confirmation.nullable(), end: end.nullable(),
  route: z.enum(['line', 'media']).default('line'), medium: medium.nullable().default(null),
  wipe: z.object({ attempts: z.number(), trouble: z.string().nullable(), nextAt: z.string().nullable(), at: z.string().nullable() }),
});

const ended = { end };
export const transfer = z.discriminatedUnion('state', [
  base.extend({ state: z.literal('draft') }),
  base.extend({ state: z.literal('awaiting-approval'), submission }),
  base.extend({ state: z.literal('returned'), submission }),
  base.extend({ state: z.literal('released'), submission }),
  base.extend({ state: z.literal('collecting'), submission, lock, collection }),
  base.extend({ state: z.literal('collected'), submission, lock, collection }),
  base.extend({ state: z.literal('confirmed'), submission, lock, collection, confirmation }),
  base.extend({ state: z.literal('recalled'), ...ended }),
  base.extend({ state: z.literal('expired'), ...ended }),
  base.extend({ state: z.literal('discarded'), ...ended }),
  base.extend({ state: z.literal('wiping'), ...ended }),
  base.extend({ state: z.literal('wipe-failed'), ...ended }),
  base.extend({ state: z.literal('wiped'), ...ended }),
]);

export type Transfer = z.infer<typeof transfer>;
export type State = Transfer['state'];
export type InState<S extends State> = Extract<Transfer, { state: S }>;
export type PersonRef = z.infer<typeof person>;
export type Handover = z.infer<typeof handover>;
export type Medium = z.infer<typeof medium>;
export type Certificate = z.infer<typeof certificate>;

/** What the scanner said of a file. `why` only where it could not look into it. */
export interface FileScan { readonly verdict: 'clean' | 'off' | 'unscanned'; readonly by: string; readonly patternsFrom: string | null; readonly why?: NotLookedInto | undefined }
export type NotLookedInto = 'too-large' | 'limits' | 'encrypted';

/** What was seen in a file on its way in. */
export interface FileInspection {
  /** How far its content could be looked into. */
  readonly looked: 'whole' | 'part' | 'not';
  /** Individual numbers were searched for: the engagement does not allow them. */
  readonly numbers: boolean;
  /** Contractors whose names stand in it, by their ids. */
  readonly named: readonly string[];
  /** Text id of the columns outside of the declared items, wiped with the transfer. */
  readonly columnsText: string | null;
}

/** One sealed file of one transfer. `nameText` is the id of its name, which is wiped with the transfer. */
export interface SealedFile {
  readonly id: string;
  readonly transferId: string;
  readonly uploadId: string;
  readonly position: number;
  readonly nameText: string;
  /** What had to be changed in the name as it was sent. */
  readonly nameChanged: readonly string[];
  readonly size: number;
  readonly sha256: string;
  readonly bodyId: string | null;
  readonly bodySize: number;
  readonly bodySha256: string;
  readonly scan: FileScan;
  /** Null for files taken before contents were looked at. */
  readonly inspection: FileInspection | null;
  readonly sealedAt: string;
}

/** The key-material files of a transfer that still exist. */
export function locksOf(found: Transfer): string[] {
  return [found.lock?.id, found.waiting, found.draftKey].filter((id) => id !== null && id !== undefined);
}
