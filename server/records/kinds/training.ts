// 研修実施記録 (0-9, 1-18, A.2 26; document 14): the handling manager records who was trained when with what; the ward checks it (3-3).
import { japanDay } from '../../engagements/japan-time.ts';
import { incomplete } from '../refusal.ts';
import type { Field, RecordKind } from './kind.ts';

const heldOn = { id: 'heldOn', kind: 'day', label: { ja: '実施日', en: 'Held on' } } satisfies Field;
const checkedOn = { id: 'checkedOn', kind: 'day', label: { ja: '確認日', en: 'Checked on' } } satisfies Field;
const lacking = { id: 'lacking', kind: 'text', label: { ja: '不足している点', en: 'What is lacking' }, when: { field: 'result', is: ['lacking'] } } satisfies Field;

export const training: RecordKind = {
  id: 'training', group: 'people', obligations: ['0-9', '1-18', '1-34', '3-3'], document: 14, about: { contractor: true, transfer: false },
  title: { ja: '研修実施記録', en: 'Training record' },
  stages: [
    {
      id: 'held', by: 'contractor-manager', after: 'start', title: { ja: '研修の実施', en: 'Training held' }, act: { ja: '研修の実施を報告する', en: 'Report a training' },
      fields: [
        heldOn,
        { id: 'title', kind: 'line', label: { ja: '研修の名称', en: 'Title' } },
        { id: 'topics', kind: 'choices', min: 1, label: { ja: '研修の内容', en: 'Topics' }, options: [
          { id: 'protection', label: { ja: '個人情報の保護と秘密の保持', en: 'Protection and secrecy of personal data' } },
          { id: 'security', label: { ja: '情報セキュリティ対策', en: 'Information security' } },
          { id: 'annex', label: { ja: '特記事項・業務フロー', en: 'Annex and workflow' } },
          { id: 'penalties', label: { ja: '関係法令と罰則', en: 'Laws and penalties' } },
          { id: 'incident', label: { ja: '事故が起きたときの対応', en: 'What to do in an incident' } },
        ] },
        { id: 'trainer', kind: 'line', label: { ja: '講師', en: 'Trainer' } },
        { id: 'attendees', kind: 'people', of: 'roster', min: 1, label: { ja: '受講者', en: 'Attendees' }, support: { ja: '名簿の人から選びます。', en: 'Chosen from the roster.' } },
        { id: 'material', kind: 'attachments', min: 1, label: { ja: '研修資料', en: 'Material' } },
        { id: 'note', kind: 'text', label: { ja: '備考', en: 'Remarks' }, optional: true },
      ],
      prefill: ({ now }) => ({ heldOn: japanDay(now), topics: ['protection', 'security', 'annex'] }),
      check: ({ values, now }) => {
        if (typeof values['heldOn'] === 'string' && values['heldOn'] > japanDay(now)) throw incomplete(heldOn, { ja: '今日以前の日を選んでください', en: 'choose today or an earlier day' });
      },
    },
    {
      id: 'check', by: 'ward', after: ['held', 'supplement'], expected: { withinBusinessDays: 10 }, closes: (values) => values['result'] === 'adequate',
      title: { ja: '教育状況の確認', en: 'Check by the ward' }, act: { ja: '教育状況を確認する', en: 'Check the training' },
      fields: [
        checkedOn,
        { id: 'how', kind: 'choice', label: { ja: '確認の方法', en: 'How it was checked' }, options: [
          { id: 'papers', label: { ja: '記録と資料による', en: 'By record and material' } }, { id: 'hearing', label: { ja: '聞き取りによる', en: 'By asking' } }, { id: 'visit', label: { ja: '立会い・訪問による', en: 'By attending or visiting' } },
        ] },
        { id: 'result', kind: 'choice', label: { ja: '結果', en: 'Result' }, options: [
          { id: 'adequate', label: { ja: '適切に行われている', en: 'Adequate' } }, { id: 'lacking', label: { ja: '不足があり、補うよう求める', en: 'Lacking; to be made up' } },
        ] },
        lacking,
        { id: 'remarks', kind: 'text', label: { ja: '所見', en: 'Remarks' }, optional: true },
      ],
      prefill: ({ now }) => ({ checkedOn: japanDay(now), how: 'papers' }),
      check: ({ values, earlier, now }) => {
        const [on, after] = [values['checkedOn'], earlier['held']?.['heldOn']];
        if (typeof on === 'string' && (on > japanDay(now) || (typeof after === 'string' && on < after))) throw incomplete(checkedOn, { ja: '実施日から今日までの日を選んでください', en: 'choose a day from the training until today' });
      },
    },
    {
      id: 'supplement', by: 'contractor-manager', after: ['check'], expected: { withinBusinessDays: 10 }, title: { ja: '補った内容', en: 'Made up' }, act: { ja: '補った内容を報告する', en: 'Report what was made up' },
      fields: [
        { id: 'doneOn', kind: 'day', label: { ja: '補った日', en: 'Made up on' } },
        { id: 'what', kind: 'text', label: { ja: '行ったこと', en: 'What was done' } },
        { id: 'evidence', kind: 'attachments', label: { ja: '資料', en: 'Evidence' }, optional: true },
      ],
      prefill: ({ now }) => ({ doneOn: japanDay(now) }),
    },
  ],
};
