// Calls for large pieces take their turn: so many at once, first come first served, and a call that fails holds nobody up.
import { describe, expect, it } from 'vitest';
import { createTraffic } from '../../server/vault/traffic.ts';

/** A call that ends when it is told to. */
function held(): { readonly call: () => Promise<string>; readonly end: (how?: Error) => void; readonly begun: () => boolean } {
  let [isBegun, end]: [boolean, (how?: Error) => void] = [false, () => undefined];
  const ended = new Promise<string>((resolve, reject) => {
    end = (how) => { if (how === undefined) resolve('done'); else reject(how); };
  });
  return { call: () => { isBegun = true; return ended; }, end: (how) => { end(how); }, begun: () => isBegun };
}
const settled = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

describe('the traffic of large pieces', () => {
  it('lets so many go at once and no more, in the order they came, also when one fails', async () => {
    const traffic = createTraffic({ atOnce: 2, pieces: 8 });
    const calls = Array.from({ length: 5 }, held);
    const turns = calls.map(({ call }) => traffic.turn(call));
    for (const turn of turns) turn.catch(() => undefined);
    const begun = (): boolean[] => calls.map((one) => one.begun());
    await settled();
    expect(begun()).toEqual([true, true, false, false, false]);
    calls[1]?.end(new Error('the disk is full'));
    await settled();
    expect(begun()).toEqual([true, true, true, false, false]);
    await expect(turns[1]).rejects.toThrow('the disk is full');
    calls[0]?.end();
    calls[2]?.end();
    await settled();
    expect(begun()).toEqual([true, true, true, true, true]);
    calls[3]?.end();
    calls[4]?.end();
    expect(await Promise.all([turns[0], turns[2], turns[3], turns[4]])).toEqual(['done', 'done', 'done', 'done']);
  });

  it('hands a place that becomes free to who waits, not to who comes just then', async () => {
    const traffic = createTraffic({ atOnce: 1, pieces: 8 });
    const [first, second, third] = [held(), held(), held()];
    const turns = [traffic.turn(first.call).then(() => traffic.turn(third.call)), traffic.turn(second.call)];
    first.end();
    await settled();
    expect([second.begun(), third.begun()]).toEqual([true, false]);
    second.end();
    third.end();
    await Promise.all(turns);
  });

  it('shares out the pieces among those inside, at least one to each', () => {
    const traffic = createTraffic({ atOnce: 1, pieces: 8 });
    expect(traffic.share(4)).toBe(4);
    const leaves = Array.from({ length: 3 }, () => traffic.enter());
    expect([traffic.share(4), traffic.share(1)]).toEqual([2, 1]);
    leaves.push(...Array.from({ length: 30 }, () => traffic.enter()));
    expect(traffic.share(4)).toBe(1);
    for (const leave of leaves) leave();
    leaves[0]?.();
    traffic.enter();
    expect(traffic.share(100)).toBe(8);
  });
});
