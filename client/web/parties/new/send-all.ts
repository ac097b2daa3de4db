// The sending itself: one large file at a time, small ones three abreast beside it, each whole or to be gone on with. What the gateway already holds is
// not sent again; a file that is left out stops alone.
import type { DepositView } from '../../../../server/http/wire/transfers.ts';
import { api } from '../../app/api.ts';
import type { Chosen } from './chosen-files.ts';
import { addressOf, heldIn, replaced } from './unfinished.ts';
import { upload } from './upload.ts';

export type Stage = 'waiting' | 'sending' | 'cut' | 'sealing' | 'kept' | 'failed';
export interface Line { readonly file: File; readonly stage: Stage; readonly sent: number }

export const isAbort = (thrown: unknown): boolean => thrown instanceof DOMException && thrown.name === 'AbortError';
/** The reason of a stop after which nothing of what arrived is wanted any more. */
export const DROPPED = new DOMException('Cancelled by the person.', 'AbortError');
/** Small files in flight at once. */
const ABREAST = 3;

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
  const { discardUpload, IN_ONE_REQUEST } = await import('../../../upload-resumable.ts');
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
  const queues = [open.filter(({ file }) => file.size > IN_ONE_REQUEST), open.filter(({ file }) => file.size <= IN_ONE_REQUEST)] as const;
  const work = async (queue: Chosen[]): Promise<void> => {
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) await sendOne(one, each);
  };
  const [large, small] = queues;
  const ended = await Promise.allSettled([large, ...Array.from({ length: ABREAST }, () => small)].map((queue) => work(queue).catch((thrown: unknown) => {
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
      onBytes: (sent) => put(file, { sent, stage: sent >= file.size ? 'sealing' : 'sending' }), onCut: (sent) => put(file, { sent, stage: 'cut' }),
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
