// The first change of the initial password: nothing else opens before it (UI 3.1).
import { useState, type SubmitEvent } from 'react';
import type { GatewayView, SessionView } from '../../../server/http/wire/session.ts';
import { ProblemBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { api } from './api.ts';
import { useWords } from './language.ts';
import { useAct } from './loading.ts';
import { Outside, PasswordField } from './sign-in.tsx';

const SHORTEST = 15;

export default function FirstPassword({ gateway, session, onChanged }: { readonly gateway: GatewayView; readonly session: SessionView; readonly onChanged: (session: SessionView) => void }) {
  const { t } = useWords();
  const act = useAct();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const length = Array.from(next.normalize('NFKC')).length;
  const nextError = tried && length < SHORTEST ? t('signIn.short', { count: length }) : null;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setTried(true);
    if (current === '' || length < SHORTEST || next !== again) return;
    act.run(async () => onChanged(await api.call('changePassword', { body: { current, next } })));
  };
  return (
    <Outside gateway={gateway}>
      <Page title={t('signIn.first')}>
        <p><span lang="ja" className="mr-4">{session.account.name}</span>{t('signIn.firstMore')}</p>
        <ProblemBanner problem={act.problem} />
        <form className="grid max-w-[40rem] gap-6" onSubmit={submit} noValidate>
          <PasswordField label={t('signIn.current')} value={current} onChange={setCurrent} error={tried && current === '' ? t('field.missing', { label: t('signIn.current') }) : null} autoComplete="current-password" />
          <PasswordField label={t('signIn.next')} support={t('signIn.rule')} value={next} onChange={setNext} error={nextError} autoComplete="new-password" />
          <PasswordField label={t('signIn.again')} value={again} onChange={setAgain} error={tried && next !== again ? t('signIn.differ') : null} autoComplete="new-password" />
          <div><Button kind="filled" type="submit" busy={act.busy}>{t('signIn.change')}</Button></div>
        </form>
      </Page>
    </Outside>
  );
}
