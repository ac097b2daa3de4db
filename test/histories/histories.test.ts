// Random histories of all steps, from all roles, with refusals: after each step, and at the end, state and ledger are reconciled (I4).
// KAGIBAKO_HISTORIES=1000 takes so many; KAGIBAKO_HISTORY=<seed>:<steps> takes one again.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeCourse } from './course.ts';
import { foundWorld, remove, type World } from './world.ts';

const again = process.env['KAGIBAKO_HISTORY']?.split(':').map(Number);
const many = Number(process.env['KAGIBAKO_HISTORIES'] ?? 3);
const [length, first] = [again?.[1] ?? 45, again?.[0] ?? 1];
const seeds = Array.from({ length: again === undefined ? many : 1 }, (_, at) => first + at);

describe('every state change has exactly one entry [I 4]', () => {
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
