// The form of a record without its page: days as people write them, cells of a spreadsheet, what is asked, what is missing, and the values it becomes.
import { describe, expect, it } from 'vitest';
import { cellsOf, isTable } from '../../client/web/records/form/cells.ts';
import { draftsOf, emptyRow, shownFields, valuesOf, type Drafts } from '../../client/web/records/form/draft.ts';
import { missingOf } from '../../client/web/records/form/missing.ts';
import { pasted } from '../../client/web/records/form/paste.ts';
import { monthsOf } from '../../client/web/records/duties/months.ts';
import { versionsOf } from '../../client/web/records/versions.ts';
import { fiscalYearOf } from '../../client/web/records/view.ts';
import { readDay, readMoment } from '../../client/web/text/read-day.ts';
import type { DutyView, FieldView, PlainFieldView, TakenStageView } from '../../server/http/wire/records.ts';

const words = (ja: string): { ja: string; en: string } => ({ ja, en: ja });
const named = (id: string) => ({ id, label: words(id), support: null, optional: false, when: null });
const columns: PlainFieldView[] = [
  { ...named('day'), kind: 'day' }, { ...named('item'), kind: 'line' }, { ...named('sheets'), kind: 'count', min: 0, max: 9999, unit: words('枚') },
  { ...named('result'), kind: 'choice', options: [{ id: 'good', label: { ja: '良好', en: 'Good' } }, { id: 'mend', label: { ja: '要是正', en: 'To be mended' } }] }, { ...named('spoiled'), kind: 'yes-no', optional: true },
];
const rowsField: FieldView = { ...named('rows'), kind: 'rows', columns, min: 1 };

describe('days as people write them', () => {
  it.each([['R8.7.9', '2026-07-09'], ['令和8年7月9日', '2026-07-09'], ['令和元年5月1日', '2019-05-01'], ['Ｒ８．７．９', '2026-07-09'], ['H31.4.30', '2019-04-30'], ['2026/7/9', '2026-07-09'], ['2026-07-09', '2026-07-09'], [' 2026年7月9日 ', '2026-07-09'], ['S64.1.7', '1989-01-07']])('%s is %s', (typed, day) => {
    expect(readDay(typed)).toBe(day);
  });
  it.each(['R8.2.30', '8.7.9', '26/7/9', 'あす', '', '2026-13-01', 'R8.7'])('%s is none', (typed) => {
    expect(readDay(typed)).toBeNull();
  });
  it.each([['R8.7.9 17:00', '2026-07-09T17:00'], ['2026-07-09T9:05', '2026-07-09T09:05'], ['令和8年7月9日17時', '2026-07-09T17:00'], ['令和8年7月9日 8時30分', '2026-07-09T08:30'], ['R8.7.9 24:00', null], ['R8.7.9', null], ['T17:00', null]])('%s is the moment %s', (typed, moment) => {
    expect(readMoment(typed)).toBe(moment);
  });
});

describe('cells of a spreadsheet', () => {
  it('are parted by tabs and lines, and quotes hold what has either', () => {
    expect(cellsOf('R8.7.9\t納入通知書\t1,200\r\nR8.7.10\t"二行\nの品名"\t"3""4"\r\n')).toEqual([['R8.7.9', '納入通知書', '1,200'], ['R8.7.10', '二行\nの品名', '3"4']]);
    expect(cellsOf('"開いたまま\tb')).toEqual([['"開いたまま', 'b']]);
    expect(cellsOf('a\t\tc')).toEqual([['a', '', 'c']]);
  });
  it('of one cell alone are left to the browser', () => {
    expect(isTable('納入通知書\r\n')).toBe(false);
    expect(isTable('a\tb')).toBe(true);
  });
  it('go right and down, as each column holds them; rows are added, what stands beside stays', () => {
    const first = { ...emptyRow(), cells: { day: '2026-07-01', item: '前からある品' } };
    const rows = pasted([first], columns, { row: 0, column: 1 }, cellsOf('品A\t１，２００\t良好\t○\tはみ出す\n品B\t3\tGood\tいいえ'));
    expect(rows.map(({ cells }) => cells)).toEqual([{ day: '2026-07-01', item: '品A', sheets: '1200', result: 'good', spoiled: 'yes' }, { item: '品B', sheets: '3', result: 'good', spoiled: 'no' }]);
  });
});

describe('the form of a stage', () => {
  const fields: FieldView[] = [
    { ...named('date'), kind: 'day' }, { ...named('corrective'), kind: 'yes-no' }, { ...named('correction'), kind: 'text', when: { field: 'corrective', is: [true] } },
    { ...named('inspectors'), kind: 'people', known: [{ id: 'a'.repeat(32), name: '佐藤 恵' }], min: 2, written: true }, { ...named('evidence'), kind: 'attachments', min: 0, optional: true }, rowsField,
  ];
  const person = { id: 'a'.repeat(32), name: '佐藤 恵' };
  const begun = draftsOf(fields, { date: '2026-07-09', corrective: false, inspectors: [person] });
  const withRows = (drafts: Drafts, ...cells: Record<string, string>[]): Drafts => ({ ...drafts, rows: { of: 'rows', rows: cells.map((one) => ({ ...emptyRow(), cells: one })) } });
  const good = { day: 'R8.7.9', item: '施錠', sheets: '１，２００', result: 'good' };

  it('asks only for what another answer calls for', () => {
    expect(shownFields(fields, begun).map(({ id }) => id)).not.toContain('correction');
    expect(shownFields(fields, { ...begun, corrective: { of: 'plain', text: 'yes' } }).map(({ id }) => id)).toContain('correction');
  });
  it('names what is missing: too few people, no row, and in a row the cell', () => {
    expect(missingOf(fields, begun).map(({ field, what }) => `${field.id} ${what}`)).toEqual(['inspectors few', 'rows empty']);
    expect(missingOf(fields, withRows(begun, {}, { ...good, sheets: '多い' })).map(({ what, row, column }) => [what, row, column?.id])).toEqual([['few', undefined, undefined], ['cell', 1, 'sheets']]);
  });
  it('counts a name that still stands in its box, waits for a file on its way, and leaves empty rows out', () => {
    const drafts = withRows({ ...begun, inspectors: { of: 'people', people: [person], typed: ' 髙橋 健 ' } }, good, {});
    expect(missingOf(fields, drafts)).toEqual([]);
    expect(valuesOf(fields, drafts)).toEqual({ date: '2026-07-09', corrective: false, inspectors: [person, { id: null, name: '髙橋 健' }], rows: [{ day: '2026-07-09', item: '施錠', sheets: 1200, result: 'good' }] });
    const sending: Drafts = { ...drafts, evidence: { of: 'files', files: [{ key: 'k', name: '写真.jpg', size: 10, sent: 3, kept: null, problem: null }] } };
    expect(missingOf(fields, sending).map(({ what }) => what)).toEqual(['sending']);
  });
  it('stands complete where the gateway knew everything', () => {
    const known: FieldView[] = [{ ...named('asOf'), kind: 'day' }, { ...named('at'), kind: 'instant' }, { ...named('note'), kind: 'text', optional: true }];
    const drafts = draftsOf(known, { asOf: '2026-07-09', at: '2026-07-09T08:00:00.000Z' });
    expect(missingOf(known, drafts)).toEqual([]);
    expect(valuesOf(known, drafts)).toEqual({ asOf: '2026-07-09', at: '2026-07-09T08:00:00.000Z' });
  });
});

describe('records and duties in order', () => {
  const stage = (seq: number, corrects: number | null): TakenStageView => ({ seq, stage: 's', title: words('s'), fields: [], values: {}, by: '佐藤 恵', at: '2026-07-09T08:00:00.000Z', entry: seq, corrects, reason: corrects === null ? null : '誤記', superseded: false, mayCorrect: false });
  it('a corrected stage stands where it was first taken, its older versions behind it', () => {
    expect(versionsOf([stage(1, null), stage(2, null), stage(3, 1), stage(4, 3)]).map(({ now, older }) => [now.seq, older.map(({ seq }) => seq)])).toEqual([[4, [3, 1]], [2, []]]);
  });
  it('duties stand by month and day, and a fiscal year ends with March', () => {
    const duty = (id: string, dueOn: string): DutyView => ({ id, kind: 'k', what: words(id), engagement: { id: 'e', title: 'e' }, contractor: null, transfer: null, owedBy: 'ward', dueOn, overdue: false, mine: true, act: { to: 'nothing' } });
    const months = monthsOf([duty('c', '2026-08-01'), duty('a', '2026-07-09'), duty('b', '2026-07-09')]);
    expect(months.map(({ month, days }) => [month, days.map(({ duties }) => duties.map(({ id }) => id))])).toEqual([['2026-07', [['a', 'b']]], ['2026-08', [['c']]]]);
    expect([fiscalYearOf('2026-03-31'), fiscalYearOf('2026-04-01')]).toEqual([2025, 2026]);
  });
});
