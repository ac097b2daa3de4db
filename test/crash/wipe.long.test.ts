import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crashAt, kills, pointOf, recover } from './crash.ts';
import { expectWipedFromDisk, type Perished } from './invariants.ts';
import { journeyInStages, type Stages } from './stages.ts';
import { endings, removeFile, steps, type Step } from './steps.ts';
import { openChild } from './world.ts';

/** In the order in which a wipe reaches them, with what must be gone from the disk there, before anybody starts it again. */
const key = ['locks', 'session key'] as const;
const texts = [...key, 'file name'] as const;
const all = [...texts, 'bodies'] as const;
const points: readonly (readonly [string, readonly Perished[]])[] = [
  ['begin-wipe.entered', []], ['begin-wipe.unsigned', []], ['wipe.intent', []],
  ['wipe.lock.overwritten', key], ['wipe.lock.unlinked', key], ['wipe.folder-fsynced', key], ['wipe.locks-destroyed', key],
  ['wipe.texts-deleted', key], ['wipe.texts-wiped', texts],
  ['wipe.body.overwritten', texts], ['wipe.body.unlinked', texts], ['wipe.folder-fsynced × 2', texts], ['wipe.body.overwritten × 2', all], ['wipe.body.unlinked × 2', all],
  ['wipe.bodies-destroyed', all], ['wipe.checked', all], ['wipe.entered', all], ['wipe.unsigned', all], ['wipe.done', all], ['ledger.signed', []],
];

const tick: Step = ({ gate }) => gate.tick();

describe('a gateway killed at any step of a wipe starts again, finishes it and claims no more than was done [H 83] [I 4] [I 5] [I 6] [I 7] [I 8] [I 10]', kills, () => {
  let stages: Stages;
  beforeAll(async () => {
    stages = await journeyInStages(1);
  });
  afterAll(() => stages.close());

  it('has a test for each labelled point of wipe', () => {
    // The same turn of the clock erases what its years are over for: test/retention/killed.long.test.ts kills it there.
    expect([...stages.reached.wipe].filter((label) => !label.startsWith('erased.')).sort()).toEqual([...new Set(points.map(([point]) => pointOf(point).label))].sort());
  });

  it.each(points)('wipe, killed at %s [H 83] [H 90]', async (point, gone) => {
    const world = await crashAt(stages.before.wipe, steps.wipe, point);
    await expectWipedFromDisk(world, gone);
    await recover(world, tick);
  });

  it('is finished even if each start is killed one step further on [H 83] [H 77] [I 10]', async () => {
    const world = await crashAt(stages.before.wipe, steps.wipe, 'wipe.intent');
    for (const [point] of points.slice(3, -3)) {
      if (point.includes('×')) continue;
      const child = await openChild(world, pointOf(point));
      expect([point, child.started]).toEqual([point, null]);
      expect(await child.died).toBe('SIGKILL');
    }
    await recover(world, tick);
  });

  it.each(['recall.entered', 'recall.unsigned', 'wipe.body.overwritten'])('recall while it can be collected, killed at %s [H 83] [H 76]', async (point) => {
    await recover(await crashAt(stages.before.collect, endings.recall, point), endings.recall);
  });

  it.each(['expire.entered', 'expire.unsigned', 'begin-wipe.unsigned'])('expiry, killed at %s [H 83] [H 78]', async (point) => {
    await recover(await crashAt(stages.before.notice, endings.expire, point), tick);
  });

  it.each(['discard.entered', 'discard.unsigned'])('a draft thrown away, killed at %s [H 83]', async (point) => {
    await recover(await crashAt(stages.before.submit, endings.discard, point), endings.discard);
  });

  it.each(['remove-file.entered', 'remove-file.unsigned', 'wipe.body.overwritten'])('a file taken out of a draft, killed at %s [H 83]', async (point) => {
    await recover(await crashAt(stages.before.submit, removeFile, point));
  });
});
