import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrived, cutOff, isWhole, nothing, resumedAt, type Delivered } from '../../server/transfers/delivered.ts';

const size = 40;
const span = fc.tuple(fc.integer({ min: 0, max: size - 1 }), fc.integer({ min: 1, max: size })).filter(([from, to]) => from < to);
const event = fc.oneof(fc.record({ kind: fc.constant('arrived' as const), span }), fc.record({ kind: fc.constant('cut' as const), span }), fc.record({ kind: fc.constant('resumed' as const), at: fc.integer({ min: 0, max: size }) }));

describe('which bytes have arrived', () => {
  it('is what was sent to its end or shown by asking for the rest, byte for byte [H 66]', () => {
    fc.assert(fc.property(fc.array(event, { maxLength: 25 }), (events) => {
      const bytes = new Set<number>();
      const cuts: (readonly [number, number])[] = [];
      let delivered: Delivered = nothing;
      const add = (from: number, to: number): void => {
        for (let at = from; at < to; at += 1) bytes.add(at);
      };
      for (const one of events) {
        if (one.kind === 'arrived') {
          delivered = arrived(delivered, one.span);
          add(...one.span);
        } else if (one.kind === 'cut') {
          delivered = cutOff(delivered, one.span);
          cuts.push(one.span);
        } else {
          const before = delivered;
          delivered = resumedAt(delivered, one.at);
          for (const [from, to] of before.cut) if (from < one.at && one.at <= to) add(from, one.at);
        }
      }
      expect(delivered.arrived.reduce((sum, [from, to]) => sum + to - from, 0)).toBe(bytes.size);
      expect(isWhole(delivered, size)).toBe(bytes.size === size);
      for (const [index, [from, to]] of delivered.arrived.entries()) expect([from < to, (delivered.arrived[index - 1]?.[1] ?? -1) < from]).toEqual([true, true]);
      expect(delivered.cut.every(([from, to]) => cuts.some(([start]) => start === from) && to <= size)).toBe(true);
    }));
  });

  it('counts a cut response for nothing until its rest is asked for [H 66]', () => {
    const cut = cutOff(nothing, [0, 30]);
    expect(cut.arrived).toEqual([]);
    expect(arrived(cut, [30, 40]).arrived).toEqual([[30, 40]]);
    expect(isWhole(arrived(resumedAt(cut, 30), [30, 40]), 40)).toBe(true);
    expect(isWhole(arrived(resumedAt(cut, 31), [31, 40]), 40)).toBe(false);
  });

  it('takes a response that was cut before its first byte for none', () => {
    expect(cutOff(nothing, [5, 5])).toBe(nothing);
  });
});
