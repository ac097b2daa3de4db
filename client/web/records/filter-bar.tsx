// What narrows the list of records. All of it stands in the address (UI 3.3).
import { useState } from 'react';
import type { EngagementView } from '../../../server/http/wire/engagements.ts';
import type { RecordKindView } from '../../../server/http/wire/records.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import { setQuery, usePlace } from '../app/place.ts';
import { isoDay } from '../text/dates.ts';
import { Button } from '../ui/button.tsx';
import { FilterChip, ToggleChip } from '../ui/filter-chip.tsx';
import { NARROWING, searchOf, type Search } from './filters.ts';
import { fiscalYearOf, GROUPS } from './view.ts';
import { useSaid } from './words-of.ts';

const YEARS = 6;
const set = (key: string) => (codes: string[]): void => setQuery({ [key]: codes.join(',') });
const toggle = (key: string) => (on: boolean): void => setQuery({ [key]: on ? '1' : null });

export function RecordFilters({ engagements }: { readonly engagements: readonly Pick<EngagementView, 'id' | 'title'>[] }) {
  const { t } = useWords();
  const { query } = usePlace();
  const search = searchOf(query);
  const [thisYear] = useState(() => fiscalYearOf(isoDay(new Date().toISOString())));
  const years = Array.from({ length: YEARS }, (_, back) => thisYear - back);
  const narrowed = NARROWING.some((key) => query.has(key));
  return (
    <div role="search" aria-label={t('records.filter.label')} className="screen-only flex flex-wrap items-end gap-3">
      <ToggleChip on={search.mine === true} onChange={toggle('mine')}>{t('records.filter.mine')}</ToggleChip>
      <ToggleChip on={search.overdue === true} onChange={toggle('overdue')}>{t('state.overdue')}</ToggleChip>
      <ToggleChip on={search.open === true} onChange={toggle('open')}>{t('records.filter.open')}</ToggleChip>
      <FilterChip name={t('records.filter.group')} chosen={search.group === undefined ? [] : [search.group]} onChange={set('group')} options={GROUPS.map((group) => ({ code: group, word: t(`records.groups.${group}`) }))} />
      {search.engagement !== undefined && <KindChip engagement={search.engagement} search={search} />}
      <FilterChip name={t('contents.engagement')} chosen={search.engagement === undefined ? [] : [search.engagement]} onChange={(codes) => setQuery({ engagement: codes.join(','), kind: null })} options={engagements.map((one) => ({ code: one.id, word: one.title }))} />
      <FilterChip name={t('records.filter.year')} chosen={search.fiscalYear === undefined ? [] : [String(search.fiscalYear)]} onChange={set('fy')} options={years.map((year) => ({ code: String(year), word: t('records.filter.yearOf', { year, era: year - 2018 }) }))} />
      {search.transfer !== undefined && <ToggleChip on onChange={() => setQuery({ transfer: null })}>{t('records.filter.oneTransfer')}</ToggleChip>}
      {search.contractor !== undefined && <ToggleChip on onChange={() => setQuery({ contractor: null })}>{t('records.filter.oneContractor')}</ToggleChip>}
      {search.kind !== undefined && search.engagement === undefined && <ToggleChip on onChange={() => setQuery({ kind: null })}>{t('records.filter.oneKind')}</ToggleChip>}
      {narrowed && <Button kind="plain" onPress={() => setQuery(Object.fromEntries(NARROWING.map((key) => [key, null])))}>{t('list.clear')}</Button>}
    </div>
  );
}

/** The kinds of one engagement: only there the gateway tells which there are. */
function KindChip({ engagement, search }: { readonly engagement: string; readonly search: Search }) {
  const { t } = useWords();
  const said = useSaid();
  const kinds = useLoad(`kinds ${engagement}`, () => api.call('recordKinds', { id: engagement }));
  const fits = (kind: RecordKindView): boolean => (kind.count > 0 || kind.id === search.kind) && (search.group === undefined || kind.group === search.group);
  return <FilterChip name={t('records.filter.kind')} chosen={search.kind === undefined ? [] : [search.kind]} onChange={set('kind')} options={(kinds.value ?? []).filter(fits).map((kind) => ({ code: kind.id, word: said(kind.title), count: kind.count }))} />;
}
