// The vault on a real file system: what it stores, gives back, and refuses.

import { randomBytes } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createVault } from '../../server/vault/vault.ts';
import { all, openRoom, sha256 } from './room.ts';
import type { Room } from './room.ts';

let room: Room;

beforeEach(async () => {
  room = await openRoom();
});

afterEach(() => room.remove());

describe('a body', () => {
  it.each([0, 1, 1_048_575, 1_048_576, 1_048_577, 3_500_001])('of %i bytes comes back as it was, with its size and SHA-256', async (size) => {
    const bytes = randomBytes(size);
    const stored = await room.store(bytes);
    expect(stored).toMatchObject({ size, sha256: sha256(bytes) });
    expect(sha256(await buffer(room.vault.readBody(stored.id)))).toBe(sha256(bytes));
    expect(await room.vault.bodySize(stored.id)).toBe(size);
  });

  it('is the same whether written byte by byte or in pieces larger than the buffers', async () => {
    const bytes = randomBytes(5_000_000);
    const whole = await room.store(bytes, bytes.length);
    const small = await room.store(bytes.subarray(0, 3_000), 1);
    expect(sha256(await buffer(room.vault.readBody(whole.id)))).toBe(sha256(bytes));
    expect(sha256(await buffer(room.vault.readBody(small.id)))).toBe(sha256(bytes.subarray(0, 3_000)));
  });

  it('takes a copy of each chunk, so the caller may use its buffer again', async () => {
    const writer = await room.vault.writeBody();
    const chunk = Buffer.alloc(700_000, 1);
    await writer.write(chunk);
    chunk.fill(2);
    await writer.write(chunk);
    chunk.fill(3);
    const { id } = await writer.commit();
    expect(sha256(await buffer(room.vault.readBody(id)))).toBe(sha256(Buffer.concat([Buffer.alloc(700_000, 1), Buffer.alloc(700_000, 2)])));
  });

  it('goes to the disk in this order: written, confirmed, named, its name confirmed', async () => {
    await room.store(randomBytes(10));
    expect(room.reached).toEqual(['body.opened', 'body.written', 'body.fsynced', 'body.renamed', 'body.folder-fsynced']);
  });

  it('gives exactly the bytes of a range, both ends included', async () => {
    const bytes = randomBytes(700_000);
    const { id } = await room.store(bytes);
    for (const [start, end] of [[0, 0], [1, 1], [262_143, 262_144], [5, 699_999]] as const) {
      expect(sha256(await buffer(room.vault.readBody(id, { start, end })))).toBe(sha256(bytes.subarray(start, end + 1)));
    }
  });

  it.each([[-1, 5], [5, 4], [0, 10], [10, 10], [0.5, 3], [0, Number.NaN]])('refuses the range %d to %d of ten bytes', async (start, end) => {
    const { id } = await room.store(randomBytes(10));
    await expect(buffer(room.vault.readBody(id, { start, end }))).rejects.toMatchObject({ code: 'BAD_RANGE' });
  });

  it('is not in the vault before commit, and abort leaves nothing of it', async () => {
    const writer = await room.vault.writeBody();
    await writer.write(randomBytes(3_000_000));
    expect(await all(room.vault.listBodies())).toEqual([]);
    expect(await room.incoming()).toHaveLength(1);
    await writer.abort();
    expect(await room.incoming()).toEqual([]);
    await writer.abort();
  });

  it('may be aborted while a write is on its way, and nothing is left', async () => {
    const writer = await room.vault.writeBody();
    const write = writer.write(randomBytes(8_000_000));
    await writer.abort();
    await write;
    expect(await room.incoming()).toEqual([]);
    await expect(writer.write(randomBytes(1))).rejects.toMatchObject({ code: 'MISUSED' });
  });

  it('refuses a second call before the first is done', async () => {
    const writer = await room.vault.writeBody();
    const first = writer.write(randomBytes(5_000_000));
    await expect(writer.write(randomBytes(5))).rejects.toMatchObject({ code: 'MISUSED' });
    await first;
    expect((await writer.commit()).size).toBe(5_000_000);
  });

  it('stays when abort is called after commit', async () => {
    const writer = await room.vault.writeBody();
    const { id } = await writer.commit();
    await writer.abort();
    expect(await room.vault.isAbsent(id)).toBe(false);
  });

  it('[H 45] is never put over another: an id met twice is refused', async () => {
    const same = await createVault({ folder: room.folder, randomBytes: (n) => new Uint8Array(n).fill(7) });
    const writer = await same.writeBody();
    await writer.write(Buffer.from('first'));
    const { id } = await writer.commit();
    const second = await same.writeBody();
    await expect(second.commit()).rejects.toMatchObject({ code: 'ODD_STORE' });
    expect((await buffer(same.readBody(id))).toString()).toBe('first');
  });

  it('[H 45] is refused when the source of randomness gives too little', async () => {
    const poor = await createVault({ folder: room.folder, randomBytes: () => new Uint8Array(3) });
    await expect((async () => poor.writeBody())()).rejects.toMatchObject({ code: 'MISUSED' });
  });
});

describe('a lock', () => {
  it('comes back as it was, in locks/, in the order written, confirmed, named, its name confirmed', async () => {
    const bytes = randomBytes(900);
    const id = await room.vault.writeLock(bytes);
    expect(await room.vault.readLock(id)).toEqual(bytes);
    expect(await readdir(join(room.folder, 'locks'))).toEqual([id]);
    expect(room.reached).toEqual(['lock.written', 'lock.fsynced', 'lock.renamed', 'lock.folder-fsynced']);
  });

  it('of more than 1 MiB is refused and leaves nothing', async () => {
    await expect(room.vault.writeLock(new Uint8Array(1_048_577))).rejects.toMatchObject({ code: 'MISUSED' });
    expect(await room.incoming()).toEqual([]);
  });
});

describe('start', () => {
  it('finds what was stored before', async () => {
    const { id } = await room.store(Buffer.from('kept'));
    const lock = await room.vault.writeLock(Buffer.from('key packets'));
    const again = await createVault({ folder: room.folder, randomBytes });
    expect((await buffer(again.readBody(id))).toString()).toBe('kept');
    expect(Buffer.from(await again.readLock(lock)).toString()).toBe('key packets');
    expect(await all(again.listBodies())).toEqual([id]);
    expect(await all(again.listLocks())).toEqual([lock]);
  });

  it('sweeps what a crash left unfinished, and leaves what is being written', async () => {
    await writeFile(join(room.folder, 'incoming', 'c'.repeat(32)), 'half a body');
    const writer = await room.vault.writeBody();
    await writer.write(Buffer.from('alive'));
    expect(await room.vault.sweepIncoming()).toBe(1);
    const { id } = await writer.commit();
    expect((await buffer(room.vault.readBody(id))).toString()).toBe('alive');
    expect(await room.incoming()).toEqual([]);
  });
});
