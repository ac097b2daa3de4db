// Wiping on a real file system, and disks that do not confirm: success is claimed only for what is done.

import { randomBytes } from 'node:crypto';
import { link, lstat, mkdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createVault } from '../../server/vault/vault.ts';
import { openRoom } from './room.ts';
import type { Room } from './room.ts';

let room: Room;

beforeEach(async () => {
  room = await openRoom();
});

afterEach(() => room.remove());

describe('wiping', () => {
  it('overwrites, confirms, removes the name, confirms the folder, and leaves the id absent', async () => {
    const marker = Buffer.from('MARKER-OF-THE-BODY');
    const { id } = await room.store(Buffer.concat([marker, randomBytes(2_500_000), marker]));
    room.reached.length = 0;
    const seen: Buffer[] = [];
    const watching = await createVault({
      folder: room.folder,
      randomBytes,
      reach: async (label) => {
        room.reached.push(label);
        if (label === 'wipe.body.overwritten') seen.push(await readFile(room.bodyPath(id)));
      },
    });
    await watching.wipeBody(id);
    expect(room.reached).toEqual(['wipe.body.overwritten', 'wipe.body.unlinked', 'wipe.folder-fsynced']);
    expect(seen[0]).toHaveLength(2_500_000 + 2 * marker.length);
    expect(seen[0]?.includes(marker)).toBe(false);
    expect(await room.vault.isAbsent(id)).toBe(true);
  });

  it('a large body is overwritten and cut off from its end, stretch by stretch, and goes on after a crash where it was [H 83]', async () => {
    const stretch = 64 * 1024 * 1024;
    const { id } = await room.store(Buffer.from('begins'));
    // A file with holes: 3.5 stretches that take no room and no time.
    await truncate(room.bodyPath(id), 3.5 * stretch);
    const sizes: number[] = [];
    const opened = async (crashAfter: number) => createVault({
      folder: room.folder, randomBytes, reach: async (label) => {
        if (label !== 'wipe.stretch.cut-off') return;
        const { size } = await stat(room.bodyPath(id));
        sizes.push(size / stretch);
        if (sizes.length === crashAfter) throw new Error('crash');
      },
    });
    await expect((await opened(2)).wipeBody(id)).rejects.toMatchObject({ code: 'WIPE_FAILED' });
    expect(sizes).toEqual([3, 2]);
    await (await opened(0)).wipeBody(id);
    expect(sizes).toEqual([3, 2, 1]);
    expect(await room.vault.isAbsent(id)).toBe(true);
  });

  it('destroys a lock in the same way', async () => {
    const id = await room.vault.writeLock(Buffer.from('key packets'));
    room.reached.length = 0;
    await room.vault.wipeLock(id);
    expect(room.reached).toEqual(['wipe.lock.overwritten', 'wipe.lock.unlinked', 'wipe.folder-fsynced']);
    expect(await room.vault.isAbsent(id)).toBe(true);
    await expect(room.vault.readLock(id)).rejects.toMatchObject({ code: 'ABSENT' });
  });

  it('[H 77] may be asked again, and twice at once', async () => {
    const { id } = await room.store(randomBytes(10));
    await Promise.all([room.vault.wipeBody(id), room.vault.wipeBody(id)]);
    await room.vault.wipeBody(id);
    expect(await room.vault.isAbsent(id)).toBe(true);
  });

  it('[H 92] is not done while the body has a second name', async () => {
    const { id } = await room.store(Buffer.from('still here'));
    await link(room.bodyPath(id), join(room.outside, 'second name'));
    await expect(room.vault.wipeBody(id)).rejects.toMatchObject({ code: 'ODD_STORE' });
    expect(await room.vault.isAbsent(id)).toBe(false);
    await rm(join(room.outside, 'second name'));
    await room.vault.wipeBody(id);
    expect(await room.vault.isAbsent(id)).toBe(true);
  });

  it('[H 92] is not done where a file or another folder lies in place of the folder', async () => {
    const id = await room.vault.writeLock(Buffer.from('still here'));
    await rename(join(room.folder, 'locks'), join(room.folder, 'moved'));
    await writeFile(join(room.folder, 'locks'), '');
    await expect(room.vault.wipeLock(id)).rejects.toMatchObject({ code: 'ODD_STORE' });
    await rm(join(room.folder, 'locks'));
    await mkdir(join(room.folder, 'locks'));
    await expect(room.vault.wipeLock(id)).rejects.toMatchObject({ code: 'ODD_STORE' });
    expect(await readFile(join(room.folder, 'moved', id), 'utf8')).toBe('still here');
  });

  it('[H 92] is not done where the disk does not confirm the overwriting, and the name stays to be wiped again', async () => {
    const { id } = await room.store(Buffer.from('still here'));
    let sound = true;
    const sick = await createVault({ folder: room.folder, randomBytes, sync: (handle) => (sound ? handle.sync() : Promise.reject(new Error('lost'))) });
    sound = false;
    await expect(sick.wipeBody(id)).rejects.toMatchObject({ code: 'SYNC_FAILED' });
    const restarted = await createVault({ folder: room.folder, randomBytes });
    expect(await restarted.isAbsent(id)).toBe(false);
    await restarted.wipeBody(id);
    expect(await restarted.isAbsent(id)).toBe(true);
  });

  it('names its technique, and claims no more than the overwriting of a file (NIST SP 800-88 r2, 4.2)', () => {
    expect(room.vault.technique).toContain('上書き');
    expect(room.vault.technique).not.toMatch(/復元不可能|purge|irrecoverabl/i);
  });
});

describe('a disk that does not confirm', () => {
  const failing = (after: number): ((handle: FileHandle) => Promise<void>) => {
    let calls = 0;
    return async (handle) => {
      calls += 1;
      if (calls > after) throw Object.assign(new Error('input/output error'), { code: 'EIO' });
      await handle.sync();
    };
  };
  // Opening confirms two folders; a body then its bytes and its folder.
  it.each([2, 3])('[H 85] means no success and no further promise, also when it confirms again (failure after %i) [ASVS 16.5.3]', async (after) => {
    const id = (await room.store(randomBytes(10))).id;
    const sick = await createVault({ folder: room.folder, randomBytes, sync: failing(after) });
    const writer = await sick.writeBody();
    await expect(writer.commit()).rejects.toMatchObject({ code: 'SYNC_FAILED' });
    await expect(sick.writeBody()).rejects.toMatchObject({ code: 'SYNC_FAILED' });
    await expect(sick.writeLock(randomBytes(3))).rejects.toMatchObject({ code: 'SYNC_FAILED' });
    await expect(sick.wipeBody(id)).rejects.toMatchObject({ code: 'SYNC_FAILED' });
    expect((await lstat(room.bodyPath(id))).size).toBe(10);
  });

  it('[H 85] refuses to open', async () => {
    await expect(createVault({ folder: room.folder, randomBytes, sync: failing(0) })).rejects.toMatchObject({ code: 'SYNC_FAILED' });
  });
});
