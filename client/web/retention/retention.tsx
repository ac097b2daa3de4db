// 保存と消去: what is erased next and what stops it, holds, what was erased, and the rules. For auditors and administrators.
import { useState } from 'react';
import type { RetentionView } from '../../../server/http/wire/retention.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import { useSaid } from '../records/words-of.ts';
import { Badge } from '../ui/badge.tsx';
import { Banner } from '../ui/banner.tsx';
import { Foreign } from '../ui/foreign.tsx';
import { Loaded, Page, Section } from '../ui/page.tsx';
import { Table } from '../ui/table.tsx';
import { Day, When } from '../ui/when.tsx';
import { HoldForm, Holds } from './holds.tsx';
import { YearsForm } from './years.tsx';

export default function Retention() {
  const { t } = useWords();
  const loaded = useLoad('retention', () => api.call('retention', {}));
  const [done, setDone] = useState<{ readonly what: 'held' | 'lifted' | 'changed'; readonly turn: number } | null>(null);
  const say = (what: 'held' | 'lifted' | 'changed') => (): void => {
    setDone((before) => ({ what, turn: (before?.turn ?? 0) + 1 }));
    loaded.reload();
  };
  return (
    <Page title={t('retention.title')}>
      {done !== null && <Banner key={done.turn} kind="good" title={t(`retention.${done.what}`)} focus />}
      <p className="max-w-[40em]">{t('retention.more')}</p>
      <Loaded of={loaded}>
        {(found) => (
          <div className="grid gap-8">
            <Next next={found.next} />
            <Holds holds={found.holds} onDone={say('lifted')} />
            <HoldForm engagements={found.engagements} onDone={say('held')} />
            <Erased erased={found.erased} />
            <Rules rules={found.rules} />
            <Kept kept={found.kept} />
            <YearsForm years={found.years} usual={found.usual} onDone={say('changed')} />
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function Next({ next }: Pick<RetentionView, 'next'>) {
  const { t } = useWords();
  return (
    <Section title={t('retention.next')}>
      {next.length === 0 ? <p>{t('retention.noNext')}</p> : (
        <Table caption={t('retention.next')} rows={next} keyOf={({ engagementId }) => engagementId} columns={[
          { head: t('retention.engagement'), names: true, cell: ({ title }) => <Foreign>{title}</Foreign> },
          { head: t('retention.closed'), cell: ({ closedAt }) => <When at={closedAt} short /> },
          { head: t('retention.due'), cell: ({ dueOn }) => <Day day={dueOn} /> },
          { head: t('retention.stops'), cell: ({ stops }) => (stops.length === 0 ? t('retention.noStops') : <span className="flex flex-wrap gap-1">{stops.map((stop) => <Badge key={stop} tone="mind" icon="warning">{t(`retention.stop.${stop}`)}</Badge>)}</span>) },
        ]} />
      )}
    </Section>
  );
}

function Erased({ erased }: Pick<RetentionView, 'erased'>) {
  const { t } = useWords();
  const said = useSaid();
  return (
    <Section title={t('retention.erased')}>
      {erased.length === 0 ? <p>{t('retention.noErased')}</p> : (
        <Table caption={t('retention.erased')} rows={erased} keyOf={({ label }) => label} columns={[
          { head: t('retention.number'), names: true, cell: ({ label }) => <span className="whitespace-nowrap">{label}</span> },
          { head: t('retention.engagement'), cell: ({ engagement }) => <Foreign>{engagement ?? t('retention.whole')}</Foreign> },
          { head: t('retention.what'), cell: ({ what }) => said(what) },
          { head: t('retention.items'), right: true, cell: ({ items }) => <span className="whitespace-nowrap">{t('retention.count', { count: items })}</span> },
          { head: t('retention.at'), cell: ({ at }) => <When at={at} short /> },
          { head: t('retention.entry'), right: true, cell: ({ entry }) => (entry === null ? t('retention.nothing') : t('retention.entryOf', { index: entry })) },
        ]} />
      )}
    </Section>
  );
}

function Rules({ rules }: Pick<RetentionView, 'rules'>) {
  const { t } = useWords();
  const said = useSaid();
  return (
    <Section title={t('retention.rules')}>
      <Table caption={t('retention.rules')} rows={rules} keyOf={({ rule }) => rule} columns={[
        { head: t('retention.what'), names: true, cell: ({ what }) => said(what) }, { head: t('retention.why'), cell: ({ why }) => said(why) }, { head: t('retention.source'), cell: ({ source }) => <span className="lg:whitespace-nowrap">{said(source)}</span> }, { head: t('retention.left'), cell: ({ left }) => said(left) },
      ]} />
    </Section>
  );
}

/** What no rule erases stands beside the rules: nobody has to guess what is left in the end. */
function Kept({ kept }: Pick<RetentionView, 'kept'>) {
  const { t } = useWords();
  const said = useSaid();
  return (
    <Section title={t('retention.kept')}>
      <Table caption={t('retention.kept')} rows={kept} keyOf={({ what }) => what.en} columns={[
        { head: t('retention.what'), names: true, cell: ({ what }) => said(what) }, { head: t('retention.keptWhy'), cell: ({ why }) => said(why) },
      ]} />
    </Section>
  );
}
