// The second step of a sign-in: the code of the app, or one of the recovery codes (UI 3.1). Pasting works; nothing says more than that it was not right.
import { lazy, Suspense, useState, type SubmitEvent } from 'react';
import type { SessionView } from '../../../server/http/wire/session.ts';
import { ProblemBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Acts, Page } from '../ui/page.tsx';
import { api } from './api.ts';
import { useWords } from './language.ts';
import { useAct } from './loading.ts';

const PasskeyButton = lazy(() => import('./passkey-button.tsx'));

export default function SecondStep({ kinds, onSignedIn, onAgain }: { readonly kinds: readonly string[]; readonly onSignedIn: (session: SessionView) => void; readonly onAgain: () => void }) {
  const { t } = useWords();
  const act = useAct();
  const coded = kinds.includes('code');
  const [recovers, setRecovers] = useState(!coded);
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const label = t(recovers ? 'signIn.recovery' : 'signIn.code');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setTried(true);
    if (code.trim().length < 6) return;
    act.run(async () => onSignedIn(await api.call('secondStep', { body: { code: code.trim() } })));
  };
  const turn = (): void => {
    setRecovers(!recovers);
    setCode('');
    setTried(false);
    act.show(null);
  };
  return (
    <Page title={t('signIn.second')}>
      <ProblemBanner problem={act.problem} />
      {kinds.includes('passkey') && <Suspense><PasskeyButton act={act} label={t('signIn.byPasskey')} onSignedIn={onSignedIn} /></Suspense>}
      <form className="grid max-w-[40rem] gap-6" onSubmit={submit} noValidate>
        <TextField key={String(recovers)} label={label} support={t(recovers ? 'signIn.recoveryMore' : 'signIn.secondMore')} value={code} onChange={setCode} error={tried && code.trim().length < 6 ? t('field.missing', { label }) : null} width="middle"
          autoComplete={recovers ? 'off' : 'one-time-code'} inputMode={recovers ? 'text' : 'numeric'} autoCapitalize="none" spellCheck={false} autoFocus maxLength={60} />
        <div><Button kind="filled" type="submit" busy={act.busy}>{t('signIn.confirmCode')}</Button></div>
      </form>
      <Acts><Button kind="plain" onPress={onAgain}>{t('signIn.beginAgain')}</Button>{coded && <Button kind="plain" onPress={turn}>{t(recovers ? 'signIn.useCode' : 'signIn.useRecovery')}</Button>}</Acts>
    </Page>
  );
}
