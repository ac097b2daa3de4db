// `kagibako backup` and `kagibako restore` as an operator runs them: processes of their own, on a gateway that runs and one that is stopped.
import { stat } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemTime } from '../../server/ledger/clock.ts';
import { exported, fileIn, lose, plain, send } from '../recovery/lost-town.ts';
import { foundTown, type Town } from '../town.ts';
import { runBuilt, type Ended } from './command.ts';

describe('kagibako backup and restore', () => {
  let town: Town;
  beforeAll(async () => {
    town = await foundTown({ policy: plain, from: Date.now(), surroundings: { time: systemTime } });
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });
  const kagibako = (...words: string[]): Promise<Ended> => runBuilt('client/cli/main.js', words, { KAGIBAKO_DATA: town.settings.dataFolder, KAGIBAKO_KEYS: town.settings.keysFolder });

  it('copy beside a gateway that runs, refuse to write over anything, and make the database again; the gateway goes on from there [H 88] [H 89]', async () => {
    const waiting = await send(town, '待つ.csv');
    const copy = fileIn(town, 'one.backup');
    const made = await kagibako('backup', '--to', copy);
    expect(made, made.err).toMatchObject({ code: 0, out: expect.stringContaining(copy) as string });
    expect((await stat(copy)).mode & 0o777).toBe(0o600);
    expect(await kagibako('backup', '--to', copy)).toMatchObject({ code: 1, out: expect.stringContaining('COPY_THERE') as string });
    expect(await kagibako('restore', '--backup', copy)).toMatchObject({ code: 1, out: expect.stringContaining('DATA_THERE') as string });
    expect((await kagibako('restore')).code).toBe(2);
    const later = await town.sato.api.call('transfer', { id: await send(town, '写しの後.csv') });
    const bundle = await exported(town.running, fileIn(town, 'ledger.jsonl'));
    await town.restart(async () => {
      await lose(town);
      const done = await kagibako('restore', '--backup', copy, '--ledger', bundle);
      expect(done, done.err).toMatchObject({ code: 0 });
      // What nobody will see on a page is told here, and the head that the auditor is to be given.
      for (const told of [later.number, 'to be deposited again: 2', `${town.settings.ledgerOrigin}\n`]) expect(done.out).toContain(told);
    });
    await town.sato.signInAgain();
    expect(await town.sato.api.call('transfer', { id: waiting })).toMatchObject({ recall: { reason: 'restored' } });
    expect(await send(town, '改めて.csv')).not.toBe('');
  });
});
