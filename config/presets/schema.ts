/**
 * The shape of a preset: one engagement of the five papers as data. A preset that parses names, for every value of its policy,
 * either the place of the paper that gives it (`sources`) or the reason why we chose it (`assumptions`).
 */
import { z } from 'zod';

const text = z.strictObject({ ja: z.string().min(1), en: z.string().min(1) });
const day = z.iso.date();
const path = z.string().regex(/^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z0-9-]+)*$/);

/** Which side makes a form: the ward's sections send to the contractor, or the contractor to a section. */
const direction = z.enum(['to-contractor', 'to-section']);

/** `anonymous` forms may hold no column but `columns` and the answers, whose names begin with `answerPrefix` (O 3-14). */
const form = z.discriminatedUnion('kind', [
  z.strictObject({
    id: z.string().regex(/^[a-z-]+$/),
    name: text,
    direction,
    kind: z.enum(['print-data', 'inquiry', 'inquiry-answer', 'list', 'record', 'report', 'survey']),
    unit: z.enum(['件', '部', '名']),
  }),
  z.strictObject({
    id: z.string().regex(/^[a-z-]+$/),
    name: text,
    direction,
    kind: z.literal('anonymous'),
    unit: z.enum(['件', '部', '名']),
    columns: z.array(z.string().min(1)).min(1),
    answerPrefix: z.string().min(1),
  }),
]);

/** The same shape as the policy of an engagement, so that it can be taken over as it is. */
const policy = z.strictObject({
  locks: z.enum(['both', 'password']),
  approval: z.strictObject({ 'to-contractor': z.boolean(), 'to-section': z.boolean() }),
  passwordGapMinutes: z.int().min(0),
  noticeByAnotherPerson: z.boolean(),
  telephoneCall: z.boolean(),
  collectWithinDays: z.int().min(1),
  wipeAfterConfirmHours: z.int().min(0),
  draftDays: z.int().min(1),
  maxFileBytes: z.int().min(1),
  maxFiles: z.int().min(1),
  unscannable: z.enum(['refuse', 'exception']),
});

/** What the contractor owes besides collecting; the records of an engagement ask for these. */
const duties = z.strictObject({
  erasure: z.strictObject({ document: text, after: z.enum(['delivery', 'engagement-end']), withinDays: z.int().min(1) }),
  returns: z.array(z.strictObject({ what: text, after: z.enum(['event', 'tally', 'delivery', 'engagement-end']) })),
  printLog: z.enum(['none', 'literal', 'copies', 'over-plan']),
  trainingBeforeCollect: z.boolean(),
  workflowBeforeCollect: z.boolean(),
  paperCheckAtEndOfDay: z.boolean(),
  inspectionsPerFiscalYear: z.int().min(1),
});

const source = z.strictObject({
  obligation: z.string().regex(/^[0-4]-\d+$/).optional(),
  place: z.string().min(1),
  quote: z.string().min(1),
});

const assumption = z.strictObject({ path, reason: text });

export const presetSchema = z.strictObject({
  id: z.enum(['S0', 'S1', 'S2', 'S3', 'S4']),
  subject: z.string().min(1),
  title: text,
  legalBasis: z.array(z.string().min(1)).min(1),
  sections: z.array(text).min(1),
  registeredBusinesses: z.array(z.strictObject({ section: z.string().min(1).optional(), name: z.string().min(1) })).min(1),
  period: z.strictObject({ from: day, to: day, renewal: z.enum(['yearly', 'none']) }),
  purpose: text,
  contractors: z.strictObject({
    count: z.int().min(1),
    description: text,
    certificates: z.array(z.strictObject({ kind: z.enum(['p-mark', 'lgwan-asp']), neededFor: z.enum(['every-route', 'line']) })),
  }),
  roster: z.array(z.enum(['security-officer', 'manager', 'handler'])).min(2),
  subcontracting: z.enum(['forbidden', 'with-consent']),
  subcontractorConditions: z.array(text),
  people: z.array(z.strictObject({ who: z.string().min(1), count: z.int().min(1), times: z.int().min(1) })),
  items: z.array(z.strictObject({ subject: z.string().min(1), items: z.array(z.string().min(1)).min(1) })).min(1),
  carriers: z.array(z.string().min(1)).min(1),
  forms: z.array(form).min(1),
  /** By which ways files may pass: through the gateway, or on a carried medium (O 1-30). */
  routes: z.strictObject({ line: z.boolean(), media: z.boolean() }),
  downloads: z.strictObject({ allowed: z.int().min(1), reasonFrom: z.int().min(2) }),
  policy,
  duties,
  sources: z.record(path, source),
  assumptions: z.array(assumption),
});

export type Preset = z.infer<typeof presetSchema>;
export type PresetId = Preset['id'];
export type PresetForm = Preset['forms'][number];
export type PresetPolicy = Preset['policy'];
export type PresetAssumption = Preset['assumptions'][number];
