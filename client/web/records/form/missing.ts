// What keeps the fields of a stage from becoming a record, in the order of the page. The gateway checks all of it again, and more. Pure.
import type { FieldView, PlainFieldView } from '../../../../server/http/wire/records.ts';
import { filledRows, peopleOf, plainValueOf, shownFields, type Draft, type Drafts } from './draft.ts';

/** `field` and, in a table, the row (from 0) and the column. */
export interface Missing { readonly field: FieldView; readonly what: 'empty' | 'unread' | 'range' | 'few' | 'sending' | 'cell'; readonly row?: number; readonly column?: PlainFieldView }

export function missingOf(fields: readonly FieldView[], drafts: Drafts): Missing[] {
  return shownFields(fields, drafts).flatMap((field) => {
    const draft = drafts[field.id];
    return draft === undefined ? [] : missingIn(field, draft);
  });
}

function missingIn(field: FieldView, draft: Draft): Missing[] {
  const few = (number: number, least: number): Missing[] => (number === 0 ? (field.optional && least === 0 ? [] : field.optional ? [] : [{ field, what: 'empty' }]) : number < least ? [{ field, what: 'few' }] : []);
  switch (draft.of) {
    case 'choices': return few(draft.chosen.length, field.kind === 'choices' ? field.min : 0);
    case 'people': return few(peopleOf(draft).length, field.kind === 'people' ? field.min : 0);
    case 'files': return draft.files.some(({ kept, problem }) => kept === null && problem === null) ? [{ field, what: 'sending' }] : few(draft.files.filter(({ kept }) => kept !== null).length, field.kind === 'attachments' ? field.min : 0);
    case 'rows': return field.kind === 'rows' ? [...few(filledRows(draft.rows).length, field.min), ...cellsMissing(field, draft)] : [];
    case 'plain': return field.kind === 'choices' || field.kind === 'people' || field.kind === 'attachments' || field.kind === 'rows' ? [] : plainMissing(field, draft.text).map((what) => ({ field, what }));
  }
}

/** At most one. */
export function plainMissing(field: PlainFieldView, text: string): ('empty' | 'unread' | 'range')[] {
  // A moment of which nothing was typed but the time of day is none.
  if (text.trim() === '' || text.trim() === 'T') return field.optional ? [] : ['empty'];
  const value = plainValueOf(field, text);
  if (value === undefined) return ['unread'];
  return field.kind === 'count' && typeof value === 'number' && (value < field.min || value > field.max) ? ['range'] : [];
}

function cellsMissing(field: Extract<FieldView, { kind: 'rows' }>, draft: Extract<Draft, { of: 'rows' }>): Missing[] {
  const filled = new Set(filledRows(draft.rows));
  return draft.rows.flatMap((row, at) => {
    if (!filled.has(row)) return [];
    const cells: Drafts = Object.fromEntries(field.columns.map((column) => [column.id, { of: 'plain', text: row.cells[column.id] ?? '' }]));
    return shownFields(field.columns, cells).flatMap((column) => (plainMissing(column, row.cells[column.id] ?? '').length === 0 ? [] : [{ field, what: 'cell' as const, row: at, column }]));
  });
}
