// Records (記録), duties and attachments on the wire. A kind of record tells the page what to ask for; the page knows no kind by name.
import { z } from 'zod';
import { day, id, instant, line, partyView, personView, sha256 } from './words.ts';

const words = z.object({ ja: z.string(), en: z.string() });
const option = z.object({ id: z.string(), label: words });
const named = { id: z.string(), label: words, support: words.nullable(), optional: z.boolean(), when: z.object({ field: z.string(), is: z.array(z.union([z.string(), z.boolean()])) }).nullable() };
const plainField = z.discriminatedUnion('kind', [
  z.object({ ...named, kind: z.enum(['line', 'text', 'day', 'instant', 'yes-no']) }),
  z.object({ ...named, kind: z.literal('count'), min: z.int(), max: z.int(), unit: words.nullable() }),
  z.object({ ...named, kind: z.literal('choice'), options: z.array(option) }),
]);
export type PlainFieldView = z.infer<typeof plainField>;
export const fieldView = z.discriminatedUnion('kind', [
  ...plainField.options,
  z.object({ ...named, kind: z.literal('choices'), options: z.array(option), min: z.int() }),
  /** `known`: people of the roster or the staff to choose from. */
  z.object({ ...named, kind: z.literal('people'), known: z.array(personView), min: z.int(), written: z.boolean() }),
  z.object({ ...named, kind: z.literal('attachments'), min: z.int() }),
  /** `reads`: its rows can be read from a CSV file of this kind (readPrintLog). */
  z.object({ ...named, kind: z.literal('rows'), columns: z.array(plainField), min: z.int(), reads: z.enum(['print-log']).optional() }),
]);
export type FieldView = z.infer<typeof fieldView>;

const plainValue = z.union([z.string().max(5000), z.number(), z.boolean(), z.null()]);
export const personValue = z.strictObject({ id: id.nullable(), name: line(100) });
export const value = z.union([plainValue, z.array(z.string().max(5000)).max(500), z.array(personValue).max(500), z.array(z.record(z.string(), plainValue)).max(2000)]);
export type ValueView = z.infer<typeof value>;
export const values = z.record(z.string().max(60), value);
export type ValuesView = z.infer<typeof values>;

export const group = z.enum(['contract', 'people', 'hand-over', 'printing', 'erasure', 'oversight', 'incident']);
export const side = z.enum(['ward', 'contractor']);
export const turn = z.enum(['ward', 'contractor', 'nobody']);

/** A kind as this reader meets it in one engagement. */
export const recordKindView = z.object({
  id: z.string(), title: words, group, about: z.object({ contractor: z.boolean(), transfer: z.boolean() }),
  /** Whether this reader may begin one; the words on the button. */
  mayBegin: z.boolean(), act: words, count: z.int(), open: z.int(),
});
export type RecordKindView = z.infer<typeof recordKindView>;

/** A stage that this reader may take now, with what the gateway knows filled in. */
export const openStageView = z.object({ stage: z.string(), title: words, act: words, fields: z.array(fieldView), values, dueOn: day.nullable(), expected: z.boolean() });
export type OpenStageView = z.infer<typeof openStageView>;

export const attachmentView = z.object({ id, name: z.string(), media: z.string(), size: z.int(), sha256, addedBy: personView, addedAt: instant });
export type AttachmentView = z.infer<typeof attachmentView>;

/** A stage as it was taken. `superseded` when a correction came after it. */
export const takenStageView = z.object({
  seq: z.int(), stage: z.string(), title: words, fields: z.array(fieldView), values, by: z.string(), at: instant, entry: z.int(),
  corrects: z.int().nullable(), reason: z.string().nullable(), superseded: z.boolean(), mayCorrect: z.boolean(),
});
export type TakenStageView = z.infer<typeof takenStageView>;

const summary = {
  id, kind: z.string(), title: words, group, /** As it is spoken and printed: R8-31. */ label: z.string(),
  engagement: z.object({ id, title: z.string() }), contractor: partyView.nullable(), transfer: z.object({ id, number: z.string() }).nullable(),
  state: z.enum(['open', 'closed']), turn, mine: z.boolean(), dueOn: day.nullable(), overdue: z.boolean(),
  openedAt: instant, changedAt: instant, closedAt: instant.nullable(), /** The newest stage: its title and who took it. */ last: z.object({ title: words, by: z.string() }),
  /** What it comes to in one line, where its kind says so. */
  gist: words.nullable(),
};
export const recordSummary = z.object(summary);
export type RecordSummary = z.infer<typeof recordSummary>;
export const recordView = z.object({ ...summary, stages: z.array(takenStageView), next: z.array(openStageView), attachments: z.array(attachmentView), /** Whether a PDF can be had. */ document: z.boolean() });
export type RecordView = z.infer<typeof recordView>;

export const recordSearch = z.strictObject({
  kind: z.string().max(60).optional(), group: group.optional(), engagement: id.optional(), contractor: id.optional(), transfer: id.optional(),
  open: z.literal(true).optional(), mine: z.literal(true).optional(), overdue: z.literal(true).optional(), fiscalYear: z.int().optional(),
  offset: z.int().min(0).default(0), limit: z.int().min(1).max(200).default(50),
});
export type RecordSearch = z.infer<typeof recordSearch>;
export const recordPage = z.object({ records: z.array(recordSummary), total: z.int(), offset: z.int() });

const subject = { kind: z.string().max(60), engagementId: id, contractorId: id.optional(), transferId: id.optional() };
/** Asks what the first stage needs; nothing is stored. */
export const prepareRecord = z.strictObject(subject);
export const newRecord = z.strictObject({ ...subject, values });
/** `seen`: the number of stages that the person saw; another means CHANGED_MEANWHILE. */
export const newStage = z.strictObject({ stage: z.string().max(60), values, seen: z.int().min(1) });
export const correction = z.strictObject({ seq: z.int().min(1), values, reason: line(300), seen: z.int().min(1) });

/** What is owed, by whom, until when: of records, transfers, certificates and inspections alike. */
export const dutyView = z.object({
  id: z.string(), kind: z.string(), what: words, engagement: z.object({ id, title: z.string() }), contractor: partyView.nullable(), transfer: z.object({ id, number: z.string() }).nullable(),
  owedBy: side, dueOn: day, overdue: z.boolean(), mine: z.boolean(),
  /** Where it is done: a new record of this kind, an open record, or the transfer itself. */
  act: z.discriminatedUnion('to', [
    z.object({ to: z.literal('begin'), kind: z.string() }), z.object({ to: z.literal('record'), id }), z.object({ to: z.literal('transfer'), id }), z.object({ to: z.literal('nothing') }),
  ]),
});
export type DutyView = z.infer<typeof dutyView>;
export const dutySearch = z.strictObject({ engagement: id.optional(), contractor: id.optional(), mine: z.literal(true).optional(), overdue: z.literal(true).optional(), until: day.optional() });
export const dutyPage = z.object({ duties: z.array(dutyView), mine: z.int(), overdue: z.int() });
