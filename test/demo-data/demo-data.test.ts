import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decodeCp932, encodeCp932, gaijiBytes } from '../../client/cli/demo-data/cp932.ts';
import { gaijiTable, withGaiji, withoutGaiji } from '../../client/cli/demo-data/gaiji.ts';
import { insuranceNotices, noticeColumns } from '../../client/cli/demo-data/insurance-notices.ts';
import { noticePdf } from '../../client/cli/demo-data/notice-pdf.ts';
import { loadPreset } from '../../config/presets/presets.ts';

async function whole(options: { count: number; seed: number }): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of insuranceNotices(options)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const lines = (bytes: Uint8Array): string[] => decodeCp932(bytes).split('\r\n');
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('the insurance notices', () => {
  it('are 68,000 rows under one heading, each with every column, and end in CRLF', async () => {
    const all = lines(await whole({ count: 68_000, seed: 1 }));
    expect(all.pop()).toBe('');
    expect(all).toHaveLength(68_001);
    expect(all[0]).toBe(noticeColumns.join(','));
    expect(all.filter((line) => line.split(',').length !== noticeColumns.length)).toEqual([]);
    expect(all.filter((line) => line.includes('\n') || line.includes('?'))).toEqual([]);
    expect(new Set(all.slice(1).map((line) => line.split(',')[0])).size).toBe(68_000);
  });

  it('hold 髙, 﨑, ① and ㈱ as Shift_JIS and 𠮷 as the 外字 F040', async () => {
    const bytes = Buffer.from(await whole({ count: 2_000, seed: 1 }));
    const text = decodeCp932(bytes);
    for (const char of '髙﨑濵德黑①㈱') expect(text).toContain(char);
    expect(text).toContain('\ue000田');
    expect(withoutGaiji(text)).toContain('𠮷田');
    expect(bytes.includes(Buffer.from('f040', 'hex'))).toBe(true);
    expect(bytes.includes(Buffer.from('fbfc', 'hex'))).toBe(true);
  });

  it('decode and encode back to the same bytes', async () => {
    const bytes = await whole({ count: 1_000, seed: 3 });
    expect(sha256(encodeCp932(decodeCp932(bytes)))).toBe(sha256(bytes));
  });

  it('are the same for the same seed and others for another', async () => {
    const [first, again, other] = await Promise.all([whole({ count: 700, seed: 7 }), whole({ count: 700, seed: 7 }), whole({ count: 700, seed: 8 })]);
    expect(sha256(first)).toBe(sha256(again));
    expect(sha256(first)).not.toBe(sha256(other));
  });

  it('have instalments that add up to the yearly amount', async () => {
    const rows = lines(await whole({ count: 500, seed: 2 })).slice(1, -1).map((line) => line.split(','));
    const from = noticeColumns.indexOf('期別1');
    for (const row of rows) {
      const sum = row.slice(from, from + 8).reduce((total, amount) => total + Number(amount), 0);
      expect(sum).toBe(Number(row[noticeColumns.indexOf('年額')]));
    }
  });

  it('never hold a number of twelve digits, as an individual number has', async () => {
    const text = decodeCp932(await whole({ count: 5_000, seed: 1 }));
    expect(text).not.toMatch(/\d{11}/);
    expect(text).not.toMatch(/\d{4}[- 　]\d{4}[- 　]\d{4}/);
  });

  it('have just the columns that the engagement of S1 declares', () => {
    expect(loadPreset('S1').items.flatMap((group) => group.items)).toEqual([...noticeColumns]);
  });
});

describe('CP932', () => {
  it('gives 外字 the codes F040 to F9FC without a trail byte of 7F, as Windows maps them', () => {
    const all = Array.from({ length: 0xe758 - 0xe000 }, (_, at) => 0xe000 + at);
    const bytes = Buffer.from(all.flatMap((code) => gaijiBytes(code)));
    expect(bytes.subarray(0, 2).toString('hex')).toBe('f040');
    expect(bytes.subarray(-2).toString('hex')).toBe('f9fc');
    expect(Array.from(bytes).filter((_, at) => at % 2 === 1)).not.toContain(0x7f);
    // The judge is the platform's decoder, which has nothing of ours.
    expect(Array.from(decodeCp932(bytes), (char) => char.codePointAt(0))).toEqual(all);
  });

  it('refuses a character without a code instead of writing a question mark', () => {
    expect(() => encodeCp932('𠮷田')).toThrow(/U\+20BB7 has no code in CP932/);
    expect(() => encodeCp932('Zoë')).toThrow(/U\+EB/);
    expect(encodeCp932(withGaiji('𠮷?'))).toEqual(Buffer.from('f0403f', 'hex'));
  });

  it('tells in a UTF-8 side file what each 外字 stands for', () => {
    const table = new TextDecoder('utf-8', { ignoreBOM: true }).decode(gaijiTable());
    expect(table.startsWith('\ufeff')).toBe(true);
    expect(table).toContain('F040,U+E000,𠮷,U+20BB7\r\n');
  });
});

describe('the proof of the notices', () => {
  it('is a PDF of four pages with its Japanese fonts embedded', async () => {
    const pdf = Buffer.from(await noticePdf({ seed: 1 })).toString('latin1');
    expect(pdf.slice(0, 5)).toBe('%PDF-');
    expect(pdf.match(/\/Type \/Page\n/g)).toHaveLength(4);
    expect(pdf).toMatch(/[A-Z]{6}\+NotoSansJP-Regular/);
    expect(pdf).toMatch(/[A-Z]{6}\+NotoSansJP-Bold/);
    expect(pdf.match(/\/FontFile2 /g)).toHaveLength(2);
  });

  it('is the same for the same seed and another for another', async () => {
    const [first, again, other] = await Promise.all([noticePdf({ seed: 1 }), noticePdf({ seed: 1 }), noticePdf({ seed: 2 })]);
    expect(sha256(first)).toBe(sha256(again));
    expect(sha256(first)).not.toBe(sha256(other));
  });
});
