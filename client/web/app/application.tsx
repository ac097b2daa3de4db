// The whole application: asks which side this is and who is signed in, then opens the part of the role, loaded by itself.
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import type { GatewayView, SessionView } from '../../../server/http/wire/session.ts';
import { Refused } from '../../calls.ts';
import { ProblemBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Page, Waiting } from '../ui/page.tsx';
import { api, onSessionEnded } from './api.ts';
import { useWords, withAllWords } from './language.ts';
import { forgetLeftovers } from './leftovers.ts';
import { useLoad } from './loading.ts';
import { PageFault } from './page-fault.tsx';
import { go, pageOfAddress, usePlace } from './place.ts';
import { useAccountPreferences } from './preferences.ts';
import { HereContext } from './session.ts';
import { SessionWarning } from './session-warning.tsx';
import { Outside, SignIn } from './sign-in.tsx';

const PARTS = {
  staff: lazy(() => withAllWords(import('../staff/staff.tsx'), 'transferring')),
  handler: lazy(() => withAllWords(import('../contractor/contractor.tsx'), 'transferring')),
  auditor: lazy(() => withAllWords(import('../auditor/auditor.tsx'), 'auditing')),
  administrator: lazy(() => withAllWords(import('../admin/admin.tsx'), 'administering')),
};

/** What few who come here need, loaded by itself. */
const OutsideHelp = lazy(() => import('../help/outside-help.tsx'));
const FirstPassword = lazy(() => import('./first-password.tsx'));
const MustEnrol = lazy(() => withAllWords(import('../account/must-enrol.tsx'), 'factors'));

interface Start { readonly gateway: GatewayView; readonly session: SessionView | null }

async function start(): Promise<Start> {
  const page = pageOfAddress();
  const session = api.call('session', {}).catch((thrown: unknown) => {
    if (thrown instanceof Refused && thrown.problem.status === 401) return null;
    throw thrown;
  });
  // Both at once: a refusal that comes before the other answer is not left without anybody to hear it.
  const [gateway, known] = await Promise.all([api.call('gateway', { query: page === null ? {} : { page } }), session]);
  return { gateway, session: known };
}

export function Application() {
  return <PageFault><Starting /></PageFault>;
}

function Starting() {
  const { t } = useWords();
  const started = useLoad('start', start);
  if (started.value !== null) return <Opened start={started.value} />;
  return started.problem === null ? <Pause /> : <main><Page title={t('frame.name')}><ProblemBanner problem={started.problem} /><div><Button onPress={started.reload}>{t('act.reload')}</Button></div></Page></main>;
}

function Pause() {
  return <div className="p-6"><Waiting /></div>;
}

function Opened({ start: { gateway, session: first } }: { readonly start: Start }) {
  const { t } = useWords();
  const [session, setSession] = useState(first);
  const [why, setWhy] = useState<'ended' | 'out' | null>(null);
  const page = pageOfAddress();
  const { path } = usePlace();
  const end = useCallback((reason: 'ended' | 'out') => {
    setSession(null);
    setWhy(reason);
    void forgetLeftovers();
  }, []);
  useEffect(() => onSessionEnded(() => end('ended')), [end]);
  const own = session?.contractor?.page ?? null;
  useEffect(() => {
    // A contractor's pages lie under its own address only (UI 2).
    if (own !== null && own !== pageOfAddress()) location.replace(`/p/${own}`);
  }, [own]);
  const here = useMemo(() => (session === null ? null : {
    gateway, session, renew: setSession,
    signOut: () => { api.call('signOut', {}).then(() => end('out'), () => end('out')); },
  }), [gateway, session, end]);
  useAccountPreferences(here);
  const signedIn = (next: SessionView): void => {
    setWhy(null);
    setSession(next);
    if (location.pathname.endsWith('/sign-in')) go('/', { replace: true });
  };
  if (gateway.side === 'contractor' && page === null && own === null) return <Outside gateway={gateway}><Page title={t('frame.noPage')}><p>{t('frame.noPageMore')}</p></Page></Outside>;
  if (path === '/help' && (here === null || session === null || session.mustChangePassword || session.missingFactor === 'required')) return <Outside gateway={gateway}><Suspense fallback={<Pause />}><OutsideHelp gateway={gateway} /></Suspense></Outside>;
  if (here === null || session === null) return <SignIn gateway={gateway} why={why} onSignedIn={signedIn} />;
  if (session.mustChangePassword) return <Suspense fallback={<Pause />}><FirstPassword gateway={gateway} session={session} onOut={here.signOut} onChanged={(next) => { setSession(next); go('/', { replace: true, done: t('signIn.changed') }); }} /></Suspense>;
  if (session.missingFactor === 'required') return <Suspense fallback={<Pause />}><MustEnrol gateway={gateway} session={session} onOut={here.signOut} onDone={(next) => { setSession(next); go('/', { replace: true }); }} /></Suspense>;
  const Part = PARTS[session.account.role];
  return <HereContext value={here}><PageFault><Suspense fallback={<Pause />}><Part /></Suspense></PageFault><SessionWarning /></HereContext>;
}
