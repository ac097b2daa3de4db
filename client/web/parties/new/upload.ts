// Sends one file of a draft as one request, with progress.
import type { DepositView } from '../../../../server/http/wire/transfers.ts';
import { callsBy } from '../../app/api.ts';
import { sendingOf } from '../../app/upload.ts';

/** Resolves with the deposit as it then is. Throws `Refused`, a `TypeError` when the line was cut, an `AbortError` when cancelled. */
export function upload(depositId: string, file: File, onSent: (bytes: number) => void, signal: AbortSignal): Promise<DepositView> {
  return callsBy(sendingOf(file, onSent, signal)).call('addFile', { id: depositId });
}
