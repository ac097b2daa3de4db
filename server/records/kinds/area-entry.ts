// 入退室の記録 (1-16): who may enter the four areas, and who went in and out when, as entries or as the file that the entry system gives.
import { japanDay } from '../../engagements/japan-time.ts';
import { moveDay } from '../../engagements/business-days.ts';
import { incomplete } from '../refusal.ts';
import { standingStages } from '../standing/stages.ts';
import { mustBePast, mustFollow, option, remarks, say } from './asked.ts';
import type { Field, PlainValue, RecordKind, StageContext, Value, Values } from './kind.ts';

const areas = [option('building', '建物', 'Building'), option('machine-room', 'マシン室', 'Machine room'), option('media-vault', '電磁的媒体保管庫', 'Media vault'), option('print-room', '印刷室', 'Print room')];
const from: Field = { id: 'from', kind: 'day', label: say('期間（から）', 'Period from') };
const to: Field = { id: 'to', kind: 'day', label: say('期間（まで）', 'Period to') };
const persons: Field = { id: 'persons', kind: 'rows', min: 1, label: say('立ち入れる人', 'Who may enter'), columns: [
  { id: 'area', kind: 'choice', label: say('区域', 'Area'), options: areas }, { id: 'name', kind: 'line', label: say('氏名', 'Name') }, { id: 'since', kind: 'day', label: say('いつから', 'Since'), optional: true },
] };
const entries: Field = { id: 'entries', kind: 'rows', optional: true, label: say('入退室', 'Entries'), columns: [
  { id: 'area', kind: 'choice', label: say('区域', 'Area'), options: areas }, { id: 'name', kind: 'line', label: say('氏名', 'Name') }, { id: 'in', kind: 'instant', label: say('入室', 'In') },
  { id: 'out', kind: 'instant', label: say('退室', 'Out'), optional: true }, { id: 'purpose', kind: 'line', label: say('用務', 'Purpose'), optional: true },
] };
const log: Field = { id: 'log', kind: 'attachments', optional: true, label: say('入退室ログのファイル', 'File of the entry log'), support: say('入退室システムの記録があるときは、行の代わりに添付できます。', 'May take the place of the rows.') };

export const areaEntry: RecordKind = {
  id: 'area-entry', group: 'oversight', obligations: ['1-16', '1-34'], document: null, about: { contractor: true, transfer: false },
  title: say('入退室の記録', 'Entries to the areas'),
  stages: [
    {
      id: 'register', by: 'contractor', after: 'start', title: say('入退室の報告', 'Report'), act: say('入退室を報告する', 'Report the entries'), fields: [from, to, persons, entries, log], prefill: lastTime,
      check: ({ values, now }) => {
        mustBePast(to, values, now);
        mustFollow(from, to, values);
        if (values['entries'] === undefined && values['log'] === undefined) throw incomplete(entries, say('入退室の行か、ログのファイルが必要です', 'rows or a file of the log are needed'));
        mustAllBeNamed(values);
      },
    },
    { id: 'review', by: 'ward', after: ['register'], expected: { withinBusinessDays: 10 }, closes: true, title: say('区の確認', 'Review'), act: say('入退室の報告を確認する', 'Review the report'), fields: [remarks] },
  ],
};

type Row = Readonly<Record<string, PlainValue>>;
const rowsIn = (value: Value | undefined): Row[] => (Array.isArray(value) ? value.flatMap((one: unknown) => (isRow(one) ? [one] : [])) : []);
const isRow = (one: unknown): one is Row => typeof one === 'object' && one !== null && !Array.isArray(one);

/** Whoever went in must be one of those who may: otherwise the person is not told apart (特定). An exit lies after its entry. */
function mustAllBeNamed(values: Values): void {
  const allowed = new Set(rowsIn(values['persons']).map((row) => `${String(row['area'])} ${String(row['name'])}`));
  for (const [index, row] of rowsIn(values['entries']).entries()) {
    if (!allowed.has(`${String(row['area'])} ${String(row['name'])}`)) throw incomplete(entries, say(`${index + 1}行目の人は、その区域に立ち入れる人の欄にありません`, `row ${index + 1}: the person is not among those who may enter that area`));
    if (typeof row['out'] === 'string' && typeof row['in'] === 'string' && row['out'] < row['in']) throw incomplete(entries, say(`${index + 1}行目の退室が入室より前です`, `row ${index + 1}: out lies before in`));
  }
}

/** Those who might enter last time; the first time, the people of the roster in the building. */
async function lastTime({ tx, engagement, contractorId, now }: Omit<StageContext, 'values'>): Promise<Values> {
  const earlier = contractorId === null ? [] : await standingStages(tx, { kind: 'area-entry', municipalityId: engagement.municipalityId, engagementId: engagement.id, contractorIds: [contractorId] });
  const known = earlier.findLast((one) => one.stage === 'register')?.values['persons'];
  const again = Array.isArray(known) ? known.flatMap((one: unknown) => (isRow(one) ? [one] : [])) : [];
  const roster = engagement.roster.filter((one) => one.contractorId === contractorId && one.removedAt === null).map((one): Row => ({ area: 'building', name: one.name, since: one.startsOn }));
  return { from: moveDay(japanDay(now), -30), to: japanDay(now), persons: again.length > 0 ? again : roster };
}
