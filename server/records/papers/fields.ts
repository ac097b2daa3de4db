// The values of a stage as a paper shows them: labels and texts in the order of the form, tables below. Pure.
import type { Field, Option, PlainField, PlainValue, Value, Values } from '../kinds/kind.ts';
import type { Column, Part } from './paper.ts';
import { countOf, momentOf, shortDay, shortMomentOf } from './wording.ts';
import { eraDay } from '../../engagements/japan-time.ts';

/** An attachment as a paper names it: its name, and the hash by which it is recognised. */
export interface Attached { readonly id: string; readonly name: string; readonly sha256: string }

/** What the values name by id. */
export interface Known { readonly attached: readonly Attached[]; readonly forms: readonly { readonly id: string; readonly name: string }[] }

/** The fields of a stage with their values. What was not asked is left out; what was asked and left empty is a dash. */
export function partsOf(fields: readonly Field[], values: Values, known: Known): Pick<Part, 'facts' | 'table' | 'heading'>[] {
  const asked = fields.filter((field) => isAsked(field, values));
  const facts = asked.filter((field) => field.kind !== 'rows').map((field) => [field.label.ja, textOf(field, values[field.id], known)] as const);
  const tables = asked.flatMap((field) => (field.kind === 'rows' ? [{ heading: field.label.ja, table: tableOf(field, values[field.id]) }] : []));
  return [{ facts }, ...tables];
}

function isAsked({ when }: Pick<Field, 'when'>, values: Values): boolean {
  if (when === undefined) return true;
  const ruling = values[when.field];
  if (Array.isArray(ruling)) return ruling.some((one: unknown) => typeof one === 'string' && when.is.includes(one));
  return (typeof ruling === 'string' || typeof ruling === 'boolean') && when.is.includes(ruling);
}

/** One value as text; a dash where nothing was filled in. */
export function textOf(field: Field, value: Value | undefined, known: Known): string {
  if (value === undefined || value === null || value === '') return '—';
  if (!Array.isArray(value)) return field.kind === 'choices' || field.kind === 'people' || field.kind === 'attachments' || field.kind === 'rows' ? '—' : plainText(field, value, false);
  const listed: readonly unknown[] = value;
  if (listed.length === 0) return '—';
  return listed.map((one) => listedText(field, one, known)).join(field.kind === 'people' ? '、' : '\n');
}

function listedText(field: Field, one: unknown, { attached }: Known): string {
  if (field.kind === 'choices') return field.of === 'forms' && typeof one === 'string' ? one : optionText(field.options, one);
  if (field.kind === 'attachments') {
    const found = attached.find((known) => known.id === one);
    return found === undefined ? '（添付）' : `${found.name}\n照合値（SHA-256） ${found.sha256}`;
  }
  return typeof one === 'object' && one !== null && 'name' in one ? String(one.name) : '';
}

const optionText = (options: readonly Option[], id: unknown): string => options.find((option) => option.id === id)?.label.ja ?? '—';

/** `narrow`: in a column of a table, where days stand in their short form. */
export function plainText(field: PlainField, value: Value | undefined, narrow: boolean): string {
  if (value === undefined || value === null || value === '') return '—';
  switch (field.kind) {
    case 'day': return typeof value !== 'string' ? '—' : narrow ? shortDay(value) : eraDay(value);
    case 'instant': return typeof value !== 'string' ? '—' : narrow ? shortMomentOf(value) : momentOf(value);
    case 'yes-no': return value === true ? 'はい' : 'いいえ';
    case 'count': return typeof value === 'number' ? `${countOf(value)}${narrow ? '' : field.unit?.ja ?? ''}` : '—';
    case 'choice': return optionText(field.options, value);
    case 'line': case 'text': return typeof value === 'string' ? value : '—';
  }
}

function tableOf(field: Field & { readonly kind: 'rows' }, value: Value | undefined): NonNullable<Part['table']> {
  const rows: readonly unknown[] = Array.isArray(value) ? value : [];
  return {
    columns: field.columns.map(columnOf),
    rows: rows.map((row) => field.columns.map((column) => plainText(column, cellOf(row, column.id), true))),
  };
}

function cellOf(row: unknown, id: string): PlainValue {
  if (typeof row !== 'object' || row === null) return null;
  const value: unknown = Object.entries(row).find(([key]) => key === id)?.[1];
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

const shares: Readonly<Record<PlainField['kind'], number>> = { line: 5, text: 7, day: 3, instant: 4, 'yes-no': 2, count: 2, choice: 3 };

/** Figures stand at the right; the unit stands in the heading. */
export function columnOf(field: PlainField): Column {
  const unit = field.kind === 'count' && field.unit !== undefined ? `（${field.unit.ja}）` : '';
  return { heading: `${field.label.ja}${unit}`, share: Math.max(shares[field.kind], Math.min(4, field.label.ja.length / 2)), ...(field.kind === 'count' ? { align: 'right' } : {}) };
}
