// Rows of the ledger: number, time to the second, who, act, on what, result.
import type { LedgerRow } from '../../../server/http/wire/ledger.ts';
import { useActName, useReasonName } from '../app/act-names.ts';
import { useWords } from '../app/language.ts';
import { clockWithSeconds, shortDay } from '../text/dates.ts';
import { Badge } from '../ui/badge.tsx';
import { Link } from '../ui/button.tsx';
import { Table } from '../ui/table.tsx';

export function LedgerTable({ rows }: { readonly rows: readonly LedgerRow[] }) {
  const { t, language } = useWords();
  const nameOf = useActName();
  const reasonOf = useReasonName();
  return (
    <Table caption={t('ledger.title')} rows={rows} keyOf={(row) => String(row.index)} columns={[
      { head: t('ledger.index'), names: true, right: true, cell: (row) => <Link to={`/audit/ledger/${row.index}`} label={t('detail.entry', { index: row.index })}>{row.index}</Link> },
      { head: t('ledger.at'), cell: (row) => <time dateTime={row.at} className="whitespace-nowrap">{shortDay(row.at, language)} {clockWithSeconds(row.at)}</time> },
      { head: t('ledger.actor'), cell: (row) => row.actor },
      { head: t('ledger.act'), cell: (row) => nameOf(row.act) },
      { head: t('ledger.object'), cell: (row) => <span className="grid"><span>{row.transferNumber}</span><span className="text-dns-14N-130 text-quiet">{[row.contractor, row.engagement].filter((name) => name !== null).join('　')}</span></span> },
      { head: t('ledger.result'), cell: (row) => (row.result === 'done' ? t('ledger.done') : <Badge tone="stop" icon="slash">{row.code === null ? t('ledger.refused') : t('ledger.refusedWith', { reason: reasonOf(row.code) })}</Badge>) },
    ]} />
  );
}
