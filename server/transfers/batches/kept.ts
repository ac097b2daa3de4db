// Files that were sent before under their keys and are in the draft: a batch that is sent again because its answer was lost puts nothing in twice.
import type { Tx } from '../../store/store.ts';
import { TransferRefused } from '../refusal.ts';
import type { NamedFile, Outcome } from './small-file.ts';

/** By what the draft knows them by: those of `files` that it holds; another file under the same key is refused (IDEMPOTENCY_KEY_REUSED). One that was taken out again is not held. */
export async function keptUnder(tx: Tx, transferId: string, files: readonly Pick<NamedFile, 'uploadId' | 'sha256'>[]): Promise<Map<string, Outcome>> {
  if (files.length === 0) return new Map();
  const hashes = new Map(files.map(({ uploadId, sha256 }) => [uploadId, sha256]));
  const rows = await tx.selectFrom('files').select(['upload_id', 'size', 'sha256']).where('transfer_id', '=', transferId).where('upload_id', 'in', [...hashes.keys()]).execute();
  return new Map(rows.map(({ upload_id: uploadId, size, sha256 }): [string, Outcome] => [uploadId, hashes.get(uploadId) === sha256 ? { kept: { uploadId, size, sha256 } } : { refused: new TransferRefused('IDEMPOTENCY_KEY_REUSED') }]));
}
