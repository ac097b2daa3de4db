// The sending itself: file by file, each whole or not at all. What the gateway already holds is not sent again; a file that is left out stops alone.
import type { DepositView } from '../../../../server/http/wire/transfers.ts';
import { api } from '../../app/api.ts';
import { dropFile, type Chosen } from './chosen-files.ts';
import { createSpeed, type Speed } from './speed.ts';
import { upload } from './upload.ts';

export type Stage = 'waiting' | 'sending' | 'sealing' | 'kept' | 'failed';
export interface Line { readonly file: File; readonly stage: Stage; readonly sent: number }

export const isAbort = (thrown: unknown): boolean => thrown instanceof DOMException && thrown.name === 'AbortError';

export interface Sent {
  readonly depositId: string;
  readonly files: readonly Chosen[];
  /** Stops everything. */
  readonly signal: AbortSignal;
  /** Stops one file, for good. */
  readonly signalOf: (file: File) => AbortSignal;
  readonly put: (file: File, change: Partial<Line>) => void;
  readonly onSpeed: (bytesPerSecond: number) => void;
}

/** Returns the deposit as it stands once all files arrived. Throws what stopped it: `Refused`, a `TypeError` for a cut line, an `AbortError`. */
export async function sendAll(sent: Sent): Promise<DepositView> {
  const { depositId, files, put } = sent;
  // An answer may have been lost on the line: what the gateway already holds whole is not sent again.
  const { transfers } = await api.call('deposit', { id: depositId });
  const isHeld = ({ file, to }: Chosen): boolean => transfers.every((transfer) => (to !== null && transfer.recipient.id !== to) || transfer.files.some((one) => one.name === file.name.normalize('NFC') && one.size === file.size));
  const speed = createSpeed(() => performance.now());
  for (const one of files) {
    const { file } = one;
    if (sent.signalOf(file).aborted) continue;
    if (isHeld(one)) put(file, { stage: 'kept', sent: file.size });
    else if (!(await sendOne(one, sent, speed))) continue;
    // From now on the gateway holds it; a retry must not send it twice.
    dropFile(depositId, file);
  }
  return api.call('deposit', { id: depositId });
}

/** False where the person left the file out meanwhile. */
async function sendOne({ file, to }: Chosen, { depositId, signal, signalOf, put, onSpeed }: Sent, speed: Speed): Promise<boolean> {
  put(file, { stage: 'sending', sent: 0 });
  speed.begin();
  const onSent = (bytes: number): void => {
    put(file, { sent: bytes, stage: bytes >= file.size ? 'sealing' : 'sending' });
    onSpeed(speed.after(bytes));
  };
  try {
    await upload(depositId, { file, to }, onSent, AbortSignal.any([signal, signalOf(file)]));
    put(file, { stage: 'kept', sent: file.size });
    return true;
  } catch (thrown) {
    if (isAbort(thrown) && !signal.aborted) return false;
    put(file, { stage: 'failed', sent: 0 });
    throw thrown;
  }
}
