import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPasswordHasher } from '../../server/accounts/password-hash.ts';
import { usualPasswords } from '../../server/accounts/usual-passwords.ts';
import { checkNewPassword, newInitialPassword } from '../../server/accounts/password-rule.ts';

const owner = { login: 'sato.megumi', name: '佐藤 恵' };
const code = (password: string): string => {
  try {
    checkNewPassword(password, owner);
    return 'taken';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'another error';
  }
};

describe('sign-in passwords', () => {
  it('are at least 15 and at most 256 characters, counted as people count them [ASVS 6.2.1] [ASVS 6.2.9]', () => {
    expect([code('つつじ7月りす青い空と海の'), code('つつじ7月りす青い空と海の上に'), code('𠮷野家の前の大きな赤い車と犬'), code(randomBytes(200).toString('hex').slice(0, 256)), code(randomBytes(200).toString('hex').slice(0, 257))])
      .toEqual(['PASSWORD_TOO_SHORT', 'taken', 'PASSWORD_TOO_SHORT', 'taken', 'PASSWORD_TOO_LONG']);
  });

  it.each(['passwordpassword', 'PasswordPassword!', 'aaaaaaaaaaaaaaaaaaaa', 'sato.megumisato.megumi', '佐藤恵佐藤恵佐藤恵佐藤恵佐藤恵', '123456789012345678', 'ｐａｓｓｗｏｒｄｐａｓｓｗｏｒｄ'])('may not be only %s [ASVS 6.2.11]', (password) => {
    expect(code(password)).toBe('PASSWORD_TOO_COMMON');
  });

  it.each(['dragondragondragon', 'Password123456789', 'sunshine princess', 'qwertyuiop1234567890', 'iloveyou iloveyou2024', 'P@ssw0rd P@ssw0rd', 'sakura2025 sakura2025', 'asagiri asagiri 2026', 'kagibako himitsu'])('may not be %s: usual ones alone, over and over, or two in a row [ASVS 6.2.4] [ASVS 6.2.11]', (password) => {
    expect(() => checkNewPassword(password, { ...owner, municipality: { code: 'asagiri', name: 'あさぎり区' } })).toThrow(password.length < 15 ? 'PASSWORD_TOO_SHORT' : 'PASSWORD_TOO_COMMON');
  });

  it('are compared with more than three thousand, and whoever puts four words in a row has nothing to fear', () => {
    expect(usualPasswords.size).toBeGreaterThan(3_000);
    expect(['monkey castle tractor violin', 'summer 7 winter 3 yellow teapot', '夏の海で拾った青い貝殻を三つ'].map(code)).toEqual(['taken', 'taken', 'PASSWORD_TOO_SHORT']);
  });

  it('are judged quickly, however they are made', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('1', '11', '111', 'a', 'aaa', 'qwe', 'love', '123'), { minLength: 60, maxLength: 120 }), (parts) => {
      expect(['taken', 'PASSWORD_TOO_COMMON', 'PASSWORD_TOO_LONG']).toContain(code(parts.join('').slice(0, 256)));
    }), { numRuns: 30 });
  });

  it('need no particular kind of character [ASVS 6.2.5]', () => {
    expect([code('correct horse battery staple'), code('いろはにほへとちりぬるをわか')]).toEqual(['taken', 'PASSWORD_TOO_SHORT']);
  });

  it('are told apart by their hash, whatever keyboard wrote them [ASVS 11.4.2]', async () => {
    const hasher = createPasswordHasher();
    const encoded = await hasher.hash('ｶﾞｷﾞｸﾞ ｌｏｎｇ　ｐａｓｓｗｏｒｄ');
    expect(encoded).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$/);
    expect([await hasher.verify(encoded, 'ガギグ long password'), await hasher.verify(encoded, 'ガギグ long passwore')]).toEqual([true, false]);
    expect(await hasher.hash('x')).not.toBe(await hasher.hash('x'));
  });
});

describe('initial passwords', () => {
  it('are five groups of four symbols that nobody mistakes', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 4_096, maxLength: 4_096 }), (bytes) => {
      let at = 0;
      const random = (count: number): Uint8Array => (at + count > bytes.length ? randomBytes(count) : bytes.subarray(at, (at += count)));
      expect(newInitialPassword(random)).toMatch(/^[bcdfghjkmnpqrstvwxz2-9]{4}(?:-[bcdfghjkmnpqrstvwxz2-9]{4}){4}$/);
    }), { numRuns: 50 });
  });

  it('favour no symbol: bytes that would are drawn again', () => {
    const counts = new Map<string, number>();
    for (let round = 0; round < 500; round += 1) for (const symbol of newInitialPassword(randomBytes).replaceAll('-', '')) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
    expect(counts.size).toBe(27);
    // 10,000 draws over 27 symbols: 370 each, and six standard deviations either way.
    for (const count of counts.values()) expect(Math.abs(count - 370)).toBeLessThan(115);
  });
});

describe('the queue before the hash', () => {
  it('lets two run and forty wait, and tells the next to come back [ASVS 6.3.1]', async () => {
    const hasher = createPasswordHasher();
    const encoded = await hasher.hash('a password that takes its time');
    const results = await Promise.allSettled(Array.from({ length: 51 }, () => hasher.verify(encoded, 'another')));
    expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(42);
    for (const one of results) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'BUSY' });
    expect(await hasher.verify(encoded, 'a password that takes its time')).toBe(true);
  });

  it('gives its place on when a hash fails', async () => {
    const hasher = createPasswordHasher({ atOnce: 1, waiting: 2 });
    await Promise.allSettled([hasher.verify('no hash at all', 'x'), hasher.verify('no hash at all', 'x'), hasher.verify('no hash at all', 'x')]);
    expect(await hasher.hash('x')).toMatch(/^\$argon2id/);
  });
});
