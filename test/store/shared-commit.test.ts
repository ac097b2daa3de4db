// Changes that wait together share one COMMIT: what each of them may rely on all the same.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openConnection } from '../../server/store/connection.ts';
import { openStore, type Store, type Tx } from '../../server/store/store.ts';

describe('changes that share a commit', () => {
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

  const insert = (tx: Tx, id: string) => tx.insertInto('municipalities').values({ id, code: id, name: `区${id}`, created_at: 'now' }).execute();
  const put = (id: string) => store.change((tx) => insert(tx, id));
  const found = async (db: Tx) => (await db.selectFrom('municipalities').select('id').orderBy('id').execute()).map(({ id }) => id);

  it('takes back the one that threw, wherever it stood, and nothing of the others', async () => {
    for (const bad of [0, 1, 3, 4]) {
      const all = await Promise.allSettled(Array.from({ length: 5 }, (_, at) => store.change(async (tx) => {
        await insert(tx, `${String(bad)}-${String(at)}`);
        if (at === bad) throw new Error(`stopped ${String(at)}`);
        return at;
      })));
      expect(all.map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason)))).toEqual([0, 1, 2, 3, 4].map((at) => (at === bad ? `Error: stopped ${String(at)}` : at)));
      expect((await found(store.read)).filter((id) => id.startsWith(`${String(bad)}-`))).toEqual([0, 1, 2, 3, 4].filter((at) => at !== bad).map((at) => `${String(bad)}-${String(at)}`));
    }
  });

  it('answers each only when another connection can read it: after the COMMIT', async () => {
    const other = await openConnection(file, 'read');
    const seen = await Promise.all(Array.from({ length: 100 }, async (_, at) => {
      const id = `m${String(at).padStart(3, '0')}`;
      await put(id);
      return (await other.all('SELECT id FROM municipalities WHERE id = ?', [id])).length;
    }));
    await other.close();
    expect(seen).toEqual(Array.from({ length: 100 }, () => 1));
  });

  it('lets a read in between two groups: it sees whole ones only, and does not wait for all that wait', async () => {
    const changes = Array.from({ length: 100 }, (_, at) => put(`m${String(at).padStart(3, '0')}`));
    const inBetween = (await found(store.read)).length;
    await Promise.all(changes);
    // With a commit for each the read would have seen one.
    expect(inBetween).toBe(32);
    expect(await found(store.read)).toHaveLength(100);
  });

  it('tells all of them when the database undoes the transaction that they shared, and goes on', async () => {
    await store.change((tx) => sql`CREATE TRIGGER breaks BEFORE INSERT ON municipalities WHEN NEW.id = 'bad' BEGIN SELECT RAISE(ROLLBACK, 'the disk is full'); END`.execute(tx));
    const all = await Promise.allSettled([put('a'), put('b'), put('bad'), put('c')]);
    expect(all.slice(0, 3).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(all[2]).toMatchObject({ reason: { message: expect.stringContaining('the disk is full') as string } });
    // Whoever was told that it is done stands, whoever was refused does not.
    expect(await found(store.read)).toEqual(all[3].status === 'fulfilled' ? ['c'] : []);
    await put('d');
    expect(await found(store.read)).toContain('d');
  });

  it('tells all of them when the COMMIT fails', async () => {
    await store.change(async (tx) => {
      await sql`CREATE TABLE parents (id INTEGER PRIMARY KEY)`.execute(tx);
      await sql`CREATE TABLE children (parent INTEGER REFERENCES parents(id) DEFERRABLE INITIALLY DEFERRED)`.execute(tx);
    });
    const all = await Promise.allSettled([put('a'), store.change((tx) => sql`INSERT INTO children VALUES (7)`.execute(tx)), put('b')]);
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await found(store.read)).toEqual([]);
    await put('c');
    expect(await found(store.read)).toEqual(['c']);
  });
});

describe('prepared statements', () => {
  it('are compiled anew after a change of the schema, are let go beyond a bound, and do not keep the file open', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kagibako-store-'));
    const connection = await openConnection(join(folder, 'a.db'), 'create');
    await connection.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (1)');
    const all = () => connection.all('SELECT * FROM t WHERE a = ?', [1]);
    expect(await all()).toEqual([{ a: 1 }]);
    await connection.exec('ALTER TABLE t ADD COLUMN b INTEGER DEFAULT 2');
    expect(await all()).toEqual([{ a: 1, b: 2 }]);
    for (let at = 0; at < 450; at += 1) expect(await connection.all(`SELECT a + ${String(at)} AS sum FROM t`)).toEqual([{ sum: at + 1 }]);
    expect(await connection.run('INSERT INTO t (a) VALUES (?)', [3])).toMatchObject({ changes: 1, lastId: 2 });
    expect(await connection.run('INSERT INTO t (a) VALUES (?)', [4])).toMatchObject({ changes: 1, lastId: 3 });
    await expect(connection.all('SELECT a FROM nowhere')).rejects.toThrow(/no such table/);
    await expect(connection.all('SELECT a FROM nowhere')).rejects.toThrow(/no such table/);
    // No read stands open: the whole WAL can go.
    expect(await connection.all('PRAGMA wal_checkpoint(TRUNCATE)')).toMatchObject([{ busy: 0, log: 0 }]);
    await connection.close();
    await rm(folder, { recursive: true });
  });
});
