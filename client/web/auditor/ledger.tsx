// 台帳をさがす: filters live in the address, newest first; this reading is itself entered in the ledger (UI 3.16).
import { useState } from 'react';
import { ledgerSearch, type LedgerRow } from '../../../server/http/wire/ledger.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useAct, useLoad } from '../app/loading.ts';
import { keptHere, usePlace } from '../app/place.ts';
import { count } from '../text/amounts.ts';
import { instantInJapan, isoDay } from '../text/dates.ts';
import { saveBytes } from '../text/save.ts';
import { Banner, ProblemBanner } from '../ui/banner.tsx';
import { Button, Link } from '../ui/button.tsx';
import { Loaded, Page } from '../ui/page.tsx';
import { Filters, NO_CHOICES } from './filters.tsx';
import { useLedgerCsv } from './ledger-csv.ts';
import { LedgerTable } from './ledger-table.tsx';

const DAY = 86_400_000;

/** The filters in the address and the name in the history as the API's search; what does not parse is left out, filter by filter. */
function searchOf(query: URLSearchParams, person: string | null) {
  const to = instantInJapan(query.get('to') ?? '', '00:00');
  const wanted: Record<string, string | null> = {
    from: instantInJapan(query.get('from') ?? '', '00:00'), to: to === null ? null : new Date(Date.parse(to) + DAY - 1).toISOString(), person,
    ...Object.fromEntries(['act', 'number', 'transfer', 'engagement', 'contractor', 'result'].map((key) => [key, query.get(key)])),
  };
  const sound = Object.entries(wanted).filter(([key, value]) => value !== null && value !== '' && ledgerSearch.safeParse({ [key]: value }).success);
  return ledgerSearch.parse(Object.fromEntries(sound));
}

export default function Ledger() {
  const { t } = useWords();
  const { query } = usePlace();
  const name = keptHere('search') ?? '';
  const asked = searchOf(query, name);
  const key = JSON.stringify(asked);
  const page = useLoad(key, () => api.call('searchLedger', { body: asked }));
  const choices = useLoad('choices', () => api.call('auditChoices', {}));
  const narrowed = query.size > 0 || name !== '';
  return (
    <Page title={t('ledger.title')}>
      <p className="text-quiet">{t('ledger.read')}</p>
      <Filters key={`${query.toString()} ${name}`} choices={choices.value ?? NO_CHOICES} />
      <ProblemBanner problem={choices.problem} />
      {asked.transfer !== undefined && <Banner kind="rest" title={t('ledger.oneTransfer')}><p><Link to={`/audit/transfers/${asked.transfer}`}>{t('ledger.story')}</Link></p></Banner>}
      <Loaded of={page}>{(value) => (value.entries.length === 0 ? <p role="status">{narrowed ? t('ledger.noMatch') : t('ledger.none')}</p> : <Rows key={key} first={value.entries} next={value.next} total={value.total} asked={asked} />)}</Loaded>
    </Page>
  );
}

function Rows({ first, next, total, asked }: { readonly first: readonly LedgerRow[]; readonly next: number | null; readonly total: number; readonly asked: ReturnType<typeof searchOf> }) {
  const { t } = useWords();
  const act = useAct();
  const csv = useLedgerCsv();
  const [more, setMore] = useState<{ rows: readonly LedgerRow[]; next: number | null }>({ rows: [], next });
  const load = (): void => act.run(async () => {
    if (more.next === null) return;
    const page = await api.call('searchLedger', { body: { ...asked, before: more.next } });
    setMore((before) => ({ rows: [...before.rows, ...page.entries], next: page.next }));
  });
  const rows = [...first, ...more.rows];
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-4">
        <p role="status">{t('ledger.shown', { total: count(total), shown: count(rows.length) })}</p>
        <div className="screen-only flex flex-wrap items-center gap-4"><span className="text-quiet">{t('ledger.csvMore', { count: rows.length })}</span><Button onPress={() => saveBytes(csv(rows), `kagibako-ledger-${isoDay(new Date().toISOString())}.csv`)}>{t('ledger.csv')}</Button></div>
      </div>
      <LedgerTable rows={rows} />
      <ProblemBanner problem={act.problem} />
      {more.next !== null && <div><Button busy={act.busy} onPress={load}>{t('act.more')}</Button></div>}
    </>
  );
}
