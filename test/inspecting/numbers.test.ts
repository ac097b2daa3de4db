// Individual numbers in texts of any encoding and width, in pieces of any size; and what only looks like one.
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { checkDigitOf, isIndividualNumber } from '../../server/inspecting/individual-number.ts';
import { createInspection, type Inspected } from '../../server/inspecting/inspection.ts';

const wanted = { numbers: true, isCsv: false, names: [] };

async function inspected(bytes: Uint8Array, more: { isCsv?: boolean; names?: { id: string; text: string }[]; numbers?: boolean } = {}, pieceBytes = 65_536): Promise<Inspected> {
  const inspection = createInspection({ ...wanted, ...more });
  // The first piece of the pipeline is whole; those after it may be of any size.
  for (let at = 0, size = Math.max(4, pieceBytes); at < bytes.length; at += size, size = pieceBytes) await inspection.take(bytes.slice(at, at + size));
  return inspection.end();
}

const eleven = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 11, maxLength: 11 }).filter((digits) => digits.some((digit) => digit !== 0));
const number = eleven.map((digits) => [...digits, checkDigitOf(digits)].join(''));
const wide = (text: string): string => text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
const grouped = (text: string, by: string): string => [text.slice(0, 4), text.slice(4, 8), text.slice(8)].join(by);

describe('the check digit of an individual number', () => {
  it('is that of the ordinance', () => {
    expect(checkDigitOf(Array.from('12345678901', Number))).toBe(8);
    expect(isIndividualNumber(Array.from('123456789018', Number))).toBe(true);
    // Remainders 0 and 1 give the digit 0.
    expect([[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6]].map((digits) => checkDigitOf(digits))).toEqual([0, 0]);
  });

  it('is right for one last digit of ten, so that one slip of a digit never passes unseen', () => {
    fc.assert(fc.property(eleven, (digits) => {
      expect(Array.from({ length: 10 }, (_, last) => last).filter((last) => isIndividualNumber([...digits, last]))).toHaveLength(1);
    }));
  });
});

describe('the search for individual numbers', () => {
  const around = fc.constantFrom(['', ''], ['個人番号:', '様'], ['1,', ',氏名'], ['"', '"\r\n'], ['番号 ', '\n'], ['<td>', '</td>'], ['髙橋\t', '\t'], ['（', '）'], ['第1. ', '。'], ['7 ', ' 番地'], ['', '.0']);
  const shapes = fc.constantFrom<(text: string) => string>((text) => text, wide, (text) => grouped(text, '-'), (text) => grouped(text, ' '), (text) => grouped(wide(text), '　'), (text) => grouped(wide(text), '－'), (text) => grouped(wide(text), 'ー'));

  it('finds one that stands alone, whatever the encoding, width, grouping, neighbours and pieces', async () => {
    await fc.assert(fc.asyncProperty(number, shapes, around, fc.constantFrom('utf8', 'cp932', 'utf16le', 'utf16be'), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 5000 }), async (digits, shape, [before, after], encoding, piece, filling) => {
      const text = `氏名,番号\r\n${'あ'.repeat(filling)}\r\n${before}${shape(digits)}${after}\r\n`;
      expect((await inspected(iconv.encode(text, encoding), {}, piece)).numbers.count).toBe(1);
    }), { numRuns: 300 });
  });

  it('finds none in twelve digits with another check digit, in any shape', async () => {
    await fc.assert(fc.asyncProperty(eleven, fc.integer({ min: 1, max: 9 }), shapes, async (digits, off, shape) => {
      const text = shape([...digits, (checkDigitOf(digits) + off) % 10].join(''));
      expect((await inspected(Buffer.from(`番号,${text},\n`))).numbers.count).toBe(0);
    }));
  });

  it('finds none within a longer number, a chain, a code or with decimals', async () => {
    const valid = '123456789018';
    for (const text of [`1${valid}`, `${valid}1`, wide(`1${valid}`), `１${valid}`, `0.${valid}`, `${valid}.5`, `A${valid}`, `${valid}f`, `id_${valid}`, `550e8400-e29b-41d4-a716-${valid}`, `03-${valid}`, `${valid}-1`, '1234-5678-9018-1111', '1111-1234-5678-9018', '1234 5678 9018 1111', '1234 5678  9018', '1234-5678 9018', '12345-678-9018', '000000000000', '0000-0000-0000', '1234,5678,9018', '1234\n5678\n9018']) {
      expect([text, (await inspected(Buffer.from(`x ${text} y\n`))).numbers.count]).toEqual([text, 0]);
    }
  });

  it('tells rows and columns of a CSV file, ten at the most, and counts them all', async () => {
    const rows = Array.from({ length: 30 }, (_, at) => (at % 2 === 0 ? '"山﨑, 由美","2行\n目",123456789018' : '髙橋,x,1'));
    for (const encoding of ['utf8', 'cp932']) {
      const { count, places } = (await inspected(iconv.encode(`氏名,備考,番号\r\n${rows.join('\r\n')}\r\n`.replace('﨑', '崎').replaceAll('山﨑', '山崎'), encoding), { isCsv: true })).numbers;
      expect([count, places.length, places[0], places[1]]).toEqual([15, 10, { row: 2, column: 3 }, { row: 4, column: 3 }]);
    }
  });

  it('says of a picture, a PDF and other bytes that are no text that it did not look into them', async () => {
    for (const bytes of [Buffer.from('%PDF-1.7\n123456789018'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), Buffer.from('D0CF11E0A1B11AE10000000000', 'hex')]) expect(await inspected(bytes)).toMatchObject({ looked: 'not', numbers: { count: 0 } });
    expect((await inspected(Buffer.from('123456789018'), { numbers: false })).numbers.count).toBe(0);
  });

  it('sees the names of other recipients, wherever the pieces part them', async () => {
    const names = [{ id: 'a', text: 'つつじ医院' }, { id: 'b', text: 'もみじ医院' }, { id: 'c', text: 'さくら医院' }];
    await fc.assert(fc.asyncProperty(fc.constantFrom('utf8', 'cp932', 'utf16le'), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 60 }), async (encoding, piece, filling) => {
      const found = await inspected(iconv.encode(`${'x'.repeat(filling)}\nかかりつけ,もみじ医院\n`, encoding), { names }, piece);
      expect(found.names).toEqual(['b']);
    }), { numRuns: 60 });
  });
});
