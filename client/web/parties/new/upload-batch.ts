// Many small files of a draft on their way up in one request; a batch that is cut goes again whole. The gateway tells of each file by itself.
import type { Problem } from '../../../../server/http/wire/problem.ts';
import { Refused } from '../../../calls.ts';
import { api, sessionEnded } from '../../app/api.ts';
import type { Chosen } from './chosen-files.ts';
import { keyOf } from './upload.ts';

export interface BatchOf {
  readonly depositId: string;
  /** For whom all of them are; null for every recipient. */
  readonly to: string | null;
  readonly files: readonly Chosen[];
  readonly onCut: () => void;
  readonly signal: AbortSignal;
}

/** Of each file, in their order: what the draft knows it by, or why it was refused. Throws `Refused` where all are, `LineCut`, `SourceBroken`, an `AbortError`. */
export async function uploadBatch({ depositId, to, files, onCut, signal }: BatchOf): Promise<readonly ({ readonly uploadId: string } | Problem)[]> {
  const [{ sendBatch }, { SourceBroken }] = await Promise.all([import('../../../batches.ts'), import('../../../upload-resumable.ts')]);
  const read = await Promise.all(files.map(async (one) => {
    const bytes = await one.file.arrayBuffer().catch((thrown: unknown) => {
      throw new SourceBroken(thrown);
    });
    return { name: one.file.name, bytes: new Uint8Array(bytes), key: keyOf(one) };
  }));
  const address = `${api.address('addBatch', { id: depositId })}${to === null ? '' : `?for=${encodeURIComponent(to)}`}`;
  const outcomes = await sendBatch(read, {
    onCut, signal, send: (body, headers, until) => fetch(address, { method: 'POST', headers, body, signal: until, credentials: 'same-origin', cache: 'no-store' }),
  }).catch((thrown: unknown) => {
    if (thrown instanceof Refused && thrown.problem.status === 401) sessionEnded();
    throw thrown;
  });
  return outcomes.flatMap(({ kept, refused }) => kept ?? refused ?? []);
}
