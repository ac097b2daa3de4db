// A table that is filled in: rows are added, copied, removed, and pasted from a spreadsheet. On a phone each row is a card.
import { useCallback, useId, useRef, useState } from 'react';
import type { FieldView } from '../../../../server/http/wire/records.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError, Mark } from '../../ui/field.tsx';
import { Foreign } from '../../ui/foreign.tsx';
import { HEAD } from '../../ui/table.tsx';
import { useSaid } from '../words-of.ts';
import { cellsOf } from './cells.ts';
import { emptyRow, filledRows, type Draft, type RowDraft } from './draft.ts';
import { pasted } from './paste.ts';
import { ReadFile } from './read-file.tsx';
import { EditedRow, type RowActs } from './row.tsx';

type Rows = Extract<Draft, { of: 'rows' }>;
export type ChangeRows = (next: (rows: readonly RowDraft[]) => readonly RowDraft[]) => void;
interface RowsFieldProps {
  readonly field: Extract<FieldView, { kind: 'rows' }>; readonly id: string; readonly draft: Rows; readonly change: ChangeRows; readonly support: string | undefined; readonly error: string | undefined;
  /** By `row.column`. */
  readonly cellErrors: Readonly<Record<string, string>>;
}

const focusSoon = (find: () => HTMLElement | null | undefined): void => { setTimeout(() => find()?.focus(), 0); };

function useRowActs(field: RowsFieldProps['field'], change: ChangeRows, say: (words: string) => void, body: React.RefObject<HTMLTableSectionElement | null>, add: React.RefObject<HTMLDivElement | null>): RowActs {
  const { t } = useWords();
  const put = useCallback((key: number, column: string, text: string) => change((rows) => rows.map((row) => (row.key === key ? { ...row, cells: { ...row.cells, [column]: text } } : row))), [change]);
  const copy = useCallback((key: number) => change((rows) => rows.flatMap((row) => (row.key === key ? [row, { ...emptyRow(), cells: row.cells }] : [row]))), [change]);
  const remove = useCallback((key: number, at: number) => {
    change((rows) => (rows.length === 1 ? [emptyRow()] : rows.filter((row) => row.key !== key)));
    focusSoon(() => body.current?.rows.item(Math.max(0, at - 1))?.querySelector<HTMLElement>('input, select') ?? add.current?.querySelector('button'));
  }, [change, body, add]);
  const paste = useCallback((row: number, column: number, text: string) => {
    const cells = cellsOf(text);
    change((rows) => pasted(rows, field.columns, { row, column }, cells));
    say(t('recordForm.rows.pasted', { count: cells.length }));
  }, [change, field, say, t]);
  return { put, copy, remove, paste };
}

export function RowsField({ field, id, draft: { rows }, change, support, error, cellErrors }: RowsFieldProps) {
  const { t } = useWords();
  const said = useSaid();
  const own = useId();
  const [spoken, say] = useState('');
  const body = useRef<HTMLTableSectionElement>(null);
  const foot = useRef<HTMLDivElement>(null);
  const acts = useRowActs(field, change, say, body, foot);
  const addRow = (): void => {
    change((before) => [...before, emptyRow()]);
    focusSoon(() => body.current?.rows.item(body.current.rows.length - 1)?.querySelector<HTMLElement>('input, select'));
  };
  return (
    <fieldset id={id} tabIndex={-1} aria-describedby={`${own}-support${error === undefined ? '' : ` ${id}-error`}`} className="min-w-0">
      <legend className="text-std-16B-170 text-heading">{said(field.label)}<Mark required={!field.optional && field.min > 0} /></legend>
      <p id={`${own}-support`} className="max-w-[40em] text-quiet"><Foreign>{support === undefined ? t('recordForm.rows.more') : `${support} ${t('recordForm.rows.more')}`}</Foreign></p>
      <div className="mt-2 overflow-x-auto">
        <table className="block w-full border-collapse text-dns-16N-130 lg:table">
          <thead className="hidden lg:table-header-group">
            <tr>
              <th scope="col" className={`${HEAD} w-10 text-right`}><span className="sr-only">{t('recordForm.rows.number')}</span></th>
              {field.columns.map((column) => <th key={column.id} scope="col" className={`${HEAD} text-left`}>{said(column.label)}{column.optional && <span className="ml-1 text-dns-14N-130 text-quiet">{t('field.optional')}</span>}{column.kind === 'day' && <span className="block text-dns-14N-130 text-quiet">{t('recordForm.rows.dayLike')}</span>}{column.kind === 'instant' && <span className="block text-dns-14N-130 text-quiet">{t('recordForm.rows.momentLike')}</span>}</th>)}
              <th scope="col" className={HEAD}><span className="sr-only">{t('recordForm.rows.acts')}</span></th>
            </tr>
          </thead>
          <tbody ref={body} className="grid gap-3 lg:table-row-group">
            {rows.map((row, at) => <EditedRow key={row.key} row={row} at={at} columns={field.columns} id={`${id}.${at}`} errors={errorsOf(cellErrors, at)} acts={acts} />)}
          </tbody>
        </table>
      </div>
      <div ref={foot} className="mt-3 flex flex-wrap items-center gap-4"><Button onPress={addRow}>{t('recordForm.rows.add')}</Button><span className="text-quiet">{t('recordForm.rows.count', { count: filledRows(rows).length })}</span></div>
      {field.reads !== undefined && <ReadFile field={field} change={change} />}
      <p role="status" className="sr-only">{spoken}</p>
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </fieldset>
  );
}

/** The errors of one row as one text, so that the row is drawn anew only when its own change: `column message` by lines. */
function errorsOf(errors: Readonly<Record<string, string>>, at: number): string {
  return Object.entries(errors).filter(([path]) => path.startsWith(`${at}.`)).map(([path, message]) => `${path.slice(path.indexOf('.') + 1)}\t${message}`).join('\n');
}
