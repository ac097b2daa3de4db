// What the first bytes of a file say against its name.
import { describe, expect, it } from 'vitest';
import { headBytes, misfitOf } from '../../server/inspecting/kind.ts';

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');
const heads: Readonly<Record<string, Buffer>> = {
  pdf: ascii('%PDF-1.7\n'), zip: ascii('PK\x03\x04\x14\0'), png: ascii('\x89PNG\r\n\x1a\n'), jpeg: ascii('\xff\xd8\xff\xe0'), tiff: ascii('II*\0'), gif: ascii('GIF89a'), gzip: ascii('\x1f\x8b\x08\0'),
  '7z': ascii("7z\xbc\xaf'\x1c"), ole: ascii('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), rtf: ascii('{\\rtf1'), text: Buffer.from('被保険者番号,氏名\r\n'),
};
const fitting: readonly (readonly [string, readonly string[]])[] = [
  ['a.pdf', ['pdf']], ['a.PDF', ['pdf']], ['a.zip', ['zip']], ['a.png', ['png']], ['a.jpg', ['jpeg']], ['a.jpeg', ['jpeg']], ['a.tif', ['tiff']], ['a.tiff', ['tiff']], ['a.gz', ['gzip']], ['a.csv.gz', ['gzip']], ['a.7z', ['7z']],
  ['a.xlsx', ['zip', 'ole']], ['a.docx', ['zip', 'ole']], ['a.pptx', ['zip', 'ole']], ['a.xls', ['ole', 'zip', 'text']], ['a.doc', ['ole', 'zip', 'rtf']], ['a.csv', ['text']], ['a.txt', ['text']], ['納入通知.csv', ['text']],
];
const exe = Buffer.concat([ascii('MZ\x90\0\x03\0\0\0'), Buffer.alloc(200)]);

describe('a file by its name and its first bytes [H 26] [ASVS 5.2.2]', () => {
  it.each(fitting)('%s may be %j and nothing else', (name, kinds) => {
    for (const [kind, head] of Object.entries(heads)) {
      const misfit = misfitOf(name, head);
      expect([kind, misfit === null]).toEqual([kind, kinds.includes(kind)]);
      if (misfit?.kind === 'differs') expect(misfit).toEqual({ kind: 'differs', expected: kinds[0], came: kind === 'text' ? null : kind });
    }
  });

  it('promises nothing without an ending that is known, and then passes', () => {
    for (const name of ['a', 'a.dat', 'a.', 'csv', 'a.constructor', 'a.toString', 'a.csv2']) for (const head of Object.values(heads)) expect(misfitOf(name, head)).toBeNull();
  });

  it('is a program under whatever name', () => {
    const programs = [exe, ascii('\x7fELF\x02\x01'), ascii('#!/bin/sh\n'), ascii('#! /usr/bin/env python\n'), ascii('\xcf\xfa\xed\xfe'), ascii('\xca\xfe\xba\xbe\0\0\0\x37'), Buffer.concat([Buffer.from([0x4c, 0, 0, 0, 1, 0x14, 2, 0]), Buffer.alloc(60)])];
    for (const head of programs) for (const name of ['notices.csv', 'a.pdf', 'a.zip', 'a', 'a.dat', 'setup.exe']) expect(misfitOf(name, head)).toEqual({ kind: 'program' });
  });

  it('is text though it begins with the letters of a program', () => {
    expect(misfitOf('a.csv', Buffer.from(`MZ番号,氏名\r\n${'1,佐藤\r\n'.repeat(40)}`))).toBeNull();
    expect(misfitOf('a.txt', Buffer.from('#!見出し\n'))).toBeNull();
  });

  it('is told by its beginning, however short', () => {
    for (let length = 1; length < 8; length += 1) expect(() => misfitOf('a.pdf', exe.subarray(0, length))).not.toThrow();
    expect(misfitOf('a.csv', Buffer.alloc(headBytes, 65))).toBeNull();
  });
});
