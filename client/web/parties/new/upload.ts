// Sends one file of a draft as one request, with progress.
import type { DepositView } from '../../../../server/http/wire/transfers.ts';
import { callsBy } from '../../app/api.ts';
import { sendingOf } from '../../app/upload.ts';
import type { Chosen } from './chosen-files.ts';

/** `to`: the recipient for whom alone it is, or null for all. Resolves with the deposit as it then is. Throws `Refused`, a `TypeError` when the line was cut, an `AbortError` when cancelled. */
export function upload(depositId: string, { file, to }: Pick<Chosen, 'file' | 'to'>, onSent: (bytes: number) => void, signal: AbortSignal): Promise<DepositView> {
  return callsBy(sendingOf(file, onSent, signal)).call('addFile', { id: depositId, query: to === null ? {} : { for: to } });
}
