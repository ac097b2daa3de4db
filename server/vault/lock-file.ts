// Locks and waiting packets: small files, written whole, durable when writeLockFile() returns.

import { unlink } from 'node:fs/promises';
import { install } from './body-writer.ts';
import type { Reach } from './body-writer.ts';
import { createFile, openFile, writeAt } from './disk.ts';
import type { Disk } from './disk.ts';
import { VaultFailed, failure } from './failure.ts';
import { reachable } from './place.ts';
import type { Place } from './place.ts';

/** A lock is a few session-key packets; more is a mistake. */
export const MAX_LOCK_BYTES = 1024 * 1024;

interface Means {
  readonly incoming: Place;
  readonly place: Place;
  readonly disk: Disk;
  readonly reach: Reach;
}

export async function writeLockFile(bytes: Uint8Array, means: Means): Promise<void> {
  if (bytes.length > MAX_LOCK_BYTES) throw new VaultFailed('MISUSED', `A lock has at most ${MAX_LOCK_BYTES} bytes, got ${bytes.length}.`);
  try {
    means.disk.requireSound();
    await reachable(means.incoming);
    await fill(bytes, means);
    await install(means.incoming, means.place);
    await means.reach('lock.renamed');
    // Commit point of the lock: durable from here, and only from here may the record name it. Before, a crash leaves a file that nothing
    // refers to: in incoming/ it is swept at the next start, in locks/ it is found by listLocks() and wiped.
    await means.disk.syncFolder(means.place.folder);
    await means.reach('lock.folder-fsynced');
  } catch (error) {
    await unlink(means.incoming.path).catch(() => undefined);
    throw failure('WRITE_FAILED', 'Writing a lock', error);
  }
}

async function fill(bytes: Uint8Array, { incoming, disk, reach }: Means): Promise<void> {
  const handle = await createFile(incoming.path);
  try {
    await writeAt(handle, bytes, 0);
    await reach('lock.written');
    await disk.sync(handle, 'Writing a lock');
  } finally {
    await handle.close();
  }
  await reach('lock.fsynced');
}

/** @throws VaultFailed ABSENT, ODD_STORE, READ_FAILED */
export async function readLockFile(place: Place): Promise<Uint8Array> {
  try {
    await reachable(place);
    const { handle, size } = await openFile(place.path, 'read');
    try {
      if (size > MAX_LOCK_BYTES) throw new VaultFailed('ODD_STORE', `${place.path}: a lock has at most ${MAX_LOCK_BYTES} bytes, this file has ${size}.`);
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw failure('READ_FAILED', `Reading ${place.path}`, error);
  }
}
