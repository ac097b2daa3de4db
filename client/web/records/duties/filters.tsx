// What narrows the calendar. All of it stands in the address; the kinds are those that stand in it now.
import type { DutyView } from '../../../../server/http/wire/records.ts';
import { useWords } from '../../app/language.ts';
import { setQuery, usePlace } from '../../app/place.ts';
import { Button } from '../../ui/button.tsx';
import { FilterChip, ToggleChip } from '../../ui/filter-chip.tsx';
import { useRoot, useSaid } from '../words-of.ts';

export const NARROWING = ['mine', 'overdue', 'engagement', 'owes', 'what'] as const;

const chosenIn = (query: URLSearchParams, key: string): string[] => (query.get(key) ?? '').split(',').filter((code) => code !== '');
/** The kind of a duty, told apart by its words; the choice is kept on the page and stands in no address. */
export const whatCode = (duty: DutyView): string => duty.what.ja;

/** What the address asks for, of duties that were loaded. */
export function narrowed(duties: readonly DutyView[], query: URLSearchParams, whats: readonly string[]): DutyView[] {
  const [engagement, owes] = [query.get('engagement'), query.get('owes')];
  return duties.filter((duty) => (query.get('mine') !== '1' || duty.mine) && (query.get('overdue') !== '1' || duty.overdue) && (engagement === null || duty.engagement.id === engagement)
    && (owes === null || duty.owedBy === owes) && (whats.length === 0 || whats.includes(whatCode(duty))));
}

interface FiltersProps { readonly duties: readonly DutyView[]; readonly whats: readonly string[]; readonly onWhats: (whats: string[]) => void }

export function DutyFilters({ duties, whats, onWhats }: FiltersProps) {
  const { t } = useWords();
  const said = useSaid();
  const root = useRoot();
  const { query } = usePlace();
  const tally = (test: (duty: DutyView) => boolean): number => duties.filter(test).length;
  const engagements = [...new Map(duties.map(({ engagement }) => [engagement.id, engagement.title]))];
  const kinds = [...new Map(duties.map((duty) => [whatCode(duty), duty.what]))];
  const toggle = (key: string) => (on: boolean): void => setQuery({ [key]: on ? '1' : null });
  const clear = (): void => {
    onWhats([]);
    setQuery(Object.fromEntries(NARROWING.map((key) => [key, null])));
  };
  return (
    <div role="search" aria-label={t('duties.filter')} className="screen-only flex flex-wrap items-end gap-3">
      {root === '' && <ToggleChip on={query.get('mine') === '1'} onChange={toggle('mine')}>{t('home.pick', { name: t('duties.mine'), count: tally(({ mine }) => mine) })}</ToggleChip>}
      {(query.get('overdue') === '1' || tally(({ overdue }) => overdue) > 0) && <ToggleChip on={query.get('overdue') === '1'} onChange={toggle('overdue')}>{t('home.pick', { name: t('state.overdue'), count: tally(({ overdue }) => overdue) })}</ToggleChip>}
      <FilterChip name={t('duties.what')} several chosen={whats} onChange={onWhats} options={kinds.map(([code, what]) => ({ code, word: said(what), count: tally((duty) => whatCode(duty) === code) }))} />
      <FilterChip name={t('duties.owedBy')} chosen={chosenIn(query, 'owes')} onChange={(codes) => setQuery({ owes: codes.join(',') })} options={(['ward', 'contractor'] as const).map((side) => ({ code: side, word: t(`duties.sides.${side}`), count: tally(({ owedBy }) => owedBy === side) }))} />
      {engagements.length > 1 && <FilterChip name={t('contents.engagement')} chosen={chosenIn(query, 'engagement')} onChange={(codes) => setQuery({ engagement: codes.join(',') })} options={engagements.map(([code, word]) => ({ code, word }))} />}
      {(whats.length > 0 || NARROWING.some((key) => query.has(key))) && <Button kind="plain" onPress={clear}>{t('list.clear')}</Button>}
    </div>
  );
}
