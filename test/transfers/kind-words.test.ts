// What a file was expected to be by its name and what it is, in the words of the refusal: for each form by itself.
import { describe, expect, it } from 'vitest';
import { mustFitName } from '../../server/transfers/name-and-kind.ts';
import { refusalOf } from './rule-cases.ts';

const text = (value: string): Uint8Array => new Uint8Array(Buffer.from(value, 'latin1'));
const came = (name: string, head: Uint8Array): unknown => refusalOf(() => { mustFitName(name, head); });

describe('a file that is not what its name says', () => {
  it('is refused with what was expected and what came, in both languages', () => {
    expect(came('a.csv', text('%PDF-1.7'))).toEqual(['FILE_KIND_DIFFERS', { expectedJa: '文字のファイル', expectedEn: 'text', cameJa: 'PDF', cameEn: 'a PDF' }]);
    expect(came('a.pdf', text('PK\x03\x04'))).toEqual(['FILE_KIND_DIFFERS', { expectedJa: 'PDF', expectedEn: 'a PDF', cameJa: 'ZIP形式（新しいExcel・Wordを含む）', cameEn: 'a ZIP file (newer Excel and Word among them)' }]);
    expect(came('a.png', text('hello'))).toEqual(['FILE_KIND_DIFFERS', { expectedJa: 'PNG画像', expectedEn: 'a PNG picture', cameJa: 'わからない形式', cameEn: 'of no form that is known' }]);
  });

  it('is refused as a program under whatever name', () => {
    for (const name of ['a.csv', 'a', 'a.exe']) expect(came(name, text('\x7fELF'))).toEqual(['FILE_IS_PROGRAM', {}]);
  });

  it('passes where both agree, or nothing is promised', () => {
    for (const [name, head] of [['a.csv', '1,2'], ['a.pdf', '%PDF-1.7'], ['a.unknown', '%PDF-1.7'], ['a', 'x']] as const) expect(came(name, text(head))).toBeNull();
  });
});
