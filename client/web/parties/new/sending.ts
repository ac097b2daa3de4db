// Sends the chosen files of a draft one after another, then submits: what is on its way, how fast, what failed. The deposit exists only once submit is answered.
import { useCallback, useRef, useState } from 'react';
import type { DepositView } from '../../../../server/http/wire/transfers.ts';
import type { Problem } from '../../../../server/http/wire/problem.ts';
import { api, problemOf } from '../../app/api.ts';
import { dropFile } from './chosen-files.ts';
import { upload } from './upload.ts';

export type Stage = 'waiting' | 'sending' | 'sealing' | 'kept' | 'failed';
export interface Line { readonly file: File; readonly stage: Stage; readonly sent: number }
export interface Sending {
  readonly phase: 'idle' | 'sending' | 'failed' | 'submitting';
  readonly lines: readonly Line[];
  readonly bytesPerSecond: number;
  readonly problem: Problem | null;
  readonly start: (files: readonly File[]) => void;
  /** Stops what is on its way; what arrived whole stays in the draft. */
  readonly cancel: () => void;
}

/** `onSubmitted` gets the deposit that stands. */
export function useSending(depositId: string, onSubmitted: (deposit: DepositView) => void): Sending {
  const [phase, setPhase] = useState<Sending['phase']>('idle');
  const [lines, setLines] = useState<readonly Line[]>([]);
  const [bytesPerSecond, setSpeed] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);
  const stop = useRef<AbortController | null>(null);
  const put = useCallback((file: File, change: Partial<Line>) => setLines((before) => before.map((line) => (line.file === file ? { ...line, ...change } : line))), []);

  const sendOne = useCallback(async (file: File, signal: AbortSignal) => {
    const began = performance.now();
    put(file, { stage: 'sending', sent: 0 });
    const onSent = (sent: number): void => {
      put(file, { sent, stage: sent >= file.size ? 'sealing' : 'sending' });
      const seconds = (performance.now() - began) / 1000;
      if (seconds > 0.5) setSpeed(sent / seconds);
    };
    await upload(api.address('addFile', { id: depositId }), file, onSent, signal).catch((thrown: unknown) => {
      put(file, { stage: 'failed' });
      throw thrown;
    });
    put(file, { stage: 'kept', sent: file.size });
  }, [depositId, put]);

  const run = useCallback(async (files: readonly File[], signal: AbortSignal) => {
    // An answer may have been lost on the line: what the gateway already holds whole is not sent again.
    const held = (await api.call('deposit', { id: depositId })).transfers[0]?.files ?? [];
    for (const file of files) {
      if (held.some((one) => one.name === file.name.normalize('NFC') && one.size === file.size)) put(file, { stage: 'kept', sent: file.size });
      else await sendOne(file, signal);
      // From now on the gateway holds it; a retry must not send it twice.
      dropFile(depositId, file);
    }
    setPhase('submitting');
    onSubmitted(await api.call('submit', { id: depositId }));
  }, [depositId, onSubmitted, put, sendOne]);

  const start = useCallback((files: readonly File[]) => {
    const controller = new AbortController();
    stop.current = controller;
    setProblem(null);
    setPhase('sending');
    setLines((before) => [...before.filter((line) => line.stage === 'kept'), ...files.map((file): Line => ({ file, stage: 'waiting', sent: 0 }))]);
    run(files, controller.signal).catch((thrown: unknown) => {
      const cancelled = thrown instanceof DOMException && thrown.name === 'AbortError';
      setProblem(cancelled ? null : problemOf(thrown));
      setPhase(cancelled ? 'idle' : 'failed');
    });
  }, [run]);
  const cancel = useCallback(() => stop.current?.abort(), []);
  return { phase, lines, bytesPerSecond, problem, start, cancel };
}
