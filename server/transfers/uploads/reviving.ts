// Goes on with an upload whose pipeline is gone (a restart, too many at once): what was sealed is read back, decrypted in memory and fed to a new pipeline,
// so that hash, scan and inspection see the whole file. Plaintext never touches the disk on the way.
import { SealingFailed } from '../../sealing/failure.ts';
import { VaultFailed } from '../../vault/vault.ts';
import type { Draft } from '../draft-room.ts';
import { openPipeline, type Pipeline, type PipelineParts } from '../pipeline.ts';
import type { StepParts } from '../parts.ts';
import { readBack } from '../read-back.ts';
import { TransferRefused } from '../refusal.ts';
import { openBeside, type StoredUpload } from './upload-row.ts';

type RevivingParts = PipelineParts & Pick<StepParts, 'store'>;

/** A pipeline that stands at the row's offset. Throws `TransferRefused` (UPLOAD_GONE where what lies there is not what was sealed); then the new pipeline is gone. */
export async function revive(parts: RevivingParts, draft: Draft, row: StoredUpload, name: string): Promise<Pipeline> {
  const pipeline = await openPipeline(parts, draft, name);
  try {
    if (row.offset > 0) await feed(parts, pipeline, row);
    return pipeline;
  } catch (error) {
    await pipeline.abort();
    // What lies there is as good as before: it is only the thread that sealed it anew that ended.
    if (error instanceof SealingFailed && error.code === 'THREAD_LOST') throw error;
    if (error instanceof SealingFailed || (error instanceof VaultFailed && (error.code === 'ODD_STORE' || error.code === 'READ_FAILED'))) throw new TransferRefused('UPLOAD_GONE');
    throw error;
  }
}

async function feed(parts: RevivingParts, pipeline: Pipeline, row: StoredUpload): Promise<void> {
  const { beside, transfer, sessionKey } = await openBeside(parts, row);
  const { offset, part_id: id, part_size: size, part_sha256: sha256 } = row;
  if (id === null || size === null || sha256 === null) throw new TransferRefused('UPLOAD_GONE');
  const newest = beside.openNewest(row.newest ?? new Uint8Array(0), offset);
  const isWhole = await readBack(parts.vault, { sessionKey, format: transfer.bodyFormat, part: { id, size, sha256 }, newest, offset }, (plain) => pipeline.write(plain));
  if (!isWhole) throw new TransferRefused('UPLOAD_GONE');
}
