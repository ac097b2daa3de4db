import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crashAt, kills, pointOf, recover } from './crash.ts';
import { journeyInStages, type Stages } from './stages.ts';
import { renew, steps } from './steps.ts';

const points = {
  notice: ['lock.written', 'lock.fsynced', 'lock.renamed', 'lock.folder-fsynced', 'notice.locks-written', 'notice.entered', 'notice.unsigned', 'notice.committed', 'ledger.signed'],
  handover: ['handover.entered', 'handover.unsigned', 'handover.committed', 'ledger.signed', 'wipe.lock.overwritten', 'wipe.lock.unlinked', 'wipe.folder-fsynced'],
  collect: ['start-collecting.entered', 'collect.unsigned', 'collect.entered', 'collect.unsigned × 2', 'ledger.signed'],
  confirm: ['confirm.entered', 'confirm.unsigned', 'ledger.signed'],
} as const;

/** A new password: the new lock is written and named, then the old one destroyed. */
const renewing = ['lock.renamed', 'renew-notice.entered', 'renew-notice.unsigned', 'wipe.lock.overwritten', 'wipe.lock.unlinked'] as const;

describe('a gateway killed at any step from the notice to the confirmation starts again with nothing lost, half-done or leaked [H 83] [I 1] [I 2] [I 3] [I 4] [I 6] [I 7] [I 8] [I 9] [I 10]', kills, () => {
  let stages: Stages;
  beforeAll(async () => {
    stages = await journeyInStages(1);
  });
  afterAll(() => stages.close());

  for (const name of ['notice', 'handover', 'collect', 'confirm'] as const) {
    it(`has a test for each labelled point of ${name}`, () => {
      expect([...stages.reached[name]].sort()).toEqual([...new Set(points[name].map((point) => pointOf(point).label))].sort());
    });
    it.each(points[name])(`${name}, killed at %s [H 83]`, async (point) => {
      await recover(await crashAt(stages.before[name], steps[name], point));
    });
  }

  it.each(renewing)('a new password, killed at %s: the old lock is void or the new one is nothing [H 57] [H 83]', async (point) => {
    await recover(await crashAt(stages.before.handover, renew, point));
  });
});
