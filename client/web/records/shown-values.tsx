// The values of a stage as they are read and printed: terms and values, rows as a table, attachments with their hashes.
import type { ReactNode } from 'react';
import type { AttachmentView, FieldView, PlainFieldView, ValuesView, ValueView } from '../../../server/http/wire/records.ts';
import { api } from '../app/api.ts';
import { listed, useWords } from '../app/language.ts';
import { count, size } from '../text/amounts.ts';
import { longDay } from '../text/dates.ts';
import { Foreign } from '../ui/foreign.tsx';
import { Facts } from '../ui/page.tsx';
import { Table, type Column } from '../ui/table.tsx';
import { When } from '../ui/when.tsx';
import { useSaid } from './words-of.ts';

interface ShownValuesProps { readonly fields: readonly FieldView[]; readonly values: ValuesView; readonly attachments: readonly AttachmentView[] }

/** Fields that were not asked, or were left empty, do not stand. */
export function ShownValues({ fields, values, attachments }: ShownValuesProps) {
  const said = useSaid();
  const present = fields.filter((field) => { const value = values[field.id]; return value !== undefined && value !== null; });
  const tables = present.filter((field) => field.kind === 'rows');
  const facts = present.filter((field) => field.kind !== 'rows').map((field) => [said(field.label), <Shown key={field.id} field={field} value={values[field.id] ?? null} attachments={attachments} />] as const);
  return (
    <>
      {facts.length > 0 && <Facts rows={facts} />}
      {tables.map((field) => <Rows key={field.id} field={field} value={values[field.id] ?? null} />)}
    </>
  );
}

function Shown({ field, value, attachments }: { readonly field: FieldView; readonly value: ValueView; readonly attachments: readonly AttachmentView[] }): ReactNode {
  const said = useSaid();
  const plain = usePlain();
  const list = Array.isArray(value) ? value : [];
  switch (field.kind) {
    case 'choices': return listed(field.options.filter(({ id }) => list.some((one) => one === id)).map(({ label }) => said(label)));
    case 'people': return <Foreign>{listed(list.flatMap((one) => (typeof one === 'object' && typeof one['name'] === 'string' ? [one['name']] : [])))}</Foreign>;
    case 'attachments': return <Attached attachments={attachments.filter(({ id }) => list.some((one) => one === id))} />;
    case 'rows': return null;
    default: return plain(field, Array.isArray(value) ? null : value);
  }
}

type Plain = string | number | boolean | null;

/** A plain value in words. */
function usePlain(): (field: PlainFieldView, value: Plain) => ReactNode {
  const { t, language } = useWords();
  const said = useSaid();
  return (field, value) => {
    if (value === null) return '';
    if (typeof value === 'boolean') return t(value ? 'recordForm.yes' : 'recordForm.no');
    if (typeof value === 'number') return <span className="whitespace-nowrap">{count(value)}{field.kind === 'count' && field.unit !== null && <> <Foreign>{said(field.unit)}</Foreign></>}</span>;
    if (field.kind === 'day') return <time dateTime={value}>{longDay(`${value}T12:00:00+09:00`, language)}</time>;
    if (field.kind === 'instant') return <When at={value} />;
    if (field.kind === 'choice') return said(field.options.find(({ id }) => id === value)?.label ?? { ja: value, en: value });
    return <span className="whitespace-pre-line"><Foreign>{value}</Foreign></span>;
  };
}

function Attached({ attachments }: { readonly attachments: readonly AttachmentView[] }) {
  const { t } = useWords();
  return (
    <ul className="grid gap-2">
      {attachments.map((file) => (
        <li key={file.id}>
          <a href={api.address('attachment', { id: file.id })} download={file.name} lang="ja" className="in-text text-act underline underline-offset-3 hover:decoration-2">{file.name}</a> <span className="whitespace-nowrap text-quiet">{t('unit.bytes', { size: size(file.size), bytes: count(file.size) })}</span>
          <span className="block text-dns-14N-130 text-quiet">{t('detail.hash')} <span className="font-mono">{file.sha256}</span></span>
        </li>
      ))}
    </ul>
  );
}

type Row = Readonly<Record<string, Plain>>;
function rowsOf(value: ValueView): Row[] {
  return Array.isArray(value) ? value.flatMap((row) => (typeof row === 'object' ? [{ ...row }] : [])) : [];
}

function Rows({ field, value }: { readonly field: Extract<FieldView, { kind: 'rows' }>; readonly value: ValueView }) {
  const said = useSaid();
  const plain = usePlain();
  const rows = rowsOf(value).map((row, at): { row: Row; at: number } => ({ row, at }));
  return (
    <div className="grid gap-2">
      <h3 className="text-std-16B-170 text-heading"><Foreign>{said(field.label)}</Foreign></h3>
      <Table caption={said(field.label)} rows={rows} keyOf={({ at }) => String(at)} columns={field.columns.map((column, i): Column<{ row: Row; at: number }> => ({ head: said(column.label), names: i === 0, right: column.kind === 'count', cell: ({ row }) => plain(column, row[column.id] ?? null) }))} />
    </div>
  );
}
