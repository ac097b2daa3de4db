// The filters of the ledger: codes and days stand in the address, a person's name in the history only. Pressing さがす writes them all at once.
import { useState, type SubmitEvent } from 'react';
import type { z } from 'zod';
import type { auditChoices } from '../../../server/http/wire/audit.ts';
import { useActName } from '../app/act-names.ts';
import { useWords } from '../app/language.ts';
import { keepHere, keptHere, setQuery, usePlace } from '../app/place.ts';
import { Button } from '../ui/button.tsx';
import { DayField } from '../ui/day-field.tsx';
import { Select, TextField } from '../ui/field.tsx';

const KEYS = ['from', 'to', 'number', 'act', 'engagement', 'contractor', 'result'] as const;
type Key = (typeof KEYS)[number];
export const NO_CHOICES: z.infer<typeof auditChoices> = { acts: [], engagements: [], contractors: [] };

export function Filters({ choices }: { readonly choices: z.infer<typeof auditChoices> }) {
  const { t } = useWords();
  const nameOf = useActName();
  const { query } = usePlace();
  const [person, setPerson] = useState(keptHere('search') ?? '');
  const [typed, setTyped] = useState<Readonly<Partial<Record<Key, string>>>>(() => Object.fromEntries(KEYS.map((key) => [key, query.get(key) ?? ''])));
  const field = (key: Key) => ({ value: typed[key] ?? '', onChange: (value: string): void => setTyped({ ...typed, [key]: value }), required: false });
  const search = (codes: Readonly<Partial<Record<Key | 'transfer', string>>>, name: string): void => {
    setQuery(Object.fromEntries([...KEYS, 'transfer' as const].map((key) => [key, codes[key] ?? null])));
    keepHere('search', name.trim());
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    search({ ...typed, transfer: query.get('transfer') ?? '' }, person);
  };
  const acts = choices.acts.map((act) => ({ value: act, label: nameOf(act) })).toSorted((a, b) => a.label.localeCompare(b.label, 'ja'));
  return (
    <form className="screen-only grid gap-4 rounded-12 bg-panel p-4" onSubmit={submit} noValidate>
      <div className="flex flex-wrap items-start gap-4">
        <DayField label={t('ledger.from')} {...field('from')} /><DayField label={t('ledger.to')} {...field('to')} />
        <TextField label={t('ledger.actor')} value={person} onChange={setPerson} required={false} width="short" autoComplete="off" />
        <TextField label={t('list.number')} {...field('number')} width="short" autoComplete="off" inputMode="numeric" />
        <Select label={t('ledger.act')} {...field('act')} blank={t('list.every')} options={acts} />
        <Select label={t('ledger.result')} {...field('result')} blank={t('list.every')} options={[{ value: 'done', label: t('ledger.done') }, { value: 'refused', label: t('ledger.refused') }]} />
        <Select label={t('ledger.engagement')} {...field('engagement')} blank={t('list.every')} options={choices.engagements.map(({ id, title }) => ({ value: id, label: title }))} />
        <Select label={t('ledger.contractor')} {...field('contractor')} blank={t('list.every')} options={choices.contractors.map(({ id, name }) => ({ value: id, label: name }))} />
      </div>
      <div className="flex flex-wrap items-center gap-4">
        <Button kind="filled" type="submit">{t('ledger.search')}</Button>
        {(query.size > 0 || (keptHere('search') ?? '') !== '') && <Button kind="plain" onPress={() => search({}, '')}>{t('list.clear')}</Button>}
      </div>
    </form>
  );
}
