// The sending of a draft as its page shows it: what is on its way, how fast, what failed. The deposit exists only once submit is answered.
import { useCallback, useRef, useState } from 'react';
import type { DepositView } from '../../../../server/http/wire/transfers.ts';
import type { Problem } from '../../../../server/http/wire/problem.ts';
import { api, problemOf } from '../../app/api.ts';
import { dropFile, type Chosen } from './chosen-files.ts';
import { isAbort, sendAll, type Line } from './send-all.ts';

export interface Sending {
  readonly phase: 'idle' | 'sending' | 'failed' | 'submitting';
  readonly lines: readonly Line[];
  readonly bytesPerSecond: number;
  readonly problem: Problem | null;
  /** All files arrived, and the gateway then saw in them what nobody has confirmed yet; nothing was submitted. */
  readonly doubted: boolean;
  readonly start: (files: readonly Chosen[]) => void;
  /** Stops what is on its way; what arrived whole stays in the draft. */
  readonly cancel: () => void;
  /** Leaves one file out: what was sent of it is dropped, the others go on. */
  readonly leaveOut: (file: File) => void;
}

type Shown = Pick<Sending, 'phase' | 'lines' | 'bytesPerSecond' | 'problem' | 'doubted'>;
const NOTHING: Shown = { phase: 'idle', lines: [], bytesPerSecond: 0, problem: null, doubted: false };

/** `mayBeSent` looks at the deposit when all files have arrived; `onSubmitted` gets the one that stands. */
export function useSending(depositId: string, mayBeSent: (arrived: DepositView) => boolean, onSubmitted: (deposit: DepositView) => void): Sending {
  const [shown, setShown] = useState(NOTHING);
  const stops = useRef({ all: new AbortController(), of: new Map<File, AbortController>() });
  const show = useCallback((change: Partial<Shown>) => setShown((before) => ({ ...before, ...change })), []);
  const run = useCallback(async (files: readonly Chosen[], signal: AbortSignal) => {
    const put = (file: File, change: Partial<Line>): void => setShown((before) => ({ ...before, lines: before.lines.map((line) => (line.file === file ? { ...line, ...change } : line)) }));
    const signalOf = (file: File): AbortSignal => controllerOf(stops.current.of, file).signal;
    const arrived = await sendAll({ depositId, files, signal, signalOf, put, onSpeed: (bytesPerSecond) => show({ bytesPerSecond }) });
    const nothing = arrived.transfers.some((transfer) => transfer.files.length === 0);
    if (nothing || !mayBeSent(arrived)) {
      setShown({ ...NOTHING, doubted: !nothing });
      return;
    }
    show({ phase: 'submitting' });
    onSubmitted(await api.call('submit', { id: depositId }));
  }, [depositId, mayBeSent, onSubmitted, show]);

  const start = useCallback((files: readonly Chosen[]) => {
    const controller = new AbortController();
    stops.current.all = controller;
    setShown((before) => ({ ...NOTHING, phase: 'sending', lines: [...before.lines.filter((line) => line.stage === 'kept'), ...files.map(({ file }): Line => ({ file, stage: 'waiting', sent: 0 }))] }));
    run(files, controller.signal).catch((thrown: unknown) => (isAbort(thrown) ? setShown(NOTHING) : show({ phase: 'failed', problem: problemOf(thrown) })));
  }, [run, show]);
  const cancel = useCallback(() => stops.current.all.abort(), []);
  const leaveOut = useCallback((file: File) => {
    dropFile(depositId, file);
    setShown((before) => ({ ...before, lines: before.lines.filter((line) => line.file !== file) }));
    controllerOf(stops.current.of, file).abort();
  }, [depositId]);
  return { ...shown, start, cancel, leaveOut };
}

function controllerOf(held: Map<File, AbortController>, file: File): AbortController {
  const controller = held.get(file) ?? new AbortController();
  held.set(file, controller);
  return controller;
}
