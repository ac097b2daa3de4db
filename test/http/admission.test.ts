import { describe, expect, it } from 'vitest';
import { createLane, SMALL_BYTES, type Lane } from '../../server/http/admission.ts';

const large = SMALL_BYTES + 1;
const never = new AbortController().signal;
const enter = (lane: Lane, person: string, bytes: number | null = 1, given: { address?: string; gone?: AbortSignal } = {}) => lane.enter({ person, address: given.address ?? person, bytes, gone: given.gone ?? never });
/** Whose turn it was, in order, while each leaves as soon as it has come. */
async function inTurn(lane: Lane, asked: readonly (readonly [person: string, bytes: number | null, address?: string])[]): Promise<string[]> {
  const order: string[] = [];
  await Promise.all(asked.map(async ([person, bytes, address = person], at) => {
    const leave = await enter(lane, person, bytes, { address });
    order.push(`${person}${String(at)}`);
    await Promise.resolve();
    leave();
  }));
  return order;
}

describe('places for those who send and collect [H 94]', () => {
  it('never more at once nor waiting than configured; beyond it BUSY, and each who leaves lets one in', async () => {
    const lane = createLane({ atOnce: 4, waiting: 6, patience: 60_000 });
    const leaves: (() => void)[] = [];
    const outcomes = Array.from({ length: 14 }, (_, n) => {
      return enter(lane, `p${String(n)}`).then((leave) => { leaves.push(leave); expect(lane.standing.active).toBeLessThanOrEqual(4); return 'in'; }, (error: unknown) => error);
    });
    for (const busy of await Promise.all(outcomes.slice(10))) expect(busy).toMatchObject({ code: 'BUSY', facts: { retryAfterSeconds: 5 } });
    expect(lane.standing).toEqual({ active: 4, waiting: 6 });
    while (leaves.length > 0) {
      const leave = leaves.shift();
      leave?.();
      // Leaving twice gives no second place.
      leave?.();
      await new Promise(setImmediate);
    }
    expect(lane.standing).toEqual({ active: 0, waiting: 0 });
  });

  it('the small go beside the huge: a quarter of the places is theirs, and what says no size counts as huge', async () => {
    const lane = createLane({ atOnce: 4, waiting: 20, patience: 60_000 });
    const huge = ['a', 'b', 'c', 'd', 'e'].map((person, n) => enter(lane, person, n % 2 === 0 ? large : null));
    await Promise.all(huge.slice(0, 3));
    expect(lane.standing).toEqual({ active: 3, waiting: 2 });
    const small = await inTurn(lane, Array.from({ length: 12 }, () => ['s', 10_000] as const));
    expect(small).toHaveLength(12);
    expect(lane.standing).toEqual({ active: 3, waiting: 2 });
  });

  it('one person does not hold all: half of what the huge may have, three quarters of all, and of the waiting places [ASVS 2.4.1] [ASVS 15.2.2]', async () => {
    const lane = createLane({ atOnce: 8, waiting: 8, patience: 60_000 });
    const asked = Array.from({ length: 12 }, () => enter(lane, 'greedy', large));
    const last = asked.map((one) => one.then(() => 'in', () => 'BUSY'));
    expect(await Promise.all(last.slice(9))).toEqual(['BUSY', 'BUSY', 'BUSY']);
    expect(lane.standing).toEqual({ active: 3, waiting: 6 });
    await enter(lane, 'other', large);
    expect(lane.standing.active).toBe(4);
    const few = createLane({ atOnce: 4, waiting: 8, patience: 60_000 });
    for (let n = 0; n < 5; n += 1) void enter(few, 'greedy');
    expect(few.standing).toEqual({ active: 3, waiting: 2 });
  });

  it('whose turn it is: who has the fewest places, then whose address has, then who came first', async () => {
    const lane = createLane({ atOnce: 2, waiting: 20, patience: 60_000 });
    const leave = await enter(lane, 'busy');
    await enter(lane, 'other');
    const turns = inTurn(lane, [['busy', 1], ['first', 1, 'busy'], ['second', 1, 'elsewhere'], ['third', 1, 'elsewhere']]);
    await enter(lane, 'x', 1, { gone: AbortSignal.abort() }).catch(() => undefined);
    expect(lane.standing.waiting).toBe(4);
    leave();
    expect(await turns).toEqual(['busy0', 'first1', 'second2', 'third3']);
    const held = createLane({ atOnce: 3, waiting: 20, patience: 60_000 });
    await enter(held, 'busy', 1, { address: 'office' });
    await enter(held, 'other', 1, { address: 'there' });
    const go = await enter(held, 'more', 1, { address: 'there' });
    const order = inTurn(held, [['busy', 1, 'office'], ['first', 1, 'office'], ['second', 1, 'elsewhere'], ['third', 1, 'there']]);
    go();
    expect(await order).toEqual(['second2', 'first1', 'third3', 'busy0']);
  });

  it('who is gone, or has waited long enough, gives up its place in the line', async () => {
    const lane = createLane({ atOnce: 1, waiting: 5, patience: 60_000 });
    await enter(lane, 'a');
    const gone = new AbortController();
    const waiting = enter(lane, 'b', 1, { gone: gone.signal });
    expect(lane.standing.waiting).toBe(1);
    gone.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'BUSY' });
    const hasty = createLane({ atOnce: 1, waiting: 5, patience: 1 });
    await enter(hasty, 'a');
    await expect(enter(hasty, 'b')).rejects.toMatchObject({ code: 'BUSY' });
    expect([lane.standing.waiting, hasty.standing.waiting]).toEqual([0, 0]);
  });
});
