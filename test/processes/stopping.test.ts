// Stopping a gateway whose clock is at work.
import { expect, it } from 'vitest';
import { systemTime } from '../../server/ledger/clock.ts';
import { foundTown } from '../town.ts';

it('a stop lets the clock\'s work that has begun come to its end, and reports no fault', async () => {
  const town = await foundTown({ surroundings: { time: systemTime, tickEvery: 1 } });
  await town.sato.api.call('session', {});
  await town.restart();
  await town.close();
  expect(town.faults).toEqual([]);
});
