// 解錠と保存: ① the password, ② the key file and where to save, ③ on to the confirmation. Line, damage, signature, password and key are five errors, never one (UI 3.11).
import { useEffect, useState } from 'react';
import type { TransferView } from '../../../../server/http/wire/transfers.ts';
import { api } from '../../app/api.ts';
import { listed, useWords } from '../../app/language.ts';
import { useLoad } from '../../app/loading.ts';
import type { PageParams } from '../../app/routes.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Link } from '../../ui/button.tsx';
import { Loaded, Page } from '../../ui/page.tsx';
import { Steps } from '../new/steps.tsx';
import { CollectAgain } from './collect-again.tsx';
import { createOpener, type Opener } from './opener.ts';
import { leaveOpener } from './passing-on.ts';
import { SaveOpened } from './save-opened.tsx';
import { SealedParts } from './sealed-parts.tsx';
import { Unlock } from './unlock.tsx';

export default function OpenPage({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const id = params['id'] ?? '';
  const transfer = useLoad(id, () => api.call('transfer', { id }));
  return (
    <Page title={t('open.title', { number: transfer.value?.number ?? '' })}>
      <Loaded of={transfer}>{(value) => (!value.may.includes('collect') ? <Closed transfer={value} /> : value.repeat === null ? <Collect transfer={value} /> : <CollectAgain transfer={value} repeat={value.repeat} onGranted={transfer.put} />)}</Loaded>
    </Page>
  );
}

function Closed({ transfer }: { readonly transfer: TransferView }) {
  const { t } = useWords();
  return <Banner kind="rest" title={t('open.closed')}><Link to={`/transfers/${transfer.id}`}>{t('files.toTransfer', { number: transfer.number })}</Link></Banner>;
}

function Collect({ transfer }: { readonly transfer: TransferView }) {
  const { t } = useWords();
  const [step, setStep] = useState<'unlock' | 'save' | 'sealed' | 'saved'>('unlock');
  const [opener, setOpener] = useState<Opener | null>(null);
  useEffect(() => {
    const made = createOpener();
    setOpener(made);
    // Leaving the page ends the worker, and with it every key it held; only the confirmation of this transfer may still sign with it.
    return () => leaveOpener(transfer.id, made);
  }, [transfer.id]);
  return (
    <>
      <p><span className="font-bold">{t('contents.purpose')}</span>　<span lang="ja">{transfer.purpose}</span>{transfer.items.length > 0 && <span className="block"><span className="font-bold">{t('engagement.items')}</span>　<span lang="ja">{listed(transfer.items)}</span></span>}</p>
      {transfer.unscanned && <Banner kind="mind" title={t('exception.open')}><p>{t('exception.openMore')}</p></Banner>}
      <Steps now={step === 'unlock' ? 0 : step === 'saved' ? 2 : 1} names={[t('open.step1'), t('open.step2'), t('open.step3')]} />
      {opener !== null && step === 'unlock' && <Unlock transfer={transfer} opener={opener} onUnlocked={() => setStep('save')} onSealed={() => setStep('sealed')} />}
      {opener !== null && (step === 'save' || step === 'saved') && <SaveOpened transfer={transfer} opener={opener} onSaved={() => setStep('saved')} onSealed={() => setStep('sealed')} />}
      {step === 'sealed' && <SealedParts transfer={transfer} onBack={() => setStep('unlock')} />}
    </>
  );
}
