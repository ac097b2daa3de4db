// Workbooks, documents and other archives: numbers in their parts, whatever splits them, and what is not looked into.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createInspection } from '../../server/inspecting/inspection.ts';
import { zipOf, type ZipPart } from './zip-of.ts';

const xml = (name: string, text: string, more: Partial<ZipPart> = {}): ZipPart => ({ name, bytes: Buffer.from(`<?xml version="1.0"?>${text}`), ...more });

async function inspected(bytes: Uint8Array, pieceBytes = 4096, more: { mostInflatedBytes?: number } = {}) {
  const inspection = createInspection({ numbers: true, isCsv: false, names: [{ id: 'm', text: 'もみじ医院' }], ...more });
  for (let at = 0, size = Math.max(4, pieceBytes); at < bytes.length; at += size, size = pieceBytes) await inspection.take(bytes.slice(at, at + size));
  return inspection.end();
}

describe('the look into archives', () => {
  const workbook = (more: Partial<ZipPart>): ZipPart[] => [
    xml('[Content_Types].xml', '<Types/>', more), xml('xl/sharedStrings.xml', '<sst><si><t>氏名</t></si><si><r><t>1234</t></r><r><rPr><b/></rPr><t>56789018</t></r></si><si><t>もみじ医院</t></si></sst>', more),
    xml('xl/worksheets/sheet1.xml', '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>123456789018</v></c><c r="C1"><v>1234</v></c><c r="D1"><v>56789018</v></c></row></sheetData>', more),
  ];

  it('finds a number in a cell and in a shared string, not one that two cells make; whole in pieces of any size', async () => {
    await fc.assert(fc.asyncProperty(fc.constantFrom({}, { sizeBehind: true }, { stored: true }), fc.integer({ min: 1, max: 3000 }), async (more, piece) => {
      const found = await inspected(zipOf(workbook(more)), piece);
      expect([found.looked, found.numbers.count, found.names]).toEqual(['whole', 2, ['m']]);
    }), { numRuns: 60 });
  });

  it('finds a number that a document splits into runs, and not one across paragraphs', async () => {
    const run = (text: string): string => `<w:r><w:rPr><w:lang w:val="en-US"/></w:rPr><w:t>${text}</w:t></w:r>`;
    const found = await inspected(zipOf([xml('word/document.xml', `<w:body><w:p>${run('1234')}${run('5678')}${run('9018')}</w:p><w:p>${run('1234')}</w:p><w:p>${run('56789018')}</w:p></w:body>`)]));
    expect([found.looked, found.numbers.count]).toEqual(['whole', 1]);
  });

  it('looks into a CSV file of an archive, and says of the rest that it did not', async () => {
    const csv = { name: '名簿.csv', bytes: Buffer.from('氏名,番号\r\n髙橋,123456789018\r\n') };
    const inner = { name: 'inner.zip', bytes: zipOf([csv]) };
    expect(await inspected(zipOf([csv]))).toMatchObject({ looked: 'whole', numbers: { count: 1 } });
    for (const unread of [inner, { name: 'scan.png', bytes: Buffer.from([1, 2, 3]), stored: true }, { ...csv, name: 'secret.csv', encrypted: true }]) expect(await inspected(zipOf([csv, unread]))).toMatchObject({ looked: 'part', numbers: { count: 1 } });
    expect(await inspected(zipOf([csv]).subarray(0, 60))).toMatchObject({ looked: 'part' });
  });

  it('does not unfold without end: what is beyond the limit is not looked into', async () => {
    const blank = { name: 'xl/worksheets/sheet1.xml', bytes: Buffer.alloc(4 * 1024 * 1024, 0x20) };
    const found = await inspected(zipOf([blank, xml('xl/worksheets/sheet2.xml', '<v>123456789018</v>')]), 65_536, { mostInflatedBytes: 1024 * 1024 });
    expect([found.looked, found.numbers.count]).toEqual(['part', 0]);
  });
});
