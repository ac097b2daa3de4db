// What was found, saved under a number as CSV, JSON Lines or PDF by the gateway itself, and the register of all that was saved so.
import { useState } from 'react';
import type { z } from 'zod';
import type { auditChoices } from '../../../server/http/wire/audit.ts';
import type { ExtractView } from '../../../server/http/wire/log-search.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useAct, useLoad } from '../app/loading.ts';
import { count, size as sizeOf } from '../text/amounts.ts';
import { clock, shortDay } from '../text/dates.ts';
import { saveBytes } from '../text/save.ts';
import { Banner, ProblemBanner } from '../ui/banner.tsx';
import { Button, Link } from '../ui/button.tsx';
import { Choices, Tick } from '../ui/choice.tsx';
import { Loaded, Section } from '../ui/page.tsx';
import { Table } from '../ui/table.tsx';
import { useFilterWords } from './filter-words.ts';
import { searchByKept, type LedgerFilter } from './search-of.ts';

const FORMATS = ['csv', 'jsonl', 'pdf'] as const;
type Format = (typeof FORMATS)[number];
interface ExtractsProps { readonly filter: LedgerFilter; /** The ledger's size that the page shows; null until it is known. */ readonly size: number | null; readonly choices: z.infer<typeof auditChoices> }

export function Extracts({ filter, size, choices }: ExtractsProps) {
  const { t } = useWords();
  const act = useAct();
  const [format, setFormat] = useState<Format>('csv');
  const [mark, setMark] = useState(true);
  const [saved, setSaved] = useState<{ label: string; bytes: number } | null>(null);
  const [shown, setShown] = useState(false);
  const run = (): void => act.run(async () => {
    const response = await api.call('addExtract', { body: { filter, format, mark, ...(size === null ? {} : { size }) } });
    const label = response.headers.get('kagibako-extract') ?? '';
    const blob = await response.blob();
    saveBytes(blob, `kagibako-log-${label}.${format}`);
    setSaved({ label, bytes: blob.size });
  });
  return (
    <>
      <Section title={t('searching.extract')}>
        <p className="max-w-[40em] text-quiet">{t('searching.extractMore')}</p>
        <ProblemBanner problem={act.problem} />
        {saved !== null && <Banner kind="good" title={t('searching.saved', { label: saved.label, size: sizeOf(saved.bytes) })} focus />}
        <div className="screen-only grid gap-4">
          <Choices label={t('searching.format')} required={null} inline chosen={[format]} onChange={([one]) => setFormat(FORMATS.find((known) => known === one) ?? 'csv')} choices={FORMATS.map((value) => ({ value, label: t(`searching.formats.${value}`) }))} />
          {format === 'csv' && <Tick checked={mark} onChange={setMark}>{t('searching.mark')}</Tick>}
          <div className="flex flex-wrap gap-4"><Button busy={act.busy} onPress={run}>{t('searching.save')}</Button>{!shown && <Button kind="plain" onPress={() => setShown(true)}>{t('searching.registerShow')}</Button>}</div>
        </div>
      </Section>
      {shown && <Register key={saved?.label ?? ''} choices={choices} />}
    </>
  );
}

function Register({ choices }: Pick<ExtractsProps, 'choices'>) {
  const { t, language } = useWords();
  const wordsOf = useFilterWords(choices);
  const extracts = useLoad('extracts', () => api.call('extracts', {}));
  const again = ({ label, filter }: ExtractView) => (filter === null ? t('searching.wiped') : <Button kind="plain" aria-label={t('searching.againOf', { label })} onPress={() => { searchByKept(filter); scrollTo(0, 0); }}>{t('searching.again')}</Button>);
  return (
    <Section title={t('searching.register')}>
      <p className="max-w-[40em] text-quiet">{t('searching.registerMore')}</p>
      <Loaded of={extracts}>{(rows) => (rows.length === 0 ? <p>{t('searching.registerNone')}</p> : (
        <Table caption={t('searching.register')} rows={rows} keyOf={({ label }) => label} columns={[
          { head: t('searching.label'), names: true, cell: ({ label, format }) => <span className="whitespace-nowrap">{label} {format.toUpperCase()}</span> },
          { head: t('searching.at'), cell: ({ at }) => <time dateTime={at} className="whitespace-nowrap">{shortDay(at, language)} {clock(at)}</time> },
          { head: t('searching.by'), cell: ({ by }) => by },
          { head: t('searching.what'), cell: (one) => <span className="grid justify-items-start">{one.filter === null ? null : wordsOf(one.filter)}{again(one)}</span> },
          { head: t('searching.count'), right: true, cell: (one) => t('searching.countOf', { count: count(one.count) }) },
          { head: t('searching.sha256'), cell: ({ sha256 }) => <span className="font-mono text-dns-14N-130 break-all">{sha256}</span> },
          { head: t('searching.entry'), right: true, cell: ({ entry }) => <Link to={`/audit/ledger/${entry}`} label={t('detail.entry', { index: entry })}>{entry}</Link> },
        ]} />
      ))}</Loaded>
    </Section>
  );
}
