// The store of ciphertext: sealed bodies and locks, in a folder of this machine. Guarantees: an id that was returned is durable; nothing is
// shown half-written; wiping succeeds only when done; no name from outside reaches a path.

import { opendir, rename, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { BodyHash } from './body-file.ts';
import { createBodyWriter } from './body-writer.ts';
import type { BodyWriter, Reach } from './body-writer.ts';
import { beginTogether } from './bodies-together.ts';
import type { BodiesTogether, TogetherParts } from './bodies-together.ts';
import { createDisk, createFile, isNameFree, openFile, requireFolder } from './disk.ts';
import type { Disk, Folder } from './disk.ts';
import { VaultFailed, failure } from './failure.ts';
import { readLockFile, writeLockFile } from './lock-file.ts';
import { idsOfOneShard, isId, newId, openPlaces, parseId, reachable } from './place.ts';
import type { Place, Places } from './place.ts';
import { readRange } from './reading.ts';
import { createTraffic, type Traffic } from './traffic.ts';
import { TECHNIQUE, wipe } from './wiping.ts';

export type { BodyPart, BodyWriter, Reach, StoredBody } from './body-writer.ts';
export type { BodyHash } from './body-file.ts';
export type { BodiesTogether } from './bodies-together.ts';
export { VaultFailed } from './failure.ts';
export type { VaultFailure } from './failure.ts';

export interface VaultSettings {
  readonly folder: string;
  /** Told each step as it is reached: crash tests stop the process there. */
  readonly reach?: Reach;
  readonly randomBytes: (count: number) => Uint8Array;
  /** How a handle is made durable; `handle.sync()` where nothing is given. */
  readonly sync?: (handle: FileHandle) => Promise<void>;
  /** Told when the disk did not confirm, once: what it holds is not known any more, and the process should end. */
  readonly unsure?: (error: unknown) => void;
}

export interface Vault {
  /** How wiping is done here, for the wipe certificate. */
  readonly technique: string;
  /** `hash`: of a caller that sees the bytes anyway and sums them; where nothing is given the vault does. */
  writeBody(hash?: BodyHash): Promise<BodyWriter>;
  /** Places for `count` small bodies, written and confirmed by the caller (`writeTogether`) and named in one folder: durable by one confirmation of it. */
  beginTogether(count: number): Promise<BodiesTogether>;
  /** The bytes of a body, or of `start` to `end` inclusive (as in HTTP). Errors come through the stream as VaultFailed. */
  readBody(id: string, range?: { start: number; end: number }): Readable;
  /** The first bytes of a body that was left unfinished, as many as a checkpoint told. Errors come through the stream as VaultFailed. */
  readPart(id: string, size: number): Readable;
  /** Removes what was left unfinished, as an aborted body is removed; not what is being written. Idempotent. */
  dropPart(id: string): Promise<void>;
  /** A finished body that nobody was told of is an unfinished one again, durably; one that is unfinished, or gone, stays as it is. Idempotent. */
  takeBack(id: string): Promise<void>;
  /** Size in bytes. */
  bodySize(id: string): Promise<number>;
  /** Durable when it returns; at most 1 MiB. */
  writeLock(bytes: Uint8Array): Promise<string>;
  readLock(id: string): Promise<Uint8Array>;
  /** Done when it returns; idempotent. The lock goes before the bodies (cryptographic erase): the order is the caller's. */
  wipeLock(id: string): Promise<void>;
  /** `signal` asks for a stop between two stretches of a large body; then it rejects, and what was done stays done. */
  wipeBody(id: string, signal?: AbortSignal): Promise<void>;
  /** True only if the system says that the id has neither body, lock nor unfinished file; throws where it cannot tell. */
  isAbsent(id: string): Promise<boolean>;
  listBodies(): AsyncIterable<string>;
  /** The bodies that were there when the vault was opened, shard by shard: what is written since is not among them. Once. */
  leftOvers(): AsyncIterable<readonly string[]>;
  listLocks(): AsyncIterable<string>;
  /** Wipes what a crash left in incoming/, leaving what is being written now and what is to be gone on with; returns how many files. For the start. */
  sweepIncoming(kept?: ReadonlySet<string>): Promise<number>;
}

/** Of the eight threads that the launcher asks for, two are left to the database and to whoever is small. */
const WRITING = { atOnce: 4, pieces: 16 };
const READING = { atOnce: 2, pieces: 64 };

/**
 * Opens the vault, making its folders (0700) where there are none; files are 0600.
 * @throws VaultFailed ODD_STORE if a folder is a link, a file, or belongs to another user
 */
export async function createVault(settings: VaultSettings): Promise<Vault> {
  const { folder, randomBytes, reach = () => undefined, sync = (handle: FileHandle) => handle.sync() } = settings;
  const disk = createDisk(sync, settings.unsure);
  const places = await openPlaces(folder, disk);
  const inHand = new Set<string>();
  const wiping = { disk, reach, randomBytes };
  const reading = createTraffic(READING);
  const room: Room = { places, disk, reach, inHand, fresh: new Set(), traffic: createTraffic(WRITING), wipeBody: (id) => wipe('body', places.body(id), wiping) };
  return {
    technique: TECHNIQUE,
    writeBody: (hash) => beginBody(room, newId(randomBytes), hash),
    beginTogether: (count) => beginTogether(room, idsOfOneShard(count, randomBytes)),
    readBody: (id, range) => readRange(places.body(id), range, reading),
    readPart: (id, size) => readRange(places.incoming(id), { start: 0, end: size - 1 }, reading),
    dropPart: async (id) => {
      if (!inHand.has(id)) await rm((await reachable(places.incoming(id))).path, { force: true });
    },
    takeBack: (id) => takeBack(room, id),
    bodySize: (id) => sizeOf(places.body(id)),
    writeLock: (bytes) => storeLock(room, newId(randomBytes), bytes),
    readLock: (id) => readLockFile(places.lock(id)),
    wipeLock: async (id) => wipe('lock', places.lock(id), wiping),
    wipeBody: async (id, signal) => wipe('body', places.body(id), { ...wiping, signal }),
    isAbsent: (id) => isAbsent(places, id),
    listBodies: () => list(places.shards),
    leftOvers: () => leftOvers(room),
    listLocks: () => list([places.lockFolder]),
    async sweepIncoming(kept = new Set()) {
      let count = 0;
      for await (const id of list([places.incomingFolder])) {
        if (inHand.has(id) || kept.has(id)) continue;
        await wipe('body', places.incoming(id), { ...wiping, reach: () => undefined });
        count += 1;
      }
      return count;
    },
  };
}

interface Room extends TogetherParts {
  readonly traffic: Traffic;
  readonly places: Places;
  readonly disk: Disk;
  readonly reach: Reach;
  /** Ids being written by this process: not to be swept. */
  readonly inHand: Set<string>;
  /** Bodies of this process, until what was there before it has been looked through; then null. */
  fresh: Set<string> | null;
}

async function beginBody(room: Room, id: string, hash: BodyHash | undefined): Promise<BodyWriter> {
  const { places, disk, reach, inHand, traffic } = room;
  disk.requireSound();
  inHand.add(id);
  room.fresh?.add(id);
  try {
    const incoming = await reachable(places.incoming(id));
    const handle = await createFile(incoming.path);
    const writer = createBodyWriter({ id, handle, incoming, place: places.body(id), disk, reach, traffic, ended: () => inHand.delete(id), hash });
    try {
      await reach('body.opened');
    } catch (error) {
      await writer.abort();
      throw error;
    }
    return writer;
  } catch (error) {
    inHand.delete(id);
    throw failure('WRITE_FAILED', 'Beginning a body', error);
  }
}

/** A crash between the rename and its fsyncs leaves it under one of the two names, whole. */
async function takeBack({ places, disk }: Room, id: string): Promise<void> {
  const [body, incoming] = [await reachable(places.body(id)), await reachable(places.incoming(id))];
  if (await isNameFree(body.path) || !(await isNameFree(incoming.path))) return;
  await rename(body.path, incoming.path).catch((error: unknown) => {
    throw failure('WRITE_FAILED', `Taking back ${body.path}`, error);
  });
  await disk.syncFolder(incoming.folder);
  await disk.syncFolder(body.folder);
}

async function storeLock({ places, disk, reach, inHand }: Room, id: string, bytes: Uint8Array): Promise<string> {
  inHand.add(id);
  try {
    await writeLockFile(bytes, { incoming: places.incoming(id), place: places.lock(id), disk, reach });
    return id;
  } finally {
    inHand.delete(id);
  }
}

async function sizeOf(place: Place): Promise<number> {
  try {
    await reachable(place);
    const { handle, size } = await openFile(place.path, 'read');
    await handle.close();
    return size;
  } catch (error) {
    throw failure('READ_FAILED', `Reading ${place.path}`, error);
  }
}

async function isAbsent(places: Places, id: string): Promise<boolean> {
  parseId(id);
  try {
    for (const place of [places.lock(id), places.body(id), places.incoming(id)]) {
      await reachable(place);
      if (!(await isNameFree(place.path))) return false;
    }
    return true;
  } catch (error) {
    throw failure('READ_FAILED', `Looking for ${id}`, error);
  }
}

async function* leftOvers(room: Room): AsyncGenerator<readonly string[]> {
  for (const shard of room.places.shards) {
    const ids: string[] = [];
    for await (const id of list([shard])) if (room.fresh?.has(id) !== true) ids.push(id);
    if (ids.length > 0) yield ids;
  }
  room.fresh = null;
}

/** @throws VaultFailed ODD_STORE at a name that the vault did not give: somebody else writes in its folder. */
async function* list(folders: readonly Folder[]): AsyncGenerator<string> {
  for (const folder of folders) {
    await requireFolder(folder);
    for await (const entry of await opendir(folder.path)) {
      if (!entry.isFile() || !isId(entry.name)) throw new VaultFailed('ODD_STORE', `${folder.path} holds something that the vault did not write. Look at it and move it away, then start the gateway again.`);
      yield entry.name;
    }
  }
}
