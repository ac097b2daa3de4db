// 台帳をさがす: filters live in the address, newest first; this reading is itself entered in the ledger (UI 3.16).
import { useState } from 'react';
import { ledgerSearch, type LedgerRow } from '../../../server/http/wire/ledger.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useAct, useLoad } from '../app/loading.ts';
import { usePlace } from '../app/place.ts';
import { count } from '../text/amounts.ts';
import { instantInJapan } from '../text/dates.ts';
import { ProblemBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Loaded, Page } from '../ui/page.tsx';
import { Filters } from './filters.tsx';
import { LedgerTable } from './ledger-table.tsx';

const DAY = 86_400_000;

/** The filters in the address as the API's query; what does not parse is left out. */
function queryOf(query: URLSearchParams): Record<string, string> {
  const to = instantInJapan(query.get('to') ?? '', '00:00');
  const wanted: Record<string, string | null> = {
    from: instantInJapan(query.get('from') ?? '', '00:00'), to: to === null ? null : new Date(Date.parse(to) + DAY - 1).toISOString(),
    act: query.get('act'), person: query.get('actor'), number: query.get('transfer'), result: query.get('result'),
  };
  return Object.fromEntries(Object.entries(wanted).filter((pair): pair is [string, string] => pair[1] !== null && pair[1] !== ''));
}

export default function Ledger() {
  const { t } = useWords();
  const { query } = usePlace();
  const parsed = ledgerSearch.safeParse(queryOf(query));
  const asked = parsed.success ? parsed.data : {};
  const key = JSON.stringify(asked);
  const page = useLoad(key, () => api.call('searchLedger', { body: asked }));
  const choices = useLoad('choices', () => api.call('auditChoices', {}));
  return (
    <Page title={t('ledger.title')}>
      <p className="text-quiet">{t('ledger.read')}</p>
      <Filters key={query.toString()} acts={choices.value?.acts ?? []} />
      <Loaded of={page}>{(value) => (value.entries.length === 0 ? <p>{query.size > 0 ? t('ledger.noMatch') : t('ledger.none')}</p> : <Rows key={key} first={value.entries} next={value.next} total={value.total} asked={asked} />)}</Loaded>
    </Page>
  );
}

function Rows({ first, next, total, asked }: { readonly first: readonly LedgerRow[]; readonly next: number | null; readonly total: number; readonly asked: object }) {
  const { t } = useWords();
  const act = useAct();
  const [more, setMore] = useState<{ rows: readonly LedgerRow[]; next: number | null }>({ rows: [], next });
  const load = (): void => act.run(async () => {
    const page = await api.call('searchLedger', { body: { ...asked, ...(more.next === null ? {} : { before: more.next }) } });
    setMore((before) => ({ rows: [...before.rows, ...page.entries], next: page.next }));
  });
  const rows = [...first, ...more.rows];
  return (
    <>
      <p>{t('ledger.shown', { total: count(total), shown: count(rows.length) })}</p>
      <LedgerTable rows={rows} />
      <ProblemBanner problem={act.problem} />
      {more.next !== null && <div><Button busy={act.busy} onPress={load}>{t('act.more')}</Button></div>}
    </>
  );
}
