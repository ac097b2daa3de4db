// The next act: mine, with its only filled button; or another's, and then it says that nothing is to be done (UI 1).
import { useState, type ReactNode } from 'react';
import type { TransferView } from '../../../../server/http/wire/transfers.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import type { Act } from '../../app/loading.ts';
import { Button, Link } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Deadline, When } from '../../ui/when.tsx';
import { Foreign } from '../../ui/foreign.tsx';
import { addressOfAct, againAddress, isPersonsAct } from '../next-act.ts';
import { whoIsNext } from '../whose-turn.ts';

interface NextActProps { readonly transfer: TransferView; readonly act: Act; readonly onDone: (transfer: TransferView) => void; readonly children: ReactNode }

export function NextAct({ transfer, act, onDone, children }: NextActProps) {
  const { t } = useWords();
  const { next } = transfer;
  // Receiving goes before answering.
  const answers = !next.mine && transfer.pair.mayAnswer !== null;
  const noticeAddress = next.act === 'handover' && transfer.notice !== null ? `/notices/${transfer.notice.id}` : addressOfAct(transfer);
  return (
    <section aria-label={t('detail.next')} className={`grid gap-3 rounded-12 border-2 p-4 md:p-6 ${next.mine || answers ? 'border-act' : 'border-rule'}`}>
      <h2 className="text-std-18B-160">{t('detail.next')}</h2>
      {answers ? <p>{t('pair.mine')}</p> : <Words transfer={transfer} />}
      {next.until !== null && isPersonsAct(next.act) && <p>{t('detail.until')} <Deadline at={next.until} /></p>}
      {next.notBefore !== null && Date.parse(next.notBefore) > Date.now() && <p>{t('detail.notBefore')} <When at={next.notBefore} /></p>}
      <div className="screen-only flex flex-wrap gap-4">
        {answers && <Link to={`/transfers/new?answers=${transfer.id}`} kind="filled">{t('pair.send')}</Link>}
        {next.mine && noticeAddress !== `/transfers/${transfer.id}` && <Link to={noticeAddress} kind="filled">{t(`detail.go.${next.act}`, { recipient: transfer.recipient.name })}</Link>}
        {next.mine && next.act === 'discard' && <Link to={againAddress(transfer)} kind="filled">{t('detail.go.discard')}</Link>}
        {transfer.may.includes('add-files') && next.act !== 'add-files' && <Link to={`/transfers/${transfer.id}/draft/files`} kind="outline">{t('detail.editFiles')}</Link>}
        {transfer.may.includes('discard') && <Discard transfer={transfer} act={act} onDone={onDone} />}
        {children}
      </div>
    </section>
  );
}

function Words({ transfer: { next, confirmation, state } }: { readonly transfer: TransferView }) {
  const { t } = useWords();
  if (next.mine) return <p>{t('detail.mine', { act: t(`transfer.act.${next.act}`) })}</p>;
  if (next.act === 'wait-wipe') return <p>{t('detail.nothingToDo')}{confirmation !== null && state === 'confirmed' && <>{t('detail.willBeWiped')} <When at={confirmation.wipeAt} /></>}</p>;
  if (next.act === 'none') return <p>{t('detail.nothingToDo')}</p>;
  return <p>{t('detail.nothingToDo')}<Foreign>{t('detail.waitsFor', { who: whoIsNext(t, next.by), act: t(`detail.waiting.${next.act}`) })}</Foreign></p>;
}

function Discard({ transfer, act, onDone }: Omit<NextActProps, 'children'>) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const discard = (): void => {
    setOpen(false);
    act.run(async () => {
      const deposit = await api.call('discard', { id: transfer.depositId });
      onDone(deposit.transfers.find((one) => one.id === transfer.id) ?? transfer);
    });
  };
  return (
    <>
      <Button kind="plain" onPress={() => setOpen(true)}>{t('detail.discard')}</Button>
      <Dialog open={open} title={t('detail.discardTitle')} onNo={() => setOpen(false)} acts={<><Button onPress={() => setOpen(false)}>{t('detail.keepDraft')}</Button><Button kind="filled" onPress={discard}>{t('detail.discard')}</Button></>}>
        <p>{t('detail.discardMore')}</p>
      </Dialog>
    </>
  );
}
