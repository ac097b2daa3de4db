import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generatePassword, groups, PASSWORD_ALPHABET, readingAid, readTyped } from '../../server/sealing/password.ts';

const password = fc.uint8Array({ minLength: 26, maxLength: 26 }).map((seed) => {
  let call = 0;
  // The second draw only has to differ: it is how a dead generator is found.
  const random = (): Uint8Array => (call++ === 0 ? seed : randomBytes(26));
  try {
    return generatePassword(random);
  } catch {
    return generatePassword(randomBytes);
  }
});
const place = fc.nat({ max: 27 });
const symbol = fc.constantFrom(...PASSWORD_ALPHABET.split(''));
const replace = (text: string, at: number, by: string): string => text.slice(0, at) + by + text.slice(at + 1);

describe('the file password', () => {
  it('has 28 symbols of an alphabet without 0, 1, I and O, in seven groups of four', () => {
    const made = generatePassword(randomBytes);
    expect(made).toMatch(/^[2-9A-HJ-NP-Z]{28}$/);
    expect(PASSWORD_ALPHABET).toHaveLength(32);
    expect(groups(made).map((group) => group.length)).toEqual([4, 4, 4, 4, 4, 4, 4]);
    expect(groups(made).join('')).toBe(made);
    expect(groups('')).toEqual([]);
  });

  it('[ASVS 11.5.1] takes every symbol equally often in every free place', () => {
    const counts = new Map<string, number>();
    for (let i = 0; i < 2000; i += 1) for (const one of generatePassword(randomBytes).slice(0, 26)) counts.set(one, (counts.get(one) ?? 0) + 1);
    const expected = (2000 * 26) / 32;
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(counts.size).toBe(32);
    // 31 degrees of freedom: above 80 once in two hundred thousand runs.
    expect(chiSquare).toBeLessThan(80);
  });

  it('reads what was typed in small or full-width letters, with any separators', () => {
    fc.assert(
      fc.property(password, (made) => {
        const wide = Array.from(made, (one) => String.fromCodePoint((one.codePointAt(0) ?? 0) + 0xfee0)).join('');
        for (const typed of [made, made.toLowerCase(), wide, groups(made).join(' '), groups(made).join('-'), groups(made).join('　'), ` ${groups(made).join('・')}\r\n`]) {
          expect(readTyped(typed)).toEqual({ ok: true, password: made });
        }
      }),
    );
  });
});

describe('[H 43] a slip in typing is found before anything is tried', () => {
  it('one wrong symbol is found and its group named', () => {
    fc.assert(
      fc.property(password, place, symbol, (made, at, by) => {
        fc.pre(made[at] !== by);
        expect(readTyped(replace(made, at, by))).toEqual({ ok: false, problem: 'check', group: Math.floor(at / 4) + 1 });
      }),
      { numRuns: 2000 },
    );
  });

  it('every single wrong symbol of one password is placed', () => {
    const made = generatePassword(randomBytes);
    for (let at = 0; at < 28; at += 1) {
      for (const by of PASSWORD_ALPHABET) {
        if (by === made[at]) continue;
        expect(readTyped(replace(made, at, by))).toEqual({ ok: false, problem: 'check', group: Math.floor(at / 4) + 1 });
      }
    }
  });

  it('two wrong symbols are never taken for right', () => {
    fc.assert(
      fc.property(password, place, place, symbol, symbol, (made, a, b, x, y) => {
        const typed = replace(replace(made, a, x), b, y);
        fc.pre(typed !== made);
        expect(readTyped(typed).ok).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('two symbols exchanged are found', () => {
    fc.assert(
      fc.property(password, place, place, (made, a, b) => {
        fc.pre(made[a] !== made[b]);
        const typed = replace(replace(made, a, made[b] ?? ''), b, made[a] ?? '');
        expect(readTyped(typed)).toMatchObject({ ok: false, problem: 'check' });
      }),
    );
  });

  it('a symbol left out, doubled or added is found', () => {
    fc.assert(
      fc.property(password, place, symbol, (made, at, extra) => {
        expect(readTyped(made.slice(0, at) + made.slice(at + 1))).toEqual({ ok: false, problem: 'length' });
        expect(readTyped(made.slice(0, at) + extra + made.slice(at))).toEqual({ ok: false, problem: 'length' });
      }),
    );
  });

  it('a symbol outside the alphabet is found and its group named', () => {
    fc.assert(
      fc.property(password, place, fc.constantFrom('0', 'O', '1', 'I', 'o', 'Ｏ', 'あ', '髙', '𠮷', '=', '😀'), (made, at, by) => {
        expect(readTyped(replace(made, at, by))).toEqual({ ok: false, problem: 'symbol', group: Math.floor(at / 4) + 1 });
      }),
    );
  });

  it('a symbol outside the alphabet behind the 28th is one too many, and a whole document pasted is none', () => {
    const made = generatePassword(randomBytes);
    for (const extra of ['あ', '=', 'O']) expect(readTyped(made + extra)).toEqual({ ok: false, problem: 'length' });
    expect(readTyped('あ'.repeat(1000))).toEqual({ ok: false, problem: 'symbol', group: 1 });
    expect(readTyped('あ'.repeat(1001))).toEqual({ ok: false, problem: 'length' });
  });

  it('what cannot be placed is said to be somewhere, in no group', () => {
    const made = generatePassword(randomBytes);
    const swapped = Array.from({ length: 27 }, (_, at) => readTyped(replace(replace(made, 0, made[at + 1] ?? ''), at + 1, made[0] ?? ''))).filter(({ ok }) => !ok);
    const placed = swapped.filter((read) => 'group' in read);
    for (const read of placed) expect(read).toEqual({ ok: false, problem: 'check', group: expect.toSatisfy((group: number) => group >= 1 && group <= 7) as number });
    expect(swapped.filter((read) => !('group' in read))).toContainEqual({ ok: false, problem: 'check' });
  });

  it('anything at all is read without a crash, and quickly', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (typed) => typeof readTyped(typed).ok === 'boolean'));
    expect(readTyped('A'.repeat(10_000_000))).toEqual({ ok: false, problem: 'length' });
    expect(readTyped('')).toEqual({ ok: false, problem: 'length' });
  });
});

describe('the reading aid', () => {
  it('reads every symbol, each by another name, and never as し, しち or く', () => {
    const kana = Array.from(PASSWORD_ALPHABET, (one) => readingAid(one)?.kana ?? '');
    expect(new Set(kana).size).toBe(32);
    expect(kana).not.toContain('');
    for (const misheard of ['し', 'しち', 'く']) expect(kana).not.toContain(misheard);
    expect(readingAid('K')).toEqual({ kana: 'ケイ', word: 'ケニア' });
    expect(readingAid('7')).toEqual({ kana: 'なな', word: null });
  });

  it('gives each letter a word of its own, and nothing for what is no symbol', () => {
    const words = Array.from('ABCDEFGHJKLMNPQRSTUVWXYZ', (one) => readingAid(one)?.word);
    expect(new Set(words).size).toBe(24);
    expect(words).not.toContain(null);
    expect(readingAid('O')).toBeNull();
  });
});
