// 台帳をさがす: filters live in the address, newest first; this reading is itself entered in the ledger (UI 3.16). Searches can be kept, and what was found saved under a number.
import { useState } from 'react';
import type { LedgerRow } from '../../../server/http/wire/ledger.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useAct, useLoad } from '../app/loading.ts';
import { keptHere, usePlace } from '../app/place.ts';
import { count } from '../text/amounts.ts';
import { Banner, ProblemBanner } from '../ui/banner.tsx';
import { Button, Link } from '../ui/button.tsx';
import { Loaded, Page } from '../ui/page.tsx';
import { Extracts } from './extracts.tsx';
import { Filters, NO_CHOICES } from './filters.tsx';
import { KeptSearches } from './kept-searches.tsx';
import { LedgerTable } from './ledger-table.tsx';
import { searchOf, type LedgerFilter } from './search-of.ts';

export default function Ledger() {
  const { t } = useWords();
  const { query } = usePlace();
  const name = keptHere('search') ?? '';
  const asked = searchOf(query, name);
  const key = JSON.stringify(asked);
  const page = useLoad(key, () => api.call('searchLedger', { body: asked }));
  const choices = useLoad('choices', () => api.call('auditChoices', {}));
  const narrowed = query.size > 0 || name !== '';
  const offered = choices.value ?? NO_CHOICES;
  return (
    <Page title={t('ledger.title')}>
      <p className="text-quiet">{t('ledger.read')}</p>
      <Filters key={`${query.toString()} ${name}`} choices={offered} />
      <ProblemBanner problem={choices.problem} />
      <KeptSearches filter={asked} narrowed={narrowed} choices={offered} />
      {asked.transfer !== undefined && <Banner kind="rest" title={t('ledger.oneTransfer')}><p><Link to={`/audit/transfers/${asked.transfer}`}>{t('ledger.story')}</Link></p></Banner>}
      <Loaded of={page}>{(value) => (value.entries.length === 0 ? <p role="status">{narrowed ? t('ledger.noMatch') : t('ledger.none')}</p> : <Rows key={key} first={value.entries} page={value} asked={asked} />)}</Loaded>
      <Extracts filter={asked} size={page.value?.size ?? null} choices={offered} />
    </Page>
  );
}

function Rows({ first, page, asked }: { readonly first: readonly LedgerRow[]; readonly page: { readonly next: number | null; readonly total: number; readonly capped: boolean }; readonly asked: LedgerFilter }) {
  const { t } = useWords();
  const act = useAct();
  const [more, setMore] = useState<{ rows: readonly LedgerRow[]; next: number | null }>({ rows: [], next: page.next });
  const load = (): void => act.run(async () => {
    if (more.next === null) return;
    const further = await api.call('searchLedger', { body: { ...asked, before: more.next } });
    setMore((before) => ({ rows: [...before.rows, ...further.entries], next: further.next }));
  });
  const rows = [...first, ...more.rows];
  return (
    <>
      <p role="status">{t(page.capped ? 'searching.capped' : 'ledger.shown', { total: count(page.total), shown: count(rows.length) })}</p>
      <LedgerTable rows={rows} />
      <ProblemBanner problem={act.problem} />
      {more.next !== null && <div><Button busy={act.busy} onPress={load}>{t('act.more')}</Button></div>}
    </>
  );
}
