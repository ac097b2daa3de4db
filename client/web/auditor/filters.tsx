// The filters of the ledger as a form. Pressing さがす writes them all at once (search-of.ts).
import { useState, type SubmitEvent } from 'react';
import type { z } from 'zod';
import type { auditChoices } from '../../../server/http/wire/audit.ts';
import { useActName, useReasonName } from '../app/act-names.ts';
import { useWords } from '../app/language.ts';
import { keptHere, usePlace } from '../app/place.ts';
import { Button } from '../ui/button.tsx';
import { DayField } from '../ui/day-field.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { FilterChip } from '../ui/filter-chip.tsx';
import { KEYS, searchBy, type Key } from './search-of.ts';

export const NO_CHOICES: z.infer<typeof auditChoices> = { acts: [], codes: [], engagements: [], contractors: [] };

export function Filters({ choices }: { readonly choices: z.infer<typeof auditChoices> }) {
  const { t } = useWords();
  const [nameOf, reasonOf] = [useActName(), useReasonName()];
  const { query } = usePlace();
  const [person, setPerson] = useState(keptHere('search') ?? '');
  const [typed, setTyped] = useState<Readonly<Partial<Record<Key, string>>>>(() => Object.fromEntries(KEYS.map((key) => [key, query.get(key) ?? ''])));
  const set = (key: Key) => (value: string): void => setTyped({ ...typed, [key]: value });
  const field = (key: Key) => ({ value: typed[key] ?? '', onChange: set(key), required: false });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    searchBy(typed, person);
  };
  const byName = (codes: readonly string[], word: (code: string) => string) => codes.map((code) => ({ code, word: word(code) })).toSorted((a, b) => a.word.localeCompare(b.word, 'ja'));
  return (
    <form className="screen-only grid gap-4 rounded-12 bg-panel p-4" onSubmit={submit} noValidate>
      <div className="flex flex-wrap items-start gap-4">
        <DayField label={t('ledger.from')} {...field('from')} /><DayField label={t('ledger.to')} {...field('to')} />
        <TextField label={t('ledger.actor')} value={person} onChange={setPerson} required={false} width="short" autoComplete="off" />
        <TextField label={t('list.number')} {...field('number')} width="short" autoComplete="off" inputMode="numeric" />
        <Select label={t('ledger.result')} {...field('result')} blank={t('list.every')} options={[{ value: 'done', label: t('ledger.done') }, { value: 'refused', label: t('ledger.refused') }]} />
        <Select label={t('searching.code')} {...field('code')} blank={t('list.every')} options={byName(choices.codes, reasonOf).map(({ code, word }) => ({ value: code, label: word }))} />
        <Select label={t('ledger.engagement')} {...field('engagement')} blank={t('list.every')} options={choices.engagements.map(({ id, title }) => ({ value: id, label: title }))} />
        <Select label={t('ledger.contractor')} {...field('contractor')} blank={t('list.every')} options={choices.contractors.map(({ id, name }) => ({ value: id, label: name }))} />
      </div>
      <div className="flex flex-wrap items-center gap-4">
        <FilterChip name={t('searching.several')} several beforeButton chosen={(typed.act ?? '').split(',').filter((act) => act !== '')} onChange={(acts) => set('act')(acts.join(','))} options={byName(choices.acts, nameOf)} />
        <Button kind="filled" type="submit">{t('ledger.search')}</Button>
        {(query.size > 0 || (keptHere('search') ?? '') !== '') && <Button kind="plain" onPress={() => searchBy({}, '')}>{t('list.clear')}</Button>}
      </div>
    </form>
  );
}
