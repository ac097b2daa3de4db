// Warns at least two minutes before the session ends; one key extends it (UI 7.12). Bytes that move are asked for nothing: every request extends the session.
import { lazy, Suspense, useEffect, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { clock } from '../text/dates.ts';
import { api, sessionEnded } from './api.ts';
import { useWords } from './language.ts';
import { useHere } from './session.ts';

const Dialog = lazy(async () => ({ default: (await import('../ui/dialog.tsx')).Dialog }));
const WARN_MS = 150_000;
const LOOK_EVERY_MS = 15_000;

/** Asks the gateway only when by our clock the end seems near: asking extends the session. */
export function SessionWarning() {
  const { t } = useWords();
  const { session, renew, signOut } = useHere();
  const [now, setNow] = useState(() => Date.now());
  const [seen, setSeen] = useState(() => Date.now());
  const idleMs = Date.parse(session.idleEndsAt);
  useEffect(() => {
    const tick = setInterval(() => setNow(Date.now()), LOOK_EVERY_MS);
    const touch = (): void => setSeen(Date.now());
    addEventListener('pointerdown', touch);
    addEventListener('keydown', touch);
    return () => {
      clearInterval(tick);
      removeEventListener('pointerdown', touch);
      removeEventListener('keydown', touch);
    };
  }, []);
  const near = now > idleMs - WARN_MS;
  const stay = (): void => { api.call('session', {}).then(renew, sessionEnded); };
  const active = near && seen > idleMs - 2 * WARN_MS;
  useEffect(() => {
    // The person works: the warning would only disturb.
    if (active) api.call('session', {}).then(renew, sessionEnded);
  }, [active, renew]);
  if (!near || active) return null;
  return (
    <Suspense>
      <Dialog open title={t('signIn.ending')} onNo={stay} acts={<><Button onPress={signOut}>{t('frame.signOut')}</Button><Button kind="filled" onPress={stay}>{t('signIn.stay')}</Button></>}>
        <p>{t('signIn.endingMore', { time: clock(session.idleEndsAt) })}</p>
      </Dialog>
    </Suspense>
  );
}
