import { expect, it } from 'vitest';
import { legibleLine, legibleLines } from '../../server/ledger/typed-text.ts';

it('takes what is written in Japan, and nothing that hides or turns the direction', () => {
  for (const text of ['髙橋 﨑子', '𠮷野家', '〒100-0001　千代田区', 'João', '']) expect(legibleLine.test(text), text).toBe(true);
  for (const code of [0x00, 0x09, 0x0a, 0x7f, 0x85, 0x200b, 0x200f, 0x2028, 0x202e, 0x2066, 0x2069, 0xfeff, 0xd800]) expect(legibleLine.test(`前${String.fromCharCode(code)}後`), code.toString(16)).toBe(false);
});

it('takes ends of lines in a text of several lines, and no other control', () => {
  expect(legibleLines.test('一行目\n\n三行目')).toBe(true);
  for (const text of ['一\r\n二', '一\t二', '一\u2028二', '一\u202e二']) expect(legibleLines.test(text), text).toBe(false);
});
