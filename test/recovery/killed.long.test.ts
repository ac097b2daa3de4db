// A copy and a restore, killed by SIGKILL at each of their labelled points: there is nothing of that name, or the whole; the next try does it, and nothing is left beside it.
import { spawn } from 'node:child_process';
import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findOnDisk } from '../crash/disk.ts';
import { builtFolder } from '../setup/build.ts';
import { foundTown, type Town } from '../town.ts';
import { copyOf, exported, fileIn, lose, plain, recall, restoreTown, send } from './lost-town.ts';

const points = {
  backup: ['backup.copied', 'backup.purified', 'backup.written', 'backup.named'],
  restore: ['restore.unpacked', 'restore.appended', 'restore.signed', 'restore.filled', 'restore.named'],
} as const;

async function work(town: Town, given: { which: 'backup' | 'restore'; copy: string; bundles: readonly string[] }, stopAt: string | null): Promise<{ reached: string[]; signal: string | null; err: string }> {
  const program = join(await builtFolder(), 'test', 'processes', 'recovery.js');
  const environment = { PATH: process.env['PATH'], KAGIBAKO_DATA: town.settings.dataFolder, KAGIBAKO_KEYS: town.settings.keysFolder };
  const child = spawn(process.execPath, [program, JSON.stringify({ ...given, at: town.time.wall(), stopAt })], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let [told, err] = ['', ''];
  child.stdout.on('data', (bytes: Buffer) => (told += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (err += bytes.toString()));
  const signal = await new Promise<string | null>((resolve) => child.once('close', (_code, by) => resolve(by)));
  return { reached: told.split('\n').filter((line) => line !== ''), signal, err };
}

const isThere = (path: string): Promise<boolean> => access(path).then(() => true, () => false);

describe('killed at any point', () => {
  let town: Town;
  beforeEach(async () => {
    town = await foundTown({ policy: plain });
  });
  afterEach(() => town.close());

  it('a copy is whole or not there, beside a gateway that runs, and its next start leaves nothing of it [H 83] [H 89]', async () => {
    await send(town, '待つ.csv');
    for (const stopAt of points.backup) {
      const copy = fileIn(town, `${stopAt}.backup`);
      const { signal, err } = await work(town, { which: 'backup', copy, bundles: [] }, stopAt);
      expect([stopAt, signal, err]).toEqual([stopAt, 'SIGKILL', '']);
      expect([stopAt, await isThere(copy)]).toEqual([stopAt, stopAt === 'backup.named']);
    }
    expect(await readdir(join(town.settings.dataFolder, 'copying'))).not.toEqual([]);
    await town.restart();
    expect((await readdir(town.settings.dataFolder)).filter((name) => name === 'copying')).toEqual([]);
    const again = fileIn(town, 'backup.written.backup');
    const { reached, signal, err } = await work(town, { which: 'backup', copy: again, bundles: [] }, null);
    expect([signal, err, reached]).toEqual([null, '', [...points.backup]]);
    expect((await readFile(again)).length).toBeGreaterThan(10_000);
    expect((await readdir(town.folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('a restore leaves no database or the whole of it, and is done by the next try [H 83] [H 89] [I 10]', async () => {
    const [later, copy] = [await send(town, '後で消去.csv'), fileIn(town, 'one.backup')];
    await copyOf(town, copy);
    await recall(town, later);
    const bundles = [await exported(town.running, fileIn(town, 'ledger.jsonl'))];
    const database = join(town.settings.dataFolder, 'kagibako.db');
    await town.restart(async () => {
      await lose(town);
      for (const stopAt of points.restore) {
        const { signal, err } = await work(town, { which: 'restore', copy, bundles }, stopAt);
        expect([stopAt, signal, err]).toEqual([stopAt, 'SIGKILL', '']);
        expect([stopAt, await isThere(database)]).toEqual([stopAt, stopAt === 'restore.named']);
      }
      await expect(restoreTown(town, copy, { bundles })).rejects.toMatchObject({ code: 'DATA_THERE' });
    });
    await town.running.gateway.tick();
    const rows = await town.running.gateway.store.read.selectFrom('transfers').select(['id', 'state']).execute();
    expect(rows).toEqual([{ id: later, state: 'wiped' }]);
    expect(await findOnDisk([town.settings.dataFolder], [{ what: 'name', bytes: Buffer.from('後で消去.csv') }])).toEqual([]);
    expect(town.faults).toEqual([]);
  });
});
