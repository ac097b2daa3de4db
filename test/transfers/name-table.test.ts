// What becomes of a file's name, name by name, and what is said to have been changed.
import { describe, expect, it } from 'vitest';
import { cleanFileName, distinctFrom, fold, type NameChange } from '../../server/transfers/file-name.ts';

const long = 'あ'.repeat(100);

describe('a name from outside', () => {
  it.each<[string, string, NameChange[]]>([
    ['台帳.csv', '台帳.csv', []], ['.a.b', '.a.b', []], ['か\u3099.csv', 'が.csv', []],
    ['C:\\temp\\a.csv', 'a.csv', ['path-removed']], ['x/y／z＼a.csv', 'a.csv', ['path-removed']], ['a/', '名称なし', ['path-removed', 'empty-name']],
    ['a\u202Egnp.exe', 'agnp.exe', ['direction-marks-removed']], ['か\u200B\u3099.csv', 'が.csv', ['direction-marks-removed']], ['a\u200B\u200Bb', 'ab', ['direction-marks-removed']],
    ['a<b>c:d"e|f?g*h', 'a_b_c_d_e_f_g_h', ['characters-replaced']],
    ['  a.csv. . ', 'a.csv', ['trailing-removed']], ['a  .csv', 'a  .csv', []], ['a.csv..', 'a.csv', ['trailing-removed']], ['. ', '名称なし', ['trailing-removed', 'empty-name']],
    ['CON', '_CON', ['reserved-name']], ['con.txt', '_con.txt', ['reserved-name']], ['Com1 .tar.gz', '_Com1 .tar.gz', ['reserved-name']], ['LPT³', '_LPT³', ['reserved-name']], ['conin$', '_conin$', ['reserved-name']], ['CONOUT$.x', '_CONOUT$.x', ['reserved-name']],
    ['prn', '_prn', ['reserved-name']], ['aux.c', '_aux.c', ['reserved-name']], ['nul', '_nul', ['reserved-name']],
    ['acon', 'acon', []], ['console', 'console', []], ['con1.txt', 'con1.txt', []], ['com', 'com', []], ['com10', 'com10', []], ['a con', 'a con', []],
    ['', '名称なし', ['empty-name']], ['.csv', '名称なし.csv', ['empty-name']], ['a.csv', 'a.csv', []],
    ['x\\/: .', '_', ['path-removed', 'characters-replaced', 'trailing-removed']],
  ])('%j becomes %j', (given, name, changed) => {
    expect(cleanFileName(given)).toEqual({ name, changed });
  });

  it.each(['a\u0000b', 'a\nb', 'a\u007Fb', 'a\ud800', '\udc00a'])('%j is refused', (given) => {
    expect(cleanFileName(given)).toBeNull();
  });

  it.each<[string, string]>([
    ['a'.repeat(255), 'a'.repeat(255)], ['a'.repeat(256), 'a'.repeat(255)], [`${long}.csv`, `${'あ'.repeat(83)}.csv`], [`${long}.${'x'.repeat(39)}`, `${'あ'.repeat(71)}.${'x'.repeat(39)}`], [`${long}.${'x'.repeat(40)}`, 'あ'.repeat(85)],
    [`.${'a'.repeat(300)}`, `名称なし.${'a'.repeat(242)}`], [`${'a'.repeat(250)}👨‍👩‍👧.csv`, `${'a'.repeat(250)}.csv`], [`${'a'.repeat(254)}.${'b'.repeat(50)}`, 'a'.repeat(254)], [`${'a'.repeat(253)}. ${'b'.repeat(50)}`, 'a'.repeat(253)],
  ])('is cut to 255 bytes between characters, its extension kept: %#', (given, name) => {
    expect(cleanFileName(given)?.name).toBe(name);
    if (given !== name) expect(cleanFileName(given)?.changed).toContain('shortened');
  });

  it('of one character under hundreds of marks is cut among its marks', () => {
    const name = cleanFileName(`a${'\u0323'.repeat(300)}.csv`)?.name ?? '';
    expect(name).toMatch(/^\u1ea1\u0323{124}\.csv$/u);
  });
});

describe('two names on one disk', () => {
  const clean = (name: string, changed: NameChange[] = []) => ({ name, changed });
  const taken = (...names: string[]) => new Set(names.map(fold));

  it('are one where only case or composition differs', () => {
    expect([fold('A.CSV'), fold('か\u3099')]).toEqual(['a.csv', 'が']);
  });

  it('are told apart by the least number that is free', () => {
    const given = clean('a.csv', ['path-removed']);
    expect(distinctFrom(given, taken('b.csv'))).toBe(given);
    expect(distinctFrom(given, taken('A.csv'))).toEqual(clean('a (2).csv', ['path-removed', 'numbered']));
    expect(distinctFrom(given, taken('a.csv', 'A (2).CSV', 'a (3).csv'))).toEqual(clean('a (4).csv', ['path-removed', 'numbered']));
    expect(distinctFrom(clean('台帳'), taken('台帳'))).toEqual(clean('台帳 (2)', ['numbered']));
    expect(distinctFrom(clean(`${'a'.repeat(251)}.csv`), taken(`${'a'.repeat(251)}.csv`)).name).toBe(`${'a'.repeat(247)} (2).csv`);
  });
});
