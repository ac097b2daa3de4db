// 授受の経過: one transfer as a story, from both sides, in sentences (UI 3.17). Printable; its evidence can be saved.
import { useState } from 'react';
import type { Story } from '../../../../server/http/wire/audit.ts';
import { api } from '../../app/api.ts';
import { listed, useWords } from '../../app/language.ts';
import { useAct, useLoad } from '../../app/loading.ts';
import type { PageParams } from '../../app/routes.tsx';
import { count, size } from '../../text/amounts.ts';
import { saveBytes } from '../../text/save.ts';
import { StateBadges } from '../../ui/badge.tsx';
import { Banner, ProblemBanner } from '../../ui/banner.tsx';
import { Button, Link } from '../../ui/button.tsx';
import { Foreign } from '../../ui/foreign.tsx';
import { Acts, Facts, Loaded, Page, Section } from '../../ui/page.tsx';
import { Deadline, When } from '../../ui/when.tsx';
import { LineOfTime, useStoryWords } from './line-of-time.tsx';
import { spanOf } from './sentences.ts';

export default function StoryPage({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const id = params['id'] ?? '';
  const story = useLoad(id, () => api.call('story', { id }));
  const told = story.value;
  return (
    <Page title={t('story.title', { number: told?.number ?? '' })} tab={t('story.tab')} after={told === null ? null : <StateBadges transfer={told} />}>
      <p className="text-quiet">{t('ledger.read')}</p>
      <Loaded of={story}>{(value) => <StoryOf story={value} />}</Loaded>
      {told === null && <div><Link to="/audit/ledger" kind="outline">{t('ledger.back')}</Link></div>}
    </Page>
  );
}

function StoryOf({ story }: { readonly story: Story }) {
  const { t } = useWords();
  return (
    <>
      <Summary story={story} />
      {story.next !== null && <Banner kind="wait" title={t('story.running')}><Next next={story.next} /></Banner>}
      <Section title={t('story.line')}><LineOfTime story={story} /></Section>
      <Evidence story={story} />
    </>
  );
}

function Next({ next }: { readonly next: NonNullable<Story['next']> }) {
  const { t } = useWords();
  const act = t(`detail.waiting.${next.act}`);
  return <p><Foreign>{next.who === null ? t('story.waitsFor', { act }) : t('story.waitsForWho', { act, who: next.who })}</Foreign>{next.until !== null && <span className="block"><Deadline at={next.until} /></span>}</p>;
}

function Summary({ story }: { readonly story: Story }) {
  const { t } = useWords();
  const words = useStoryWords();
  return (
    <>
      <p className="flex flex-wrap gap-x-6 gap-y-1 text-std-18B-160 text-heading">
        <span>{t('story.took', { time: spanOf(words.t, story.from, story.to) })}</span><span>{t('story.people', { count: story.people.length })}</span>
        <span className={story.refusals > 0 ? 'text-stop' : ''}>{t('story.refusals', { count: story.refusals })}</span>
      </p>
      <Facts rows={[
        [t('story.sender'), story.sender.name], [t('story.party'), story.recipient.name], [t('story.engagement'), story.engagement.title],
        [t('story.quantity'), t('unit.quantity', { n: count(story.quantity), unit: story.form.unit })], [t('story.files'), `${t('unit.files', { count: story.fileCount })}　${size(story.totalBytes)}`],
        [t('story.period'), <span key="period" className="inline-flex flex-wrap gap-x-2"><When at={story.from} /><span aria-hidden>→</span><When at={story.to} /></span>],
        [t('story.who'), <Foreign key="who">{listed(story.people.map((one) => t('story.person', { name: one.name, count: one.entries })))}</Foreign>],
      ]} />
    </>
  );
}

function Evidence({ story }: { readonly story: Story }) {
  const { t } = useWords();
  const act = useAct();
  const [saved, setSaved] = useState<number | null>(null);
  const save = (): void => act.run(async () => {
    const blob = await (await api.call('evidence', { id: story.id })).blob();
    saveBytes(blob, `kagibako-evidence-${story.number}.jsonl`);
    setSaved(blob.size);
  });
  return (
    <div className="screen-only grid gap-4">
      <p className="max-w-[40em] text-quiet">{t('story.evidenceMore')}</p>
      <ProblemBanner problem={act.problem} />
      {saved !== null && <Banner kind="good" title={t('story.evidenceSaved', { size: size(saved) })} focus><p><Link to="/audit/verify">{t('audit.toVerify')}</Link></p></Banner>}
      <Acts>
        <Link to={`/audit/ledger?transfer=${story.id}`} kind="outline">{t('story.toLedger')}</Link>
        <Button onPress={() => print()}>{t('story.print')}</Button>
        <Button kind="filled" busy={act.busy} onPress={save}>{t('story.evidence')}</Button>
      </Acts>
    </div>
  );
}
