// One row of a table that is filled in. Each cell is named by its column and its row; a paste of several cells is taken as such.
import { memo, type ClipboardEvent } from 'react';
import type { PlainFieldView } from '../../../../server/http/wire/records.ts';
import { useWords } from '../../app/language.ts';
import { longDay } from '../../text/dates.ts';
import { readDay } from '../../text/read-day.ts';
import { Button } from '../../ui/button.tsx';
import { BOX, FieldError } from '../../ui/field.tsx';
import { useSaid } from '../words-of.ts';
import { isTable } from './cells.ts';
import { shownFields, type Drafts, type RowDraft } from './draft.ts';

export interface RowActs {
  readonly put: (key: number, column: string, text: string) => void; readonly copy: (key: number) => void; readonly remove: (key: number, at: number) => void;
  readonly paste: (row: number, column: number, text: string) => void;
}
interface RowProps { readonly row: RowDraft; readonly at: number; readonly columns: readonly PlainFieldView[]; readonly id: string; readonly errors: string; readonly acts: RowActs }

export const EditedRow = memo(function EditedRow({ row, at, columns, id, errors, acts }: RowProps) {
  const { t } = useWords();
  const drafts: Drafts = Object.fromEntries(columns.map((column) => [column.id, { of: 'plain', text: row.cells[column.id] ?? '' }]));
  const shown = shownFields(columns, drafts);
  const messages = new Map(errors.split('\n').map((line) => { const [column = '', message = ''] = line.split('\t'); return [column, message] as const; }));
  const paste = (column: number) => (event: ClipboardEvent): void => {
    const text = event.clipboardData.getData('text/plain');
    if (!isTable(text)) return;
    event.preventDefault();
    acts.paste(at, column, text);
  };
  return (
    <tr className="grid gap-3 rounded-12 border border-rule p-4 lg:table-row lg:border-0">
      <th scope="row" className="text-left text-std-16B-170 text-heading lg:table-cell lg:w-10 lg:px-3 lg:py-2 lg:text-right lg:align-top lg:leading-[3rem]"><span className="lg:hidden">{t('recordForm.rows.row', { row: at + 1 })}</span><span className="hidden lg:inline">{at + 1}</span></th>
      {columns.map((column, i) => (
        <td key={column.id} className="min-w-0 lg:table-cell lg:px-2 lg:py-2 lg:align-top" onPaste={paste(i)}>
          {shown.includes(column) && <CellBox column={column} id={`${id}.${column.id}`} row={at + 1} text={row.cells[column.id] ?? ''} error={messages.get(column.id)} onChange={(text) => acts.put(row.key, column.id, text)} />}
        </td>
      ))}
      <td className="flex gap-2 whitespace-nowrap lg:table-cell lg:py-2 lg:align-top">
        <Button kind="plain" aria-label={t('recordForm.rows.copyNamed', { row: at + 1 })} onPress={() => acts.copy(row.key)}>{t('recordForm.rows.copy')}</Button>{' '}
        <Button kind="plain" aria-label={t('recordForm.rows.removeNamed', { row: at + 1 })} onPress={() => acts.remove(row.key, at)}>{t('recordForm.remove')}</Button>
      </td>
    </tr>
  );
});

interface CellBoxProps { readonly column: PlainFieldView; readonly id: string; readonly row: number; readonly text: string; readonly error: string | undefined; readonly onChange: (text: string) => void }

function CellBox({ column, id, row, text, error, onChange }: CellBoxProps) {
  const { t, language } = useWords();
  const said = useSaid();
  const day = column.kind === 'day' && text !== '' ? readDay(text) : null;
  const described = [day === null ? '' : `${id}-day`, error === undefined ? '' : `${id}-error`].filter(Boolean).join(' ');
  const shared = { id, 'aria-label': t('recordForm.rows.cell', { column: said(column.label), row }), 'aria-required': !column.optional, 'aria-invalid': error === undefined ? undefined : true, 'aria-describedby': described === '' ? undefined : described } as const;
  const options = column.kind === 'choice' ? column.options.map((option) => ({ value: option.id, label: said(option.label) })) : column.kind === 'yes-no' ? [{ value: 'yes', label: t('recordForm.yes') }, { value: 'no', label: t('recordForm.no') }] : null;
  return (
    <>
      <span aria-hidden className="mb-1 block text-quiet lg:hidden">{said(column.label)}{column.optional && <> {t('field.optional')}</>}{column.kind === 'day' && <> {t('recordForm.rows.dayLike')}</>}{column.kind === 'instant' && <> {t('recordForm.rows.momentLike')}</>}</span>
      {options === null
        ? <span className="flex items-center gap-2"><input {...shared} value={column.kind === 'instant' ? text.replace('T', ' ') : text} autoComplete="off" inputMode={column.kind === 'count' ? 'numeric' : undefined} onChange={(event) => onChange(event.target.value)} className={`${BOX} w-full min-w-0 px-3 ${column.kind === 'count' ? 'text-right lg:min-w-24' : 'lg:min-w-32'}`} />{column.kind === 'count' && column.unit !== null && <span className="whitespace-nowrap">{said(column.unit)}</span>}</span>
        : <select {...shared} value={text} onChange={(event) => onChange(event.target.value)} className={`${BOX} w-full min-w-0 px-3 pr-8`}><option value="">{t('recordForm.pick')}</option>{options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}</select>}
      {day !== null && <span id={`${id}-day`} className="mt-1 block text-dns-14N-130 text-quiet">{longDay(`${day}T12:00:00+09:00`, language)}</span>}
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </>
  );
}
