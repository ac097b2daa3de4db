// A question that is answered with a reason: the act is not done without one.
import { useState, type ReactNode } from 'react';
import { useWords } from '../app/language.ts';
import { useAct } from '../app/loading.ts';
import { ProblemBanner } from './banner.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { TextField } from './field.tsx';

interface Asked { readonly title: string; readonly label: string; readonly keep: string; readonly go: string; readonly onNo: () => void; readonly act: (reason: string) => Promise<void>; readonly children: ReactNode }

/** `act` is given the reason without spaces around it; what stops it is shown here. */
export function ReasonDialog({ title, label, keep, go, onNo, act, children }: Asked) {
  const { t } = useWords();
  const doing = useAct();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const missing = reason.trim() === '';
  const answer = (): void => {
    setTried(true);
    if (!missing) doing.run(() => act(reason.trim()));
  };
  return (
    <Dialog open title={title} onNo={onNo} acts={<><Button onPress={onNo}>{keep}</Button><Button kind="filled" busy={doing.busy} onPress={answer}>{go}</Button></>}>
      {children}
      <ProblemBanner problem={doing.problem} />
      <TextField label={label} value={reason} onChange={setReason} error={tried && missing ? t('field.missing', { label }) : null} autoComplete="off" />
    </Dialog>
  );
}
