// A vault in a temporary folder, made anew for each test.

import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVault } from '../../server/vault/vault.ts';
import type { StoredBody, Vault } from '../../server/vault/vault.ts';

export interface Room {
  /** Where the test may leave things beside the vault. */
  readonly outside: string;
  readonly folder: string;
  readonly vault: Vault;
  /** The labels reached so far. */
  readonly reached: string[];
  store(bytes: Uint8Array, pieceSize?: number): Promise<StoredBody>;
  bodyPath(id: string): string;
  lockPath(id: string): string;
  incoming(): Promise<string[]>;
  remove(): Promise<void>;
}

export async function openRoom(): Promise<Room> {
  const outside = await mkdtemp(join(tmpdir(), 'vault-'));
  const folder = join(outside, 'store');
  const reached: string[] = [];
  const vault = await createVault({ folder, randomBytes, reach: (label) => void reached.push(label) });
  return {
    outside,
    folder,
    vault,
    reached,
    async store(bytes, pieceSize = 100_000) {
      const writer = await vault.writeBody();
      for (let at = 0; at < bytes.length; at += pieceSize) await writer.write(bytes.subarray(at, at + pieceSize));
      return writer.commit();
    },
    bodyPath: (id) => join(folder, 'bodies', id.slice(0, 2), id),
    lockPath: (id) => join(folder, 'locks', id),
    incoming: () => readdir(join(folder, 'incoming')),
    remove: () => rm(outside, { recursive: true, force: true }),
  };
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export async function all(ids: AsyncIterable<string>): Promise<string[]> {
  const found: string[] = [];
  for await (const id of ids) found.push(id);
  return found;
}
