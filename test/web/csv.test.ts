import { describe, expect, it } from 'vitest';
import { csvOf } from '../../client/web/auditor/csv.ts';

describe('a table saved as CSV', () => {
  it('is RFC 4180 with a byte order mark', async () => {
    const bytes = new Uint8Array(await csvOf(['番号', '対象'], [[1, '佐藤, "恵"'], [2, 'a\nb']]).arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toBe('番号,対象\r\n1,"佐藤, ""恵"""\r\n2,"a\nb"\r\n');
  });

  it('never begins a cell with what a spreadsheet would run [ASVS 1.2.10]', async () => {
    const text = await csvOf(['a'], [['=HYPERLINK("x")'], ['+1'], ['-1'], ['@SUM'], ['\t=1'], ['＝1'], ['ok=1']]).text();
    expect(text.split('\r\n').slice(1, -1)).toEqual(['"\'=HYPERLINK(""x"")"', "'+1", "'-1", "'@SUM", "'\t=1", "'＝1", 'ok=1']);
  });
});
