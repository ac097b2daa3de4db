// All transfers of the own party: searched, filtered and sorted by the gateway, of any number. Filters and order live in the address, so Back works;
// the search text and the row at the top live in the history, where no log sees them (UI 3.3).
import { useCallback, useState } from 'react';
import type { TransferCounts, TransferSummary } from '../../../server/http/wire/transfers.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import { keepHere, keptHere, setQuery, usePlace } from '../app/place.ts';
import { useHere } from '../app/session.ts';
import { count } from '../text/amounts.ts';
import { ProblemBanner } from '../ui/banner.tsx';
import { Button, Link } from '../ui/button.tsx';
import { LongTable, type Order } from '../ui/long-table.tsx';
import { Page, Waiting } from '../ui/page.tsx';
import { FilterBar, OrderChoice } from './list/filter-bar.tsx';
import { searchOf } from './list/filters.ts';
import { useFound, type Found } from './list/paging.ts';
import { useManualScroll } from './list/scroll.ts';
import { useTransferColumns } from './transfer-table.tsx';

const KEPT_ROW = 'row';

export default function TransferList() {
  const { visit } = usePlace();
  useManualScroll();
  // Back within the list brings another entry of the history, with its own text and its own row.
  return <List key={visit} />;
}

function List() {
  const { t } = useWords();
  const { session } = useHere();
  const { query } = usePlace();
  const [text, setText] = useState(() => keptHere('search') ?? '');
  const [startAt] = useState(() => Number(keptHere(KEPT_ROW) ?? 0));
  const search = { ...searchOf(query), ...(text === '' ? {} : { q: text }) };
  const found = useFound(search, startAt);
  const counts = useLoad('counts', () => api.call('transferCounts', {}));
  const engagements = useLoad('engagements', () => api.call('engagements', {}));
  const look = (next: string): void => {
    setText(next);
    keepHere('search', next);
  };
  return (
    <Page title={t('list.title')} after={<Figures total={found.total} counts={counts.value} />} aside={<Link to={session.contractor === null ? '/transfers/new' : '/send'} kind="outline">{t('transfer.new')}</Link>}>
      <FilterBar text={text} onText={look} engagements={engagements.value ?? []} counts={counts.value} />
      <Rows found={found} order={{ by: search.sort ?? 'created', descending: search.order !== 'asc' }} />
    </Page>
  );
}

/** 「1,284件のうち37件」 */
function Figures({ total, counts }: { readonly total: number | null; readonly counts: TransferCounts | null }) {
  const { t } = useWords();
  if (total === null || counts === null) return null;
  return <span role="status" className="text-std-20B-150">{total === counts.all ? t('list.all', { total: count(total) }) : t('list.some', { total: count(counts.all), some: count(total) })}</span>;
}

function Rows({ found: { total, problem, paging, startAt }, order }: { readonly found: Found<TransferSummary>; readonly order: Order }) {
  const { t } = useWords();
  const { query } = usePlace();
  const columns = useTransferColumns();
  const moved = useCallback((top: number) => keepHere(KEPT_ROW, String(top)), []);
  const orderBy = (by: string, descending: boolean): void => setQuery({ sort: by === 'created' ? null : by, order: descending ? null : 'asc' });
  const sort = (by: string): void => orderBy(by, order.by === by ? !order.descending : by === 'quantity' || by === 'created');
  const nothing = query.size === 0 && (keptHere('search') ?? '') === '' ? t('list.none') : t('list.noMatch');
  return (
    <>
      {problem !== null && <div className="grid gap-4"><ProblemBanner problem={problem} /><div><Button onPress={paging.retry}>{t('act.reload')}</Button></div></div>}
      {total === null && problem === null && <Waiting />}
      {total === 0 && <p>{nothing}</p>}
      {total !== null && total > 0 && (
        <>
          <OrderChoice by={order.by} descending={order.descending} onOrder={orderBy} />
          <LongTable caption={t('list.title')} columns={columns} total={total} rowAt={paging.rowAt} onSeen={paging.see} startAt={startAt} onMoved={moved} order={order} onSort={sort} />
        </>
      )}
    </>
  );
}
