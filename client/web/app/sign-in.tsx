// Sign-in. Paste and password managers work; one text for all causes (UI 3.1).
import { lazy, Suspense, useState, type SubmitEvent, type ReactNode } from 'react';
import type { GatewayView, SessionView } from '../../../server/http/wire/session.ts';
import { Banner, headingOf, ProblemBanner } from '../ui/banner.tsx';
import { Button, Link } from '../ui/button.tsx';
import { Field, TextField, BOX } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { api } from './api.ts';
import { Band, ScannerLine } from './frame.tsx';
import { OfflineLine } from './offline-line.tsx';
import { useWords } from './language.ts';
import { useAct } from './loading.ts';
import { pageOfAddress } from './place.ts';

/** A page before anyone is signed in: band, scanner line, one column. */
export function Outside({ gateway, children }: { readonly gateway: GatewayView; readonly children: ReactNode }) {
  return <><header><Band side={gateway.side} ward={gateway.municipality} /><OfflineLine /><ScannerLine kind={gateway.scanner.kind} /></header><main id="main">{children}</main></>;
}

export function PasswordField({ label, value, onChange, error = null, support, autoComplete }: { readonly label: string; readonly value: string; readonly onChange: (value: string) => void; readonly error?: string | null; readonly support?: string; readonly autoComplete: string }) {
  const { t } = useWords();
  const [shown, show] = useState(false);
  return (
    <Field label={label} support={support} error={error}>
      {(ids) => (
        <span className="flex max-w-[28rem] gap-2">
          <input {...ids} type={shown ? 'text' : 'password'} aria-required autoComplete={autoComplete} autoCapitalize="none" spellCheck={false} value={value} onChange={(event) => onChange(event.target.value)} className={`${BOX} min-w-0 grow`} />
          <span className="shrink-0 whitespace-nowrap"><Button kind="plain" aria-pressed={shown} aria-label={`${label}: ${t('signIn.show')}`} onPress={() => show(!shown)}>{shown ? t('signIn.hide') : t('signIn.show')}</Button></span>
        </span>
      )}
    </Field>
  );
}

const PasskeyButton = lazy(() => import('./passkey-button.tsx'));
const SecondStep = lazy(() => import('./second-step.tsx'));

export function SignIn({ gateway, why, onSignedIn }: { readonly gateway: GatewayView; readonly why: 'ended' | 'out' | null; readonly onSignedIn: (session: SessionView) => void }) {
  const { t } = useWords();
  const act = useAct();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [half, setHalf] = useState<readonly string[] | null>(null);
  const page = pageOfAddress();
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setTried(true);
    if (login.trim() === '' || password === '') return;
    act.run(async () => {
      const answer = await api.call('signIn', { body: { login: login.trim(), password, ...(page === null ? {} : { page }) } });
      if (!('secondFactor' in answer)) {
        onSignedIn(answer);
        return;
      }
      setPassword('');
      setTried(false);
      setHalf(answer.secondFactor);
    });
  };
  const missing = (label: string, value: string): string | null => (tried && value === '' ? t('field.missing', { label }) : null);
  const [told, more] = headingOf(why === null ? '' : t(`signIn.${why}`));
  if (half !== null) return <Outside gateway={gateway}><Suspense><SecondStep kinds={half} onSignedIn={onSignedIn} onAgain={() => setHalf(null)} /></Suspense></Outside>;
  return (
    <Outside gateway={gateway}>
      <Page title={t('signIn.title')}>
        {why !== null && act.problem === null && <Banner kind="wait" title={told} focus>{more === '' ? undefined : <p>{more}</p>}</Banner>}
        <ProblemBanner problem={act.problem} />
        <form className="grid max-w-[40rem] gap-6" onSubmit={submit} noValidate>
          <TextField label={t('signIn.login')} value={login} onChange={setLogin} error={missing(t('signIn.login'), login)} width="middle" autoComplete="username" autoCapitalize="none" spellCheck={false} />
          <PasswordField label={t('signIn.password')} value={password} onChange={setPassword} error={missing(t('signIn.password'), password)} autoComplete="current-password" />
          <div><Button kind="filled" type="submit" busy={act.busy}>{t('signIn.submit')}</Button></div>
        </form>
        {gateway.passkeyAlone && 'PublicKeyCredential' in window && <Suspense><PasskeyButton act={act} label={t('signIn.passkeyAlone')} onSignedIn={onSignedIn} /></Suspense>}
        <details className="max-w-[40em]"><summary className="min-h-11 cursor-pointer py-2 text-act underline underline-offset-3">{t('signIn.trouble')}</summary><p>{t('signIn.troubleMore')}</p><p><Link to="/help">{t('signIn.help')}</Link></p></details>
      </Page>
    </Outside>
  );
}
