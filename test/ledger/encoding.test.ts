// Bytes and their one text: what is read back, and what is not; and what is the same.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64, fromHex, fromUtf8, hasLoneSurrogate, isSame, joined, toBase64, toHex, utf8 } from '../../server/ledger/encoding.ts';

const bytes = fc.uint8Array({ maxLength: 70 });
const of = (...octets: number[]): Uint8Array => Uint8Array.from(octets);

describe('hex', () => {
  it.each<[string, Uint8Array | null]>([['', of()], ['00ff0a', of(0, 255, 10)], ['0', null], ['00f', null], ['0G', null], ['g0', null], ['FF', null], [' 00', null], ['00 ', null], ['0x00', null], ['00\n', null], ['-1', null]])('%j', (text, expected) => {
    expect(fromHex(text)).toEqual(expected);
  });

  it('reads what it wrote', () => {
    fc.assert(fc.property(bytes, (some) => {
      expect([toHex(some), fromHex(toHex(some))]).toEqual([Buffer.from(some).toString('hex'), some]);
    }));
  });
});

describe('Base64', () => {
  it.each<[string, Uint8Array | null]>([
    ['', of()], ['AA==', of(0)], ['AAA=', of(0, 0)], ['+/+/', of(251, 255, 191)], ['AA', null], ['AA=', null], ['AAA', null], ['AB==', null], ['AAB=', null], ['A===', null], ['====', null], ['=AAA', null], ['AA==AAAA', null], ['A A=', null], [' AAA', null],
    ['AAA ', null], ['AAA\n', null], ['-_-_', null], ['AAA=====', null], ['AAAA====', null], ['ああああ', null],
  ])('%j', (text, expected) => {
    expect(fromBase64(text)).toEqual(expected);
  });

  it('reads what it wrote', () => {
    fc.assert(fc.property(bytes, (some) => {
      expect([toBase64(some), fromBase64(toBase64(some))]).toEqual([Buffer.from(some).toString('base64'), some]);
    }));
  });
});

describe('UTF-8', () => {
  it('keeps a byte order mark, and takes no bytes that are not its own', () => {
    expect([fromUtf8(of(0xef, 0xbb, 0xbf, 0x41)), fromUtf8(utf8('髙𠮷'))]).toEqual(['\ufeffA', '髙𠮷']);
    for (const wrong of [of(0xff), of(0xc0, 0x80), of(0xed, 0xa0, 0x80)]) expect(() => fromUtf8(wrong)).toThrow(TypeError);
  });

  it('has no form for a surrogate alone', () => {
    expect(['\ud842', 'a\udfb7', '\udfb7\ud842', '𠮷', ''].map(hasLoneSurrogate)).toEqual([true, true, true, false, false]);
  });
});

describe('byte strings', () => {
  it('are the same only in each byte and in length', () => {
    const one = of(1, 2, 3);
    expect(isSame(one, of(1, 2, 3))).toBe(true);
    expect(isSame(of(), of())).toBe(true);
    for (const other of [of(0, 2, 3), of(1, 0, 3), of(1, 2, 0), of(1, 2), of(1, 2, 3, 4), of()]) expect([isSame(one, other), isSame(other, one)]).toEqual([false, false]);
  });

  it('are joined in order', () => {
    expect([joined(), joined(of(), of(1), of(2, 3)), joined(of(4), of())]).toEqual([of(), of(1, 2, 3), of(4)]);
  });
});
