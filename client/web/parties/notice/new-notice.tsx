// The separate occasion: says why the password is made here, asks that nobody looks on, then makes and shows it (UI 3.9; 1-14, 3-7).
import { useState } from 'react';
import type { TransferView } from '../../../../server/http/wire/transfers.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useAct, useLoad } from '../../app/loading.ts';
import { go, usePlace } from '../../app/place.ts';
import { useHere } from '../../app/session.ts';
import { Banner, ProblemBanner } from '../../ui/banner.tsx';
import { Button, Link } from '../../ui/button.tsx';
import { Tick } from '../../ui/choice.tsx';
import { Acts, Facts, Loaded, Page } from '../../ui/page.tsx';
import { Party } from '../../ui/tile.tsx';
import { When } from '../../ui/when.tsx';
import { holdPassword } from './shown-password.ts';

const ID = /^[0-9a-f]{32}$/;

export default function NewNotice() {
  const { t } = useWords();
  const { query } = usePlace();
  const ids = (query.get('transfers') ?? '').split(',').filter((id) => ID.test(id));
  const transfers = useLoad(ids.join(','), () => Promise.all(ids.map((id) => api.call('transfer', { id }))));
  return (
    <Page title={t('notice.title')}>
      <Loaded of={transfers}>{(loaded) => (loaded[0] === undefined ? <Banner kind="rest" title={t('notice.nothingChosen')}><Link to="/notices">{t('notice.listTitle')}</Link></Banner> : <Occasion transfers={loaded} first={loaded[0]} />)}</Loaded>
    </Page>
  );
}

function Occasion({ transfers, first }: { readonly transfers: readonly TransferView[]; readonly first: TransferView }) {
  const { t } = useWords();
  const { signOut } = useHere();
  const act = useAct();
  const [alone, setAlone] = useState(false);
  const [printer, setPrinter] = useState(false);
  const [tried, setTried] = useState(false);
  const make = (): void => {
    setTried(true);
    if (!alone || !printer) return;
    act.run(async () => {
      const shown = await api.call('addNotice', { body: { transferIds: transfers.map((transfer) => transfer.id) } });
      holdPassword(shown.notice.id, shown.password);
      go(`/notices/${shown.notice.id}`, { replace: true });
    });
  };
  const early = first.next.notBefore !== null && Date.parse(first.next.notBefore) > Date.now();
  return (
    <>
      <Facts rows={[
        [t('notice.to'), <Party key="to" party={first.recipient} />],
        [t('list.number'), <span key="n">{transfers.map((transfer) => transfer.number).join(' ・ ')}{transfers.length > 1 && t('notice.samePassword', { count: transfers.length })}</span>],
      ]} />
      <p className="max-w-[40em]">{t('notice.why')}</p>
      {early && <Banner kind="wait" title={t('notice.tooEarly')}><p>{t('notice.notBefore')} <When at={first.next.notBefore ?? ''} /></p></Banner>}
      <ProblemBanner problem={act.problem}>{act.problem?.code === 'SAME_OCCASION' && <p className="mt-2"><Button onPress={signOut}>{t('frame.signOut')}</Button></p>}</ProblemBanner>
      <div>
        <Tick checked={alone} onChange={setAlone} error={tried && !alone ? t('notice.tickFirst') : null}>{t('notice.alone')}</Tick>
        <Tick checked={printer} onChange={setPrinter} error={tried && !printer ? t('notice.tickFirst') : null}>{t('notice.printer')}</Tick>
      </div>
      <Acts><Link to="/notices" kind="outline">{t('act.back')}</Link><Button kind="filled" busy={act.busy} onPress={make}>{t('notice.make')}</Button></Acts>
    </>
  );
}
