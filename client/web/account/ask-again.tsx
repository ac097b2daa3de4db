// The password asked again before something weighty is done: a change of how one is let in, or a yes to what another administrator asked.
import { useState } from 'react';
import { useWords } from '../app/language.ts';
import { useAct } from '../app/loading.ts';
import { PasswordField } from '../app/sign-in.tsx';
import { ProblemBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

interface Asked { readonly title: string; readonly more: string; readonly go: string; readonly no?: string; /** Of the password; 今のパスワード if nothing is said. */ readonly label?: string; readonly onNo: () => void; readonly act: (password: string) => Promise<void> }

/** `act` is given the password; what stops it is shown here. */
export function AskAgain({ title, more, go, no, label: given, onNo, act }: Asked) {
  const { t } = useWords();
  const label = given ?? t('signIn.now');
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
      <PasswordField label={label} value={password} onChange={setPassword} error={tried && password === '' ? t('field.missing', { label }) : null} autoComplete="current-password" />
    </Dialog>
  );
}
