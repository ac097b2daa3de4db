// The files of a draft: those the gateway already holds sealed, and those chosen here. Whole names, size, date changed, 外す.
import type { FileView } from '../../../../server/http/wire/transfers.ts';
import { useWords } from '../../app/language.ts';
import { count, size } from '../../text/amounts.ts';
import { shortInstant } from '../../text/dates.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Table } from '../../ui/table.tsx';
import { dropFile } from './chosen-files.ts';

interface Row { readonly key: string; readonly name: string; readonly bytes: number; readonly folder: string; readonly changed: number | null; readonly kept: boolean; readonly remove: () => void }
interface FileListProps { readonly depositId: string; readonly kept: readonly FileView[]; readonly chosen: readonly File[]; readonly onRemoveKept: ((uploadId: string) => void) | null }

export function FileList({ depositId, kept, chosen, onRemoveKept }: FileListProps) {
  const { t, language } = useWords();
  const rows: Row[] = [
    ...kept.map((file): Row => ({ key: file.id, name: file.name ?? '', bytes: file.size, folder: '', changed: null, kept: true, remove: () => onRemoveKept?.(file.uploadId) })),
    ...chosen.map((file): Row => ({ key: `${file.webkitRelativePath}${file.name}`, name: file.name, bytes: file.size, folder: file.webkitRelativePath.slice(0, -file.name.length), changed: file.lastModified, kept: false, remove: () => dropFile(depositId, file) })),
  ];
  if (rows.length === 0) return null;
  const total = rows.reduce((sum, row) => sum + row.bytes, 0);
  return (
    <div className="grid gap-2">
      <Table caption={t('files.caption')} rows={rows} keyOf={(row) => row.key} columns={[
        { head: t('files.name'), names: true, cell: (row) => <span>{row.name}{row.folder !== '' && <span className="block text-quiet">{row.folder}</span>}</span> },
        { head: t('files.size'), right: true, cell: (row) => <span title={t('unit.bytes', { size: size(row.bytes), bytes: count(row.bytes) })}>{size(row.bytes)}</span> },
        { head: t('files.changed'), cell: (row) => (row.changed === null ? '' : shortInstant(new Date(row.changed).toISOString(), language)) },
        { head: t('files.state'), cell: (row) => (row.kept ? <Badge tone="good" icon="tick">{t('files.sealed')}</Badge> : <span>{t('files.notSent')}</span>) },
        ...(onRemoveKept === null ? [] : [{ head: t('files.removeHead'), cell: (row: Row) => <Button kind="plain" aria-label={t('files.removeNamed', { file: row.name })} onPress={row.remove}>{t('files.remove')}</Button> }]),
      ]} />
      <p className="text-right text-quiet">{t('unit.files', { count: rows.length })}　{size(total)}</p>
    </div>
  );
}
