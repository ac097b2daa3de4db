// What a person has put into the fields of a stage, and the values it becomes. Kept in memory only. Pure.
import type { AttachmentView, FieldView, PlainFieldView, ValuesView, ValueView } from '../../../../server/http/wire/records.ts';
import { count, readCount } from '../../text/amounts.ts';
import { clock, instantInJapan, isoDay } from '../../text/dates.ts';
import { readDay, readMoment } from '../../text/read-day.ts';

export interface PersonDraft { readonly id: string | null; readonly name: string }
/** A file that was chosen: on its way, kept by the gateway, or refused. */
export interface FileDraft {
  readonly key: string; readonly name: string; readonly size: number; readonly sent: number;
  readonly kept: Pick<AttachmentView, 'id' | 'sha256'> | null; readonly problem: string | null;
}
export interface RowDraft { readonly key: number; readonly cells: Readonly<Record<string, string>> }

/** Plain fields are texts as typed; yes and no are `yes` and `no`, an instant `2026-07-09T17:00` with either part perhaps missing. */
export type Draft =
  | { readonly of: 'plain'; readonly text: string }
  | { readonly of: 'choices'; readonly chosen: readonly string[] }
  | { readonly of: 'people'; readonly people: readonly PersonDraft[]; /** A name that is typed and not yet added. */ readonly typed: string }
  | { readonly of: 'files'; readonly files: readonly FileDraft[] }
  | { readonly of: 'rows'; readonly rows: readonly RowDraft[] };
export type Drafts = Readonly<Record<string, Draft>>;

let rowKeys = 0;
export function emptyRow(): RowDraft {
  rowKeys += 1;
  return { key: rowKeys, cells: {} };
}

/** The drafts of all fields, filled with what the gateway proposes. `attachments` tells the files behind ids. */
export function draftsOf(fields: readonly FieldView[], values: ValuesView, attachments: readonly AttachmentView[] = []): Drafts {
  return Object.fromEntries(fields.map((field) => [field.id, draftOf(field, values[field.id], attachments)]));
}

const texts = (value: ValueView | undefined): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);

function draftOf(field: FieldView, value: ValueView | undefined, attachments: readonly AttachmentView[]): Draft {
  const list = Array.isArray(value) ? value : [];
  switch (field.kind) {
    case 'choices': return { of: 'choices', chosen: texts(value) };
    case 'people': return { of: 'people', typed: '', people: list.flatMap((one) => (typeof one === 'object' && typeof one['name'] === 'string' ? [{ id: typeof one['id'] === 'string' ? one['id'] : null, name: one['name'] }] : [])) };
    case 'attachments': return { of: 'files', files: attachments.filter(({ id }) => texts(value).includes(id)).map(({ id, name, size, sha256 }) => ({ key: id, name, size, sent: size, kept: { id, sha256 }, problem: null })) };
    case 'rows': return { of: 'rows', rows: withOneRow(list.flatMap((one) => (typeof one === 'object' ? [rowOf(field.columns, { ...one })] : []))) };
    default: return { of: 'plain', text: textOf(field, value) };
  }
}

const withOneRow = (rows: readonly RowDraft[]): readonly RowDraft[] => (rows.length === 0 ? [emptyRow()] : rows);

/** A row of values as it stands in the table. */
export function rowOf(columns: readonly PlainFieldView[], row: Readonly<Record<string, ValueView | undefined>>): RowDraft {
  return { ...emptyRow(), cells: Object.fromEntries(columns.map((column) => [column.id, textOf(column, row[column.id])])) };
}

/** A value as it stands in its field. */
function textOf(field: PlainFieldView, value: ValueView | undefined): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return count(value);
  if (typeof value !== 'string') return '';
  return field.kind === 'instant' ? `${isoDay(value)}T${clock(value)}` : value;
}

/** What a plain text means; undefined while it means nothing (empty, or not to be understood). */
export function plainValueOf(field: PlainFieldView, text: string): string | number | boolean | undefined {
  const typed = text.trim();
  switch (field.kind) {
    case 'yes-no': return typed === '' ? undefined : typed === 'yes';
    case 'count': return readCount(typed) ?? undefined;
    case 'day': return readDay(typed) ?? undefined;
    case 'instant': return momentOf(typed);
    default: return typed === '' ? undefined : typed;
  }
}

function momentOf(typed: string): string | undefined {
  const [day = '', time = ''] = (readMoment(typed) ?? '').split('T');
  return instantInJapan(day, time) ?? undefined;
}

/** Which fields are asked for now: all but those whose condition another field does not meet. */
export function shownFields<F extends Pick<FieldView, 'id' | 'when'>>(fields: readonly F[], drafts: Drafts): F[] {
  return fields.filter(({ when }) => when === null || meets(drafts[when.field], when.is));
}

function meets(draft: Draft | undefined, is: readonly (string | boolean)[]): boolean {
  if (draft?.of === 'choices') return draft.chosen.some((one) => is.includes(one));
  return draft?.of === 'plain' && is.some((one) => draft.text === (one === true ? 'yes' : one === false ? 'no' : one));
}

const isEmptyRow = (row: RowDraft): boolean => Object.values(row.cells).every((text) => text.trim() === '');
/** Rows that say something: an empty one at the end is no row. */
export function filledRows(rows: readonly RowDraft[]): RowDraft[] {
  return rows.filter((row) => !isEmptyRow(row));
}

/** People with the name that still stands in its box. */
export function peopleOf({ people, typed }: Pick<Extract<Draft, { of: 'people' }>, 'people' | 'typed'>): PersonDraft[] {
  const name = typed.trim();
  return name === '' || people.some((one) => one.name === name) ? [...people] : [...people, { id: null, name }];
}

/** The values of what is shown. Empty optional fields are left out; nothing is checked here. */
export function valuesOf(fields: readonly FieldView[], drafts: Drafts): ValuesView {
  const values: [string, ValueView][] = [];
  for (const field of shownFields(fields, drafts)) {
    const value = valueOf(field, drafts[field.id]);
    if (value !== undefined) values.push([field.id, value]);
  }
  return Object.fromEntries(values);
}

function valueOf(field: FieldView, draft: Draft | undefined): ValueView | undefined {
  switch (draft?.of) {
    case undefined: return undefined;
    case 'choices': return some([...draft.chosen]);
    case 'people': return some(peopleOf(draft));
    case 'files': return some(draft.files.flatMap(({ kept }) => (kept === null ? [] : [kept.id])));
    case 'rows': return field.kind === 'rows' ? some(filledRows(draft.rows).map((row) => rowValue(field.columns, row))) : undefined;
    case 'plain': return field.kind === 'choices' || field.kind === 'people' || field.kind === 'attachments' || field.kind === 'rows' ? undefined : plainValueOf(field, draft.text);
  }
}

const some = <T>(list: T[]): T[] | undefined => (list.length === 0 ? undefined : list);

function rowValue(columns: readonly PlainFieldView[], row: RowDraft): Record<string, string | number | boolean> {
  return Object.fromEntries(columns.flatMap((column) => {
    const value = plainValueOf(column, row.cells[column.id] ?? '');
    return value === undefined ? [] : [[column.id, value]];
  }));
}
