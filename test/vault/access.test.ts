// Who and what reaches the vault's files: permissions, ids from outside, links and folders planted in the store.

import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createVault } from '../../server/vault/vault.ts';
import { all, openRoom } from './room.ts';
import type { Room } from './room.ts';

let room: Room;

beforeEach(async () => {
  room = await openRoom();
});

afterEach(() => room.remove());

describe('access', () => {
  it('is for the owner alone: folders 0700, files 0600', async () => {
    const { id } = await room.store(randomBytes(10));
    const lock = await room.vault.writeLock(randomBytes(10));
    const mode = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;
    for (const name of ['', 'bodies', `bodies/${id.slice(0, 2)}`, 'locks', 'incoming']) expect(await mode(join(room.folder, name))).toBe(0o700);
    for (const path of [room.bodyPath(id), room.lockPath(lock)]) expect(await mode(path)).toBe(0o600);
  });

  const hostile = ['../../../etc/passwd', '..', '', '/etc/passwd', 'a'.repeat(31), 'a'.repeat(33), `${'a'.repeat(31)}/`, 'A'.repeat(32), `${'a'.repeat(32)}\n`, `\0${'a'.repeat(31)}`, '．．／'.repeat(8)];

  it.each(hostile)('refuses the id %j before it touches a path [ASVS 5.3.2]', async (id) => {
    const refused = { code: 'BAD_ID' };
    expect(() => room.vault.readBody(id)).toThrow(expect.objectContaining(refused));
    await expect((async () => room.vault.bodySize(id))()).rejects.toMatchObject(refused);
    await expect((async () => room.vault.readLock(id))()).rejects.toMatchObject(refused);
    await expect(room.vault.wipeBody(id)).rejects.toMatchObject(refused);
    await expect(room.vault.wipeLock(id)).rejects.toMatchObject(refused);
    await expect((async () => room.vault.isAbsent(id))()).rejects.toMatchObject(refused);
  });

  it('answers ABSENT for an id that is not there', async () => {
    const id = 'a'.repeat(32);
    await expect(buffer(room.vault.readBody(id))).rejects.toMatchObject({ code: 'ABSENT' });
    await expect(room.vault.bodySize(id)).rejects.toMatchObject({ code: 'ABSENT' });
    await expect(room.vault.readLock(id)).rejects.toMatchObject({ code: 'ABSENT' });
  });

  it('[H 86] follows no link planted in place of a body or a lock', async () => {
    const outside = join(room.outside, 'outside');
    await writeFile(outside, 'not ours');
    const id = 'b'.repeat(32);
    await symlink(outside, room.bodyPath(id));
    await symlink(outside, room.lockPath(id));
    await expect(buffer(room.vault.readBody(id))).rejects.toMatchObject({ code: 'ODD_STORE' });
    await expect(room.vault.readLock(id)).rejects.toMatchObject({ code: 'ODD_STORE' });
    await expect(room.vault.wipeBody(id)).rejects.toMatchObject({ code: 'ODD_STORE' });
    await expect(room.vault.wipeLock(id)).rejects.toMatchObject({ code: 'ODD_STORE' });
    await expect(all(room.vault.listLocks())).rejects.toMatchObject({ code: 'ODD_STORE' });
    expect(await readFile(outside, 'utf8')).toBe('not ours');
  });

  it.each(['incoming', 'locks', 'bodies'])('[H 86] refuses to open where %s is a link', async (name) => {
    await rename(join(room.folder, name), join(room.outside, 'elsewhere'));
    await symlink(join(room.outside, 'elsewhere'), join(room.folder, name));
    await expect(createVault({ folder: room.folder, randomBytes })).rejects.toMatchObject({ code: 'ODD_STORE' });
  });

  it('[H 86] refuses to write where a folder was replaced while running', async () => {
    await rename(join(room.folder, 'incoming'), join(room.outside, 'gone'));
    await expect(room.vault.writeBody()).rejects.toMatchObject({ code: 'ODD_STORE' });
    await mkdir(join(room.folder, 'incoming'));
    await expect(room.vault.writeLock(randomBytes(5))).rejects.toMatchObject({ code: 'ODD_STORE' });
    expect(await room.incoming()).toEqual([]);
  });

  it('[H 86] does not conclude from a missing folder that a body is absent', async () => {
    const { id } = await room.store(randomBytes(5));
    await rename(join(room.folder, 'bodies', id.slice(0, 2)), join(room.outside, 'gone'));
    await expect(room.vault.isAbsent(id)).rejects.toMatchObject({ code: 'ODD_STORE' });
    await expect(room.vault.wipeBody(id)).rejects.toMatchObject({ code: 'ODD_STORE' });
  });
});
