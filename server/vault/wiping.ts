// Destroys one file of the vault. Guarantees: returns only after the bytes were overwritten on the disk, the name removed durably, and its
// absence seen; every other end throws VaultFailed. Wiping what is absent is done again from the fsync of the folder on: idempotent.
//
// This is "partial sanitization" in the words of NIST SP 800-88 r2 section 4.2, not clear, purge or destroy of a medium: snapshots, flash
// translation and copy-on-write file systems may keep the old blocks. The destruction of the lock (cryptographic erase, section 3.2) is what
// makes a body unreadable; overwriting it is defence in depth.

import { unlink } from 'node:fs/promises';
import { createWrites, pageBuffer, type Writes } from './direct-writes.ts';
import { isNameFree, openFile } from './disk.ts';
import type { Disk } from './disk.ts';
import { VaultFailed, errno, failure } from './failure.ts';
import type { Reach } from './body-writer.ts';
import { reachable } from './place.ts';
import type { Place } from './place.ts';

/** As named on the wipe certificate. */
export const TECHNIQUE =
  '乱数による1回の上書き、fsync、名前の削除、フォルダのfsync、不存在の確認 (one overwrite with random bytes, fsync, unlink, fsync of the folder, check of absence)';

const PATTERN_BYTES = 1024 * 1024;
/** So much is overwritten, confirmed and cut off at a time: few dirty pages for the database's own fsync to wait behind, and a crash loses no more than this of the work. */
const STRETCH_BYTES = 64 * PATTERN_BYTES;

interface Means {
  readonly disk: Disk;
  readonly reach: Reach;
  readonly randomBytes: (count: number) => Uint8Array;
  /** Asks for a stop between two stretches. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * A large file is overwritten from its end, stretch by stretch: random bytes, fsync, and only then is the stretch cut off. What is left of the file is
 * what is left to do, so that a crash among ten gigabytes goes on where it was. A crash before "overwritten" leaves the file whole, shorter or partly
 * overwritten, before "unlinked" its first stretch as random bytes, after it nothing or, without power, that stretch again: each time the same call
 * finishes the work. A reader with the file open reads random bytes or its end, so the caller lets nobody collect before it begins.
 * @throws VaultFailed; WIPE_FAILED, ODD_STORE and SYNC_FAILED all mean "not done"
 */
export async function wipe(kind: 'lock' | 'body', place: Place, means: Means): Promise<void> {
  const doing = `Wiping ${place.path}`;
  try {
    means.disk.requireSound();
    await reachable(place);
    if (await overwrite(place, means)) {
      await means.reach(`wipe.${kind}.overwritten`);
      await remove(place.path);
      await means.reach(`wipe.${kind}.unlinked`);
    }
    await means.disk.syncFolder(place.folder);
    await means.reach('wipe.folder-fsynced');
    if (!(await isNameFree(place.path))) throw new VaultFailed('WIPE_FAILED', `${doing}: the name is still there after it was removed.`);
  } catch (error) {
    throw failure('WIPE_FAILED', doing, error);
  }
}

/** @returns false if there is no such file */
async function overwrite(place: Place, { disk, reach, randomBytes, signal }: Means): Promise<boolean> {
  const opened = await openFile(place.path, 'overwrite').catch((error: unknown) => {
    if (errno(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (opened === undefined) return false;
  // Past the page cache where that can be done: what is overwritten is not read again, and the disk is the measure.
  const writes = createWrites(opened.handle, place.path, PATTERN_BYTES);
  try {
    const doing = `Overwriting ${place.path}`;
    const pattern = patternFor(opened.size, randomBytes);
    const confirmAndCut = async (from: number): Promise<void> => {
      await disk.sync(opened.handle, doing);
      await opened.handle.truncate(from);
      await reach('wipe.stretch.cut-off');
      if (signal?.aborted === true) throw new VaultFailed('WIPE_FAILED', `${doing}: stopped before its end. It goes on when it is wiped again.`);
    };
    let left = opened.size;
    // One stretch is confirmed while the next is written: the disk does not wait. The first stretch stays, overwritten, until the name goes.
    let cutting = Promise.resolve();
    try {
      for (; left > STRETCH_BYTES; left = lastStretch(left)) {
        await fill(writes, pattern, lastStretch(left), left);
        await cutting;
        cutting = confirmAndCut(lastStretch(left));
        cutting.catch(() => undefined); // reported by whoever awaits it next
      }
    } finally {
      await cutting;
    }
    await fill(writes, pattern, 0, left);
    await disk.sync(opened.handle, doing);
  } finally {
    await writes.close();
    await opened.handle.close();
  }
  return true;
}

// Two wipes of one file may run at once (HOSTILE 77): the second then finds the name gone, which is what it wanted.
async function remove(path: string): Promise<void> {
  await unlink(path).catch((error: unknown) => {
    if (errno(error) !== 'ENOENT') throw error;
  });
}

/** Where the last stretch of a file of so many bytes begins. */
const lastStretch = (size: number): number => Math.floor((size - 1) / STRETCH_BYTES) * STRETCH_BYTES;

// Random bytes and not zeros: file systems that compress or keep holes would turn zeros into "nothing written here".
function patternFor(size: number, randomBytes: (count: number) => Uint8Array): Uint8Array {
  const random = randomBytes(Math.min(size, PATTERN_BYTES));
  if (size > 0 && random.length === 0) throw new VaultFailed('MISUSED', 'Expected random bytes to overwrite with, got none.');
  const pattern = pageBuffer(random.length);
  pattern.set(random);
  return pattern;
}

async function fill(writes: Writes, pattern: Uint8Array, from: number, to: number): Promise<void> {
  for (let position = from; position < to; position += pattern.length) {
    await writes.write(pattern.subarray(0, Math.min(pattern.length, to - position)), position);
  }
}
