// Collecting from the start once more: why, before anything is unlocked; or that it is not possible any more (A.2 複写・複製の禁止).
import { useState, type SubmitEvent } from 'react';
import type { TransferView } from '../../../../server/http/wire/transfers.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useAct } from '../../app/loading.ts';
import { Banner, ProblemBanner } from '../../ui/banner.tsx';
import { Button, Link } from '../../ui/button.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Acts } from '../../ui/page.tsx';

interface CollectAgainProps { readonly transfer: TransferView; readonly repeat: NonNullable<TransferView['repeat']>; readonly onGranted: (transfer: TransferView) => void }

export function CollectAgain({ transfer, repeat, onGranted }: CollectAgainProps) {
  const { t } = useWords();
  const act = useAct();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setTried(true);
    const line = reason.replace(/\s+/g, ' ').trim();
    if (line !== '') act.run(async () => onGranted(await api.call('collectAgain', { id: transfer.id, body: { reason: line } })));
  };
  if (repeat.stop === 'used-up') {
    const tel = transfer.sender.telephone;
    return (
      <Banner kind="rest" title={t('again.usedUp', { count: repeat.allowed })}>
        <p>{tel === null ? t('again.askSender', { sender: transfer.sender.name }) : t('again.callSender', { sender: transfer.sender.name, tel })}</p>
        <p className="mt-2"><Link to={`/transfers/${transfer.id}/receipt`}>{t('open.toReceipt')}</Link></p>
      </Banner>
    );
  }
  return (
    <form className="grid max-w-[48rem] gap-6" onSubmit={submit} noValidate>
      <Banner kind="mind" title={t('again.title')}><p>{t('again.more', { round: repeat.round, allowed: repeat.allowed })}</p></Banner>
      <ProblemBanner problem={act.problem} />
      <TextArea label={t('again.reason')} support={t('again.reasonMore')} value={reason} onChange={setReason} error={tried && reason.trim() === '' ? t('field.missing', { label: t('again.reason') }) : null} />
      <Acts>
        <Link to={`/transfers/${transfer.id}/receipt`} kind="outline">{t('open.toReceipt')}</Link>
        <Button kind="filled" type="submit" busy={act.busy}>{t('again.go')}</Button>
      </Acts>
    </form>
  );
}
