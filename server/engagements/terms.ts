// 契約の条件: what an engagement asks of the contractor besides the journey's switches (policy.ts): routes, certificates, roster,
// subcontracting, terminals, what is owed afterwards. Pure; the wire shows the same shape. Values no paper gives are named as
// assumptions in config/presets.
import { z } from 'zod';

const text = z.strictObject({ ja: z.string().min(1).max(200), en: z.string().min(1).max(200) });

/** When something falls due: once delivered (納品), at the event day, when the tally was sent, or when the engagement ends. */
export const dueTrigger = z.enum(['delivery', 'event', 'tally', 'engagement-end']);

export const terms = z.strictObject({
  /** By which ways files may pass: the line (through the gateway), or a carried medium (1-30). */
  routes: z.strictObject({ line: z.boolean(), media: z.boolean() }),
  /** Certificates of the contractor: which, and for which route (1-7). */
  certificates: z.array(z.strictObject({ kind: z.enum(['p-mark', 'lgwan-asp']), neededFor: z.enum(['every-route', 'line']) })).max(4),
  /** `none`: one contractor does it all, so the function is off (1-35). */
  subcontracting: z.enum(['forbidden', 'with-consent', 'none']),
  subcontractorConditions: z.array(text).max(10),
  rosterRoles: z.array(z.enum(['security-officer', 'manager', 'handler'])).min(1),
  /** `registered`: sign-in and collection only from the registered addresses of the contractor (0-6). */
  terminals: z.enum(['any', 'registered']),
  /** `required`: the contractor shows a registered client certificate over TLS for whatever it does with files (H 71; no paper asks for it: an assumption). */
  clientCertificate: z.enum(['none', 'required']).default('none'),
  downloads: z.strictObject({ allowed: z.int().min(1).max(100), reasonFrom: z.int().min(2).max(101) }),
  erasure: z.strictObject({ document: text, after: z.enum(['delivery', 'engagement-end']), withinDays: z.int().min(1).max(365) }),
  returns: z.array(z.strictObject({ what: text, after: dueTrigger })).max(10),
  printLog: z.enum(['none', 'literal', 'copies', 'over-plan']),
  /** The printers that the contractor named to the ward, by their names in the print log; a print on another one needs its reason (H 115). Empty: nobody named any (no paper asks for the list: an assumption). */
  printers: z.array(z.string().min(1).max(200)).max(100).default([]),
  trainingBeforeCollect: z.boolean(),
  workflowBeforeCollect: z.boolean(),
  /** Nothing is deposited before the annex (特記事項) of the contract is registered (0-1). */
  annexNeeded: z.boolean().default(false),
  /** Every handler acknowledges the annex (特記事項) before the first collection (3-12, A.2). */
  annexBeforeCollect: z.boolean(),
  /** The papers demand two people for each sending (3-6): no standing approval takes their place. Fixed when the engagement is made. */
  approvalOfEach: z.boolean().default(false),
  paperCheckAtEndOfDay: z.boolean(),
  inspectionsPerFiscalYear: z.int().min(1).max(12),
  /** `refuse`: a file that holds a 12-digit individual number with its check digit is stopped. */
  individualNumbers: z.enum(['refuse', 'allowed']),
  /** While an erasure report is overdue nothing new goes to that contractor. */
  refuseWhileErasureOverdue: z.boolean(),
  /** Minutes between handing over a medium and its password notice (1-14). */
  mediumGapMinutes: z.int().min(0).max(60 * 24 * 30),
  /** Business days within which a received inquiry (照会) is answered. */
  answerWithinDays: z.int().min(1).max(90).default(5),
  /** Whether a receipt bears the recipient's own OpenPGP signature: asked for, or needed for a confirmation over the line (no paper gives it: an assumption). */
  receiptSignature: z.enum(['asked', 'required']).default('asked'),
  /** `no-rsa`: nothing is sealed for a recipient's RSA key (recipient-keys.ts; no paper asks for it: an assumption). Engagements from before the choice go on with both. */
  recipientKeys: z.enum(['any', 'no-rsa']).default('any'),
  /** `none`: the last day is a hard end, neither moved nor followed by a next period (4-1). */
  renewal: z.enum(['yearly', 'none']),
});
export type Terms = z.infer<typeof terms>;

/** What holds where an engagement says nothing: no duty of one paper is put on another; the strict side where data could leak. */
export const plainTerms: Terms = {
  routes: { line: true, media: true }, certificates: [], subcontracting: 'forbidden', subcontractorConditions: [], rosterRoles: ['manager', 'handler'], terminals: 'any', clientCertificate: 'none',
  downloads: { allowed: 3, reasonFrom: 2 }, erasure: { document: { ja: 'データ消去報告書', en: 'Data erasure report' }, after: 'delivery', withinDays: 7 }, returns: [],
  printLog: 'none', printers: [], trainingBeforeCollect: false, workflowBeforeCollect: false, annexNeeded: false, annexBeforeCollect: false, approvalOfEach: false, paperCheckAtEndOfDay: false, inspectionsPerFiscalYear: 1,
  individualNumbers: 'refuse', refuseWhileErasureOverdue: true, mediumGapMinutes: 120, answerWithinDays: 5, receiptSignature: 'asked', recipientKeys: 'no-rsa', renewal: 'yearly',
};
