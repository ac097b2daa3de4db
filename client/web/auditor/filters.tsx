// The filters of the ledger. A name that is searched for stays out of the address's path; pressing さがす writes them all at once.
import { useState, type SubmitEvent } from 'react';
import { useActName } from '../app/act-names.ts';
import { useWords } from '../app/language.ts';
import { setQuery, usePlace } from '../app/place.ts';
import { Button } from '../ui/button.tsx';
import { DayField } from '../ui/day-field.tsx';
import { Select, TextField } from '../ui/field.tsx';

type Key = 'from' | 'to' | 'actor' | 'transfer' | 'act' | 'result';
type Typed = Readonly<Record<Key, string>>;

export function Filters({ acts }: { readonly acts: readonly string[] }) {
  const { t } = useWords();
  const nameOf = useActName();
  const { query } = usePlace();
  const [typed, setTyped] = useState<Typed>(() => ({ from: query.get('from') ?? '', to: query.get('to') ?? '', actor: query.get('actor') ?? '', transfer: query.get('transfer') ?? '', act: query.get('act') ?? '', result: query.get('result') ?? '' }));
  const put = (key: Key) => (value: string): void => setTyped({ ...typed, [key]: value });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setQuery(typed);
  };
  const day = (key: 'from' | 'to') => <DayField label={t(`ledger.${key}`)} required={false} value={typed[key]} onChange={put(key)} />;
  return (
    <form className="flex flex-wrap items-end gap-4 rounded-12 bg-panel p-4" onSubmit={submit} noValidate>
      {day('from')}{day('to')}
      <TextField label={t('ledger.actor')} required={false} value={typed.actor} onChange={put('actor')} width="short" autoComplete="off" />
      <TextField label={t('list.number')} required={false} value={typed.transfer} onChange={put('transfer')} width="short" autoComplete="off" />
      <Select label={t('ledger.act')} required={false} value={typed.act} onChange={put('act')} blank={t('list.every')} options={[...new Set([...acts, ...(typed.act === '' ? [] : [typed.act])])].map((act) => ({ value: act, label: nameOf(act) }))} />
      <Select label={t('ledger.result')} required={false} value={typed.result} onChange={put('result')} blank={t('list.every')} options={[{ value: 'done', label: t('ledger.done') }, { value: 'refused', label: t('ledger.refused') }]} />
      <Button kind="filled" type="submit">{t('ledger.search')}</Button>
      {query.size > 0 && <Button kind="plain" onPress={() => setQuery({ from: null, to: null, actor: null, transfer: null, act: null, result: null })}>{t('list.clear')}</Button>}
    </form>
  );
}
