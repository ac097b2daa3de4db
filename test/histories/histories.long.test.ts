// Thirty more histories, longer ones, by seeds of their own. To repeat one: see histories.test.ts.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeCourse } from './course.ts';
import { foundWorld, remove, type World } from './world.ts';

const length = 80;
const seeds = Array.from({ length: 30 }, (_, at) => 1001 + at);

describe('every state change has exactly one entry, in long histories [I 4]', () => {
  let world: World;
  beforeAll(async () => {
    world = await foundWorld();
  });
  afterAll(() => remove(world));

  it.each(seeds)('in history %i', async (seed) => {
    const { wrong } = await takeCourse(world, seed, length);
    expect(wrong, `to repeat: KAGIBAKO_HISTORY=${String(seed)}:${String(length)} npm test -- test/histories/histories.test.ts`).toEqual([]);
  });
});
