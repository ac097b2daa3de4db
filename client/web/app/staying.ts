// The session must not end while bytes move, up or down: asking who is signed in extends it (UI 3.6).
import { useEffect } from 'react';
import { api } from './api.ts';
import { useHere } from './session.ts';

const ASK_EVERY_MS = 240_000;

export function useStayingSignedIn(moving: boolean): void {
  const { renew } = useHere();
  useEffect(() => {
    if (!moving) return;
    const timer = setInterval(() => { api.call('session', {}).then(renew, () => undefined); }, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [moving, renew]);
}
