// For how many years content is kept.
import { useState } from 'react';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { TextField } from '../ui/field.tsx';
import { Section } from '../ui/page.tsx';
import { Reasoned } from './reasoned.tsx';

const [least, most] = [1, 30];

export function YearsForm({ years, usual, onDone }: { readonly years: number; readonly usual: number; readonly onDone: () => void }) {
  const { t } = useWords();
  const [typed, setTyped] = useState(String(years));
  const isRight = /^\d{1,2}$/.test(typed) && Number(typed) >= least && Number(typed) <= most;
  return (
    <Section title={t('retention.years')}>
      <p className="max-w-[40em]">{t('retention.yearsNow', { years, usual })}</p>
      <Reasoned id="years" word={t('retention.setYears')} label={t('retention.yearsReason')} missing={isRight ? {} : { years: t('retention.yearsNeeded') }} send={(reason) => api.call('changeRetention', { body: { years: Number(typed), reason } })} onDone={onDone}>
        {(errors) => <TextField id="years" label={t('retention.years')} value={typed} onChange={setTyped} error={errors['years']} width="short" inputMode="numeric" autoComplete="off" unit={t('retention.yearUnit')} />}
      </Reasoned>
    </Section>
  );
}
