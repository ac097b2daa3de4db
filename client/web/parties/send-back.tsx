// 差し戻す: with a reason, to the person who made it.
import { useState } from 'react';
import type { TransferView } from '../../../server/http/wire/transfers.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useAct } from '../app/loading.ts';
import { ProblemBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextArea } from '../ui/field.tsx';

export function SendBack({ transfer, onReturned }: { readonly transfer: TransferView; readonly onReturned: (transfer: TransferView) => void }) {
  const { t } = useWords();
  const act = useAct();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const send = (): void => {
    setTried(true);
    const line = reason.replace(/\s+/g, ' ').trim();
    if (line === '') return;
    act.run(async () => {
      const next = await api.call('sendBack', { id: transfer.id, body: { reason: line, digest: transfer.digest } });
      setOpen(false);
      onReturned(next);
    });
  };
  return (
    <>
      <Button onPress={() => setOpen(true)}>{t('approval.sendBack')}</Button>
      <Dialog open={open} title={t('approval.sendBackTitle', { name: transfer.createdBy.name })} onNo={() => setOpen(false)} acts={<><Button onPress={() => setOpen(false)}>{t('approval.notBack')}</Button><Button kind="filled" busy={act.busy} onPress={send}>{t('approval.sendBackNow')}</Button></>}>
        <p>{t('approval.sendBackMore')}</p>
        <ProblemBanner problem={act.problem} />
        <TextArea label={t('recall.reason')} value={reason} onChange={setReason} error={tried && reason.trim() === '' ? t('field.missing', { label: t('recall.reason') }) : null} />
      </Dialog>
    </>
  );
}
