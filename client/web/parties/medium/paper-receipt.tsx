// What the recipient of a medium confirmed on paper, written down by the section (1-29).
import { useState } from 'react';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useAct } from '../../app/loading.ts';
import { readCount } from '../../text/amounts.ts';
import { ProblemBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Tick } from '../../ui/choice.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import type { StepProps } from './write-medium.tsx';

export function PaperReceipt({ transfer, onDone }: StepProps) {
  const { t } = useWords();
  const act = useAct();
  const people = transfer.medium?.people ?? [];
  const [typed, setTyped] = useState({ by: transfer.medium?.handedOver?.to.id ?? '', quantity: String(transfer.quantity), opened: true, reason: '' });
  const [tried, setTried] = useState(false);
  const quantity = readCount(typed.quantity);
  const known = people.some((person) => person.id === typed.by);
  const needsReason = quantity !== transfer.quantity || !typed.opened;
  const record = (): void => {
    setTried(true);
    const reason = typed.reason.trim();
    if (quantity === null || !known || (needsReason && reason === '')) return;
    act.run(async () => onDone(await api.call('confirmOnPaper', { id: transfer.id, body: { by: typed.by, quantity, opened: typed.opened, digest: transfer.digest, ...(reason === '' ? {} : { reason }) } })));
  };
  return (
    <div className="grid max-w-[48rem] gap-6">
      <p>{t('medium.receiptMore')}</p>
      <ProblemBanner problem={act.problem} />
      <Select id="receipt-by" label={t('medium.receiptBy')} value={known ? typed.by : ''} onChange={(by) => setTyped({ ...typed, by })} error={tried && !known ? t('medium.missing') : null} blank={t('contents.pick')} options={people.map((person) => ({ value: person.id, label: t('notice.fromRoster', { name: person.name }) }))} />
      <TextField id="receipt-quantity" label={t('medium.quantity')} unit={transfer.form.unit} value={typed.quantity} onChange={(value) => setTyped({ ...typed, quantity: value })} error={tried && quantity === null ? t('medium.missing') : null} width="short" inputMode="numeric" autoComplete="off" />
      <Tick checked={typed.opened} onChange={(opened) => setTyped({ ...typed, opened })}>{t('medium.opened')}</Tick>
      {needsReason && <TextField id="receipt-reason" label={t('medium.receiptReason')} value={typed.reason} onChange={(reason) => setTyped({ ...typed, reason })} error={tried && typed.reason.trim() === '' ? t('medium.missing') : null} maxLength={500} autoComplete="off" />}
      <div><Button busy={act.busy} onPress={record}>{t('medium.receiptNow')}</Button></div>
    </div>
  );
}
