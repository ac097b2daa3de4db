// The separate occasion: says why the password is made here, asks that nobody looks on, then makes and shows it (UI 3.9; 1-14, 3-7).
import { useState } from 'react';
import type { TransferSummary } from '../../../../server/http/wire/transfers.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useAct, useLoad } from '../../app/loading.ts';
import { go, usePlace } from '../../app/place.ts';
import { useHere } from '../../app/session.ts';
import { shortInstant } from '../../text/dates.ts';
import { Banner, ProblemBanner } from '../../ui/banner.tsx';
import { Button, Link } from '../../ui/button.tsx';
import { Choices, Tick } from '../../ui/choice.tsx';
import { Acts, Facts, Loaded, Page } from '../../ui/page.tsx';
import { Party } from '../../ui/tile.tsx';
import { When } from '../../ui/when.tsx';
import { holdPassword } from './shown-password.ts';

const ID = /^[0-9a-f]{32}$/;

interface Waiting { readonly transfers: readonly TransferSummary[]; readonly asked: readonly string[] }

export default function NewNotice() {
  const { t } = useWords();
  const { query } = usePlace();
  const ids = (query.get('transfers') ?? '').split(',').filter((id) => ID.test(id));
  const loaded = useLoad(ids.join(','), async (): Promise<Waiting> => {
    const asked = await Promise.all(ids.map((id) => api.call('transfer', { id })));
    // A second notice would void the first without saying so: what has one is renewed or recorded there.
    const noticed = asked.find((one) => one.notice !== null)?.notice ?? null;
    if (noticed !== null) go(`/notices/${noticed.id}`, { replace: true });
    const { transfers } = await api.call('transfers', { query: { mine: '1', limit: 200 } });
    // What else waits for a password to the same recipient may go on the same notice (便).
    const others = transfers.filter((one) => one.next.act === 'notice' && !ids.includes(one.id) && one.recipient.id === asked[0]?.recipient.id && one.sender.id === asked[0].sender.id);
    return { transfers: [...asked, ...others], asked: ids };
  });
  return (
    <Page title={t('notice.title')}>
      <Loaded of={loaded}>{({ transfers, asked }) => (transfers[0] === undefined ? <Banner kind="rest" title={t('notice.nothingChosen')}><Link to="/notices">{t('notice.listTitle')}</Link></Banner> : <Occasion transfers={transfers} first={transfers[0]} asked={asked} />)}</Loaded>
    </Page>
  );
}

const isEarly = ({ next: { notBefore } }: TransferSummary): boolean => notBefore !== null && Date.parse(notBefore) > Date.now();

function Occasion({ transfers, first, asked }: Waiting & { readonly first: TransferSummary }) {
  const { t } = useWords();
  const { signOut } = useHere();
  const act = useAct();
  const [chosen, setChosen] = useState<readonly string[]>(() => transfers.filter((one) => asked.includes(one.id) && !isEarly(one)).map((one) => one.id));
  const [alone, setAlone] = useState(false);
  const [printer, setPrinter] = useState(false);
  const [tried, setTried] = useState(0);
  const make = (): void => {
    setTried(tried + 1);
    if (!alone || !printer || chosen.length === 0) return;
    act.run(async () => {
      const shown = await api.call('addNotice', { body: { transferIds: [...chosen] } });
      holdPassword(shown.notice.id, shown.password);
      go(`/notices/${shown.notice.id}`, { replace: true });
    });
  };
  const soonest = transfers.every(isEarly) ? (transfers.map((one) => one.next.notBefore ?? '').toSorted()[0] ?? '') : null;
  return (
    <>
      <Facts rows={[[t('notice.to'), <Party key="to" party={first.recipient} />], ...(transfers.length === 1 ? [[t('list.number'), first.number] as const] : [])]} />
      <p className="max-w-[40em]">{t('notice.why')}</p>
      {soonest !== null && <Banner key={tried} kind="wait" title={t('notice.tooEarly')} focus={tried > 0}><p>{t('notice.tooEarlyMore')} <When at={soonest} /></p></Banner>}
      <ProblemBanner problem={act.problem}>{act.problem?.code === 'SAME_OCCASION' && <p className="mt-2"><Button onPress={signOut}>{t('frame.signOut')}</Button></p>}</ProblemBanner>
      {transfers.length > 1 && <Together transfers={transfers} chosen={chosen} onChange={setChosen} error={tried > 0 && chosen.length === 0 ? t('notice.nothingChosen') : null} />}
      <div>
        <Tick checked={alone} onChange={setAlone} error={tried > 0 && !alone ? t('notice.tickFirst') : null}>{t('notice.alone')}</Tick>
        <Tick checked={printer} onChange={setPrinter} error={tried > 0 && !printer ? t('notice.tickFirst') : null}>{t('notice.printer')}</Tick>
      </div>
      <Acts><Link to="/notices" kind="outline">{t('act.back')}</Link><Button kind="filled" busy={act.busy} onPress={make}>{t('notice.make')}</Button></Acts>
    </>
  );
}

interface TogetherProps { readonly transfers: readonly TransferSummary[]; readonly chosen: readonly string[]; readonly onChange: (chosen: readonly string[]) => void; readonly error: string | null }

/** Which transfers the one password is for: numbers only, for the notice shows neither file, title nor count. */
function Together({ transfers, chosen, onChange, error }: TogetherProps) {
  const { t, language } = useWords();
  return (
    <Choices several label={t('notice.together')} support={t('notice.togetherMore')} chosen={chosen} onChange={onChange} error={error}
      choices={transfers.map((one) => ({ value: one.id, label: one.number, ...(isEarly(one) ? { closed: t('notice.fromThen', { at: shortInstant(one.next.notBefore ?? '', language) }) } : {}) }))} />
  );
}
