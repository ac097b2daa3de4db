import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crashAt, kills, pointOf, recover } from './crash.ts';
import { journeyInStages, type Stages } from './stages.ts';
import { steps } from './steps.ts';

/** In the order in which a deposit to two firms reaches them. Each file has two bodies, each firm two wrapped keys. */
const points = {
  draft: [
    'lock.written', 'lock.fsynced', 'lock.renamed', 'lock.folder-fsynced', 'lock.folder-fsynced × 4',
    'draft.entered', 'draft.unsigned', 'ledger.signed',
  ],
  upload: [
    'body.opened', 'body.opened × 2', 'body.written', 'body.fsynced', 'body.renamed', 'body.folder-fsynced', 'body.renamed × 2', 'body.folder-fsynced × 2',
    'upload.sealed', 'add-file.entered', 'add-file.entered × 2', 'add-file.unsigned', 'upload.recorded', 'ledger.signed',
    'body.folder-fsynced × 3', 'upload.sealed × 2',
  ],
  submit: [
    'submit.begun', 'deposit.entered', 'deposit.entered × 2', 'deposit.unsigned', 'submit.committed', 'ledger.signed',
    'wipe.lock.overwritten', 'wipe.lock.unlinked', 'wipe.folder-fsynced', 'wipe.lock.overwritten × 2', 'submit.draft-keys-destroyed',
  ],
  approve: ['approve.entered', 'approve.unsigned', 'ledger.signed'],
} as const;

describe('a gateway killed at any step of a deposit starts again with nothing lost, half-done or leaked [H 83] [I 1] [I 2] [I 3] [I 4] [I 6] [I 7] [I 8] [I 9] [I 10]', kills, () => {
  let stages: Stages;
  beforeAll(async () => {
    stages = await journeyInStages(2);
  });
  afterAll(() => stages.close());

  for (const name of ['draft', 'upload', 'submit', 'approve'] as const) {
    it(`has a test for each labelled point of ${name}`, () => {
      expect([...stages.reached[name]].sort()).toEqual([...new Set(points[name].map((point) => pointOf(point).label))].sort());
    });
    it.each(points[name])(`${name}, killed at %s [H 83]`, async (point) => {
      await recover(await crashAt(stages.before[name], steps[name], point));
    });
  }
});
