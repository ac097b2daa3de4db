import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UnsafeBind, guardBinds, openConnection } from '../../server/store/connection.ts';
import { openStore, type Store } from '../../server/store/store.ts';

describe('store', () => {
  let folder: string;
  let file: string;
  let store: Store;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kagibako-store-'));
    file = join(folder, 'kagibako.db');
    store = await openStore({ file, create: true });
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  const put = (id: string) => store.change((tx) => tx.insertInto('municipalities').values({ id, code: id, name: `区${id}`, created_at: 'now' }).execute());
  const ids = async () => (await store.read.selectFrom('municipalities').select('id').orderBy('id').execute()).map((row) => row.id);

  it('refuses to make a new database at a mistyped path', async () => {
    await expect(openStore({ file: join(folder, 'mistyped.db') })).rejects.toMatchObject({ code: 'NOT_INITIALISED' });
  });

  it('refuses a second process on the same data folder with a clear message [H 79]', async () => {
    await expect(openStore({ file })).rejects.toMatchObject({ code: 'IN_USE' });
    await expect(openStore({ file })).rejects.toThrow(/別の鍵箱が使っています/);
  });

  it('keeps nothing of a change that threw [ASVS 2.3.3]', async () => {
    await expect(store.change(async (tx) => {
      await tx.insertInto('municipalities').values({ id: 'a', code: 'a', name: 'あ', created_at: 'now' }).execute();
      throw new Error('stopped');
    })).rejects.toThrow('stopped');
    expect(await ids()).toEqual([]);
  });

  it('gives a transaction its own connection: a failing change takes nobody else with it', async () => {
    const failing = store.change(async (tx) => {
      await tx.insertInto('municipalities').values({ id: 'bad', code: 'bad', name: 'x', created_at: 'now' }).execute();
      await new Promise((resolve) => setImmediate(resolve));
      throw new Error('stopped');
    });
    const others = ['b', 'c', 'd'].map(put);
    await expect(failing).rejects.toThrow('stopped');
    await Promise.all(others);
    expect(await ids()).toEqual(['b', 'c', 'd']);
  });

  it('refuses to wait for itself', async () => {
    await expect(store.change(() => store.read.selectFrom('municipalities').selectAll().execute())).rejects.toMatchObject({ code: 'READ_INSIDE_CHANGE' });
  });

  it('refuses a bind that SQLite would store as NULL', () => {
    for (const value of [1n, Number.NaN, Number.POSITIVE_INFINITY, undefined, true, {}]) expect(() => guardBinds([value])).toThrow(UnsafeBind);
    expect(guardBinds(['x', 1, null])).toEqual(['x', 1, null]);
  });

  it('refuses a row whose column has another type (STRICT) [ASVS 15.3.5]', async () => {
    await put('a');
    await expect(store.change((tx) => tx.insertInto('leases').values({ name: 'x', holder: 'h', until: 1.5 }).execute())).rejects.toThrow(/cannot store REAL/);
  });

  it('leaves a deleted text in no file once the WAL is truncated [H 90]', async () => {
    const marker = 'MARKER-9f2c';
    await store.change((tx) => tx.insertInto('texts').values({ id: 't', commitment: 'c', salt: new Uint8Array(32), text: marker, transfer_id: null }).execute());
    await store.change((tx) => tx.deleteFrom('texts').execute());
    expect(await store.truncateWal()).toBe(true);
    for (const name of ['kagibako.db', 'kagibako.db-wal', 'kagibako.db-shm']) {
      expect((await readFile(join(folder, name))).includes(marker)).toBe(false);
    }
  });

  it('says not done while a reader still needs the WAL [H 90]', async () => {
    await put('a');
    const reader = await openConnection(file, 'read');
    await reader.exec('BEGIN');
    await reader.all('SELECT id FROM municipalities');
    await put('b');
    expect(await store.truncateWal()).toBe(false);
    await reader.close();
    expect(await store.truncateWal()).toBe(true);
  });

  it('refuses data of a newer program [H 88]', async () => {
    const other = join(folder, 'newer.db');
    const connection = await openConnection(other, 'create');
    await connection.exec('PRAGMA user_version = 999');
    await connection.close();
    await expect(openStore({ file: other })).rejects.toMatchObject({ code: 'SCHEMA_NEWER' });
  });
});
