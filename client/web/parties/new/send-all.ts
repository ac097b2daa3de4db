// The sending itself: one large file at a time, beside it smaller ones three abreast, each whole or to be gone on with, and the small ones many in one request, two
// requests abreast. What the gateway already holds is not sent again; a file that is left out stops alone.
import { BATCH_FILE_BYTES } from '../../../../server/http/wire/batch-limits.ts';
import type { Problem } from '../../../../server/http/wire/problem.ts';
import type { DepositView } from '../../../../server/http/wire/transfers.ts';
import { Refused } from '../../../calls.ts';
import { api } from '../../app/api.ts';
import type { Chosen } from './chosen-files.ts';
import { addressOf, beganWith, heldIn, replaced } from './unfinished.ts';
import { uploadBatch } from './upload-batch.ts';
import { upload } from './upload.ts';

/** `busy`: the gateway has no place now, and is asked again by itself. */
export type Stage = 'waiting' | 'sending' | 'cut' | 'busy' | 'sealing' | 'kept' | 'failed';
export interface Line { readonly file: File; readonly stage: Stage; readonly sent: number; /** When a busy gateway is asked again, as `performance.now()` counts; 0 before it first was busy. */ readonly again: number }

export const isAbort = (thrown: unknown): boolean => thrown instanceof DOMException && thrown.name === 'AbortError';
/** The reason of a stop after which nothing of what arrived is wanted any more. */
export const DROPPED = new DOMException('Cancelled by the person.', 'AbortError');
/** Files of one request each in flight at once. */
const ABREAST = 3;
/** Requests of many files: the next is read while the gateway seals the one before. */
const BATCHES_ABREAST = 2;

export interface Sent {
  readonly depositId: string;
  readonly files: readonly Chosen[];
  /** Stops everything; with `DROPPED` what arrived of unfinished files is removed, else it waits at the gateway. */
  readonly signal: AbortSignal;
  /** Stops one file, for good. */
  readonly signalOf: (file: File) => AbortSignal;
  readonly put: (file: File, change: Partial<Line>) => void;
}

/** Returns the deposit as it stands once all files arrived. Throws what stopped it: `Refused`, `LineCut`, `SourceBroken`, `OtherFile`, a `TypeError`, an `AbortError`. */
export async function sendAll(sent: Sent): Promise<DepositView> {
  const { depositId, files, put } = sent;
  const [{ discardUpload, IN_ONE_REQUEST }, { batchesOf }] = await Promise.all([import('../../../upload-resumable.ts'), import('../../../batches.ts')]);
  // An answer may have been lost on the line: what the gateway already holds whole is not sent again.
  const [{ transfers }, unfinished] = await Promise.all([api.call('deposit', { id: depositId }), api.call('unfinished', { id: depositId })]);
  for (const other of replaced(unfinished, files)) await discardUpload(addressOf(other));
  const held = heldIn(transfers);
  const isHeld = (one: Chosen): boolean => held(one) !== undefined;
  for (const { file } of files.filter(isHeld)) put(file, { stage: 'kept', sent: file.size });
  const open = files.filter((one) => !isHeld(one));
  // What fails stops the rest: nothing is submitted without it, and the person is told at once.
  const stop = new AbortController();
  const each = { ...sent, signal: AbortSignal.any([sent.signal, stop.signal]), unfinished, discard: discardUpload };
  const isTiny = (one: Chosen): boolean => one.file.size <= BATCH_FILE_BYTES && beganWith(unfinished, one) === undefined;
  const [large, small] = [open.filter(({ file }) => file.size > IN_ONE_REQUEST), open.filter((one) => one.file.size <= IN_ONE_REQUEST && !isTiny(one))];
  const tiny = open.filter(isTiny);
  const batches = [...new Set(tiny.map(({ to }) => to))].flatMap((recipient) => batchesOf(tiny.filter(({ to }) => to === recipient), ({ file }) => file));
  const work = async <T>(queue: T[], send: (one: T) => Promise<void>): Promise<void> => {
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) await send(one);
  };
  const oneByOne = (queue: Chosen[]): Promise<void> => work(queue, (one) => sendOne(one, each));
  const lanes = [oneByOne(large), ...Array.from({ length: ABREAST }, () => oneByOne(small)), ...Array.from({ length: BATCHES_ABREAST }, () => work(batches, (batch) => sendMany(batch, each)))];
  const ended = await Promise.allSettled(lanes.map((lane) => lane.catch((thrown: unknown) => {
    stop.abort();
    throw thrown;
  })));
  const failures = ended.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : []));
  if (failures.length > 0) throw failures.find((thrown) => !isAbort(thrown)) ?? failures[0];
  return api.call('deposit', { id: depositId });
}

/** Asked anew: it may have happened meanwhile. */
const isStopped = (signal: AbortSignal): boolean => signal.aborted;

interface Each extends Sent { readonly unfinished: Parameters<typeof upload>[0]['unfinished']; readonly discard: (address: string) => Promise<void> }

/** Ends without error also where the person left the file out meanwhile. */
async function sendOne(one: Chosen, { depositId, signal, signalOf, put, unfinished, discard }: Each): Promise<void> {
  const { file } = one;
  const own = signalOf(file);
  if (own.aborted) return;
  signal.throwIfAborted();
  const begun: string[] = [];
  put(file, { stage: 'sending', sent: 0 });
  try {
    await upload({
      depositId, one, unfinished, signal: AbortSignal.any([signal, own]), onAddress: (address) => begun.push(address),
      onBytes: (sent) => put(file, { sent, stage: sent >= file.size ? 'sealing' : 'sending' }), 
      onCut: (sent, asked) => put(file, asked === 0 ? { sent, stage: 'cut' } : { sent, stage: 'busy', again: performance.now() + asked }),
    });
    put(file, { stage: 'kept', sent: file.size });
  } catch (thrown) {
    const isDropped = isStopped(own) || signal.reason === DROPPED;
    for (const address of isDropped ? begun.slice(-1) : []) await discard(address).catch(() => undefined);
    if (isStopped(own)) return;
    put(file, { stage: isAbort(thrown) ? 'waiting' : 'failed', sent: 0 });
    throw thrown;
  }
}

/** As `sendOne` for many of one recipient, or of all. One that is left out while they are on their way is taken out of the draft again. */
async function sendMany(batch: readonly Chosen[], { depositId, signal, signalOf, put }: Each): Promise<void> {
  const files = batch.filter(({ file }) => !signalOf(file).aborted);
  const [first] = files;
  if (first === undefined) return;
  signal.throwIfAborted();
  const all = (change: Partial<Line>): void => files.forEach(({ file }) => put(file, change));
  all({ stage: 'sending', sent: 0 });
  const outcomes = await uploadBatch({ depositId, to: first.to, files, signal, onCut: () => all({ stage: 'cut', sent: 0 }) }).catch((thrown: unknown) => {
    all({ stage: isAbort(thrown) ? 'waiting' : 'failed', sent: 0 });
    throw thrown;
  });
  const refused: Problem[] = [];
  for (const [at, { file }] of files.entries()) {
    const outcome = outcomes[at];
    if (outcome === undefined) throw new Error('expected an answer for each file');
    const isLeftOut = signalOf(file).aborted;
    if ('uploadId' in outcome) {
      if (isLeftOut) await api.call('removeFile', { id: depositId, uploadId: outcome.uploadId });
      else put(file, { stage: 'kept', sent: file.size });
    } else if (!isLeftOut) {
      refused.push(outcome);
      put(file, { stage: 'failed', sent: 0 });
    }
  }
  if (refused[0] !== undefined) throw new Refused(refused[0]);
}
