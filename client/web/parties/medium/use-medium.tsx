// 媒体に切り替える: one step from a waiting transfer, with its reason, in a dialog that says what it means (1-30).
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

const REASONS = ['line-down', 'no-line', 'other'] as const;

export function UseMedium({ transfer, onDone }: { readonly transfer: TransferView; readonly onDone: (transfer: TransferView) => void }) {
  const { t } = useWords();
  const act = useAct();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState<(typeof REASONS)[number] | null>(null);
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const lacksText = reason === 'other' && text.trim() === '';
  const use = (): void => {
    setTried(true);
    if (reason === null || lacksText) return;
    act.run(async () => {
      onDone(await api.call('useMedia', { id: transfer.id, body: { reason, ...(text.trim() === '' ? {} : { text: text.trim() }) } }));
      setOpen(false);
    });
  };
  return (
    <>
      <Button kind="plain" onPress={() => setOpen(true)}>{t('medium.use')}</Button>
      <Dialog open={open} title={t('medium.use')} onNo={() => setOpen(false)} acts={<><Button onPress={() => setOpen(false)}>{t('medium.keepLine')}</Button><Button kind="filled" busy={act.busy} onPress={use}>{t('medium.useNow')}</Button></>}>
        <p>{t('medium.useMore')}</p>
        <ProblemBanner problem={act.problem} />
        <Choices label={t('medium.reason')} chosen={reason === null ? [] : [reason]} onChange={([picked]) => setReason(REASONS.find((one) => one === picked) ?? null)} error={tried && reason === null ? t('medium.reasonMissing') : null}
          choices={REASONS.map((value) => ({ value, label: t(`medium.reasons.${value}`) }))} />
        <TextField label={t('medium.text')} required={reason === 'other'} value={text} onChange={setText} maxLength={300} error={tried && lacksText ? t('medium.textMissing') : null} autoComplete="off" />
      </Dialog>
    </>
  );
}
