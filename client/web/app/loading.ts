// Asking the gateway: what a page loads, and what an act does. Both keep the refusal as something to show, never as a thrown error.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../server/http/wire/problem.ts';
import { offline, problemOf } from './api.ts';
import { lineNow, onLineBack } from './line.ts';

export interface Load<T> {
  /** The newest answer; kept while a reload runs or after it failed, so that nothing already read disappears (UI 3.0). */
  readonly value: T | null;
  /** When that was, as an instant; null before it. */
  readonly at: string | null;
  readonly problem: Problem | null;
  readonly loading: boolean;
  readonly reload: () => void;
  /** Takes the answer of an act as the new value. */
  readonly put: (value: T) => void;
}

/** Loads when the page opens and whenever `key` changes. */
export function useLoad<T>(key: string, ask: (signal: AbortSignal) => Promise<T>): Load<T> {
  const [held, setHeld] = useState<{ key: string; value: T | null; at: string | null; problem: Problem | null; loading: boolean }>({ key, value: null, at: null, problem: null, loading: true });
  const [round, setRound] = useState(0);
  const asking = useRef(ask);
  useEffect(() => {
    asking.current = ask;
  });
  useEffect(() => {
    const stop = new AbortController();
    setHeld((before) => ({ key, value: before.key === key ? before.value : null, at: before.key === key ? before.at : null, problem: null, loading: true }));
    asking.current(stop.signal).then(
      (value) => stop.signal.aborted || setHeld({ key, value, at: new Date().toISOString(), problem: null, loading: false }),
      (thrown: unknown) => stop.signal.aborted || setHeld((before) => ({ key, value: before.value, at: before.at, problem: problemOf(thrown), loading: false })),
    );
    return () => stop.abort();
  }, [key, round]);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  const put = useCallback((value: T) => setHeld((before) => ({ ...before, value, at: new Date().toISOString(), problem: null, loading: false })), []);
  const lost = held.problem?.code === offline.code;
  // What could not be read while the line was down is read when it is back.
  useEffect(() => (lost ? onLineBack(reload) : undefined), [lost, reload]);
  return { value: held.key === key ? held.value : null, at: held.at, problem: held.problem, loading: held.loading, reload, put };
}

export interface Act {
  readonly busy: boolean;
  readonly problem: Problem | null;
  /** Runs one act; a second press while it runs does nothing. */
  readonly run: (work: () => Promise<void>) => void;
  readonly show: (problem: Problem | null) => void;
}

export function useAct(): Act {
  const [busy, setBusy] = useState(false);
  const [problem, show] = useState<Problem | null>(null);
  const running = useRef(false);
  const run = useCallback((work: () => Promise<void>) => {
    if (running.current) return;
    if (lineNow().down) {
      show(offline);
      return;
    }
    running.current = true;
    setBusy(true);
    show(null);
    work()
      .catch((thrown: unknown) => show(problemOf(thrown)))
      .finally(() => {
        running.current = false;
        setBusy(false);
      });
  }, []);
  return { busy, problem, run, show };
}
