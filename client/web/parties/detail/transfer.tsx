// One transfer: the next act first, then who can open the data and where the copy is, the parties, the files, what happened (UI 3.7).
import type { TransferView } from '../../../../server/http/wire/transfers.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useAct, useLoad, type Load } from '../../app/loading.ts';
import type { PageParams } from '../../app/routes.tsx';
import { useHere } from '../../app/session.ts';
import { Banner, ProblemBanner } from '../../ui/banner.tsx';
import { StateBadges, statesOf } from '../../ui/badge.tsx';
import { Foreign } from '../../ui/foreign.tsx';
import { Link } from '../../ui/button.tsx';
import { Loaded, Page, Section } from '../../ui/page.tsx';
import { CallsOfTransfer } from '../calls.tsx';
import { MediumSection } from '../medium/medium-section.tsx';
import { UseMedium } from '../medium/use-medium.tsx';
import { againAddress } from '../next-act.ts';
import { RecordsOfTransfer } from '../../records/of-transfer.tsx';
import { NextAct } from './next-act-box.tsx';
import { Pair } from './pair.tsx';
import { Particulars } from './particulars.tsx';
import { Papers } from './papers.tsx';
import { Recall } from './recall.tsx';
import { Timeline } from './timeline.tsx';

export default function TransferPage({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const id = params['id'] ?? '';
  const transfer = useLoad(id, () => api.call('transfer', { id }));
  const { value } = transfer;
  return (
    <Page title={value === null ? t('detail.loading') : t('detail.title', { number: value.number })} after={value !== null && <StateBadges transfer={value} />}>
      <Loaded of={transfer}>{(loaded) => <Detail transfer={loaded} load={transfer} />}</Loaded>
    </Page>
  );
}

function Detail({ transfer, load }: { readonly transfer: TransferView; readonly load: Load<TransferView> }) {
  const { t, language } = useWords();
  const act = useAct();
  const { session } = useHere();
  // The explanations speak of the other side, to the one who sends.
  const sends = transfer.sender.id === (session.section?.id ?? session.contractor?.id);
  const state = statesOf(transfer).at(-1);
  return (
    <>
      <div>
        <p className="text-std-18B-160"><Foreign>{transfer.title ?? (language === 'ja' ? transfer.form.name : transfer.form.nameEn)}</Foreign></p>
        {sends && state !== undefined && <p className="text-quiet">{t(`state.${state}.more`)}</p>}
      </div>
      <ProblemBanner problem={act.problem} />
      {transfer.wipeTrouble !== null && <Banner kind="stop" title={t('detail.wipeFailed')}><p>{t(transfer.wipeTrouble === 'LockNotDestroyed' ? 'detail.wipeFailedLock' : 'detail.wipeFailedMore')}</p></Banner>}
      {transfer.returned !== null && transfer.state === 'returned' && <Banner kind="mind" title={t('detail.returned', { name: transfer.returned.by.name })}><p>{transfer.returned.reason}</p><p>{t('detail.makeAnew')}</p></Banner>}
      {transfer.recall !== null && <Banner kind="rest" title={transfer.recall.reason === 'restored' ? t('recall.reasons.restored') : transfer.recall.collectedBefore ? t('detail.recalledAfter') : t('detail.recalled')} />}
      <NextAct transfer={transfer} act={act} onDone={load.put}>{transfer.may.includes('recall') && <Recall transfer={transfer} onDone={load.put} />}{transfer.mediumMay.includes('use-media') && <UseMedium transfer={transfer} onDone={load.put} />}</NextAct>
      <MediumSection transfer={transfer} sends={sends} />
      <Pair transfer={transfer} />
      <WhereTheDataIs transfer={transfer} />
      <div className="grid gap-8 lg:grid-cols-2">
        <Section title={t('detail.particulars')}><Particulars transfer={transfer} /></Section>
        <Section title={t('detail.timeline')}><Timeline transfer={transfer} /></Section>
      </div>
      {session.section !== null && sends && transfer.state !== 'draft' && <CallsOfTransfer transfer={transfer} onRecorded={load.reload} />}
      <Papers transfer={transfer} />
      <RecordsOfTransfer transfer={transfer} />
      {sends && transfer.state !== 'draft' && transfer.state !== 'returned' && <div className="screen-only"><Link to={againAddress(transfer)} kind="outline">{t('detail.again')}</Link></div>}
    </>
  );
}

/** The two lines that every transfer page has: who can open the data now, and what became of the gateway's copy. */
export function WhereTheDataIs({ transfer }: { readonly transfer: TransferView }) {
  const { t } = useWords();
  return (
    <dl className="grid gap-x-6 gap-y-2 rounded-12 bg-panel p-4 md:grid-cols-[max-content_1fr]">
      <dt className="text-std-16B-170 text-heading">{t('detail.whoCanOpen')}</dt>
      <dd className={transfer.whoCanOpen === 'recipient-with-password' ? 'font-bold text-mind' : ''}><Foreign>{t(`detail.open.${transfer.whoCanOpen}`, { recipient: transfer.recipient.name })}</Foreign></dd>
      <dt className="text-std-16B-170 text-heading">{t('detail.copy')}</dt>
      <dd>{t(`detail.copyState.${transfer.copy}`)}</dd>
    </dl>
  );
}
