import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crashAt, kills, pointOf, recover } from './crash.ts';
import { abandon, carryOnInParts, draft, uploadInParts, type Acknowledged } from './in-parts.ts';
import { draftedWorld, labelsOf, payload } from './stages.ts';
import { sceneOf } from './steps.ts';
import { dataOf, openChild, remove, type World } from './world.ts';

const payloads = [
  payload('納入通知書_令和8年.csv', Buffer.from('被保険者番号,氏名,住所\r\n0000000001,髙橋 﨑子,あさぎり区つつじ町1-2-3\r\n'.repeat(9_000))),
  payload('見本.pdf', Buffer.from(`%PDF-1.7 ${'見本 '.repeat(40)}`)),
];

/** In the order in which two files in parts for two firms reach them: the first in three requests, the second in one. */
const points = [
  'body.opened', 'body.opened × 2', 'part.written', 'part.fsynced', 'upload.acknowledged', 'part.written × 2', 'part.fsynced × 2', 'upload.acknowledged × 2',
  'body.written', 'body.fsynced', 'body.renamed', 'body.folder-fsynced', 'body.renamed × 2', 'body.folder-fsynced × 2', 'upload.sealed',
  'add-file.entered', 'add-file.entered × 2', 'add-file.unsigned', 'upload.recorded', 'ledger.signed',
  'body.opened × 3', 'upload.sealed × 2', 'upload.recorded × 2',
] as const;
/** While what is left of it is read back after a first kill. */
const goingOn = ['body.opened', 'body.opened × 2', 'part.written', 'part.fsynced', 'upload.acknowledged', 'upload.sealed', 'upload.recorded'] as const;

describe('a gateway killed at any point of an upload in parts comes back with what it acknowledged and goes on to the same bytes [H 83] [I 1] [I 2] [I 4] [I 10]', kills, () => {
  let world: World;
  beforeAll(async () => {
    world = await draftedWorld(2, payloads, draft);
  });
  afterAll(() => remove(world));

  it('has a test for each labelled point', async () => {
    expect(await labelsOf(world, uploadInParts(new Map()))).toEqual([...new Set(points.map((point) => pointOf(point).label))].sort());
  });

  it.each(points)('killed at %s, and gone on with [H 83]', async (point) => {
    const told: Acknowledged = new Map();
    await recover(await crashAt(world, uploadInParts(told), point), carryOnInParts(told));
  });

  it.each(['part.fsynced', 'upload.acknowledged', 'upload.acknowledged × 2', 'upload.sealed', 'upload.recorded'])('killed at %s, and never gone on with: nothing is left of it [H 82] [H 83]', async (point) => {
    const crashed = await crashAt(world, uploadInParts(new Map()), point);
    await recover(crashed, async (scene) => {
      await abandon(scene);
      expect(await readdir(join(dataOf(crashed), 'vault', 'incoming'))).toEqual([]);
    });
  });

  it.each(goingOn)('killed a second time at %s of going on [H 83]', async (point) => {
    const told: Acknowledged = new Map();
    const crashed = await crashAt(world, uploadInParts(told), 'upload.acknowledged × 2');
    const again = await openChild(crashed, pointOf(point));
    await uploadInParts(told)(sceneOf(crashed, again)).catch(() => undefined);
    expect(await again.died).toBe('SIGKILL');
    await recover(crashed, carryOnInParts(told));
  });
});
