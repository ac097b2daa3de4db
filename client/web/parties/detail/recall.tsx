// 取り消す: in one step, with a reason, in a dialog that says what it means for the data (UI 3.7).
import { useState } from 'react';
import type { TransferView } from '../../../../server/http/wire/transfers.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useAct } from '../../app/loading.ts';
import { ProblemBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Choices } from '../../ui/choice.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';

const REASONS = ['wrong-recipient', 'wrong-content', 'not-needed', 'other'] as const;

export function Recall({ transfer, onDone }: { readonly transfer: TransferView; readonly onDone: (transfer: TransferView) => void }) {
  const { t } = useWords();
  const act = useAct();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState<(typeof REASONS)[number] | null>(null);
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const close = (): void => {
    setOpen(false);
    setTried(false);
    act.show(null);
  };
  const recall = (): void => {
    setTried(true);
    if (reason === null || (reason === 'other' && text.trim() === '')) return;
    act.run(async () => {
      onDone(await api.call('recall', { id: transfer.id, body: { reason, ...(text.trim() === '' ? {} : { text: text.trim() }) } }));
      close();
    });
  };
  return (
    <>
      <Button onPress={() => setOpen(true)}>{t('recall.open')}</Button>
      <Dialog open={open} title={t('recall.title')} onNo={close} acts={<><Button onPress={close}>{t('recall.no')}</Button><Button kind="filled" busy={act.busy} onPress={recall}>{t('recall.yes')}</Button></>}>
        <p>{meaningOf(t, transfer)}</p>
        <ProblemBanner problem={act.problem} />
        <Choices label={t('recall.reason')} chosen={reason === null ? [] : [reason]} onChange={([picked]) => setReason(REASONS.find((one) => one === picked) ?? null)} error={tried && reason === null ? t('field.choose', { label: t('recall.reason') }) : null}
          choices={REASONS.map((value) => ({ value, label: t(`recall.reasons.${value}`) }))} />
        <TextField label={t('recall.text')} required={reason === 'other'} value={text} onChange={setText} maxLength={500} error={tried && reason === 'other' && text.trim() === '' ? t('field.missing', { label: t('recall.text') }) : null} autoComplete="off" />
      </Dialog>
    </>
  );
}

function meaningOf(t: ReturnType<typeof useWords>['t'], transfer: TransferView): string {
  const recipient = transfer.recipient.name;
  if (transfer.collection?.completedAt !== undefined && transfer.collection.completedAt !== null) return t('recall.afterCollection', { recipient });
  if (transfer.collection !== null) return t('recall.duringCollection', { recipient });
  return transfer.lockReady ? t('recall.beforeCollection', { recipient }) : t('recall.beforeNotice', { recipient });
}
