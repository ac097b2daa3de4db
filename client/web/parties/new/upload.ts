// One file of a draft on its way up, by the shared upload that goes on after a cut. What was begun before is gone on with only for the same file:
// name, size and date of the change are compared first, the hash of the whole at the end.
import type { UnfinishedView } from '../../../../server/http/wire/unfinished.ts';
import type { Known, UploadSource } from '../../../upload-resumable.ts';
import { api, sessionEnded } from '../../app/api.ts';
import { Refused } from '../../../calls.ts';
import type { Chosen } from './chosen-files.ts';
import { hashOf } from './file-hash.ts';
import { beganWith, endpoint, heldIn } from './unfinished.ts';

/** What the gateway holds is not the file that was chosen to go on with: it was taken out of the draft again. */
export class OtherFile extends Error {
  constructor() {
    super('The file that was chosen is not the one that was begun; it was removed and is to be sent from its beginning.');
    this.name = 'OtherFile';
  }
}

export interface OneUpload {
  readonly depositId: string;
  readonly one: Chosen;
  /** What the draft's unfinished uploads were when the sending began. */
  readonly unfinished: readonly UnfinishedView[];
  readonly onBytes: (sent: number) => void;
  readonly onCut: (sent: number, asked: number) => void;
  readonly onAddress: (address: string) => void;
  readonly signal: AbortSignal;
}

/** Resolves when the gateway holds the file. Throws `Refused`, `LineCut`, `SourceBroken`, `OtherFile`, an `AbortError`. */
export async function upload({ depositId, one, unfinished, ...rest }: OneUpload): Promise<void> {
  const { uploadResumable } = await import('../../../upload-resumable.ts');
  const { file, to } = one;
  const begun = beganWith(unfinished, one);
  if (begun !== undefined) rest.onAddress(begun);
  // The first part came from a file that nobody can look at any more: the whole of this one is hashed beside the sending.
  const expected = begun === undefined ? null : hashOf(file, rest.signal);
  expected?.catch(() => undefined);
  const answer = await uploadResumable({
    ...rest, endpoint, begun, source: blobSource(file), find: () => find(depositId, one),
    metadata: { depositId, filename: file.name, lastModified: String(file.lastModified), idempotencyKey: keyOf(one), ...(to === null ? {} : { recipientId: to }) },
  }).catch((thrown: unknown) => {
    if (thrown instanceof Refused && thrown.problem.status === 401) sessionEnded();
    throw thrown;
  });
  if (expected !== null) await mustBe(depositId, readAnswer(answer), await expected);
}

const keys = new WeakMap<Chosen, string>();

/** The same at every try of this chosen file: announced again after a lost answer, it is the same upload. */
export function keyOf(one: Chosen): string {
  const key = keys.get(one) ?? crypto.randomUUID();
  keys.set(one, key);
  return key;
}

/** Where only the answer was lost: the draft says what it holds, and what it still waits for. */
async function find(depositId: string, one: Chosen): Promise<Known> {
  const { transfers } = await api.call('deposit', { id: depositId });
  const held = heldIn(transfers)(one);
  if (held !== undefined) return { answer: held };
  const address = beganWith(await api.call('unfinished', { id: depositId }), one);
  return address === undefined ? null : { address };
}

async function mustBe(depositId: string, { uploadId, sha256 }: { uploadId: string; sha256: string }, expected: string): Promise<void> {
  if (sha256 === expected) return;
  await api.call('removeFile', { id: depositId, uploadId });
  throw new OtherFile();
}

function readAnswer(answer: unknown): { uploadId: string; sha256: string } {
  if (typeof answer === 'object' && answer !== null && 'uploadId' in answer && 'sha256' in answer && typeof answer.uploadId === 'string' && typeof answer.sha256 === 'string') return { uploadId: answer.uploadId, sha256: answer.sha256 };
  throw new Error('expected uploadId and sha256 in the answer that completes an upload');
}

/** A file that was changed after it was chosen cannot be read any more; the browser would call that a broken line. */
function blobSource(file: File): UploadSource {
  return {
    size: file.size, close: () => undefined,
    slice: async (start, end) => {
      await file.slice(start, start + 1).arrayBuffer();
      return file.slice(start, end);
    },
  };
}
