// What narrows the list: a search text, kept in the history and never in the address, and filters that stand in the address (UI 3.3).
import { useEffect, useRef, useState } from 'react';
import type { EngagementView } from '../../../../server/http/wire/engagements.ts';
import type { TransferCounts } from '../../../../server/http/wire/transfers.ts';
import { useWords } from '../../app/language.ts';
import { setQuery, usePlace } from '../../app/place.ts';
import { Button } from '../../ui/button.tsx';
import { BOX } from '../../ui/field.tsx';
import { FilterChip, ToggleChip } from '../../ui/filter-chip.tsx';
import { codesOf, NARROWING, SORTS, STATES, TURNS } from './filters.ts';

const PAUSE_MS = 250;
interface FilterBarProps { readonly text: string; readonly onText: (text: string) => void; readonly engagements: readonly EngagementView[]; readonly counts: TransferCounts | null }

export function FilterBar({ text, onText, engagements, counts }: FilterBarProps) {
  const { t } = useWords();
  const { query } = usePlace();
  const [round, setRound] = useState(0);
  const narrowed = text !== '' || NARROWING.some((key) => query.has(key));
  const stateWord = (state: (typeof STATES)[number]): string => (state === 'released' ? `${t('state.released-no-lock.word')}${t('filter.or')}${t('state.released.word')}` : t(`state.${state}.word`));
  const set = (key: string) => (codes: string[]): void => setQuery({ [key]: codes.join(',') });
  const clear = (): void => {
    onText('');
    setRound(round + 1);
    setQuery(Object.fromEntries(NARROWING.map((key) => [key, null])));
  };
  return (
    <div role="search" aria-label={t('filter.label')} className="flex flex-wrap items-end gap-3">
      <SearchField key={round} text={text} onText={onText} />
      <FilterChip name={t('list.state')} several chosen={codesOf(query, 'state')} onChange={set('state')} options={STATES.map((state) => ({ code: state, word: stateWord(state), count: counts?.states[state] ?? 0 })).filter(({ count, code }) => count > 0 || codesOf(query, 'state').includes(code))} />
      <FilterChip name={t('contents.engagement')} chosen={codesOf(query, 'engagement')} onChange={set('engagement')} options={engagements.map((one) => ({ code: one.id, word: one.title }))} />
      <ToggleChip on={query.get('overdue') === '1'} onChange={(on) => setQuery({ overdue: on ? '1' : null })}>{t('state.overdue')}</ToggleChip>
      <FilterChip name={t('filter.turn')} chosen={codesOf(query, 'turn')} onChange={set('turn')} options={TURNS.map((turn) => ({ code: turn, word: t(`filter.turns.${turn}`), count: counts?.[turn] }))} />
      <FilterChip name={t('filter.creator')} chosen={codesOf(query, 'creator')} onChange={set('creator')} options={(counts?.creators ?? []).map((person) => ({ code: person.id, word: person.name }))} />
      {narrowed && <Button kind="plain" onPress={clear}>{t('list.clear')}</Button>}
    </div>
  );
}

/** Searches when typing pauses, or at once with Enter. */
function SearchField({ text, onText }: { readonly text: string; readonly onText: (text: string) => void }) {
  const { t } = useWords();
  const [typed, setTyped] = useState(text);
  const taking = useRef(onText);
  useEffect(() => {
    taking.current = onText;
  });
  useEffect(() => {
    if (typed.trim() === text) return;
    const timer = setTimeout(() => taking.current(typed.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, text]);
  return (
    <form className="max-w-full" onSubmit={(event) => { event.preventDefault(); onText(typed.trim()); }}>
      <label className="grid gap-1"><span className="text-std-16B-170 text-heading">{t('filter.search')}</span>
        <span className="text-dns-14N-130 text-quiet">{t('filter.searchMore')}</span>
        <input type="search" value={typed} maxLength={100} autoComplete="off" enterKeyHint="search" onChange={(event) => setTyped(event.target.value)} className={`${BOX} w-full max-w-[20rem] min-w-0`} /></label>
    </form>
  );
}

/** Where the table's heads are not shown, on a phone, the order is chosen here. */
export function OrderChoice({ by, descending, onOrder }: { readonly by: string; readonly descending: boolean; readonly onOrder: (by: string, descending: boolean) => void }) {
  const { t } = useWords();
  return (
    <label className="grid max-w-full gap-1 md:hidden"><span className="text-std-16B-170 text-heading">{t('filter.order')}</span>
      <select value={`${by} ${descending ? 'desc' : 'asc'}`} className={`${BOX} max-w-full`} onChange={(event) => { const [sort = '', order] = event.target.value.split(' '); onOrder(sort, order === 'desc'); }}>
        {SORTS.flatMap((sort) => (['desc', 'asc'] as const).map((order) => <option key={`${sort} ${order}`} value={`${sort} ${order}`}>{t(`filter.orders.${sort}`)}{t(`filter.ways.${order}`)}</option>))}
      </select>
    </label>
  );
}
