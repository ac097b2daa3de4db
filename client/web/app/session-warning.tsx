// Warns at least two minutes before the session ends; one key extends it (UI 7.12). While bytes move it stays away: staying.ts keeps the
// session alive. Times are counted from the gateway's last answer, because a desk's own clock may be wrong.
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import type { SessionView } from '../../../server/http/wire/session.ts';
import { Refused } from '../../calls.ts';
import { Button } from '../ui/button.tsx';
import { clock } from '../text/dates.ts';
import { api, sessionEnded, touchedAt } from './api.ts';
import { useWords } from './language.ts';
import { useHere } from './session.ts';

const Dialog = lazy(async () => ({ default: (await import('../ui/dialog.tsx')).Dialog }));
const WARN_MS = 210_000;
const LOOK_EVERY_MS = 15_000;
/** The gateway notes a call only once a minute, so a session may end so much before it says. */
const NOTED_MS = 60_000;

interface Ends { /** By this device's clock, in ms. */ readonly at: number; /** The longest session is over: nothing extends it. */ readonly final: boolean }

function endsOf(session: SessionView, readAt: number): Ends {
  const now = Date.parse(session.now);
  const idle = touchedAt() + Date.parse(session.idleEndsAt) - now - NOTED_MS;
  const last = readAt + Date.parse(session.endsAt) - now;
  return last <= idle ? { at: last, final: true } : { at: idle, final: false };
}

/** When this session was answered, by this device's clock. */
function useReadAt(session: SessionView): number {
  const [read, setRead] = useState(() => ({ session, at: Date.now() }));
  if (read.session !== session) setRead({ session, at: Date.now() });
  return read.at;
}

export function SessionWarning() {
  const { t } = useWords();
  const { session, renew, signOut } = useHere();
  const readAt = useReadAt(session);
  const [now, setNow] = useState(() => Date.now());
  const [seen, setSeen] = useState(() => Date.now());
  const [told, setTold] = useState(false);
  useEffect(() => {
    const tick = setInterval(() => setNow(Date.now()), LOOK_EVERY_MS);
    return () => clearInterval(tick);
  }, []);
  const ends = endsOf(session, readAt);
  const near = now > ends.at - WARN_MS;
  const active = near && !ends.final && seen > ends.at - 2 * WARN_MS;
  useEffect(() => {
    // While the warning stands, only its own buttons speak.
    if (near) return;
    const touch = (): void => setSeen(Date.now());
    const kinds = ['pointerdown', 'keydown'] as const;
    for (const kind of kinds) addEventListener(kind, touch);
    return () => { for (const kind of kinds) removeEventListener(kind, touch); };
  }, [near]);
  const over = now > ends.at + NOTED_MS;
  const ask = useCallback(() => {
    api.call('session', {}).then(renew, (thrown: unknown) => { if (over || thrown instanceof Refused) sessionEnded(); });
  }, [over, renew]);
  useEffect(() => {
    // Somebody works: the warning would only disturb. When it is over the gateway says so, and nothing stays on an empty desk's screen.
    if (active || over) ask();
  }, [active, over, ask]);
  const stay = (): void => {
    setSeen(Date.now());
    setNow(Date.now());
    if (ends.final) setTold(true);
    else ask();
  };
  if (!near || active || (ends.final && told)) return null;
  return (
    <Suspense>
      <Dialog open title={t('signIn.ending')} onNo={stay} onEnter={stay} acts={<><Button onPress={signOut}>{t('frame.signOut')}</Button><Button kind="filled" onPress={stay}>{t(ends.final ? 'signIn.goOn' : 'signIn.stay')}</Button></>}>
        <p>{t(ends.final ? 'signIn.endingForGood' : 'signIn.endingMore', { time: clock(new Date(ends.at).toISOString()) })}</p>
      </Dialog>
    </Suspense>
  );
}
