// From what came for a stage to its checked values: every field as its kind asks, nothing that the stage does not ask for. Pure.
import { legibleLine } from '../../ledger/typed-text.ts';
import type { Field, NamedPerson, Option, PlainField, PlainValue, Value, Values, Words } from '../kinds/kind.ts';
import { incomplete } from '../refusal.ts';

/** The people whom a field may name by their id. */
export interface KnownPeople { readonly roster: readonly NamedPerson[]; readonly staff: readonly NamedPerson[]; /** The forms of the engagement, for a choice among them. */ readonly forms: readonly Option[] }

/** What may be chosen: the field's own options, or the forms of the engagement. */
export const optionsOf = (field: Field & { readonly kind: 'choices' }, { forms }: Pick<KnownPeople, 'forms'>): readonly Option[] => (field.of === 'forms' ? forms : field.options);

export const largestCount = 999_999_999;
const longest = { line: 200, text: 5000 } as const;
const say = (ja: string, en: string): Words => ({ ja, en });
const missing = say('入力してください', 'must be filled in');

/**
 * Checks `given` by `fields`. Returns the values of the fields that were asked, trimmed, with people as the roster and the staff know them.
 * Throws `RecordRefused` (RECORD_INCOMPLETE) for the first field that is not as asked, and for a name that no field has.
 */
export function checkValues(fields: readonly Field[], given: Values, people: KnownPeople): Values {
  const stray = Object.keys(given).find((name) => !fields.some((field) => field.id === name));
  if (stray !== undefined) throw incomplete({ id: stray.slice(0, 40), label: say('不明な項目', 'Unknown field') }, say('この記録にない項目です。画面を読み込み直してください', 'is not asked for; reload the page'));
  const checked: Record<string, Value> = {};
  for (const field of fields) {
    const value = given[field.id];
    if (!isAsked(field, checked) || isEmpty(value)) {
      if (isAsked(field, checked) && field.optional !== true) refuseEmpty(field);
      continue;
    }
    checked[field.id] = checkField(field, value, people);
  }
  return checked;
}

/** Asked only while the field that it hangs on has one of the values named. */
function isAsked({ when }: Pick<Field, 'when'>, values: Values): boolean {
  if (when === undefined) return true;
  const ruling = values[when.field];
  if (Array.isArray(ruling)) return ruling.some((one: unknown) => typeof one === 'string' && when.is.includes(one));
  return (typeof ruling === 'string' || typeof ruling === 'boolean') && when.is.includes(ruling);
}

function isEmpty(value: Value | undefined): value is undefined | null {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);
}

/** A list that may be empty is empty; everything else must be there. */
function refuseEmpty(field: Field): void {
  if ('min' in field && field.kind !== 'count' && field.min === 0) return;
  throw incomplete(field, 'min' in field && field.kind !== 'count' && (field.min ?? 1) > 1 ? atLeast(field.min ?? 1) : missing);
}

const atLeast = (min: number): Words => say(`${min}つ以上必要です`, `at least ${min} are needed`);

function checkField(field: Field, value: Value, people: KnownPeople): Value {
  switch (field.kind) {
    case 'choices': return checkChoices(field, value, optionsOf(field, people));
    case 'people': return checkPeople(field, value, people);
    case 'attachments': return checkIds(field, value);
    case 'rows': return checkRows(field, value);
    case 'line': case 'text': case 'day': case 'instant': case 'yes-no': case 'count': case 'choice': return checkPlain(field, value);
  }
}

function checkPlain(field: PlainField, value: Value): PlainValue {
  switch (field.kind) {
    case 'line': case 'text': return checkText(field, value, field.kind);
    case 'day': return matching(field, value, isDay, say('日付を選んでください', 'choose a date'));
    case 'instant': return matching(field, value, isInstant, say('日付と時刻を入力してください', 'enter date and time'));
    case 'yes-no':
      if (typeof value !== 'boolean') throw incomplete(field, say('はい・いいえを選んでください', 'choose yes or no'));
      return value;
    case 'count': return checkCount(field, value);
    case 'choice': return matching(field, value, isOneOf(field.options), say('一つ選んでください', 'choose one of the options'));
  }
}

const isOneOf = (options: readonly Option[]) => (text: string): boolean => options.some((option) => option.id === text);

/** No control characters and no direction marks: they reorder what a reader sees (H 20, 21). Line breaks stand in a text only. */
function checkText(field: Field, value: Value, kind: 'line' | 'text'): string {
  const text = typeof value === 'string' ? value.trim().replaceAll('\r\n', '\n').normalize('NFC') : '';
  const plain = kind === 'text' ? text.replaceAll(/[\n\t]/g, '') : text;
  if (text === '' || !legibleLine.test(plain)) throw incomplete(field, kind === 'line' ? say('1行の文字で入力してください', 'enter one line of text') : say('文字で入力してください', 'enter text'));
  if (text.length > longest[kind]) throw incomplete(field, say(`${longest[kind]}文字以内にしてください`, `at most ${longest[kind]} characters`));
  return text;
}

function matching(field: Field, value: Value, fits: (text: string) => boolean, expected: Words): string {
  if (typeof value !== 'string' || !fits(value)) throw incomplete(field, expected);
  return value;
}

/** True for a calendar day from 1900 to 2199, YYYY-MM-DD. */
export function isDay(text: string): boolean {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00.000Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text));
}

function checkCount(field: PlainField & { kind: 'count' }, value: Value): number {
  const [min, max] = [field.min ?? 0, field.max ?? largestCount];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < min || value > max) throw incomplete(field, say(`${min}から${max}までの整数にしてください`, `a whole number from ${min} to ${max}`));
  return value;
}

function checkChoices(field: Field & { kind: 'choices' }, value: Value, options: readonly Option[]): string[] {
  const chosen = Array.isArray(value) ? value.filter((one: unknown): one is string => typeof one === 'string') : [];
  if (!Array.isArray(value) || chosen.length !== value.length || !chosen.every(isOneOf(options)) || new Set(chosen).size !== chosen.length) throw incomplete(field, say('一覧から選んでください', 'choose from the options'));
  if (chosen.length < (field.min ?? 1)) throw incomplete(field, atLeast(field.min ?? 1));
  return options.map((option) => option.id).filter((id) => chosen.includes(id));
}

function checkIds(field: Field & { kind: 'attachments' }, value: Value): string[] {
  const ids = Array.isArray(value) ? value.filter((one: unknown): one is string => typeof one === 'string' && /^[0-9a-f]{32}$/.test(one)) : [];
  if (!Array.isArray(value) || ids.length !== value.length || new Set(ids).size !== ids.length) throw incomplete(field, say('ファイルを添付し直してください', 'attach the files again'));
  if (ids.length < (field.min ?? 1)) throw incomplete(field, atLeast(field.min ?? 1));
  return ids;
}

function checkPeople(field: Field & { kind: 'people' }, value: Value, known: KnownPeople): NamedPerson[] {
  const listed = field.of === 'roster' ? known.roster : field.of === 'staff' ? known.staff : [...known.roster, ...known.staff];
  const people = Array.isArray(value) ? value.flatMap((one: unknown) => namedBy(field, one, listed)) : [];
  if (!Array.isArray(value) || people.length !== value.length) throw incomplete(field, field.of === 'anyone' ? say('氏名を入力してください', 'enter names') : say('一覧の人から選んでください', 'choose people of the list'));
  const different = [...new Map(people.map((one) => [one.id ?? one.name, one])).values()];
  if (different.length < (field.min ?? 1)) throw incomplete(field, say(`別々の人が${field.min ?? 1}人以上必要です`, `at least ${field.min ?? 1} different people are needed`));
  return different;
}

/** The person as the list names them; a name that is only written, where the field allows it. */
function namedBy(field: Field & { kind: 'people' }, given: unknown, listed: readonly NamedPerson[]): NamedPerson[] {
  if (typeof given !== 'object' || given === null || !('name' in given) || typeof given.name !== 'string' || !('id' in given)) return [];
  if (given.id === null) return field.of === 'anyone' ? [{ id: null, name: checkText(field, given.name, 'line') }] : [];
  return listed.filter((one) => one.id === given.id).slice(0, 1);
}

function checkRows(field: Field & { kind: 'rows' }, value: Value): Readonly<Record<string, PlainValue>>[] {
  const rows = Array.isArray(value) ? value.flatMap((row: unknown) => (isRow(row) ? [row] : [])) : [];
  if (!Array.isArray(value) || rows.length !== value.length) throw incomplete(field, say('表の行を入力してください', 'fill in the rows'));
  if (rows.length < (field.min ?? 1)) throw incomplete(field, say(`${field.min ?? 1}行以上必要です`, `at least ${field.min ?? 1} rows are needed`));
  return rows.map((row, index) => checkRow(field, row, index));
}

function isRow(row: unknown): row is Readonly<Record<string, PlainValue>> {
  return typeof row === 'object' && row !== null && !Array.isArray(row) && Object.values(row).every((one) => one === null || ['string', 'number', 'boolean'].includes(typeof one));
}

function checkRow(field: Field & { kind: 'rows' }, row: Readonly<Record<string, PlainValue>>, index: number): Readonly<Record<string, PlainValue>> {
  const at = (column: { readonly label: Words }): Words => say(`${field.label.ja} ${index + 1}行目「${column.label.ja}」`, `${field.label.en}, row ${index + 1}, ${column.label.en}`);
  if (Object.keys(row).some((name) => !field.columns.some((column) => column.id === name))) throw incomplete(field, say('表にない列があります', 'a column that the table does not have'));
  const checked: Record<string, PlainValue> = {};
  for (const column of field.columns) {
    const value = row[column.id];
    if (!isAsked(column, checked)) continue;
    const named: PlainField = { ...column, id: `${field.id}.${index}.${column.id}`, label: at(column) };
    if (isEmpty(value)) {
      if (column.optional !== true) throw incomplete(named, missing);
    } else checked[column.id] = checkPlain(named, value);
  }
  return checked;
}
