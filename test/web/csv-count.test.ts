// Rows and columns of a CSV file, counted from its bytes in pieces of any size, in the two encodings that offices use.
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { createCsvCounter, type CsvCounted } from '../../client/web/parties/new/csv-count.ts';

function counted(bytes: Uint8Array, pieceBytes = bytes.length): CsvCounted | null {
  const counter = createCsvCounter();
  for (let at = 0; at < bytes.length; at += Math.max(1, pieceBytes)) counter.take(bytes.subarray(at, at + Math.max(1, pieceBytes)));
  return counter.end();
}

describe('the count of a CSV file', () => {
  // 表 and ソ hold 0x5c as their second byte in Shift_JIS, ポ 0x7c: none of them may end a field.
  const text = '被保険者番号,氏名,備考\r\n1,髙橋 健,表ソポ\r\n2,"山﨑, 由美","2行\n目"\r\n';

  it('is the same in UTF-8, with and without a byte order mark, and in Shift_JIS', () => {
    const expected = { rows: 3, columns: 3, headings: ['被保険者番号', '氏名', '備考'] };
    expect(counted(Buffer.from(text))).toEqual(expected);
    expect(counted(Buffer.from(`\uFEFF${text}`))).toEqual(expected);
    expect(counted(iconv.encode(text, 'cp932'))).toEqual(expected);
  });

  it('does not depend on the pieces in which the bytes come', () => {
    fc.assert(fc.property(fc.array(fc.array(fc.stringMatching(/^[ぁ-ん,"\n0-9]{0,6}$/u), { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 9 }), fc.constantFrom('utf8', 'cp932'), (table, pieceBytes, encoding) => {
      const columns = table[0]?.length ?? 0;
      const rows = table.map((row) => Array.from({ length: columns }, (_, i) => `"${(row[i] ?? '').replaceAll('"', '""')}"`).join(',')).join('\r\n');
      const found = counted(iconv.encode(rows, encoding), pieceBytes);
      expect([found?.rows, found?.columns]).toEqual([table.length, columns]);
    }));
  });

  it('shows no name of a column where the first row is one of data', () => {
    for (const row of ['0012345678,髙橋 健,○○県△△市2-4-6', '髙橋 健,タカハシ ケン', '氏名,氏名', '番号,', '山﨑 由美,昭和12年3月4日,番号 123']) expect(counted(Buffer.from(`${row}\r\n`))?.headings).toEqual([]);
  });

  it('counts no empty line, and says nothing of bytes that are no text in either encoding', () => {
    expect(counted(Buffer.from('a,b\n\n\nc,d'))?.rows).toBe(2);
    expect(counted(new Uint8Array(0))).toEqual({ rows: 0, columns: 0, headings: [] });
    expect(counted(iconv.encode(text, 'utf16le'))).toBeNull();
  });
});
