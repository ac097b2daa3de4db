// The sending of a draft as its page shows it: what is on its way, how fast, what failed. The deposit exists only once submit is answered.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { DepositView } from '../../../../server/http/wire/transfers.ts';
import type { Problem } from '../../../../server/http/wire/problem.ts';
import { api } from '../../app/api.ts';
import { dropFile, type Chosen } from './chosen-files.ts';
import { createCourse, type Course } from './course.ts';
import { DROPPED, isAbort, sendAll, type Line } from './send-all.ts';
import { problemOfSending } from './sending-problem.ts';

export interface Sending {
  readonly phase: 'idle' | 'sending' | 'failed' | 'submitting';
  readonly lines: readonly Line[];
  readonly bytesPerSecond: number;
  readonly problem: Problem | null;
  /** All files arrived, and the gateway then saw in them what nobody has confirmed yet; nothing was submitted. */
  readonly doubted: boolean;
  readonly start: (files: readonly Chosen[]) => void;
  /** Stops what is on its way and drops what arrived of it; what arrived whole stays in the draft. */
  readonly cancel: () => void;
  /** Stops what is on its way; what arrived of it waits at the gateway, to be gone on with. */
  readonly leave: () => void;
  /** Leaves one file out: what was sent of it is dropped, the others go on. */
  readonly leaveOut: (file: File) => void;
}

type Shown = Pick<Sending, 'phase' | 'problem' | 'doubted'>;
const NOTHING: Shown = { phase: 'idle', problem: null, doubted: false };
type Moving = Pick<Sending, 'lines' | 'bytesPerSecond'>;
const STILL: Moving = { lines: [], bytesPerSecond: 0 };

/** `mayBeSent` looks at the deposit when all files have arrived; `onSubmitted` gets the one that stands. */
export function useSending(depositId: string, mayBeSent: (arrived: DepositView) => boolean, onSubmitted: (deposit: DepositView) => void): Sending {
  const [shown, setShown] = useState(NOTHING);
  const [moving, setMoving] = useState(STILL);
  const stops = useRef({ all: new AbortController(), of: new Map<File, AbortController>() });
  const course = useRef<Course | null>(null);
  useEffect(() => () => course.current?.end(), []);
  const run = useCallback(async (files: readonly Chosen[], now: Course, signal: AbortSignal) => {
    const signalOf = (file: File): AbortSignal => controllerOf(stops.current.of, file).signal;
    const arrived = await sendAll({ depositId, files, signal, signalOf, put: now.put });
    now.flush();
    const nothing = arrived.transfers.some((transfer) => transfer.files.length === 0);
    if (nothing || !mayBeSent(arrived)) {
      setShown({ ...NOTHING, doubted: !nothing });
      return;
    }
    setShown({ ...NOTHING, phase: 'submitting' });
    onSubmitted(await api.call('submit', { id: depositId }));
  }, [depositId, mayBeSent, onSubmitted]);

  const start = useCallback((files: readonly Chosen[]) => {
    const controller = new AbortController();
    stops.current.all = controller;
    const before = course.current?.lines().filter((line) => line.stage === 'kept') ?? [];
    course.current?.end();
    const now = createCourse(depositId, [...before, ...files.map(({ file }): Line => ({ file, stage: 'waiting', sent: 0, again: 0 }))], setMoving);
    course.current = now;
    setShown({ ...NOTHING, phase: 'sending' });
    run(files, now, controller.signal).catch((thrown: unknown) => {
      now.flush();
      setShown(isAbort(thrown) ? NOTHING : { ...NOTHING, phase: 'failed', problem: problemOfSending(thrown) });
    });
  }, [depositId, run]);
  const cancel = useCallback(() => stops.current.all.abort(DROPPED), []);
  const leave = useCallback(() => stops.current.all.abort(), []);
  const leaveOut = useCallback((file: File) => {
    dropFile(depositId, file);
    course.current?.drop(file);
    controllerOf(stops.current.of, file).abort();
  }, [depositId]);
  return { ...shown, ...moving, start, cancel, leave, leaveOut };
}

function controllerOf(held: Map<File, AbortController>, file: File): AbortController {
  const controller = held.get(file) ?? new AbortController();
  held.set(file, controller);
  return controller;
}
