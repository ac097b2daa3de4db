// A transfer by medium, step by step: what may be done now stands here and nothing else (1-13, 1-14, 1-26 to 1-30).
import type { ReactNode } from 'react';
import type { TransferView } from '../../../../server/http/wire/transfers.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useLoad, type Load } from '../../app/loading.ts';
import type { PageParams } from '../../app/routes.tsx';
import { useHere } from '../../app/session.ts';
import { Banner } from '../../ui/banner.tsx';
import { Link } from '../../ui/button.tsx';
import { Facts, Loaded, Page, Section } from '../../ui/page.tsx';
import { Party } from '../../ui/tile.tsx';
import { When } from '../../ui/when.tsx';
import { Checklist } from './checklist.tsx';
import { CheckFiles } from './check-files.tsx';
import { GiveBack } from './give-back.tsx';
import { HandOver } from './hand-over.tsx';
import { Lose } from './lose.tsx';
import { PaperReceipt } from './paper-receipt.tsx';
import { WriteMedium } from './write-medium.tsx';

export default function MediumPage({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const id = params['id'] ?? '';
  const transfer = useLoad(id, () => api.call('transfer', { id }));
  return (
    <Page title={t('medium.title', { number: transfer.value?.number ?? '' })}>
      <Loaded of={transfer}>{(found) => <Steps transfer={found} load={transfer} />}</Loaded>
    </Page>
  );
}

/** What is not the next step yet stays folded. */
function Later({ open, title, children }: { readonly open: boolean; readonly title: string; readonly children: ReactNode }) {
  if (open) return <Section title={title}>{children}</Section>;
  return <details><summary className="min-h-11 cursor-pointer py-2 text-act underline underline-offset-3">{title}</summary><div className="mt-4">{children}</div></details>;
}

function Steps({ transfer, load }: { readonly transfer: TransferView; readonly load: Load<TransferView> }) {
  const { t } = useWords();
  const { session } = useHere();
  const { medium, mediumMay: may } = transfer;
  if (medium === null) return <p><Link to={`/transfers/${transfer.id}`}>{t('papers.backToTransfer')}</Link></p>;
  const sends = transfer.sender.id === (session.section?.id ?? session.contractor?.id);
  const done = { transfer, onDone: load.put };
  return (
    <>
      {medium.lost !== null && <Banner kind="stop" title={t('medium.lost', { what: t(`medium.things.${medium.lost.what}`), name: medium.lost.by.name })} />}
      <Facts rows={[
        [t('transfer.recipient'), <Party key="r" party={transfer.recipient} />], [t('medium.facts.reason'), t(`medium.reasons.${medium.reason}`)],
        ...(medium.written === null ? [] : [[t('medium.facts.written'), <span key="w">{medium.written.by.name}　<When at={medium.written.at} />{t('medium.times', { count: medium.written.times })}</span>] as const]),
        ...(medium.handedOver === null ? [] : [[t('medium.facts.handedOver'), <span key="h">{t(`medium.methods.${medium.handedOver.method}`)}　{medium.handedOver.to.name}　<When at={medium.handedOver.at} />　{medium.handedOver.trackingNumber}</span>] as const]),
        ...(medium.returned.medium === null ? [] : [[t('medium.facts.returned'), <span key="m">{medium.returned.medium.from.name}　<When at={medium.returned.medium.at} /></span>] as const]),
        ...(medium.returned.notice === null ? [] : [[t('medium.facts.noticeReturned'), <span key="n">{medium.returned.notice.from.name}　<When at={medium.returned.notice.at} /></span>] as const]),
      ]} />
      {sends && <Checklist transfer={transfer} />}
      {sends && transfer.next.mine && transfer.next.act === 'notice' && <div><Link to={`/notices/new?transfers=${transfer.id}`} kind="filled">{t('medium.steps.notice')}</Link></div>}
      {may.includes('write-medium') && <Section title={t('medium.steps.write')}><WriteMedium {...done} /></Section>}
      {may.includes('hand-over-medium') && <Section title={t('medium.steps.handOver')}><HandOver {...done} /></Section>}
      {sends && transfer.next.act === 'handover' && transfer.notice !== null && <div><Link to={`/notices/${transfer.notice.id}`} kind="filled">{t('medium.steps.tell', { minutes: medium.gapMinutes })}</Link></div>}
      {may.includes('confirm-on-paper') && <Later open={false} title={t('medium.receiptTitle')}><PaperReceipt {...done} /></Later>}
      {(['medium', 'notice'] as const).filter((what) => may.includes(`return-${what}`)).map((what) => <Later key={what} open={transfer.confirmation !== null} title={t(what === 'medium' ? 'medium.steps.back' : 'medium.steps.backNotice')}><GiveBack {...done} what={what} /></Later>)}
      {may.includes('check-medium') && <Later open={false} title={t('medium.check')}><CheckFiles transfer={transfer} /></Later>}
      <div className="screen-only flex flex-wrap gap-4">
        <Link to={`/transfers/${transfer.id}`} kind="outline">{t('papers.backToTransfer')}</Link>
        {medium.handedOver !== null && <Link to={`/records/new?kind=storage&engagement=${transfer.engagement.id}&contractor=${sends === (transfer.direction === 'to-contractor') ? transfer.recipient.id : transfer.sender.id}&transfer=${transfer.id}`} kind="outline">{t('medium.keep')}</Link>}
        {may.includes('lose-medium') && <Lose {...done} />}
      </div>
    </>
  );
}
