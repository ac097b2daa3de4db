// The password asked again before something is changed about how one is let in.
import { useState } from 'react';
import { useWords } from '../app/language.ts';
import { useAct } from '../app/loading.ts';
import { PasswordField } from '../app/sign-in.tsx';
import { ProblemBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

interface Asked { readonly title: string; readonly more: string; readonly go: string; readonly no?: string; readonly onNo: () => void; readonly act: (password: string) => Promise<void> }

/** `act` is given the password; what stops it is shown here. */
export function AskAgain({ title, more, go, no, onNo, act }: Asked) {
  const { t } = useWords();
  const doing = useAct();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const answer = (): void => {
    setTried(true);
    if (password !== '') doing.run(() => act(password));
  };
  return (
    <Dialog open title={title} onNo={onNo} acts={<><Button onPress={onNo}>{no ?? t('factors.no')}</Button><Button kind="filled" busy={doing.busy} onPress={answer}>{go}</Button></>}>
      <p>{more}</p>
      <ProblemBanner problem={doing.problem} />
      <PasswordField label={t('signIn.now')} value={password} onChange={setPassword} error={tried && password === '' ? t('field.missing', { label: t('signIn.now') }) : null} autoComplete="current-password" />
    </Dialog>
  );
}
