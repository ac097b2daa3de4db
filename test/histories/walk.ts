// The tests of a list of seeds: one world for all, one history each, and how to repeat the one that does not hold.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { takeCourse } from './course.ts';
import { foundWorld, remove, type World } from './world.ts';

/** To be called inside a `describe`: one test for each seed, of so many steps. */
export function walkHistories(seeds: readonly number[], length: number): void {
  let world: World;
  beforeAll(async () => {
    world = await foundWorld();
  });
  afterAll(() => remove(world));

  it.each(seeds)('in history %i', async (seed) => {
    const { wrong } = await takeCourse(world, seed, length);
    expect(wrong, `to repeat: KAGIBAKO_HISTORY=${String(seed)}:${String(length)} npm test -- test/histories/histories.test.ts`).toEqual([]);
  });
}
