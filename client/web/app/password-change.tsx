// The own password: the present one, the new one twice. At the first sign-in, and later at any time (ASVS 6.2.2, 6.2.3).
import { useState, type SubmitEvent } from 'react';
import type { SessionView } from '../../../server/http/wire/session.ts';
import { ProblemBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { api } from './api.ts';
import { useWords } from './language.ts';
import { useAct } from './loading.ts';
import { PasswordField } from './sign-in.tsx';

const SHORTEST = 15;

export function PasswordChange({ first, onChanged }: { readonly first: boolean; readonly onChanged: (session: SessionView) => void }) {
  const { t } = useWords();
  const act = useAct();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const length = Array.from(next.normalize('NFKC')).length;
  const label = t(first ? 'signIn.current' : 'signIn.now');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setTried(true);
    if (current === '' || length < SHORTEST || next !== again) return;
    act.run(async () => onChanged(await api.call('changePassword', { body: { current, next } })));
  };
  return (
    <form className="grid max-w-[40rem] gap-6" onSubmit={submit} noValidate>
      <ProblemBanner problem={act.problem} />
      <PasswordField label={label} value={current} onChange={setCurrent} error={tried && current === '' ? t('field.missing', { label }) : null} autoComplete="current-password" />
      <PasswordField label={t('signIn.next')} support={t('signIn.rule')} value={next} onChange={setNext} error={tried && length < SHORTEST ? t('signIn.short', { count: length }) : null} autoComplete="new-password" />
      <PasswordField label={t('signIn.again')} value={again} onChange={setAgain} error={tried && next !== again ? t('signIn.differ') : null} autoComplete="new-password" />
      <div><Button kind={first ? 'filled' : 'outline'} type="submit" busy={act.busy}>{t('signIn.change')}</Button></div>
    </form>
  );
}
