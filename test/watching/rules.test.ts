// The rules that watch the log: each fires at its threshold and stays silent just below it.
import { describe, expect, it } from 'vitest';
import { judge } from '../../server/watching/findings.ts';
import { isOutOfHours, rules, type WatchedEntry } from '../../server/watching/rules.ts';
import { isOver, isWeek, spanOf, weekOf, weeksBetween } from '../../server/watching/weeks.ts';

const noon = '2026-07-02T03:00:00.000Z'; // Thursday, 12:00 in Japan
const entry = (given: Partial<WatchedEntry>): WatchedEntry => ({ index: 0, at: noon, act: 'draft', result: 'done', code: null, actor: { id: 'a', name: '佐藤 恵' }, facts: {}, ...given });
const times = (count: number, given: Partial<WatchedEntry> | ((at: number) => Partial<WatchedEntry>)): WatchedEntry[] =>
  Array.from({ length: count }, (_, index) => entry({ index, ...(typeof given === 'function' ? given(index) : given) }));
const fired = async (entries: readonly WatchedEntry[]): Promise<string[]> => (await judge(entries, rules)).filter((one) => one.fired).map(({ rule }) => rule);
const others = (at: number): Partial<WatchedEntry> => ({ actor: { id: String(at), name: `人${at}` } });

const signIn: Partial<WatchedEntry> = { act: 'sign-in', result: 'refused', code: 'TERMINAL_NOT_REGISTERED' };
const collection: Partial<WatchedEntry> = { act: 'start-collecting' };
/** What lies just below the threshold, what reaches it, and the rules that then speak. */
const cases: readonly (readonly [name: string, silent: readonly WatchedEntry[], loud: readonly WatchedEntry[], speaking: string])[] = [
  ['refused sign-ins of one person', times(4, signIn), times(5, signIn), 'sign-in-refused'],
  ['refused sign-ins of many', times(9, (at) => ({ ...signIn, ...others(at) })), times(10, (at) => ({ ...signIn, ...others(at) })), 'sign-in-refused'],
  ['attempts of strangers, counted in minutes', [entry({ act: 'strangers', result: 'refused', actor: null, facts: { counts: [{ count: 60 }, { count: 39 }] } })], [entry({ act: 'strangers', result: 'refused', actor: null, facts: { counts: [{ count: 60 }, { count: 40 }] } })], 'strangers'],
  ['doors tried by one person', times(4, { result: 'refused', code: 'NOT_FOUND' }), times(5, (at) => ({ result: 'refused', code: ['NOT_FOUND', 'NOT_ON_ROSTER', 'NOT_ALLOWED'][at % 3] ?? '' })), 'refused-access'],
  ['a collection in the evening', [entry({ ...collection, at: '2026-07-02T10:59:59.999Z' })], [entry({ ...collection, at: '2026-07-02T11:00:00.000Z' })], 'out-of-hours'],
  ['a collection in the morning', [entry({ ...collection, at: '2026-07-01T23:00:00.000Z' })], [entry({ ...collection, at: '2026-07-01T22:59:59.999Z' })], 'out-of-hours'],
  ['a repeated collection', [entry(collection)], [entry({ act: 'collect-again' })], 'collected-again'],
  ['interrupted collections', times(4, { act: 'interrupt-collecting', actor: null }), times(5, { act: 'interrupt-collecting', actor: null }), 'interrupted'],
  ['a wipe that failed', [entry({ act: 'wipe', actor: null })], [entry({ act: 'fail-wipe', actor: null })], 'wipe-failed'],
  ['a leap of the clock', [], [entry({ act: 'clock-leap', result: 'refused', code: 'CLOCK_LEAPT', actor: null })], 'clock-leap'],
  ['a sign-in from a new address', [entry({ act: 'sign-in', facts: { side: 'contractor' } })], [entry({ act: 'sign-in', facts: { newAddress: true } })], 'new-address'],
  ['a collection from a new address', [entry(collection)], [entry({ ...collection, facts: { newAddress: true } })], 'new-address'],
  ['a scanner that fell silent', [entry({ act: 'scanner-back', actor: null })], [entry({ act: 'scanner-silent', result: 'refused', code: 'SCANNER_SILENT', actor: null })], 'scanner-silent'],
  ['a file that was not scanned', [entry({ act: 'add-file', facts: { scan: 'clean' } })], [entry({ act: 'add-file', facts: { scan: 'off' } })], 'unscanned'],
  ['a file that the scanner could not look into', [entry({ act: 'add-file', facts: { scan: 'clean' } })], [entry({ act: 'add-file', facts: { scan: 'unscanned' } })], 'unscanned'],
];

describe('the rules that watch the log', () => {
  it.each(cases)('%s: silent below the threshold, loud at it [O 0-7] [O 1-5]', async (_, silent, loud, speaking) => {
    expect(await fired(silent)).toEqual([]);
    expect(await fired(loud)).toEqual([speaking]);
  });

  it('stay silent about doors that many people each met a few times [O 0-7]', async () => {
    const found = await judge(times(40, (at) => ({ result: 'refused', code: 'NOT_FOUND', ...others(at % 10) })), rules);
    expect(found.find(({ rule }) => rule === 'refused-access')).toMatchObject({ count: 40, most: { name: '人0', count: 4 }, fired: false });
  });

  it('know closed days: a weekend, a holiday, the turn of the year [O 0-7]', () => {
    expect(['2026-07-04', '2026-07-20', '2026-12-29'].map((day) => isOutOfHours(`${day}T12:00:00.000+09:00`))).toEqual([true, true, true]);
    expect(isOutOfHours('2026-12-28T12:00:00.000+09:00')).toBe(false);
  });

  it('name the first twenty entries, and count them all', async () => {
    const found = await judge(times(25, { act: 'collect-again' }), rules);
    expect(found.find(({ rule }) => rule === 'collected-again')).toMatchObject({ count: 25, entries: Array.from({ length: 20 }, (_, index) => index) });
  });

  it('state each threshold and its reason in both languages', () => {
    for (const { title, reason, perWeek, perPerson } of rules) {
      expect([title.ja, title.en, reason.ja, reason.en].every((text) => text !== '')).toBe(true);
      expect(perWeek ?? perPerson).toBeGreaterThan(0);
    }
  });
});

describe('weeks', () => {
  it('run from Monday to Sunday in Japan', () => {
    expect([weekOf('2026-07-05T14:59:59.999Z'), weekOf('2026-07-05T15:00:00.000Z')]).toEqual(['2026-06-29', '2026-07-06']);
    expect(spanOf('2026-06-29')).toEqual({ from: '2026-06-28T15:00:00.000Z', to: '2026-07-05T15:00:00.000Z' });
    expect([isOver('2026-06-29', '2026-07-05T14:59:59.999Z'), isOver('2026-06-29', '2026-07-05T15:00:00.000Z')]).toEqual([false, true]);
    expect(['2026-06-29', '2026-06-30', '2026-02-30', '2026-6-29', 'x'].map(isWeek)).toEqual([true, false, false, false, false]);
    expect(weeksBetween('2025-12-29', '2026-01-12')).toBe(3);
  });
});
