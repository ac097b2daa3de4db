// Registers of a fiscal year as PDF and CSV, and the check of a paper by its code. What a reader may have, the API says.
import { useState } from 'react';
import type { RegisterChoices, RegisterName } from '../../../server/http/wire/papers.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import { RecordTabs } from '../records/tabs.tsx';
import { eraFiscalYear } from '../text/dates.ts';
import { OpenLink, SaveLink } from '../ui/button.tsx';
import { Select } from '../ui/field.tsx';
import { Loaded, Page, Section } from '../ui/page.tsx';
import { Table } from '../ui/table.tsx';
import { Monthly } from './monthly.tsx';
import { CheckPaper } from './check-paper.tsx';

export default function Registers() {
  const { t } = useWords();
  const choices = useLoad('registers', () => api.call('registers', {}));
  return (
    <Page title={t('registers.title')}>
      <RecordTabs />
      <p className="max-w-[40em]">{t('registers.more')}</p>
      <Loaded of={choices}>{(given) => <Choosing choices={given} />}</Loaded>
      <Section title={t('registers.check')}><CheckPaper /></Section>
    </Page>
  );
}

function Choosing({ choices }: { readonly choices: RegisterChoices }) {
  const { t, language } = useWords();
  const [engagement, setEngagement] = useState('');
  const [year, setYear] = useState(String(choices.fiscalYears[0] ?? ''));
  const address = (route: 'registerDocument' | 'registerTable', name: RegisterName): string =>
    `${api.address(route)}?${new URLSearchParams({ name, fiscalYear: year, ...(engagement === '' ? {} : { engagement }) }).toString()}`;
  return (
    <>
      <div className="flex flex-wrap gap-6">
        <Select label={t('registers.engagement')} required={false} value={engagement} onChange={setEngagement} blank={t('registers.every')} options={choices.engagements.map((one) => ({ value: one.id, label: one.title }))} />
        <Select label={t('registers.year')} value={year} onChange={setYear} options={choices.fiscalYears.map((one) => ({ value: String(one), label: language === 'ja' ? eraFiscalYear(one) : `FY${one}` }))} />
      </div>
      <Table caption={t('registers.list')} rows={choices.registers.filter(({ name }) => name !== 'monthly')} keyOf={(one) => one.name} columns={[
        { head: t('registers.document'), right: true, cell: (one) => one.document ?? '—' },
        { head: t('registers.name'), names: true, cell: (one) => one.title },
        { head: t('registers.paper'), cell: (one) => <OpenLink href={address('registerDocument', one.name)} label={t('registers.pdfOf', { name: one.title })}>{t('registers.pdf')}</OpenLink> },
        { head: t('registers.table'), cell: (one) => <SaveLink href={address('registerTable', one.name)} name={`${one.title}.csv`} label={t('registers.csvOf', { name: one.title })}>{t('registers.csv')}</SaveLink> },
      ]} />
      {choices.registers.some(({ name }) => name === 'monthly') && <Monthly newest={choices.fiscalYears[0] ?? 0} />}
    </>
  );
}
