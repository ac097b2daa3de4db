// The files of a draft: those the gateway already holds sealed, and those chosen here. Whole names, folder, size, rows, date changed, 外す.
import { judgeColumns } from '../../../../server/inspecting/columns.ts';
import type { FileView } from '../../../../server/http/wire/transfers.ts';
import type { UnfinishedView } from '../../../../server/http/wire/unfinished.ts';
import { listed, useWords } from '../../app/language.ts';
import { count, size } from '../../text/amounts.ts';
import { shortInstant } from '../../text/dates.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Foreign } from '../../ui/foreign.tsx';
import { Table } from '../../ui/table.tsx';
import { dropFile, type Chosen } from './chosen-files.ts';
import { isCsv, useCsvCount } from './csv-counts.ts';
import { arrivedOf } from './unfinished.ts';

interface Row { readonly key: string; readonly name: string; readonly bytes: number; readonly folder: string; readonly chosen: Chosen | null; readonly remove: () => void }
interface FileListProps { readonly depositId: string; readonly kept: readonly FileView[]; readonly chosen: readonly Chosen[]; readonly unfinished: readonly UnfinishedView[]; readonly onRemoveKept: ((uploadId: string) => void) | null; /** What the engagement declares; columns outside of it are named. */ readonly items: readonly string[] }

export function FileList({ depositId, kept, chosen, unfinished, onRemoveKept, items }: FileListProps) {
  const { t, language } = useWords();
  const rows: Row[] = [
    ...kept.map((file): Row => ({ key: file.id, name: file.name ?? '', bytes: file.size, folder: '', chosen: null, remove: () => onRemoveKept?.(file.uploadId) })),
    ...chosen.map((one): Row => ({ key: `${one.folder}/${one.file.name}`, name: one.file.name, bytes: one.file.size, folder: one.folder, chosen: one, remove: () => dropFile(depositId, one.file) })),
  ];
  if (rows.length === 0) return null;
  const total = rows.reduce((sum, row) => sum + row.bytes, 0);
  return (
    <div className="grid gap-2">
      <Table caption={t('files.caption')} rows={rows} keyOf={(row) => row.key} columns={[
        { head: t('files.name'), names: true, cell: (row) => <span className="block">{row.name}{row.folder !== '' && <span className="block text-dns-14N-130 text-quiet">{t('files.folder', { folder: row.folder })}</span>}<CsvCount file={row.chosen?.file ?? null} items={items} /></span> },
        { head: t('files.size'), right: true, cell: (row) => <span title={t('unit.bytes', { size: size(row.bytes), bytes: count(row.bytes) })} className="whitespace-nowrap">{size(row.bytes)}</span> },
        { head: t('files.changed'), cell: (row) => (row.chosen === null ? '' : <span className="whitespace-nowrap">{shortInstant(new Date(row.chosen.file.lastModified).toISOString(), language)}</span>) },
        { head: t('files.state'), cell: (row) => (row.chosen === null ? <Badge tone="good" icon="tick">{t('files.sealed')}</Badge> : <NotSent chosen={row.chosen} unfinished={unfinished} />) },
        ...(onRemoveKept === null ? [] : [{ head: t('files.removeHead'), cell: (row: Row) => <Button kind="plain" aria-label={t('files.removeNamed', { file: row.name })} onPress={row.remove}>{t('files.remove')}</Button> }]),
      ]} />
      <p className="text-right text-quiet">{t('unit.files', { count: rows.length })}　{size(total)}</p>
    </div>
  );
}

/** Not sent yet, or in part; another file than the one that was begun under its name is said to be one. */
function NotSent({ chosen, unfinished }: { readonly chosen: Chosen; readonly unfinished: readonly UnfinishedView[] }) {
  const { t } = useWords();
  const arrived = arrivedOf(unfinished, chosen);
  if (arrived === null) return <span className="whitespace-nowrap">{t('files.notSent')}</span>;
  return arrived === 'another' ? <span className="font-bold text-mind">{t('goOn.another')}</span> : <span>{t('goOn.goesOn', { size: size(arrived) })}</span>;
}

/** Rows and columns, counted on this computer; the names of the columns only where the first row holds headings. */
function CsvCount({ file, items }: { readonly file: File | null; readonly items: readonly string[] }) {
  const { t } = useWords();
  const counted = useCsvCount(file);
  if (file === null || !isCsv(file) || counted === null) return null;
  if (counted === undefined) return <span className="block text-dns-14N-130 text-quiet">{t('files.counting')}</span>;
  const [rows, columns] = [count(counted.rows), count(counted.columns)];
  const { undeclared, forbidden } = judgeColumns(counted.headings, items);
  const others = undeclared.filter((column) => !forbidden.includes(column));
  return (
    <span className="block text-dns-14N-130 text-quiet">
      {counted.headings.length === 0 ? t('files.counted', { rows, columns }) : t('files.countedBelow', { rows: count(counted.rows - 1), columns })}
      {counted.headings.length > 0 && <span className="block"><Foreign>{t('files.headings', { headings: listed(counted.headings) })}</Foreign></span>}
      {forbidden.length > 0 && <span className="block font-bold text-fault"><Foreign>{t('doubt.forbidden', { columns: listed(forbidden) })}</Foreign></span>}
      {others.length > 0 && <span className="block font-bold text-mind"><Foreign>{t('doubt.undeclared', { columns: listed(others) })}</Foreign></span>}
    </span>
  );
}
