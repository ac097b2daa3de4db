// One file of the keys folder and the one that is to take its place (`ledger.key`, `ledger.key.next`). Guarantees: what was written is durable when it
// returns, a replaced key is overwritten before its name is given to the next one, and no crash leaves a name without a whole key of either.
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { createDisk, createFile, openFile, openFolder, writeAt, type Disk, type Folder } from '../vault/disk.ts';
import { errno } from '../vault/failure.ts';
import { wipe } from '../vault/wiping.ts';

export type Reach = (label: string) => void | Promise<void>;
export interface KeyRoom { readonly folder: Folder; readonly disk: Disk; readonly random: (count: number) => Uint8Array; readonly reach: Reach }

/** Opens the keys folder. Throws VaultFailed ODD_STORE for a link, a file, or a folder of another user. */
export async function openKeyRoom(path: string, random: KeyRoom['random'], reach: Reach): Promise<KeyRoom> {
  return { folder: await openFolder(path), disk: createDisk((handle) => handle.sync()), random, reach };
}

const nextOf = (name: string): string => `${name}.next`;

/** The bytes of a key that is to take over, or null. `folder` is the keys folder's path. */
export async function readNext(folder: string, name: string): Promise<Buffer | null> {
  return readFile(join(folder, nextOf(name))).catch((error: unknown) => {
    if (errno(error) === 'ENOENT') return null;
    throw error;
  });
}

/** Writes a key that is to take over, durably. Nothing uses it before the record says so. */
export async function writeNext({ folder, disk }: KeyRoom, name: string, bytes: Uint8Array): Promise<void> {
  const handle = await createFile(join(folder.path, nextOf(name)));
  try {
    await writeAt(handle, bytes, 0);
    await disk.sync(handle, 'Writing a key');
  } finally {
    await handle.close();
  }
  await disk.syncFolder(folder);
}

/** Overwrites and removes a key that was never used, or is done with. Idempotent. */
export async function destroyNext({ folder, disk, random }: KeyRoom, name: string): Promise<void> {
  await wipe('lock', { folder, path: join(folder.path, nextOf(name)) }, { disk, randomBytes: random, reach: () => undefined });
}

/**
 * Destroys the key of this name and puts the next one in its place: overwritten in place, durable, then renamed over, durable.
 * A crash in between leaves random bytes under the name and the next key whole beside it: doing it again finishes it.
 */
export async function takeOver({ folder, disk, random, reach }: KeyRoom, name: string): Promise<void> {
  const path = join(folder.path, name);
  const old = await openFile(path, 'overwrite').catch((error: unknown) => {
    if (errno(error) === 'ENOENT') return null;
    throw error;
  });
  try {
    if (old !== null) {
      await writeAt(old.handle, random(old.size), 0);
      await disk.sync(old.handle, `Overwriting ${path}`);
    }
  } finally {
    await old?.handle.close();
  }
  await reach(`${name}.overwritten`);
  await rename(join(folder.path, nextOf(name)), path);
  await reach(`${name}.renamed`);
  await disk.syncFolder(folder);
}
