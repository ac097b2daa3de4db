// 事故報告 (1-2, 1-19; A.2 27/22/18/19; document 11): an incident, the fear of one or a violation: told at once, received by the ward the same day, written
// report (速報, 確報), instructions and answers, discussion, 立入調査, request to J-LIS with its result, completion with the decision on publication.
import { japanDay } from '../../engagements/japan-time.ts';
import { nextBusinessDay } from '../../engagements/business-days.ts';
import { owe, settle } from '../duties/duties.ts';
import { incomplete, refusedBecause } from '../refusal.ts';
import { evidence, mustBeAhead, mustBePast, mustFollow, option, oneLineNote, remarks, say } from './asked.ts';
import { newestContacts } from './emergency-contact.ts';
import { publication, publishedOn } from './guidance.ts';
import { mustBeKnown, report } from './incident-report.ts';
import type { Effects, Field, RecordKind, Stage, StageContext, Values } from './kind.ts';

/** Assumptions (STANDARDS B.7: 速報 within 3 to 5 days, 確報 within 30 days): in business days. */
const [firstWithin, finalWithin] = [3, 20];
const duty = 'incident-notice';
const occurredAt: Field = { id: 'occurredAt', kind: 'instant', label: say('発生した日時', 'Occurred at'), support: say('分からないときは、最も早い日時を書きます。', 'If not known, the earliest time possible.') };
const foundAt: Field = { id: 'foundAt', kind: 'instant', label: say('気付いた日時', 'Found at') };
const elapsed: Field = { id: 'elapsed', kind: 'count', unit: say('分', 'minutes'), label: say('発生から知らせまで', 'From occurrence to notice') };
const until: Field = { id: 'until', kind: 'day', label: say('対応の期限', 'Until') };
const requestedOn: Field = { id: 'requestedOn', kind: 'day', label: say('要請日', 'Requested on') };
const resultOn: Field = { id: 'resultOn', kind: 'day', label: say('回答日', 'Answered on') };
const visitedOn: Field = { id: 'date', kind: 'day', label: say('調査日', 'Date') };
/** After whatever was taken: what may be recorded at any time until the end. */
const anytime = ['notice', 'receive', 'report', 'final-report', 'instruct', 'answer', 'discuss', 'visit', 'request-jlis', 'jlis-result'];

const stages: readonly Stage[] = [
  {
    id: 'notice', by: 'either', after: 'start', title: say('事故の知らせ', 'Notice'), act: say('事故・おそれ・違反を知らせる', 'Tell an incident'),
    fields: [
      { id: 'form', kind: 'choice', label: say('区分', 'What it is'), options: [option('incident', '事故が発生した', 'An incident'), option('fear', '事故のおそれがある', 'Fear of an incident'), option('violation', '特記事項への違反がある', 'A violation of the annex')] },
      { id: 'loss', kind: 'choices', min: 1, label: say('起きたこと', 'What happened'), options: [option('leak', '漏えい', 'Leak'), option('loss', '滅失・紛失', 'Loss'), option('damage', '毀損', 'Damage'), option('misuse', '目的外の利用・提供', 'Misuse'), option('virus', 'ウイルス・不正アクセス', 'Virus or intrusion'), option('disaster', '災害・障害', 'Disaster or failure'), option('other', 'その他', 'Other')] },
      occurredAt, foundAt,
      { id: 'what', kind: 'text', label: say('分かっていること', 'What is known'), support: say('本人の氏名・住所は書かないでください。', 'Write no names or addresses of the people concerned.') },
      { id: 'persons', kind: 'count', label: say('関係する本人の数（見込み）', 'How many people, about'), optional: true },
      { id: 'firstSteps', kind: 'text', label: say('すでに行った対応', 'What was done at once') },
      { id: 'contacts', kind: 'text', label: say('緊急連絡先', 'Emergency contacts'), optional: true },
    ],
    prefill: async ({ tx, engagement, contractorId, now }) => {
      const contacts = await newestContacts(tx, engagement, contractorId);
      return { form: 'incident', foundAt: now, ...(contacts === '' ? {} : { contacts }) };
    },
    check: ({ values, now }) => {
      for (const time of [occurredAt, foundAt]) mustBePast(time, values, now);
      mustFollow(occurredAt, foundAt, values);
    },
    follow: tellWard,
  },
  {
    id: 'receive', by: 'ward', after: ['notice'], stays: true, expected: { withinBusinessDays: 0 }, title: say('知らせの受領', 'Received'), act: say('知らせを受け取る', 'Receive the notice'), fields: [elapsed, oneLineNote],
    prefill: async (context) => ({ elapsed: await minutesToNotice(context) }),
    check: async (context) => {
      if (context.values['elapsed'] !== await minutesToNotice(context)) throw incomplete(elapsed, say('発生から知らせまでの時間は、記録から計算した値のままにしてください', 'leave the time as it was computed from the record'));
    },
    follow: async ({ tx, engagement, contractorId, transferId, who, now }) => {
      await settle(tx, { kinds: [duty], engagementId: engagement.id, contractorId, transferId }, who.id, now);
    },
  },
  { ...report, id: 'report', after: ['notice'], stays: true, expected: { withinBusinessDays: firstWithin }, title: say('事故報告（速報）', 'First report'), act: say('速報を提出する', 'Submit the first report') },
  { ...report, id: 'final-report', after: ['report'], stays: true, expected: { withinBusinessDays: finalWithin }, check: mustBeKnown, title: say('事故報告（確報）', 'Final report'), act: say('確報を提出する', 'Submit the final report') },
  {
    id: 'instruct', by: 'ward-approver', after: anytime, title: say('区の指示', 'Instruction'), act: say('指示する', 'Give an instruction'),
    fields: [{ id: 'instruction', kind: 'text', label: say('指示の内容', 'Instruction') }, until], check: ({ values, now }) => mustBeAhead(until, values, now), prefill: ({ now }) => ({ until: nextBusinessDay(japanDay(now)) }),
  },
  {
    id: 'answer', by: 'contractor', after: ['instruct'], stays: true, expected: { withinBusinessDays: 1, until: { stage: 'instruct', field: 'until' } }, title: say('指示への対応', 'Answer'), act: say('指示への対応を報告する', 'Report on the instruction'),
    fields: [{ id: 'done', kind: 'text', label: say('対応の内容', 'What was done') }, evidence],
  },
  {
    id: 'discuss', by: 'either', after: anytime, title: say('協議の記録', 'Discussion'), act: say('協議を記録する', 'Record a discussion'),
    fields: [{ id: 'people', kind: 'people', of: 'anyone', min: 2, label: say('出席者', 'Present') }, { id: 'content', kind: 'text', label: say('協議の内容', 'What was said') }, { id: 'agreed', kind: 'text', label: say('合意した事項', 'What was agreed'), optional: true }],
    prefill: ({ who }) => ({ people: [{ id: who.id, name: who.name }] }),
  },
  {
    id: 'visit', by: 'ward', after: anytime, final: true, title: say('立入調査', 'Visit'), act: say('立入調査を記録する', 'Record a visit'),
    fields: [visitedOn, { id: 'place', kind: 'line', label: say('場所', 'Place') }, { id: 'inspectors', kind: 'people', of: 'staff', min: 2, label: say('調査した職員（2人以上）', 'Inspectors, two or more') }, { id: 'met', kind: 'people', of: 'anyone', label: say('立ち会った人', 'Present') }, { id: 'findings', kind: 'text', label: say('調査の結果', 'Findings') }],
    prefill: ({ now, who, engagement, contractorId }) => ({ date: japanDay(now), inspectors: [{ id: who.id, name: who.name }], place: engagement.contractors.find((firm) => firm.id === contractorId)?.address ?? '' }),
    check: ({ values, now }) => mustBePast(visitedOn, values, now), follow: recordInspection,
  },
  {
    id: 'request-jlis', by: 'ward-approver', after: anytime, title: say('機構への立入調査の要請', 'Request to J-LIS'), act: say('機構への要請を記録する', 'Record a request to J-LIS'),
    fields: [requestedOn, { id: 'number', kind: 'line', label: say('文書番号', 'Number of the letter') }, { id: 'request', kind: 'text', label: say('要請の内容', 'What is asked') }, evidence],
    prefill: ({ now }) => ({ requestedOn: japanDay(now), request: '地方公共団体情報システム機構による立入調査を要請する。' }), check: ({ values, now }) => mustBePast(requestedOn, values, now),
  },
  {
    id: 'jlis-result', by: 'ward', after: ['request-jlis'], stays: true, title: say('機構の回答', 'Answer of J-LIS'), act: say('機構の回答を記録する', 'Record the answer of J-LIS'),
    fields: [resultOn, { id: 'number', kind: 'line', label: say('文書番号', 'Number of the letter') }, { id: 'result', kind: 'text', label: say('結果', 'Result') }, evidence], check: ({ values, now }) => mustBePast(resultOn, values, now), prefill: ({ now }) => ({ resultOn: japanDay(now) }),
  },
  {
    id: 'complete', by: 'ward-approver', after: anytime, closes: true, title: say('完了', 'Completion'), act: say('完了とする', 'Complete'),
    fields: [{ id: 'conclusion', kind: 'text', label: say('結論', 'Conclusion') }, ...publication, remarks], check: mustBeDone,
  },
];

export const incident: RecordKind = {
  id: 'incident', group: 'incident', obligations: ['1-2', '1-19', '1-34'], document: 11, about: { contractor: true, transfer: false }, title: say('事故報告', 'Incident'), stages,
};

/** Minutes from the occurrence to the moment at which the notice was entered, by the gateway's clock. */
async function minutesToNotice({ tx, record, earlier }: Omit<StageContext, 'values'>): Promise<number> {
  const entered = await tx.selectFrom('record_stages').select('at').where('record_id', '=', record?.id ?? '').where('seq', '=', 1).executeTakeFirstOrThrow();
  const from = earlier['notice']?.['occurredAt'];
  return typeof from === 'string' ? Math.max(0, Math.floor((Date.parse(entered.at) - Date.parse(from)) / 60_000)) : 0;
}

/** 直ちに (1-19): the ward owes the look at it today, or on the next day that it is open. */
async function tellWard({ tx, engagement, contractorId, transferId, record, now }: StageContext): Promise<void> {
  await owe(tx, {
    municipalityId: engagement.municipalityId, kind: duty, engagementId: engagement.id, contractorId, transferId, owedBy: 'ward', recordKind: 'incident', dueOn: nextBusinessDay(japanDay(now)),
    what: say(`事故の知らせ ${record?.label ?? ''} を確認する`, `Look at the notice of incident ${record?.label ?? ''}`),
  }, { now });
}

/** A visit after an incident is an inspection, and counts as one. */
async function recordInspection({ contractorId, record, values }: StageContext, effects: Effects): Promise<void> {
  const { date = null, place = null, inspectors = null, met = null, findings = null } = values;
  const seen: Values = { date, place, inspectors, met, findings, occasion: 'incident', corrective: false, items: [{ item: `事故報告 ${record?.label ?? ''} に係る調査`, result: 'none', remark: '結果の欄のとおり' }] };
  await effects.begin({ kind: 'inspection', contractorId, transferId: null, values: seen });
}

/** Nothing may be left owed: reports, answers, and the result of a request to J-LIS. */
async function mustBeDone({ tx, record, earlier, values, now }: StageContext): Promise<void> {
  mustBePast(publishedOn, values, now);
  if (earlier['receive'] === undefined || earlier['final-report'] === undefined) throw refusedBecause('知らせの受領と確報がないため、完了にできません。確報を受けてから完了してください。', 'It cannot be completed before the notice was received and the final report came.');
  const taken = (await tx.selectFrom('record_stages').select(['stage', 'seq']).where('record_id', '=', record?.id ?? '').where('corrects', 'is', null).orderBy('seq').execute()).map((row) => row.stage);
  const owed = (after: string, answer: string): boolean => taken.lastIndexOf(after) > taken.lastIndexOf(answer);
  if (owed('instruct', 'answer')) throw refusedBecause('指示への対応の報告がないため、完了にできません。', 'It cannot be completed: an instruction is not answered.');
  if (owed('request-jlis', 'jlis-result')) throw refusedBecause('機構の回答が記録されていないため、完了にできません。', 'It cannot be completed: the answer of J-LIS is not recorded.');
}
