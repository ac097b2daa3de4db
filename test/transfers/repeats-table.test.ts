// Which bytes arrived and what asking for them again is, case by case.
import { describe, expect, it } from 'vitest';
import { arrived, begun, cutOff, ended, isWhole, nothing, resumedAt, stopped, type Delivered } from '../../server/transfers/delivered.ts';
import { collectAgain, opened, openingOf, undelivered, type Deliveries } from '../../server/transfers/repeats.ts';
import { at, maker, recipient, ref, refusal, states, take } from './rule-cases.ts';

describe('what is on its way', () => {
  it('begins, and ends whole or not; one of two alike at a time', () => {
    const going = begun(begun(begun(nothing, [0, 9]), [5, 9]), [0, 9]);
    expect(going).toEqual({ arrived: [], cut: [], going: [[0, 9], [5, 9], [0, 9]] });
    expect(ended(going, [0, 9]).going).toEqual([[5, 9], [0, 9]]);
    expect(ended(ended(going, [0, 9]), [0, 9]).going).toEqual([[5, 9]]);
    for (const other of [[0, 8], [1, 9], [9, 0]] as const) expect(ended(going, other)).toBe(going);
    expect(ended(nothing, [0, 9])).toBe(nothing);
  });

  it('was cut, all of it, when the process died', () => {
    expect(stopped(begun(cutOff(nothing, [0, 3]), [2, 9]))).toEqual({ arrived: [], cut: [[0, 9]], going: [] });
    expect(stopped(cutOff(nothing, [0, 3]))).toEqual({ arrived: [], cut: [[0, 3]], going: [] });
  });

  it('joins spans that touch and leaves those apart, whatever their order', () => {
    const of = (...spans: (readonly [number, number])[]): Delivered => spans.reduce(arrived, nothing);
    expect(of([4, 6], [0, 2]).arrived).toEqual([[0, 2], [4, 6]]);
    expect(of([4, 6], [0, 2], [2, 4]).arrived).toEqual([[0, 6]]);
    expect(of([0, 9], [2, 4]).arrived).toEqual([[0, 9]]);
    expect([isWhole(of([0, 9]), 9), isWhole(of([0, 8]), 9), isWhole(of([1, 9]), 9), isWhole(nothing, 0), isWhole(of([0, 3], [4, 9]), 9)]).toEqual([true, false, false, false, false]);
  });

  it('shows by asking for the rest what of a cut response had come', () => {
    const cut = cutOff(cutOff(nothing, [0, 10]), [20, 30]);
    expect([resumedAt(cut, 10).arrived, resumedAt(cut, 25).arrived, resumedAt(cut, 1).arrived]).toEqual([[[0, 10]], [[20, 25]], [[0, 1]]]);
    for (const start of [0, 11, 20, 31]) expect(resumedAt(cut, start)).toBe(cut);
  });
});

describe('asking for a body of ten bytes', () => {
  const whole: Deliveries = { ...undelivered, arrived: [[0, 10]] };
  const round = (of: number, over: Partial<Deliveries['again']> = {}): Deliveries => ({ ...whole, again: { arrived: [], cut: [], round: of, extra: 0, ...over } });

  it('is the first collection until all has arrived', () => {
    expect(openingOf(undelivered, [0, 10], 10, 1)).toBe('first');
    expect(openingOf({ ...whole, arrived: [[0, 9]] }, [9, 10], 10, 3)).toBe('first');
  });

  it('is a repeat, or takes up what was cut until such ranges add up to the whole', () => {
    expect([openingOf(whole, [0, 10], 10, 1), openingOf(whole, [0, 1], 10, 1), openingOf(whole, [1, 10], 10, 1)]).toEqual(['repeat', 'repeat', 'resume']);
    const after = (extra: number): Deliveries => round(1, { extra });
    expect([openingOf(after(4), [5, 10], 10, 1), openingOf(after(5), [5, 10], 10, 1), openingOf(after(6), [5, 10], 10, 1)]).toEqual(['resume', 'repeat', 'repeat']);
  });

  it('belongs to the round that was let in until that is whole', () => {
    expect(openingOf(round(1), [0, 10], 10, 2)).toBe('round');
    expect(openingOf(round(1, { arrived: [[0, 10]] }), [0, 10], 10, 2)).toBe('round');
    expect(openingOf(round(2, { arrived: [[0, 9]] }), [0, 10], 10, 2)).toBe('round');
    expect(openingOf(round(2, { arrived: [[0, 10]] }), [0, 10], 10, 2)).toBe('repeat');
    expect(openingOf(round(2, { arrived: [[0, 10]] }), [3, 10], 10, 2)).toBe('resume');
  });

  it('is counted: what was taken up adds up, a new round begins with nothing', () => {
    expect(opened(round(1, { extra: 2 }), 'resume', [4, 10], 1)).toEqual(round(1, { extra: 8 }));
    const fresh = round(2, { arrived: [], cut: [] });
    for (const opening of ['round', 'repeat'] as const) expect(opened(round(1, { arrived: [[0, 10]], extra: 3 }), opening, [0, 10], 2)).toEqual(fresh);
    const same = round(2, { extra: 3 });
    expect(opened(same, 'round', [0, 10], 2)).toBe(same);
    expect(opened(undelivered, 'first', [0, 10], 2)).toBe(undelivered);
  });
});

describe('collecting once more from the start', () => {
  const terms = { allowed: 3, reasonFrom: 3 };
  const again = (reason?: string, over = terms) => collectAgain(recipient, over, reason);
  const inRound = (rounds: number) => ({ ...states.collected, collection: { ...states.collected.collection, by: ref(recipient), startedAt: at(80), completedAt: at(85), rounds } });

  it('is for the recipient of what was begun', () => {
    expect(refusal(collectAgain(maker, terms, 'x'), states.collected, 120)).toEqual(['NOT_RECIPIENT', {}]);
    expect(refusal(again('x'), states.noted, 120)).toEqual(['NOT_COLLECTED', {}]);
    expect(refusal(again('x'), states.waiting, 120)).toMatchObject(['WRONG_STATE', {}]);
  });

  it('needs a reason from a set time on, and ends at the number allowed', () => {
    expect(take(again(), states.collected, 120).entry).toEqual({ act: 'collect-again', facts: { round: 2 } });
    expect(take(again(), states.collecting, 120).transfer.collection?.rounds).toBe(2);
    expect(refusal(again(), inRound(2), 120)).toEqual(['REPEAT_NEEDS_REASON', { round: 3, allowed: 3 }]);
    const { transfer, entry } = take(again('why'), inRound(2), 120);
    expect([transfer, entry]).toEqual([inRound(3), { act: 'collect-again', facts: { round: 3 }, texts: { reason: 'why' } }]);
    expect(refusal(again('why'), inRound(3), 120)).toEqual(['DOWNLOADS_USED_UP', { allowed: 3 }]);
    expect(refusal(again(undefined, { allowed: 1, reasonFrom: 2 }), states.collected, 120)).toEqual(['DOWNLOADS_USED_UP', { allowed: 1 }]);
  });
});
