// The small files of a sending on their way up, many in one request. Guarantees: what is sent is what was seen, byte for byte; each file that the gateway has is noted
// before another batch is waited for, so that a later run does not send it again, and one that it refuses keeps none of the others from being noted.
import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import type { BatchFile, BatchOutcome } from '../../batches.ts';
import { sendBatch } from '../../batches.ts';
import { Refused } from '../../calls.ts';
import type { Caller } from '../unattended/line.ts';
import { fileOf, isSame, type SeenFile } from './found.ts';

export interface SmallFound { readonly path: string; readonly seen: SeenFile }
export interface ReadFile extends SmallFound { readonly bytes: Uint8Array; /** Hexadecimal. */ readonly sha256: string }

/** Reads a file whole. Null where it is not the one that was seen, or was changed while it was read. Throws the system's error where it is gone. */
export function readSeen({ path, seen }: SmallFound): ReadFile | null {
  // Not by promises: for ten thousand small files these would cost more than all else.
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const isSeen = (): boolean => isSame([fileOf(basename(path), fstatSync(file, { bigint: true }))], [{ ...seen, name: basename(path) }]);
    if (!isSeen()) return null;
    const bytes = Buffer.alloc(seen.size);
    let done = 0;
    for (let count = -1; count !== 0 && done < bytes.length; done += count) count = readSync(file, bytes, done, bytes.length - done, done);
    return done < bytes.length || !isSeen() ? null : { path, seen, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
  } finally {
    closeSync(file);
  }
}

export interface TogetherLine { readonly caller: Pick<Caller, 'api' | 'sign'>; readonly depositId: string; readonly signal: AbortSignal; readonly onCut: (asked: number) => void }

/** Sends them; what became of each, in their order. Throws `Refused` where the gateway refuses all of them, `LineCut` where the line stays down. */
export function sendTogether(files: readonly ReadFile[], { caller: { api, sign }, depositId, signal, onCut }: TogetherLine): Promise<readonly BatchOutcome[]> {
  const address = api.address('addBatch', { id: depositId });
  return sendBatch(files.map((file) => batchFile(depositId, file)), {
    signal, onCut,
    send: async (body, headers, until) => {
      const said = { ...headers, 'content-digest': `sha-256=:${createHash('sha256').update(body).digest('base64')}:` };
      return fetch(address, { method: 'POST', headers: { ...said, ...await sign('POST', address, said) }, body, signal: until, redirect: 'error' });
    },
  });
}

/** The key is the same for every run that sends this very file: after a lost answer it is there once. */
const batchFile = (depositId: string, { seen: { name, mtimeNs }, bytes, sha256 }: ReadFile): BatchFile => ({ name, bytes, sha256, key: createHash('sha256').update(JSON.stringify([depositId, name, sha256, mtimeNs])).digest('hex') });

/** The refusal of one file, as it is thrown for a file that goes alone. */
export const refusalOf = ({ refused }: BatchOutcome): Refused | null => (refused === null ? null : new Refused(refused));
