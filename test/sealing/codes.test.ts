// The hash and the check symbols by themselves, against other ways to reckon them.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendCheck, check, CHECK_SYMBOLS } from '../../server/sealing/reed-solomon.ts';
import { createSha256, hex, sha256 } from '../../server/sealing/sha256.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

describe('SHA-256 (FIPS 180-4)', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'], ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq', '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1'],
  ])('has the published digest of %j', (given, digest) => {
    expect(hex(sha256(text(given)))).toBe(digest);
  });

  it('of any length is that of OpenSSL, however it is cut', () => {
    const bytes = Uint8Array.from({ length: 300 }, (_, at) => (at * 7) % 256);
    for (let length = 0; length <= 300; length += 1) {
      const [given, cut] = [bytes.subarray(0, length), Math.floor(length / 3)];
      const hash = createSha256();
      for (const part of [given.subarray(0, cut), given.subarray(cut, cut), given.subarray(cut, 2 * cut), given.subarray(2 * cut)]) hash.update(part);
      expect([hex(hash.digest()), hex(sha256(given))]).toEqual(Array(2).fill(createHash('sha256').update(given).digest('hex')));
    }
  });

  it('leaves what it was given as it was, and hashes a view as what it shows', () => {
    const whole = text('xxabcxx');
    expect([hex(sha256(whole.subarray(2, 5))).slice(0, 8), new TextDecoder().decode(whole)]).toEqual(['ba7816bf', 'xxabcxx']);
  });

  it('writes hexadecimal with both figures', () => {
    expect([hex(Uint8Array.of(0, 1, 16, 171, 255)), hex(new Uint8Array())]).toEqual(['000110abff', '']);
  });
});

/** Multiplication in GF(32) by shifting, as the definition has it. */
function times(a: number, b: number): number {
  let [product, left, right] = [0, a, b];
  for (; right > 0; right >>= 1) {
    if ((right & 1) === 1) product ^= left;
    left <<= 1;
    if (left >= 32) left ^= 0b100101;
  }
  return product;
}
const sums = (word: readonly number[]): [number, number] => {
  let [plain, weighted, power] = [0, 0, 1];
  for (const symbol of word) {
    plain ^= symbol;
    weighted ^= times(symbol, power);
    power = times(power, 2);
  }
  return [plain, weighted];
};
const symbol = fc.integer({ min: 0, max: 31 });
const symbols = fc.array(symbol, { minLength: 1, maxLength: 29 });

describe('the check symbols', () => {
  it('stand behind the word and make both sums zero', () => {
    fc.assert(fc.property(symbols, (word) => {
      const made = appendCheck(word);
      expect([made.slice(0, -CHECK_SYMBOLS), sums(made)]).toEqual([word, [0, 0]]);
      expect(check(made)).toEqual({ sound: true });
    }));
  });

  it('find one wrong symbol and its place, and never take two for none', () => {
    fc.assert(fc.property(symbols, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 31 }), fc.integer({ min: 1, max: 31 }), (word, one, other, by, too) => {
      const made = appendCheck(word);
      const [a, b] = [one % made.length, other % made.length];
      const wrong = made.with(a, (made[a] ?? 0) ^ by);
      expect(check(wrong)).toEqual({ sound: false, place: a });
      if (a !== b) expect(check(wrong.with(b, (wrong[b] ?? 0) ^ too)).sound).toBe(false);
    }));
  });

  it('name no place where no one symbol explains it', () => {
    const made = appendCheck([1, 2, 3]);
    // Twice the same difference: the plain sum stays zero. A difference at the first place that the one at the second takes away in the weighted sum.
    expect(check(made.with(0, 1 ^ 9).with(1, 2 ^ 9))).toEqual({ sound: false, place: null });
    expect(check(made.with(0, 1 ^ 2).with(1, 2 ^ 1))).toEqual({ sound: false, place: null });
    const places = Array.from({ length: 31 }, (_, by) => check(made.with(0, (made[0] ?? 0) ^ 1).with(1, (made[1] ?? 0) ^ (by + 1)))).map((result) => (result.sound ? 'sound' : result.place));
    expect(places.filter((place) => place !== null && (place === 'sound' || place >= made.length))).toEqual([]);
    expect(places).toContain(null);
  });
});
