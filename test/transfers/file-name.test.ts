import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FirstHead, sentName } from '../../server/http/sent-name.ts';
import { asciiName } from '../../server/http/file-headers.ts';
import { cleanFileName, distinctFrom, fold } from '../../server/transfers/file-name.ts';

const anyName = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 300 }), fc.array(fc.constantFrom('.', '/', '\\', '／', ' ', 'CON', 'あ', '\u202E', '.csv', ':', 'a'), { maxLength: 30 }).map((pieces) => pieces.join('')));

describe('file names', () => {
  it('are refused, or become one component that every system can save [H 18] [H 20] [H 21] [H 22] [H 23] [ASVS 1.3.3] [ASVS 5.4.1]', () => {
    fc.assert(fc.property(anyName, (given) => {
      const clean = cleanFileName(given);
      expect(clean === null).toBe(/[\p{Cc}\p{Cs}]/u.test(given));
      if (clean === null) return;
      expect(clean.name).not.toMatch(/[/\\／＼<>:"|?*\u202A-\u202E\u2066-\u2069\u200B]|[. ]$|^\s/u);
      expect(clean.name.length).toBeGreaterThan(0);
      expect(Buffer.byteLength(clean.name)).toBeLessThanOrEqual(255);
      expect(clean.name).toBe(clean.name.normalize('NFC'));
      expect(clean.name).toMatch(/^(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$)/iu);
    }), { numRuns: 1_000 });
  });

  it('stay as they are when cleaned again', () => {
    fc.assert(fc.property(anyName, (given) => {
      const name = cleanFileName(given)?.name;
      if (name !== undefined) expect(cleanFileName(name)).toEqual({ name, changed: [] });
    }), { numRuns: 1_000 });
  });

  it('are distinct within one transfer, and still at most 255 bytes [H 25]', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.constantFrom('a.csv', 'A.CSV', 'が.csv', '漢'.repeat(85), `${'x'.repeat(251)}.csv`), anyName), { maxLength: 12 }), (given) => {
      const taken: string[] = [];
      for (const one of given) {
        const clean = cleanFileName(one);
        if (clean !== null) taken.push(distinctFrom(clean, new Set(taken.map(fold))).name);
      }
      expect(new Set(taken.map((name) => name.toLowerCase())).size).toBe(taken.length);
      for (const name of taken) expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
    }));
  });

  it('cannot leave the header that carries them [H 70] [ASVS 1.2.1] [ASVS 5.4.2]', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => {
      expect(asciiName(name)).toMatch(/^attachment; filename="[\x20\x21\x23-\x5b\x5d-\x7e]*"; filename\*=UTF-8''[A-Za-z0-9\-_.!~%]*$/);
    }));
  });

  it('are read from the bytes of UTF-8 and of Shift_JIS [H 24]', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      fc.pre(!/[\p{Cs}]/u.test(name));
      expect(sentName(Buffer.from(name).toString('latin1'))).toBe(name);
    }));
    expect(sentName(Buffer.from([0x8d, 0x82, 0x8b, 0xb4, 0x2e, 0x63, 0x73, 0x76]).toString('latin1'))).toBe('高橋.csv');
    expect(sentName('納入通知書.csv')).toBe('納入通知書.csv');
    expect(sentName('\u00ff\u00fe')).toBe('\u00ff\u00fe');
  });

  // ソ表能予十.csv in Shift_JIS: each second byte is 0x5C.
  const backslashes = Buffer.from('835c955c945c975c8f5c2e637376', 'hex');
  const headOf = (name: Uint8Array, after = ''): Buffer => Buffer.concat([Buffer.from('--b\r\nContent-Disposition: form-data; name="file"; filename="'), name, Buffer.from(`"${after}\r\nContent-Type: text/csv\r\n\r\n`), randomBytes(50)]);

  it('are whole in Shift_JIS where a second byte reads as a backslash, however the head is cut [H 24]', () => {
    const body = headOf(backslashes);
    for (let size = 1; size <= body.length; size += 1) {
      const head = new FirstHead();
      for (let at = 0; at < body.length; at += size) head.take(body.subarray(at, at + size));
      expect(head.name()).toBe('ソ表能予十.csv');
    }
  });

  it.each([
    ['a path', Buffer.concat([Buffer.from('C:\\Temp\\'), backslashes]), 'C:\\Temp\\ソ表能予十.csv'], ['an escaped quotation mark', Buffer.concat([backslashes, Buffer.from('\\"x')]), 'ソ表能予十.csv"x'],
    ['UTF-8, which the parser reads', Buffer.from('表.csv'), null], ['neither', Buffer.from([0xff, 0xfe]), null],
  ])('%s in the head', (_, name, expected) => {
    const head = new FirstHead();
    head.take(headOf(name));
    expect(head.name()).toBe(expected);
  });
});
