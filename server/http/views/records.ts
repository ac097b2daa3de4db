// Records as the wire shows them: everything a page needs, so that it knows no kind by name.
import type { Person } from '../../accounts/person.ts';
import { readEngagements, type Engagement } from '../../engagements/engagement.ts';
import { japanDay } from '../../engagements/japan-time.ts';
import { attachmentsOf } from '../../records/filing/attachments.ts';
import { standingsOf, type Taken } from '../../records/filing/next-stages.ts';
import { gistsOf } from '../../records/filing/gists.ts';
import { openNext, type OpenStage } from '../../records/filing/open.ts';
import { formsOf } from '../../records/filing/people.ts';
import { mayTake } from '../../records/filing/permission.ts';
import { readTaken, type StoredRecord } from '../../records/filing/rows.ts';
import { waitingFor } from '../../records/filing/search.ts';
import { isSamePerson } from '../../records/filing/stages.ts';
import { largestCount, optionsOf, type KnownPeople } from '../../records/filing/values.ts';
import { storedStage } from '../../records/kinds/all.ts';
import type { Field, PlainField, Value, Values } from '../../records/kinds/kind.ts';
import type { Tx } from '../../store/store.ts';
import type { FieldView, OpenStageView, PlainFieldView, RecordSummary, RecordView, TakenStageView, ValuesView, ValueView } from '../wire/records.ts';
import { partyIn } from './parties.ts';

const named = ({ id, label, support, optional, when }: Field) => ({ id, label, support: support ?? null, optional: optional === true, when: when === undefined ? null : { field: when.field, is: [...when.is] } });

function plainView(field: PlainField): PlainFieldView {
  switch (field.kind) {
    case 'line': case 'text': case 'day': case 'instant': case 'yes-no': return { ...named(field), kind: field.kind };
    case 'count': return { ...named(field), kind: 'count', min: field.min ?? 0, max: field.max ?? largestCount, unit: field.unit ?? null };
    case 'choice': return { ...named(field), kind: 'choice', options: [...field.options] };
  }
}

/** A field as the page asks for it or shows it; `people` are offered where it names some. */
export function fieldViewOf(field: Field, people: KnownPeople): FieldView {
  switch (field.kind) {
    case 'choices': return { ...named(field), kind: 'choices', options: [...optionsOf(field, people)], min: minOf(field) };
    case 'people': return { ...named(field), kind: 'people', min: minOf(field), written: field.of === 'anyone', known: knownTo(field.of, people) };
    case 'attachments': return { ...named(field), kind: 'attachments', min: minOf(field) };
    case 'rows': return { ...named(field), kind: 'rows', columns: field.columns.map(plainView), min: minOf(field), ...(field.reads === undefined ? {} : { reads: field.reads }) };
    case 'line': case 'text': case 'day': case 'instant': case 'yes-no': case 'count': case 'choice': return plainView(field);
  }
}

const minOf = (field: { readonly min?: number; readonly optional?: true }): number => field.min ?? (field.optional === true ? 0 : 1);

function knownTo(of: 'roster' | 'staff' | 'anyone', { roster, staff }: KnownPeople): { id: string; name: string }[] {
  const listed = of === 'roster' ? roster : of === 'staff' ? staff : [...roster, ...staff];
  return listed.flatMap(({ id, name }) => (id === null ? [] : [{ id, name }]));
}

const valuesView = (values: Values): ValuesView => Object.fromEntries(Object.entries(values).map(([name, value]): [string, ValueView] => [name, valueView(value)]));

function valueView(value: Value): ValueView {
  if (typeof value !== 'object' || value === null) return value;
  const texts = value.flatMap((one) => (typeof one === 'string' ? [one] : []));
  if (texts.length > 0) return texts;
  const people = value.flatMap((one) => (typeof one === 'object' && 'name' in one && 'id' in one && isPerson(one) ? [{ id: one.id, name: one.name }] : []));
  return people.length === value.length ? people : value.flatMap((one) => (typeof one === 'object' ? [{ ...one }] : []));
}

const isPerson = (one: Readonly<Record<string, unknown>>): one is { id: string | null; name: string } => Object.keys(one).length === 2 && typeof one['name'] === 'string' && (one['id'] === null || typeof one['id'] === 'string');

/** A stage to be taken. */
export function openStageView({ stage, values, people, dueOn }: OpenStage): OpenStageView {
  return { stage: stage.id, title: stage.title, act: stage.act, fields: stage.fields.map((field) => fieldViewOf(field, people)), values: valuesView(values), dueOn, expected: stage.expected !== undefined };
}

/** Lines of a list, in the order given, in a number of queries that does not grow with it. */
export async function recordSummaries(tx: Tx, records: readonly StoredRecord[], who: Person, now: string): Promise<RecordSummary[]> {
  const engagements = await readEngagements(tx, [...new Set(records.map((record) => record.engagementId))]);
  const mine = await waitingFor(tx, who, records.map((record) => record.id));
  const newest = await newestStages(tx, records);
  const gists = await gistsOf(tx, records);
  const numbers = await transferNumbers(tx, records.flatMap((record) => record.transferId ?? []));
  return records.map((record) => {
    const engagement = engagementIn(engagements, record);
    const last = newest.get(record.id);
    return {
      id: record.id, kind: record.kind.id, title: record.kind.title, group: record.kind.group, label: record.label, engagement: { id: engagement.id, title: engagement.title },
      contractor: record.contractorId === null ? null : partyIn(engagement, record.contractorId), transfer: record.transferId === null ? null : { id: record.transferId, number: numbers.get(record.transferId) ?? '' },
      state: record.state, turn: record.turn, mine: mine.has(record.id), dueOn: record.dueOn, overdue: record.state === 'open' && record.dueOn !== null && record.dueOn < japanDay(now),
      openedAt: record.openedAt, changedAt: record.changedAt, closedAt: record.closedAt, last: { title: last === undefined ? record.kind.title : storedStage(record.kind, last.stage).title, by: last?.by ?? '' },
      gist: gists.get(record.id) ?? null,
    };
  });
}

function engagementIn(engagements: ReadonlyMap<string, Engagement>, record: StoredRecord): Engagement {
  const found = engagements.get(record.engagementId);
  if (found === undefined) throw new Error('expected the engagement of a stored record; the database is damaged');
  return found;
}

async function newestStages(tx: Tx, records: readonly StoredRecord[]): Promise<Map<string, { stage: string; by: string }>> {
  if (records.length === 0) return new Map();
  const rows = await tx.selectFrom('record_stages').select(['record_id', 'stage', 'by_name']).where('record_id', 'in', records.map((record) => record.id)).where('corrects', 'is', null).orderBy('seq').execute();
  return new Map(rows.map((row) => [row.record_id, { stage: row.stage, by: row.by_name }]));
}

async function transferNumbers(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  return new Map((await tx.selectFrom('transfers').select(['id', 'number']).where('id', 'in', ids).execute()).map((row) => [row.id, row.number]));
}

/** One record with its stages and what comes next for this reader. */
export async function recordView(tx: Tx, { record, engagement }: { record: StoredRecord; engagement: Engagement }, who: Person, now: string): Promise<RecordView> {
  const [summary] = await recordSummaries(tx, [record], who, now);
  if (summary === undefined) throw new Error('expected one line for one record');
  const taken = await readTaken(tx, record);
  return {
    ...summary, stages: takenViews(taken, { record, engagement }, who, now), next: (await openNext(tx, who, { record, engagement, taken }, now)).map(openStageView),
    attachments: (await attachmentsOf(tx, record.id)).map((one) => ({ ...one, addedBy: { ...one.addedBy } })), document: record.kind.document !== null,
  };
}

function takenViews(taken: readonly Taken[], { record, engagement }: { record: StoredRecord; engagement: Engagement }, who: Person, now: string): TakenStageView[] {
  const standings = standingsOf(taken);
  const nobody: KnownPeople = { roster: [], staff: [], forms: formsOf(engagement) };
  return taken.map((one) => {
    const at = standings.findIndex((standing) => standing.seqs.includes(one.seq));
    const superseded = standings[at]?.holds !== one.seq;
    const mayCorrect = !superseded && one.stage.final !== true && mayTake(one.stage.by, who, { engagement, contractorId: record.contractorId }, now) && !isSamePerson(one.stage, standings.slice(0, at), who);
    return {
      seq: one.seq, stage: one.stage.id, title: one.stage.title, fields: one.stage.fields.map((field) => fieldViewOf(field, nobody)), values: valuesView(one.values), by: one.by.name, at: one.at,
      entry: one.entry, corrects: one.corrects, reason: one.reason, superseded, mayCorrect,
    };
  });
}
