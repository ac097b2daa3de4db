import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { legible } from '../../server/documents/legible.ts';
import { makePdf, type PdfContents } from '../../server/documents/pdf.ts';

const contents = (blocks: PdfContents['blocks']): PdfContents => ({ title: '確認書', author: 'みどり区', createdAt: new Date('2026-07-01T00:00:00Z'), blocks });

/** The pages of a PDF that pdfkit made: its page objects are not compressed. */
const pageCount = (pdf: Uint8Array): number => Buffer.from(pdf).toString('latin1').match(/\/Type \/Page\n/g)?.length ?? 0;

/** Boxes drawn on each page: one for each cell without a label. */
function boxesOf(pdf: Uint8Array): number[] {
  const text = Buffer.from(pdf).toString('latin1');
  const streams = [...text.matchAll(/\/Filter \/FlateDecode\n>>\nstream\n/g)].map((found) => Buffer.from(pdf).subarray(found.index + found[0].length));
  return streams.flatMap((stream) => {
    try {
      const drawn = inflateSync(stream, { finishFlush: 2 }).toString('latin1').match(/ re\n/g)?.length ?? 0;
      return drawn > 0 ? [drawn] : [];
    } catch {
      return [];
    }
  });
}

describe('legible', () => {
  const knows = (codePoint: number): boolean => codePoint < 0x10000 && !(codePoint >= 0xd800 && codePoint < 0xf900);

  it('shows what the font lacks as 〓: 外字, emoji, half a surrogate pair [H 31]', () => {
    expect(legible('髙\ue000橋😀\ud800様', knows)).toBe('髙〓橋〓〓様');
  });

  it('drops controls and marks that turn the direction of the text [H 31]', () => {
    expect(legible('請求書\u202efdp.exe\0\u001b[31m\u200b', knows)).toBe('請求書fdp.exe[31m');
  });

  it('composes what comes decomposed', () => {
    expect(legible('か\u3099', knows)).toBe('が');
  });
});

describe('makePdf', () => {
  it('gives the same bytes for the same blocks and date', async () => {
    const one = contents([{ kind: 'heading', text: '消去証明書' }, { kind: 'text', text: '髙﨑𠮷①㈱' }]);
    expect(await makePdf(one)).toEqual(await makePdf(one));
  });

  it('carries 10,000 characters of one cell over to further pages instead of running off the first [H 31]', async () => {
    const columns = [{ heading: '項目', share: 1, label: true }, { heading: '内容', share: 3 }];
    const short = await makePdf(contents([{ kind: 'table', columns, rows: [['理由', '短い']] }]));
    const long = await makePdf(contents([{ kind: 'table', columns, rows: [['理由', '長'.repeat(10_000)]] }]));
    expect(pageCount(short)).toBe(1);
    expect(pageCount(long)).toBeGreaterThan(5);
  });

  it('never leaves the last row of a table alone on a page', async () => {
    const columns = [{ heading: '', share: 1 }];
    const table = (count: number) => makePdf(contents([{ kind: 'table', headless: true, columns, rows: Array.from({ length: count }, (_, at) => [`${at}`]) }]));
    let fits = 1;
    while (pageCount(await table(fits + 1)) === 1) fits += 1;
    expect(boxesOf(await table(fits))).toEqual([fits]);
    expect(boxesOf(await table(fits + 1))).toEqual([fits - 1, 2]);
  });

  it('keeps the number of pages with a footer on each', async () => {
    const pdf = await makePdf({ ...contents([{ kind: 'text', text: '一' }, { kind: 'page' }, { kind: 'text', text: '二' }]), footer: '鍵箱' });
    expect(pageCount(pdf)).toBe(2);
  });

  it('embeds the fonts, so that the reader needs none', async () => {
    const pdf = Buffer.from(await makePdf(contents([{ kind: 'text', text: '𠮷' }, { kind: 'text', text: '髙', strong: true }]))).toString('latin1');
    expect(pdf).toMatch(/NotoSansJP-Regular/);
    expect(pdf).toMatch(/NotoSansJP-Bold/);
    expect(pdf.match(/\/FontFile2 /g)).toHaveLength(2);
  });
});

