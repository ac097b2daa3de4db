// The words of a fingerprint are a form that two people compare over the telephone: fixed for ever, whatever program shows them.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fingerprintWords, WORDS } from '../../server/sealing/fingerprint-words.ts';

const fingerprint = '0123456789ABCDEF0123456789ABCDEF01234567';
const long = 'FEDCBA9876543210'.repeat(4);

/** The form as it is written down: 4096 hashes, three words, eight numbers of three octets each by their remainder by ten. */
function written(hex: string): string {
  let digest = createHash('sha256').update(`kagibako fingerprint words 1\n${hex}`).digest();
  for (let round = 1; round < 4096; round += 1) digest = createHash('sha256').update(digest).digest();
  const figures = Array.from({ length: 8 }, (_, i) => digest.readUIntBE(3 + 3 * i, 3) % 10).join('');
  return `${[0, 1, 2].map((i) => WORDS[digest[i] ?? 0]).join('・')} ${figures.slice(0, 4)} ${figures.slice(4)}`;
}

describe('the words of a fingerprint', () => {
  it('are three words and eight figures, by the form that is written down', () => {
    for (const hex of [fingerprint, long]) expect(fingerprintWords(hex)).toBe(written(hex));
    expect(fingerprintWords(fingerprint)).toMatch(/^\p{Script=Hiragana}{2,5}・\p{Script=Hiragana}{2,5}・\p{Script=Hiragana}{2,5} \d{4} \d{4}$/u);
  });

  it('do not ask how the fingerprint was written', () => {
    expect(fingerprintWords(fingerprint.toLowerCase())).toBe(fingerprintWords(fingerprint));
    expect(fingerprintWords(` ${fingerprint.replace(/.{4}/g, '$& ')} `)).toBe(fingerprintWords(fingerprint));
  });

  it('are of 40 or 64 hexadecimal digits, and of nothing else', () => {
    for (const wrong of ['', 'G'.repeat(40), fingerprint.slice(1), `${fingerprint}0`, `${fingerprint}\n`, long.slice(2), `${long}00`, `x${fingerprint}`, `${fingerprint}x`]) expect(() => fingerprintWords(wrong)).toThrow(new RangeError('A fingerprint of 40 or 64 hexadecimal digits was expected.'));
  });

  it('are of 256 nouns that all differ', () => {
    expect([WORDS.length, new Set(WORDS).size]).toEqual([256, 256]);
  });
});
