// 月次報告 of a month that the auditor chooses, as PDF and CSV.
import { useState } from 'react';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { isoDay, monthOf } from '../text/dates.ts';
import { OpenLink, SaveLink } from '../ui/button.tsx';
import { Select } from '../ui/field.tsx';
import { Section } from '../ui/page.tsx';

/** The months so far of the newest fiscal year, and all of the two before it; the newest first. */
function monthsUntil(today: string, newest: number): string[] {
  const months = Array.from({ length: 36 }, (_, at) => new Date(Date.UTC(newest - 2, 3 + at, 1)).toISOString().slice(0, 7));
  return months.filter((month) => month <= today.slice(0, 7)).toReversed();
}

export function Monthly({ newest }: { readonly newest: number }) {
  const { t, language } = useWords();
  const months = monthsUntil(isoDay(new Date().toISOString()), newest);
  // The report of a month is made when the month is over.
  const [month, setMonth] = useState(months[1] ?? months[0] ?? '');
  const [year = 0, number = 0] = month.split('-').map(Number);
  const address = (route: 'registerDocument' | 'registerTable'): string =>
    `${api.address(route)}?${new URLSearchParams({ name: 'monthly', fiscalYear: String(number < 4 ? year - 1 : year), month }).toString()}`;
  return (
    <Section title={t('registers.monthly')}>
      <p className="max-w-[40em]">{t('registers.monthlyMore')}</p>
      <div className="flex flex-wrap items-end gap-6">
        <Select label={t('registers.month')} value={month} onChange={setMonth} options={months.map((one) => ({ value: one, label: monthOf(`${one}-15T00:00:00.000Z`, language) }))} />
        <OpenLink href={address('registerDocument')} label={t('registers.monthlyPdf')}>{t('registers.pdf')}</OpenLink>
        <SaveLink href={address('registerTable')} name={`${t('registers.monthly')}_${month}.csv`} label={t('registers.monthlyCsv')}>{t('registers.csv')}</SaveLink>
      </div>
    </Section>
  );
}
