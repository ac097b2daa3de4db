// Many small files that come together: each is looked at by itself, and those that may stay are sealed, durable and part of the draft in one step.
//
// Order of writes: all bodies durable in the vault first, then one transaction with the rows and an entry for each file, those that were refused among them. Commit
// point: the end of that transaction. Before it the bodies are unnamed and swept; after it every file that was not refused is in the draft, for every recipient.
// A crash leaves all of them or none, and who heard no answer sends the same files again: what is there under a file's key is not taken twice.
import { createHash, createHmac } from 'node:crypto';
import type { Person } from '../../accounts/person.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { besideKey } from '../../sealing/unfinished.ts';
import { openDraft, type Draft } from '../draft-room.ts';
import { readDraftKey } from '../lanes.ts';
import type { StepParts } from '../parts.ts';
import type { PipelineParts } from '../pipeline.ts';
import { TransferRefused } from '../refusal.ts';
import { clearFiles } from './clearing.ts';
import { keepBatch, type KeptBatch, type ToKeep } from './keep-batch.ts';
import { keptUnder } from './kept.ts';
import { sealTogether } from './seal-together.ts';
import type { NamedFile, Outcome, SmallFile } from './small-file.ts';

export type BatchParts = PipelineParts & Pick<StepParts, 'store' | 'clock' | 'register'> & { readonly ledger: Ledger };

export interface Batch {
  /** Takes the files, each under a key of its own; tells of each, in their order. Throws what concerns all of them: `TransferRefused`, `VaultFailed`, `SealingFailed`; then nothing of them is left. */
  take(files: readonly SmallFile[]): Promise<Outcome[]>;
}

/** Opens a draft of one's own for many files; with `recipientId` they are for that recipient alone. Refuses before a byte is read; throws what `openDraft` throws. */
export async function openBatch(parts: BatchParts, who: Person, depositId: string, recipientId?: string): Promise<Batch> {
  const draft = await openDraft(parts, who, depositId, recipientId);
  return { take: (files) => take(parts, who, { draft, recipientId }, files) };
}

interface Into { readonly draft: Draft; readonly recipientId: string | undefined }

async function take(parts: BatchParts, who: Person, { draft, recipientId }: Into, files: readonly SmallFile[]): Promise<Outcome[]> {
  const [first] = draft.transfers;
  if (first === undefined) throw new TransferRefused('NOT_FOUND');
  const uploadId = uploadIds(besideKey(await readDraftKey(parts, first)), recipientId);
  const named = files.map((file): NamedFile => ({ ...file, uploadId: uploadId(file.key), sha256: createHash('sha256').update(file.bytes).digest('hex') }));
  // Sent again because the answer was lost: what is there is neither scanned nor sealed anew.
  const before = await keptUnder(parts.store.read, first.id, named);
  const cleared = await clearFiles(parts, draft, named.filter((file) => !before.has(file.uploadId)));
  const sealed = await sealTogether(parts, draft, cleared.files);
  const after = await joined(parts, who, draft, { files: sealed.files, refused: cleared.refused }).catch(async (error: unknown) => {
    await sealed.dropAllBut(new Set());
    throw error;
  });
  // From here on the draft has them, whatever becomes of this request: only what did not join is dropped.
  await parts.reach('upload.recorded');
  await sealed.dropAllBut(after.joined);
  return named.map((file) => mustHave(before.get(file.uploadId) ?? after.outcomes.get(file.uploadId)));
}

async function joined(parts: BatchParts, who: Person, draft: Draft, given: ToKeep): Promise<KeptBatch> {
  await parts.reach('upload.sealed');
  return given.files.length + given.refused.size === 0 ? { outcomes: new Map(), joined: new Set() } : keepBatch(parts, who, draft, given);
}

/**
 * What the draft knows a file by: the same each time it comes under its key for the same recipients. Under the draft's key: a sender's key that was made of a
 * file's name and hash cannot be guessed from it.
 */
const uploadIds = (beside: Uint8Array, recipientId: string | undefined) => (key: string): string => createHmac('sha256', beside).update(JSON.stringify(['one of many', recipientId ?? null, key])).digest('hex').slice(0, 32);

function mustHave(outcome: Outcome | undefined): Outcome {
  if (outcome === undefined) throw new Error('expected each file of a batch to be kept or refused');
  return outcome;
}
