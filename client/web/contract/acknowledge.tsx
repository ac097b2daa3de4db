// 特記事項の確認: the documents to read, what the reader promises, and one button. What is acknowledged the gateway has named; a newer version asks again.
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useAct, useLoad } from '../app/loading.ts';
import { go } from '../app/place.ts';
import type { PageParams } from '../app/routes.tsx';
import { ProblemBanner } from '../ui/banner.tsx';
import { Button, Link } from '../ui/button.tsx';
import { Acts, Facts, Loaded, Page, Panel } from '../ui/page.tsx';
import { Day } from '../ui/when.tsx';
import { Documents } from './papers.tsx';
import type { StandingView } from '../../../server/http/wire/standing.ts';

export default function Acknowledge({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const id = params['id'] ?? '';
  const loaded = useLoad(`standing ${id}`, () => api.call('engagementStanding', { id }));
  return <Page title={t('contract.pageTitle')}><Loaded of={loaded}>{(standing) => <Reading id={id} standing={standing} />}</Loaded></Page>;
}

function Reading({ id, standing }: { readonly id: string; readonly standing: StandingView }) {
  const { t } = useWords();
  const act = useAct();
  const back = `/engagements/${id}`;
  if (!standing.mine.acknowledge) return <><p>{t('contract.nothingToAcknowledge')}</p><Acts><Link to={back} kind="outline">{t('act.back')}</Link></Acts></>;
  const penalties = standing.annexes.map((one) => one.penalties).filter((text) => text !== '');
  const acknowledge = (): void => act.run(async () => {
    const { values } = await api.call('prepareRecord', { body: { kind: 'acknowledgement', engagementId: id } });
    await api.call('addRecord', { idempotencyKey: crypto.randomUUID(), body: { kind: 'acknowledgement', engagementId: id, values } });
    go(back, { done: t('contract.acknowledged') });
  });
  return (
    <div className="grid max-w-[60rem] gap-6">
      <ProblemBanner problem={act.problem} />
      <p>{t('contract.readAll')}</p>
      {standing.annexes.map((annex) => (
        <Panel key={annex.recordId}>
          <h2 className="text-std-20B-150" lang="ja">{annex.title}　{annex.version}</h2>
          <Facts rows={[[t('contract.documents'), <Documents key="d" documents={annex.documents} />], [t('contract.signedOn'), <Day key="s" day={annex.signedOn} />], [t('contract.law'), annex.lawBasis]]} />
        </Panel>
      ))}
      {penalties.length > 0 && <Facts rows={[[t('contract.penalties'), penalties.join('\n')]]} />}
      <p className="text-std-18B-160">{t('contract.secrecy')}</p>
      <Acts><Link to={back} kind="outline">{t('act.back')}</Link><Button kind="filled" busy={act.busy} onPress={acknowledge}>{t('contract.acknowledgeNow')}</Button></Acts>
    </div>
  );
}
