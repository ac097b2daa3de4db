// 立会人: up to which entry each vouches, who is silent or refuses, and the way for a cosignature that was made offline.
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useAct } from '../app/loading.ts';
import { Badge } from '../ui/badge.tsx';
import { Banner, ProblemBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Foreign } from '../ui/foreign.tsx';
import { Table } from '../ui/table.tsx';
import { When } from '../ui/when.tsx';

type Trouble = 'silent' | 'unknown' | 'refused' | 'ahead' | 'forgot' | 'wrong';
interface Seen { readonly name: string; readonly size: number; readonly answeredAt: string | null; readonly trouble: Trouble | null; readonly troubleSince: string | null }

export function Witnesses({ witnesses, onChange }: { readonly witnesses: readonly Seen[]; readonly onChange: () => void }) {
  const { t } = useWords();
  const act = useAct();
  const [taken, setTaken] = useState<number | null>(null);
  if (witnesses.length === 0) return <p className="text-quiet">{t('witness.none')}</p>;
  const bring = (file: File | undefined): void => {
    setTaken(null);
    if (file !== undefined) act.run(async () => {
      setTaken((await api.call('addCosignatures', { body: { checkpoint: await file.text() } })).size);
      onChange();
    });
  };
  return (
    <div className="grid gap-4">
      <Table caption={t('witness.title')} rows={witnesses} keyOf={(one) => one.name} columns={[
        { head: t('witness.name'), names: true, cell: (one) => <Foreign>{one.name}</Foreign> },
        { head: t('witness.vouches'), right: true, cell: (one) => (one.size === 0 ? t('witness.notYet') : t('witness.upTo', { count: one.size })) },
        { head: t('witness.answered'), cell: (one) => (one.answeredAt === null ? '—' : <When at={one.answeredAt} short />) },
        { head: t('witness.state'), cell: (one) => <State seen={one} /> },
      ]} />
      <ProblemBanner problem={act.problem} />
      {taken !== null && <Banner kind="good" title={t('witness.taken', { count: taken })} focus />}
      <div><FileTrigger onSelect={(list) => bring(list?.[0])}><Button busy={act.busy}>{t('witness.bring')}</Button></FileTrigger></div>
      <p className="max-w-[40em] text-quiet">{t('witness.bringMore')}</p>
    </div>
  );
}

function State({ seen: { size, trouble, troubleSince } }: { readonly seen: Seen }) {
  const { t } = useWords();
  if (trouble === null && size === 0) return <Badge tone="rest" icon="hourglass">{t('witness.waits')}</Badge>;
  if (trouble === null) return <Badge tone="good" icon="tick">{t('witness.good')}</Badge>;
  const isQuiet = trouble === 'silent' || trouble === 'unknown';
  return <span className="grid gap-1"><Badge tone={isQuiet ? 'mind' : 'stop'} icon={isQuiet ? 'warning' : 'cross'}>{t(`witness.${trouble}`)}</Badge>{troubleSince !== null && <span>{t('witness.from')} <When at={troubleSince} short /></span>}</span>;
}
