// One-time codes against the vectors of RFC 6238 (appendix B; its eight digits end in our six) and of RFC 4226 (appendix D).
import { describe, expect, it } from 'vitest';
import { base32, matchingStep, otpauth, stepOf } from '../../server/accounts/totp.ts';
import { codeAt } from './authenticator.ts';

const secret = Buffer.from('12345678901234567890');

describe('one-time codes', () => {
  it.each([[59, '94287082'], [1_111_111_109, '07081804'], [1_111_111_111, '14050471'], [1_234_567_890, '89005924'], [2_000_000_000, '69279037'], [20_000_000_000, '65353130']])('are at %d seconds those of RFC 6238', (seconds, code) => {
    expect(matchingStep(secret, code.slice(2), { millis: seconds * 1000, last: -1 })).toBe(Math.floor(seconds / 30));
    expect(codeAt(secret, stepOf(seconds * 1000))).toBe(code.slice(2));
  });

  it('are by counter those of RFC 4226', () => {
    const codes = ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'];
    expect(codes.map((code, step) => matchingStep(secret, code, { millis: step * 30_000, last: -1 }))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('are taken one step to either side, by the time that is given, and none that was used or comes before one that was [ASVS 6.5.5]', () => {
    const millis = 1_000_000_000_000;
    const now = stepOf(millis);
    const at = (step: number, last = -1) => matchingStep(secret, codeAt(secret, step), { millis, last });
    expect([now - 2, now - 1, now, now + 1, now + 2].map((step) => at(step))).toEqual([null, now - 1, now, now + 1, null]);
    expect([at(now, now - 1), at(now, now), at(now - 1, now)]).toEqual([now, null, null]);
    // The clock was set back behind what was used.
    expect([at(now + 1, now + 1), at(now, now + 5)]).toEqual([null, null]);
    for (const wrong of ['', '12345', '1234567', 'abcdef', codeAt(secret, now).slice(0, 5)]) expect(matchingStep(secret, wrong, { millis, last: -1 })).toBeNull();
  });

  it('have a secret that apps can read', () => {
    expect(['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) => base32(Buffer.from(text)))).toEqual(['', 'MY', 'MZXQ', 'MZXW6', 'MZXW6YQ', 'MZXW6YTB', 'MZXW6YTBOI']);
    expect(new URL(otpauth({ secret: 'MZXW6', issuer: '鍵箱 あさぎり区', login: 'sato' })).searchParams.get('issuer')).toBe('鍵箱 あさぎり区');
  });
});
