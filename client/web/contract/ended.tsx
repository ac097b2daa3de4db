// After the end of an engagement: since when, what is still owed by whom, and the way to close it once nothing is.
import type { StandingView } from '../../../server/http/wire/standing.ts';
import { useWords } from '../app/language.ts';
import { useHere } from '../app/session.ts';
import { beginAddress, endOfDay } from '../records/view.ts';
import { Banner } from '../ui/banner.tsx';
import { Link } from '../ui/button.tsx';
import { Table } from '../ui/table.tsx';
import { Deadline } from '../ui/when.tsx';
import { useDay } from './day-words.ts';
import { isoDay } from '../text/dates.ts';

export function Ended({ engagementId, standing: { ended, closedAt, orders, mayClose } }: { readonly engagementId: string; readonly standing: StandingView }) {
  const { t, language } = useWords();
  const { session } = useHere();
  const day = useDay();
  if (ended === null) return null;
  if (closedAt !== null) return <Banner kind="rest" title={t('contract.closed', { day: day(isoDay(closedAt)) })} />;
  const act = (row: StandingView['orders'][number]) => (session.side === 'contractor' && row.recordKind !== null && session.contractor?.name === row.contractor ? <Link to={beginAddress({ kind: row.recordKind, engagement: engagementId })} kind="outline" label={t('contract.doNamed', { what: row.what[language] })}>{t('contract.do')}</Link> : '');
  return (
    <>
      <Banner kind={orders.length > 0 ? 'mind' : 'rest'} title={t(`contract.ended.${ended.why}`, { day: day(ended.at) })}>
        <p>{orders.length > 0 ? t('contract.endedMore') : t('contract.noOrders')}</p>
        {mayClose && <p className="mt-3"><Link to={beginAddress({ kind: 'closing', engagement: engagementId })} kind="filled">{t('contract.close')}</Link></p>}
      </Banner>
      {orders.length > 0 && (
        <Table caption={t('contract.orders')} rows={orders} keyOf={(row) => `${row.contractor} ${row.what.ja}`} columns={[
          { head: t('contract.what'), names: true, cell: (row) => row.what[language] }, { head: t('contract.owedBy'), cell: (row) => row.contractor },
          { head: t('contract.due'), cell: (row) => <Deadline at={endOfDay(row.dueOn)} short /> },
          ...(session.side === 'contractor' ? [{ head: t('todo.act'), act: true, cell: act }] : []),
        ]} />
      )}
    </>
  );
}
