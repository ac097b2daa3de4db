import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKeyPair } from '../../client/opening.ts';
import type { ValuesView } from '../../server/http/wire/records.ts';
import { differencesOf, needsReason, rowsElsewhere, rowsWithout } from '../../server/records/kinds/print-rules.ts';
import { mostLines, readPrintLog } from '../../server/records/printing/print-csv.ts';
import { newestEntries } from '../hostile/line.ts';
import { confirmedCertificate, foundTown, start, type Town } from '../town.ts';
import { changeTerms } from './contract-steps.ts';
import { begin, dutiesFor, received, take, turnTo } from './duties/steps.ts';

const head = '印刷元コンピュータ名,印刷日時,印刷ファイル名,印刷先プリンタ名,印刷枚数';
const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');

describe('a print log as a file', () => {
  it('is read in UTF-8 with and without a mark, and with its columns in any order [O 1-21]', () => {
    const line = { computer: 'PC-01', at: '2026-07-03T05:05:00.000Z', file: '納入通知書.pdf', printer: 'LBP-9', sheets: 1200 };
    expect(readPrintLog(utf8(`${head}\r\nPC-01,2026/7/3 14:05,納入通知書.pdf,LBP-9,"1,200"\r\n`))).toEqual({ lines: [line], troubles: [] });
    expect(readPrintLog(utf8(`\uFEFF印刷枚数,理由,印刷日時,印刷先プリンタ名,印刷ファイル名,印刷元コンピュータ名\n１２００,予備,2026-07-03T05:05:00Z,LBP-9,納入通知書.pdf,PC-01\n\n`))).toEqual({ lines: [{ ...line, reason: '予備' }], troubles: [] });
  });

  it('is read in Shift_JIS [O 1-21] [H 115]', () => {
    const log = Buffer.concat([shiftJisHead, Buffer.from('\r\nPC,2026/7/3 14:05,', 'latin1'), Buffer.from('96bc95eb', 'hex'), Buffer.from(',P,2\r\n', 'latin1')]);
    expect(readPrintLog(log)).toEqual({ lines: [{ computer: 'PC', at: '2026-07-03T05:05:00.000Z', file: '名簿', printer: 'P', sheets: 2 }], troubles: [] });
  });

  it('is refused whole, line by line with row, column, what was expected and what came [O 1-21] [H 115]', () => {
    const read = readPrintLog(utf8(`${head}\nPC-01,2026/7/3 14:05,a.pdf,P,1\nPC-01,3 July,a.pdf,P,0\n,2026/2/30 10:00,a.pdf,P,1\nPC-01,2026/7/3 14:05,a.pdf,P,1,extra\n`));
    expect(read.lines).toEqual([]);
    expect(read.troubles.map(({ row, column, came }) => [row, column, came])).toEqual([[3, '印刷日時', '3 July'], [3, '印刷枚数', '0'], [4, '印刷元コンピュータ名', ''], [4, '印刷日時', '2026/2/30 10:00'], [5, '', '6']]);
    expect(read.troubles[0]?.expected).toEqual({ ja: '日時（例：2026/7/3 14:05）', en: 'a date and time, such as 2026-07-03 14:05' });
  });

  it('is refused for its heading, its encoding, an open quote and too many lines [O 1-21]', () => {
    const rows = (text: string) => readPrintLog(utf8(text)).troubles.map(({ row, column, came }) => [row, column, came]);
    expect(rows('印刷日時,印刷枚数,住所\n')).toEqual([[1, '住所', '住所'], [1, '印刷元コンピュータ名', ''], [1, '印刷ファイル名', ''], [1, '印刷先プリンタ名', '']]);
    expect(rows(`${head}\n`)).toEqual([[2, '', '']]);
    expect(rows(`${head}\n"PC-01,2026/7/3 14:05,a.pdf,P,1\n`)).toHaveLength(1);
    expect(readPrintLog(Buffer.from(`\uFEFF${head}\nPC,2026/7/3 14:05,a,P,1\n`, 'utf16le')).troubles).toHaveLength(1);
    const many = `${head}\n${'PC-01,2026/7/3 14:05,a.pdf,P,1\n'.repeat(mostLines)}`;
    expect(readPrintLog(utf8(many)).lines).toHaveLength(mostLines);
    expect(rows(`${many}PC-01,2026/7/3 14:05,a.pdf,P,1\n`)).toEqual([[mostLines + 2, '', `${mostLines + 1}`]]);
  });

  it('never gives lines together with troubles, whatever the bytes [O 1-21]', () => {
    fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.string({ maxLength: 200 }).map((text) => utf8(`${head}\n${text}`))), (bytes) => {
      const { lines, troubles } = readPrintLog(bytes);
      expect(lines.length === 0 || troubles.length === 0).toBe(true);
      expect(lines.length + troubles.length).toBeGreaterThan(0);
    }));
  });
});

/** The heading in Shift_JIS. */
const shiftJisHead = Buffer.from([
  0x88, 0xf3, 0x8d, 0xfc, 0x8c, 0xb3, 0x83, 0x52, 0x83, 0x93, 0x83, 0x73, 0x83, 0x85, 0x81, 0x5b, 0x83, 0x5e, 0x96, 0xbc, 0x2c, 0x88, 0xf3, 0x8d, 0xfc, 0x93, 0xfa, 0x8e, 0x9e, 0x2c,
  0x88, 0xf3, 0x8d, 0xfc, 0x83, 0x74, 0x83, 0x40, 0x83, 0x43, 0x83, 0x8b, 0x96, 0xbc, 0x2c, 0x88, 0xf3, 0x8d, 0xfc, 0x90, 0xe6, 0x83, 0x76, 0x83, 0x8a, 0x83, 0x93, 0x83, 0x5e, 0x96, 0xbc, 0x2c, 0x88, 0xf3, 0x8d, 0xfc, 0x96, 0x87, 0x90, 0x94,
]);

describe('when a print needs its reason', () => {
  const row = (more: object) => ({ computer: 'PC', at: '', file: 'a.pdf', printer: 'P', sheets: 1, ...more });
  it('is a term of the engagement: sheets, copies, or more than planned [O 1-21] [H 115]', () => {
    expect([needsReason('literal', row({ sheets: 2 }), new Set()), needsReason('literal', row({ sheets: 1 }), new Set())]).toEqual([true, false]);
    expect([needsReason('copies', row({ sheets: 9, copies: 1 }), new Set()), needsReason('copies', row({ copies: 2 }), new Set()), needsReason('copies', row({ copies: 1 }), new Set(['a.pdf']))]).toEqual([false, true, true]);
    expect([needsReason('over-plan', row({ sheets: 9, planned: 9 }), new Set()), needsReason('over-plan', row({ sheets: 10, planned: 9 }), new Set()), needsReason('none', row({ sheets: 9 }), new Set())]).toEqual([false, true, false]);
    expect(rowsWithout('copies', [row({ copies: 1 }), row({ copies: 1 }), row({})], [])).toEqual({ reason: [2, 3], planned: [], copies: [3] });
  });

  it('and a print on a printer that nobody named to the ward, however its name is spelt [H 115]', () => {
    const rows = [row({ printer: 'LBP-9' }), row({ printer: 'ｌｂｐ－9 ' }), row({ printer: 'X' }), row({ printer: 'X', reason: '故障の代わり' }), row({ printer: '' })];
    expect(rowsElsewhere(['LBP-9'], rows)).toEqual([3, 5]);
    expect(rowsElsewhere(['lbp-９', 'x'], rows)).toEqual([5]);
    expect(rowsElsewhere([], rows)).toEqual([]);
  });

  it('and quantities agree exactly when all that was sent is delivered and all printed is delivered or spoiled [O 1-21] [O 1-10] [H 113]', () => {
    fc.assert(fc.property(fc.record({ sent: fc.nat(50), printed: fc.nat(50), spoiled: fc.nat(50), delivered: fc.nat(50) }), (tally) => {
      expect(differencesOf(tally).length === 0).toBe(tally.sent === tally.delivered && tally.printed === tally.delivered + tally.spoiled);
    }));
  });
});

describe('the print log of a transfer', () => {
  let town: Town;
  beforeAll(async () => {
    town = await foundTown();
    await changeTerms(town, { printLog: 'literal' });
    await town.running.gateway.store.change((tx) => tx.updateTable('forms').set({ kind: 'print-data' }).where('engagement_id', '=', town.engagement.id).where('direction', '=', 'to-contractor').execute());
    const key = await makeKeyPair({ name: '株式会社みどり印刷', passphrase: 'みどり の つくえ 3' }, new Date(start));
    await confirmedCertificate(town.tanaka, town.sato, key.certificate);
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  it('is owed from the receipt, asks for reasons, compares the quantities, and is reviewed by the ward [O 1-21] [O 1-34] [H 113] [H 115]', async () => {
    const { id } = await received(town);
    const owed = async () => (await dutiesFor(town.tanaka)).filter((duty) => duty.kind === 'print-log');
    expect(await owed()).toMatchObject([{ dueOn: '2026-08-07', mine: true, act: { to: 'begin', kind: 'print-log' } }]);
    expect((await dutiesFor(town.tanaka)).map(({ kind }) => kind)).not.toContain('erasure');
    const file = Buffer.from(`${head},理由\nPC-01,2026/7/2 15:30,山田花子_通知.pdf,LBP-9,3,\n`).toString('base64');
    const { rows } = await town.tanaka.api.call('readPrintLog', { body: { engagementId: town.engagement.id, file } });
    const about = { kind: 'print-log', engagementId: town.engagement.id, transferId: id };
    const values = (more: ValuesView): ValuesView => ({ rows: rows.map(({ planned = null, copies = null, reason = null, ...row }) => ({ ...row, planned, copies, reason, at: new Date(town.time.wall()).toISOString() })), finished: 'yes', sent: 3, printed: 4, spoiled: 1, delivered: 3, ...more });
    for (const wrong of [{}, { reason: '試し刷り', sent: 4 }, { reason: '試し刷り', spoiled: 0 }, { reason: '試し刷り', delivered: 2, printed: 3 }]) await expect(begin(town.tanaka, about, values(wrong))).rejects.toMatchObject({ problem: { code: 'RECORD_REFUSED' } });
    const line = { computer: 'PC-01', at: new Date(town.time.wall()).toISOString(), file: 'a.pdf', printer: 'LBP-9', sheets: 3, planned: null, copies: null, reason: null };
    await expect(begin(town.tanaka, about, { ...values({ reason: '試し刷り' }), rows: [line, { ...line, at: new Date(town.time.wall() + 60_000).toISOString() }] })).rejects.toMatchObject({ problem: { code: 'RECORD_REFUSED', detail: { ja: expect.stringContaining('2行目の印刷日時が今より後') as string } } });
    await expect(begin(town.tanaka, about, { ...values({ reason: '試し刷り' }), rows: [line, { ...line, sheets: 4 }, line] })).rejects.toMatchObject({ problem: { code: 'RECORD_REFUSED', detail: { ja: expect.stringContaining('前の行と同じ行があります（3行目）') as string } } });
    await town.admin.signInAgain();
    await changeTerms(town, { printers: ['LBP-8'] });
    await expect(begin(town.tanaka, about, values({ reason: '通知1件につき3枚' }))).rejects.toMatchObject({ problem: { code: 'RECORD_REFUSED', detail: { ja: expect.stringContaining('契約の条件にないプリンタの行があります（1行目）') as string } } });
    await changeTerms(town, { printers: ['LBP-8', 'lbp-９'] });
    const first = await begin(town.tanaka, about, values({ reason: '通知1件につき3枚', finished: 'no' }));
    expect(await owed()).toMatchObject([{ dueOn: '2026-08-07' }]);
    const second = await begin(town.tanaka, about, values({ reason: '通知1件につき3枚' }));
    expect(await owed()).toEqual([]);
    expect((await newestEntries(town, 5)).join('\n')).not.toContain('山田花子');
    await expect(take(town.sato, second, 'review', { result: 'returned' })).rejects.toMatchObject({ problem: { code: 'RECORD_REFUSED' } });
    expect(await take(town.sato, second, 'review', { result: 'accepted' })).toMatchObject({ state: 'closed' });
    expect(await take(town.sato, first, 'review', { result: 'returned', remark: 'プリンタ名を直してください' })).toMatchObject({ turn: 'contractor' });
    // 数量の照合 stands in the list of the transfer, for both sides; while more is to be printed there is nothing to compare.
    for (const who of [town.sato, town.tanaka]) {
      const { records } = await who.api.call('searchRecords', { body: { transfer: id, kind: 'print-log' } });
      expect(new Map(records.map((record) => [record.id, record.gist?.ja]))).toEqual(new Map([[second.id, '送付 3・印刷 4・書損 1・納品 3（数量は合っています）'], [first.id, undefined]]));
    }
    const { fields } = await town.tanaka.api.call('prepareRecord', { body: about });
    expect(fields.flatMap((field) => (field.kind === 'rows' ? [field.reads] : []))).toEqual(['print-log']);
    turnTo(town, '2026-07-03');
    await town.tanaka.signInAgain();
    await expect(town.tanaka.api.call('readPrintLog', { body: { engagementId: '0'.repeat(32), file } })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
  });
});
