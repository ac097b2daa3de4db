// The tests of a list of seeds: one world for all, one history each, and how to repeat the one that does not hold.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { takeCourse } from './course.ts';
import { foundWorld, remove, type World } from './world.ts';

/** To be called inside a `describe`: one test for each seed, of so many steps; then one that each of the acts `wanted` was done in one of them. */
export function walkHistories(seeds: readonly number[], length: number, wanted: readonly string[] = []): void {
  let world: World;
  const done = new Set<string>();
  beforeAll(async () => {
    world = await foundWorld();
  });
  afterAll(() => remove(world));

  it.each(seeds)('in history %i', async (seed) => {
    const { wrong, acts } = await takeCourse(world, seed, length);
    for (const act of Object.keys(acts)) done.add(act);
    expect(wrong, `to repeat: KAGIBAKO_HISTORY=${String(seed)}:${String(length)} npm test -- test/histories/histories.test.ts`).toEqual([]);
  });
  if (wanted.length > 0) {
    it('and all of them together did each of these acts', () => {
      expect(wanted.filter((act) => !done.has(`${act} done`))).toEqual([]);
    });
  }
}
