// The bodies of many small files: sealed and made durable in the vault, in as many orders to the threads as keep both cores at work. Guarantees: all of them stand when
// it resolves, and nobody has acknowledged them; where one does not come to its end, none is left.
import { drawStart } from '../../sealing/body.ts';
import type { BodiesTogether, StoredBody } from '../../vault/vault.ts';
import type { Draft } from '../draft-room.ts';
import type { SealedFile } from '../keep-file.ts';
import { readDraftKey } from '../lanes.ts';
import type { PipelineParts } from '../pipeline.ts';
import { batchThreadsOfProcess } from './batch-threads.ts';
import type { ClearedFile } from './clearing.ts';
import type { BodyOrder } from './orders.ts';

/** A thread is given so many at a time, and has as many files open: there is no use in a second thread for fewer. */
const BODIES_OF_AN_ORDER = 128;

export type SealedTogether = SealedFile & { readonly uploadId: string };
export interface Sealed {
  readonly files: readonly SealedTogether[];
  /** Removes the bodies of all files but those of these upload ids. Never throws: what cannot be removed is swept at the next start. */
  dropAllBut(uploadIds: ReadonlySet<string>): Promise<void>;
}

type Parts = Pick<PipelineParts, 'vault' | 'waitingKey' | 'random'>;
type Key = { readonly transferId: string; readonly bytes: Uint8Array; readonly format: Draft['transfers'][number]['bodyFormat'] };

/** The bytes of the files are given away: nothing of them is left here. Throws `TransferRefused` (WRONG_STATE), `VaultFailed`, `SealingFailed`. */
export async function sealTogether(parts: Parts, draft: Draft, files: readonly ClearedFile[]): Promise<Sealed> {
  const keys: Key[] = [];
  for (const transfer of draft.transfers) keys.push({ transferId: transfer.id, bytes: await readDraftKey(parts, transfer), format: transfer.bodyFormat });
  const each = Math.max(1, Math.floor(BODIES_OF_AN_ORDER / keys.length));
  const slices = Array.from({ length: Math.ceil(files.length / each) }, (_, at) => files.slice(at * each, (at + 1) * each));
  const ends = await Promise.allSettled(slices.map((slice) => sealSlice(parts, keys, slice)));
  for (const { bytes } of keys) bytes.fill(0);
  const sealed = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
  const dropAllBut: Sealed['dropAllBut'] = async (uploadIds) => {
    const dropped = sealed.flatMap((one) => one.files).filter(({ uploadId }) => !uploadIds.has(uploadId)).flatMap(({ stored }) => [...stored.values()]);
    for (const { id } of dropped) await parts.vault.wipeBody(id).catch(() => undefined);
  };
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed === undefined) return { files: sealed.flatMap((one) => one.files), dropAllBut };
  await dropAllBut(new Set());
  throw failed.reason;
}

async function sealSlice({ vault, random }: Parts, keys: readonly Key[], files: readonly ClearedFile[]): Promise<{ readonly files: SealedTogether[] }> {
  const bodies = await vault.beginTogether(files.length * keys.length);
  try {
    const orders = ordersOf(bodies, keys, files.length, random);
    await bodies.begin();
    const answer = await batchThreadsOfProcess.obey({ files: files.map(({ bytes }) => bytes), keys: keys.map(({ bytes, format }) => ({ bytes, format })), bodies: orders });
    await bodies.commit(answer.trouble);
    const stored = answer.bodies.map(({ size, sha256 }, at): StoredBody => ({ id: bodies.places[at]?.id ?? '', size, sha256 }));
    return { files: files.map(({ bytes: _given, ...file }, at) => ({ ...file, stored: new Map(keys.flatMap(({ transferId }, key) => { const body = stored[at * keys.length + key]; return body === undefined ? [] : [[transferId, body] as const]; })) })) };
  } catch (error) {
    await bodies.drop();
    throw error;
  }
}

/** File by file, and for each one after another under every key. */
const ordersOf = ({ places }: BodiesTogether, keys: readonly Key[], count: number, random: Parts['random']): BodyOrder[] => Array.from({ length: count }, (_, file) => file).flatMap((file) => keys.flatMap(({ format }, key): BodyOrder[] => {
  const place = places[file * keys.length + key];
  return place === undefined ? [] : [{ file, key, start: drawStart(format, random), incoming: place.incoming, path: place.path }];
}));
