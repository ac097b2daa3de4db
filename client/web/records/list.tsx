// All records that the reader may know of, newest first, of any number. Filters live in the address, the row at the top in the history.
import { useCallback, useState } from 'react';
import type { RecordSummary } from '../../../server/http/wire/records.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import { keepHere, keptHere, usePlace } from '../app/place.ts';
import { useRows } from '../parties/list/paging.ts';
import { useManualScroll } from '../parties/list/scroll.ts';
import { count } from '../text/amounts.ts';
import { ProblemBanner } from '../ui/banner.tsx';
import { Button, Link } from '../ui/button.tsx';
import { LongTable } from '../ui/long-table.tsx';
import { Page, Waiting } from '../ui/page.tsx';
import type { Column } from '../ui/table.tsx';
import { Party } from '../ui/tile.tsx';
import { When } from '../ui/when.tsx';
import { DueDay, RecordBadges } from './badges.tsx';
import { RecordFilters } from './filter-bar.tsx';
import { searchOf } from './filters.ts';
import { RecordTabs } from './tabs.tsx';
import { useRoot, useSaid } from './words-of.ts';

const KEPT_ROW = 'row';

export default function RecordList() {
  const { visit } = usePlace();
  useManualScroll();
  // Back within the list brings another entry of the history, with its own row.
  return <List key={visit} />;
}

function List() {
  const { t } = useWords();
  const root = useRoot();
  const { query } = usePlace();
  const [startAt] = useState(() => Number(keptHere(KEPT_ROW) ?? 0));
  const search = searchOf(query);
  const found = useRows(JSON.stringify(search), startAt, async (offset, limit, signal) => {
    const { records, total } = await api.call('searchRecords', { body: { ...search, offset, limit }, signal });
    return { rows: records, total };
  });
  // An auditor has no engagements of its own; those of the rows can be chosen.
  const engagements = useLoad('engagements', async () => (root === '' ? api.call('engagements', {}) : []));
  const seen = [...new Map([...found.pages.values()].flat().map(({ engagement }) => [engagement.id, engagement])).values()];
  const { total, problem, paging } = found;
  const columns = useRecordColumns();
  const moved = useCallback((top: number) => keepHere(KEPT_ROW, String(top)), []);
  return (
    <Page title={t('records.title')} after={total !== null && <span role="status" className="text-std-20B-150">{t('todo.count', { count: count(total) })}</span>}>
      <RecordTabs />
      <RecordFilters engagements={root === '' ? (engagements.value ?? []) : seen} />
      {problem !== null && <div className="grid gap-4"><ProblemBanner problem={problem} /><div><Button onPress={paging.retry}>{t('act.reload')}</Button></div></div>}
      {total === null && problem === null && <Waiting />}
      {total === 0 && <p>{t(query.size === 0 ? 'records.none' : 'records.noMatch')}{query.size === 0 && root === '' && <> <Link to="/engagements">{t('records.fromEngagement')}</Link></>}</p>}
      {total !== null && total > 0 && <LongTable caption={t('records.title')} columns={columns} total={total} rowAt={paging.rowAt} onSeen={paging.see} startAt={found.startAt} onMoved={moved} order={{ by: 'opened', descending: true }} onSort={() => undefined} />}
    </Page>
  );
}

function useRecordColumns(): readonly Column<RecordSummary>[] {
  const { t } = useWords();
  const said = useSaid();
  const root = useRoot();
  return [
    { head: t('list.state'), width: 'w-[15%]', cell: (record) => <RecordBadges record={record} /> },
    { head: t('records.what'), width: 'w-[25%]', names: true, cell: (record) => <span className="grid"><Link to={`${root}/records/${record.id}`}>{said(record.title)}</Link><span className="text-dns-14N-130 text-quiet"><span className="whitespace-nowrap">{record.label}</span>{record.transfer !== null && <>　<span className="whitespace-nowrap">{t('detail.title', { number: record.transfer.number })}</span></>}</span></span> },
    { head: t('records.about'), width: 'w-[30%]', cell: (record) => <span className="grid gap-1">{record.contractor !== null && <Party party={record.contractor} />}<span className="text-dns-14N-130 text-quiet">{record.engagement.title}</span></span> },
    { head: t('todo.until'), width: 'w-[13%]', cell: (record) => (record.dueOn === null || record.state === 'closed' ? <span className="text-quiet">{t('todo.noDeadline')}</span> : <DueDay day={record.dueOn} />) },
    { head: t('records.last'), width: 'w-[17%]', cell: (record) => <span className="grid"><span>{said(record.last.title)}</span><span className="text-dns-14N-130 text-quiet">{record.last.by} <span className="whitespace-nowrap"><When at={record.changedAt} short /></span></span></span> },
  ];
}
