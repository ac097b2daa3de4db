// Rows of the ledger: number, time to the second, who, act, on what, result.
import type { LedgerRow } from '../../../server/http/wire/ledger.ts';
import { useActName, useReasonName } from '../app/act-names.ts';
import { useWords } from '../app/language.ts';
import { clock, clockWithSeconds, shortDay } from '../text/dates.ts';
import { Badge } from '../ui/badge.tsx';
import { Link } from '../ui/button.tsx';
import { Foreign } from '../ui/foreign.tsx';
import { Table } from '../ui/table.tsx';
import { reviewIn, strangersIn, wipedIn } from './facts.ts';

export function LedgerTable({ rows }: { readonly rows: readonly LedgerRow[] }) {
  const { t, language } = useWords();
  const nameOf = useActName();
  return (
    <Table caption={t('ledger.title')} rows={rows} keyOf={(row) => String(row.index)} columns={[
      { head: t('ledger.index'), names: true, right: true, cell: (row) => <Link to={`/audit/ledger/${row.index}`} label={t('detail.entry', { index: row.index })}>{row.index}</Link> },
      { head: t('ledger.at'), cell: (row) => <time dateTime={row.at} className="whitespace-nowrap">{shortDay(row.at, language)} {clockWithSeconds(row.at)}</time> },
      { head: t('ledger.actor'), cell: (row) => row.actor },
      { head: t('ledger.act'), cell: (row) => nameOf(row.act) },
      { head: t('ledger.object'), cell: (row) => <Subject row={row} /> },
      { head: t('ledger.result'), cell: (row) => <Result row={row} /> },
    ]} />
  );
}

/** What an entry is about, in names and counts. */
export function Subject({ row }: { readonly row: LedgerRow }) {
  const { t, language } = useWords();
  const strangers = strangersIn(row);
  const wiped = wipedIn(row);
  const review = reviewIn(row);
  return (
    <span className="grid justify-items-start">
      {row.transferId !== null && <Link to={`/audit/transfers/${row.transferId}`}>{row.transferNumber}</Link>}
      {strangers !== null && strangers.failed > 0 && <span>{t('ledger.failedSignIns', { count: strangers.failed, from: clock(strangers.at) })}</span>}
      {strangers !== null && strangers.refused > 0 && <span>{t('ledger.strangers', { count: strangers.refused, from: clock(strangers.at) })}</span>}
      {review !== null && <Link to={`/audit/reviews/${review.week}`}>{t(review.anomaly ? 'reviews.toldAnomaly' : 'reviews.told', { label: review.label, from: shortDay(`${review.week}T12:00:00+09:00`, language) })}</Link>}
      {wiped !== null && <span>{t('ledger.wiped', { count: wiped })}</span>}
      <span className="text-dns-14N-130 text-quiet"><Foreign>{[row.contractor, row.engagement].filter((name) => name !== null).join('　')}</Foreign></span>
    </span>
  );
}

export function Result({ row }: { readonly row: LedgerRow }) {
  const { t } = useWords();
  const reasonOf = useReasonName();
  if (row.result === 'done') return t('ledger.done');
  return <Badge tone="stop" icon="slash">{row.code === null ? t('ledger.refused') : t('ledger.refusedWith', { reason: reasonOf(row.code) })}</Badge>;
}
