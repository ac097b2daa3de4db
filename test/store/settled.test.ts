import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readEngagement } from '../../server/engagements/engagement.ts';
import { openConnection, type Connection } from '../../server/store/connection.ts';
import { guardedDialect } from '../../server/store/dialect.ts';
import type { Database } from '../../server/store/schema.ts';
import { CountingAdapter, leavesSettled, remembering } from '../../server/store/settled.ts';
import { openStore, type Store } from '../../server/store/store.ts';
import { plainTerms } from '../../server/engagements/terms.ts';
import { testPolicy } from '../town.ts';

const [ward, work] = ['1'.repeat(32), '2'.repeat(32)];
let folder = '';
let store: Store;
let reading: Connection;
const asked: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kagibako-settled-'));
  const file = join(folder, 'kagibako.db');
  store = await openStore({ file, create: true });
  await store.change(async (tx) => {
    await tx.insertInto('municipalities').values({ id: ward, code: 'asagiri', name: 'あさぎり区', created_at: '2026-07-01T00:00:00.000Z' }).execute();
    await tx.insertInto('engagements').values({
      id: work, municipality_id: ward, title: '通知', purpose: '印字', legal_basis: '条例', period_from: '2026-04-01', period_to: '2027-03-31', items: '[]', policy: JSON.stringify(testPolicy), preset: null, terms: JSON.stringify(plainTerms), created_at: '2026-07-01T00:00:00.000Z',
    }).execute();
  });
  reading = await openConnection(file, 'read');
});
afterAll(async () => {
  await reading.close();
  await store.close();
  await rm(folder, { recursive: true });
});

const title = async (): Promise<string | undefined> => (await readEngagement(store.read, work))?.title;
const rename = (to: string) => store.change((tx) => tx.updateTable('engagements').set({ title: to }).where('id', '=', work).execute());

it('an engagement is read once, and anew after a write, also within the transaction that wrote it', async () => {
  expect(await readEngagement(store.read, work)).toBe(await readEngagement(store.read, work));
  const before = await readEngagement(store.read, work);
  await store.change((tx) => tx.updateTable('municipalities').set({ name: 'あさぎり区' }).execute());
  expect(await readEngagement(store.read, work)).toBe(before);
  await rename('催告');
  expect(await title()).toBe('催告');
  await store.change(async (tx) => {
    await tx.updateTable('engagements').set({ title: '督促' }).where('id', '=', work).execute();
    expect((await readEngagement(tx, work))?.title).toBe('督促');
  });
  expect(await title()).toBe('督促');
});

it('what was rolled back is told by nobody, whether alone or among others of one COMMIT', async () => {
  await rename('通知');
  const failing = () => store.change(async (tx) => {
    await tx.updateTable('engagements').set({ title: 'never' }).where('id', '=', work).execute();
    expect((await readEngagement(tx, work))?.title).toBe('never');
    throw new Error('undone');
  });
  await expect(failing()).rejects.toThrow('undone');
  expect(await title()).toBe('通知');
  const [, second] = await Promise.allSettled([rename('通知'), failing(), store.change(async (tx) => expect((await readEngagement(tx, work))?.title).toBe('通知'))]);
  expect(second.status).toBe('rejected');
  expect(await title()).toBe('通知');
});

it('every table that an engagement is read from is watched; what is not known to be harmless forgets', async () => {
  const counting = new Kysely<Database>({ dialect: guardedDialect({ ...reading, all: (sql, binds = []) => {
    asked.push(sql);
    return reading.all(sql, binds);
  } }, new CountingAdapter()) });
  await readEngagement(counting, work);
  const tables = new Set(asked.flatMap((sql) => [...sql.matchAll(/(?:from|join) "(\w+)"/g)].map(([, name]) => name ?? '')));
  expect(tables.size).toBe(8);
  for (const table of tables) for (const sql of [`update "${table}" set`, `insert into "${table}" (`, `delete from "${table}"`]) expect([sql, leavesSettled(sql)]).toEqual([sql, false]);
  for (const sql of ['ROLLBACK', 'ROLLBACK TO change', 'replace into "files"', 'with x as (select 1) delete from "roster"', 'PRAGMA writable_schema = ON']) expect([sql, leavesSettled(sql)]).toEqual([sql, false]);
  for (const sql of ['select * from "roster"', 'BEGIN IMMEDIATE', 'COMMIT', 'insert into "files" (', 'SAVEPOINT change']) expect([sql, leavesSettled(sql)]).toEqual([sql, true]);
});

it('a value that was being read while its tables were written is told once and not kept', async () => {
  let reads = 0;
  const slow = remembering(async (tx, id) => {
    reads += 1;
    const row = await tx.selectFrom('engagements').select('title').where('id', '=', id).executeTakeFirst();
    if (reads === 1) await rename('later');
    return row?.title;
  });
  await rename('sooner');
  expect(await slow(store.read, work)).toBe('sooner');
  expect(await slow(store.read, work)).toBe('later');
});
