// Where things lie in the vault: ids and their paths. Guarantees: a path is made only from an id of our own shape (128 random bits in
// hex), so no text from outside can lead elsewhere.
//
//   incoming/ID      being written; nothing refers to it; swept at start
//   bodies/ab/ID     sealed bodies, by the first two digits
//   locks/ID         locks and waiting packets; outside every backup

import { join } from 'node:path';
import { openFolder, requireFolder } from './disk.ts';
import type { Disk, Folder } from './disk.ts';
import { VaultFailed } from './failure.ts';

const ID_BYTES = 16;
const ID = /^[0-9a-f]{32}$/;
const SHARD_COUNT = 256;

export interface Place {
  readonly folder: Folder;
  readonly path: string;
}

export interface Places {
  readonly incomingFolder: Folder;
  readonly lockFolder: Folder;
  readonly shards: readonly Folder[];
  incoming(id: string): Place;
  body(id: string): Place;
  lock(id: string): Place;
}

/**
 * Makes or takes the folders and makes their names durable. All shards are made here and not on demand: a shard made by a deposit would
 * have to be durable before any other deposit may rely on it.
 */
export async function openPlaces(path: string, disk: Disk): Promise<Places> {
  const root = await openFolder(path);
  const incomingFolder = await openFolder(join(path, 'incoming'));
  const lockFolder = await openFolder(join(path, 'locks'));
  const bodies = await openFolder(join(path, 'bodies'));
  const names = Array.from({ length: SHARD_COUNT }, (_, n) => n.toString(16).padStart(2, '0'));
  const shards = await Promise.all(names.map((name) => openFolder(join(bodies.path, name))));
  await disk.syncFolder(bodies);
  await disk.syncFolder(root);

  const at = (folder: Folder | undefined, id: string): Place => {
    if (folder === undefined) throw new VaultFailed('BAD_ID', 'No folder for this id.');
    return { folder, path: join(folder.path, id) };
  };
  return {
    incomingFolder,
    lockFolder,
    shards,
    incoming: (id) => at(incomingFolder, parseId(id)),
    body: (id) => at(shards[Number.parseInt(parseId(id).slice(0, 2), 16)], id),
    lock: (id) => at(lockFolder, parseId(id)),
  };
}

/** @throws VaultFailed BAD_ID (the id itself is not repeated: it may be anything, and messages reach logs). */
export function parseId(id: string): string {
  if (!ID.test(id)) throw new VaultFailed('BAD_ID', `An id of the vault is 32 lower-case hexadecimal digits; what came (${id.length} characters) is not one.`);
  return id;
}

export function isId(name: string): boolean {
  return ID.test(name);
}

/** @throws VaultFailed MISUSED if the source of randomness gave too little. */
export function newId(randomBytes: (count: number) => Uint8Array): string {
  const bytes = randomBytes(ID_BYTES);
  if (bytes.length !== ID_BYTES) throw new VaultFailed('MISUSED', `Expected ${ID_BYTES} random bytes, got ${bytes.length}.`);
  return Buffer.from(bytes).toString('hex');
}

/** As many ids as are asked for, alike in nothing but their shard, which is drawn too: their names are made durable in one folder. */
export function idsOfOneShard(count: number, randomBytes: (count: number) => Uint8Array): string[] {
  const shard = newId(randomBytes).slice(0, 2);
  return Array.from({ length: count }, () => shard + newId(randomBytes).slice(2));
}

/** The place, after a look that its folder is still the vault's own. */
export async function reachable(place: Place): Promise<Place> {
  await requireFolder(place.folder);
  return place;
}
