// How long there is to wait, counted down in whole seconds.
import { useEffect, useState } from 'react';

const secondsUntil = (until: number | null): number => (until === null ? 0 : Math.max(0, Math.ceil((until - performance.now()) / 1000)));

/** Whole seconds until `until`, a time of `performance.now()`, down to 0; null counts nothing. */
export function useSecondsLeft(until: number | null): number {
  const [, tick] = useState(0);
  useEffect(() => {
    if (until === null) return;
    const timer = setInterval(() => {
      tick((before) => before + 1);
      if (performance.now() >= until) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [until]);
  return secondsUntil(until);
}
