// Goes on with an upload whose pipeline is gone (a restart, too many at once): what was sealed is read back, decrypted in memory and fed to a new pipeline,
// so that hash, scan and inspection see the whole file. Plaintext never touches the disk on the way.
import { createHash } from 'node:crypto';
import { SealingFailed } from '../../sealing/failure.ts';
import { openUnfinished } from '../../sealing/unfinished.ts';
import { VaultFailed } from '../../vault/vault.ts';
import type { Draft } from '../draft-room.ts';
import { openPipeline, type Pipeline, type PipelineParts } from '../pipeline.ts';
import type { StepParts } from '../parts.ts';
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
  const newest = beside.openNewest(row.newest ?? new Uint8Array(0), row.offset);
  const hash = createHash('sha256');
  if (row.part_id !== null && (row.part_size ?? 0) > 0) {
    for await (const plain of openUnfinished(sessionKey, transfer.bodyFormat, hashed(parts.vault.readPart(row.part_id, row.part_size ?? 0), hash))) await pipeline.write(plain);
  }
  // seipd1 shows a change only at its end, which this body does not have.
  if (hash.digest('hex') !== row.part_sha256) throw new TransferRefused('UPLOAD_GONE');
  const missing = row.offset - pipeline.offset;
  if (missing < 0 || missing > newest.length) throw new TransferRefused('UPLOAD_GONE');
  await pipeline.write(newest.subarray(newest.length - missing));
}

async function* hashed(chunks: AsyncIterable<Uint8Array>, hash: ReturnType<typeof createHash>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}
