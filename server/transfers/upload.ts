// Upload (one file in one request): the draft is found, the stream goes through the pipeline, the sealed file joins the draft.
import type { Person } from '../accounts/person.ts';
import { openDraft, type Draft } from './draft-room.ts';
import { keepFile, type SealedFile } from './keep-file.ts';
import { openPipeline, type Pipeline, type PipelineParts } from './pipeline.ts';
import type { StepParts } from './parts.ts';

export type UploadParts = PipelineParts & Pick<StepParts, 'store' | 'clock' | 'register'>;

/** What a caller needs before the first byte: the limits, and the sink that takes the file. */
export interface Upload {
  readonly maxFileBytes: number;
  /** Takes the whole stream: scanned, sealed and durable, but not yet part of the draft. Throws `TransferRefused`; then nothing of the file is left. */
  take(name: string, chunks: AsyncIterable<Uint8Array>): Promise<TakenFile>;
}

/** `uploadId` (of `newIdentifier`) is what the draft will know the file by; with `recipientId` it is for that recipient alone. */
export interface UploadOf { readonly depositId: string; readonly uploadId: string; readonly recipientId?: string | undefined }

/** A sealed file that nobody has acknowledged yet: the request may still turn out to be malformed after it. */
export interface TakenFile {
  /** Makes it part of the draft: the commit point. Throws `TransferRefused`; then nothing of the file is left. */
  keep(): Promise<void>;
  drop(): Promise<void>;
}

/** Opens an upload into a draft of one's own; refuses before a byte is read. Throws what `openDraft` throws. */
export async function openUpload(parts: UploadParts, who: Person, of: UploadOf): Promise<Upload> {
  const draft = await openDraft(parts, who, of.depositId, of.recipientId);
  return { maxFileBytes: draft.maxFileBytes, take: (name, chunks) => take(parts, who, { draft, uploadId: of.uploadId }, name, chunks) };
}

interface Into { readonly draft: Draft; readonly uploadId: string }

async function take(parts: UploadParts, who: Person, into: Into, name: string, chunks: AsyncIterable<Uint8Array>): Promise<TakenFile> {
  const pipeline = await openPipeline(parts, into.draft, name);
  try {
    for await (const chunk of chunks) await pipeline.write(chunk);
    const sealed = await pipeline.finish();
    return { drop: () => pipeline.abort(), keep: () => keep(parts, who, { ...into, pipeline, sealed }) };
  } catch (error) {
    await pipeline.abort();
    throw error;
  }
}

async function keep(parts: UploadParts, who: Person, { draft, uploadId, pipeline, sealed }: Into & { readonly pipeline: Pipeline; readonly sealed: SealedFile }): Promise<void> {
  try {
    await keepFile(parts, who, draft, sealed, uploadId);
  } catch (error) {
    await pipeline.abort();
    throw error;
  }
  await parts.reach('upload.recorded');
}
