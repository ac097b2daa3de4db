// Many small bodies that become durable together: what stands after it, and what is left where one of them does not come through.
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createVault, type BodiesTogether, type Vault } from '../../server/vault/vault.ts';
import { writeTogether } from '../../server/vault/write-together.ts';

let folder: string;
let vault: Vault;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kagibako-together-'));
  vault = await createVault({ folder, randomBytes });
});
afterEach(() => rm(folder, { recursive: true }));

const filesOf = ({ places }: BodiesTogether) => places.map(({ incoming, path }, at) => ({ incoming, path, bytes: Buffer.from(`body ${String(at)}`) }));
const listed = async (): Promise<string[]> => {
  const ids: string[] = [];
  for await (const id of vault.listBodies()) ids.push(id);
  return ids.sort();
};
const incoming = (): Promise<string[]> => readdir(join(folder, 'incoming'));

it('stand under ids of one shard, each with its own bytes, and nothing is left in incoming/', async () => {
  const bodies = await vault.beginTogether(40);
  await bodies.begin();
  await bodies.commit(await writeTogether(filesOf(bodies)));
  const ids = bodies.places.map(({ id }) => id);
  expect(new Set(ids.map((id) => id.slice(0, 2))).size).toBe(1);
  expect(await listed()).toEqual([...ids].sort());
  for (const [at, id] of ids.entries()) expect(await new Response(vault.readBody(id) as unknown as ReadableStream).text()).toBe(`body ${String(at)}`);
  expect(await incoming()).toEqual([]);
});

it('are none where a name is taken: nothing is replaced, and what was written is dropped', async () => {
  const bodies = await vault.beginTogether(5);
  const taken = bodies.places[3];
  await writeFile(taken?.path ?? '', 'another body');
  const trouble = await writeTogether(filesOf(bodies));
  expect(trouble).toEqual({ stage: 'name', code: 'EEXIST', done: 3 });
  await expect(bodies.commit(trouble)).rejects.toMatchObject({ code: 'ODD_STORE' });
  await bodies.drop();
  expect([await listed(), await incoming()]).toEqual([[taken?.id], []]);
  expect(await readFile(taken?.path ?? '', 'utf8')).toBe('another body');
});

it('are none where one cannot be written, and those that were are dropped', async () => {
  const bodies = await vault.beginTogether(5);
  await writeFile(bodies.places[2]?.incoming ?? '', 'somebody was here');
  const trouble = await writeTogether(filesOf(bodies));
  expect(trouble).toEqual({ stage: 'write', code: 'EEXIST', done: 2 });
  await expect(bodies.commit(trouble)).rejects.toMatchObject({ code: 'ODD_STORE' });
  await bodies.drop();
  expect([await listed(), await incoming()]).toEqual([[], [bodies.places[2]?.id]]);
});

it('that the disk did not confirm end all promises of the vault until it is opened again', async () => {
  const bodies = await vault.beginTogether(2);
  await expect(bodies.commit({ stage: 'confirm', code: 'EIO', done: 2 })).rejects.toMatchObject({ code: 'SYNC_FAILED' });
  await expect(vault.writeBody()).rejects.toMatchObject({ code: 'SYNC_FAILED' });
  await expect((async () => vault.beginTogether(1))()).rejects.toMatchObject({ code: 'SYNC_FAILED' });
});

it('that are on their way when the sweep of a start comes by are left alone', async () => {
  const bodies = await vault.beginTogether(3);
  const [first] = filesOf(bodies);
  await writeFile(first?.incoming ?? '', 'half');
  await vault.sweepIncoming();
  expect(await incoming()).toEqual([bodies.places[0]?.id]);
  await bodies.drop();
  expect(await incoming()).toEqual([]);
});
