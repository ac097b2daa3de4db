// 立入り調査 (0-2, 1-8, 1-32, 3-4; 特記 年度当たり1回以上; document 13): two or more clerks at the place of a contractor or subcontractor, what they
// looked at and found, what must be mended until when; the contractor answers, the ward closes.
import { japanDay } from '../../engagements/japan-time.ts';
import { mustBePast, mustFollow, option, remarks, evidence, say } from './asked.ts';
import type { Field, RecordKind, StageContext, Values } from './kind.ts';

const date: Field = { id: 'date', kind: 'day', label: say('調査日', 'Date') };
const correctBy: Field = { id: 'correctBy', kind: 'day', label: say('是正の期限', 'To be mended by'), when: { field: 'corrective', is: [true] } };
const doneOn: Field = { id: 'doneOn', kind: 'day', label: say('是正した日', 'Mended on') };

export const inspection: RecordKind = {
  id: 'inspection', group: 'oversight', obligations: ['0-2', '1-8', '1-32', '3-4'], document: 13, about: { contractor: true, transfer: false },
  title: say('立入り調査記録', 'Inspection'), settles: ['inspection'],
  stages: [
    {
      id: 'inspect', by: 'ward', after: 'start', closes: (values) => values['corrective'] === false, title: say('立入り調査', 'Inspection'), act: say('立入り調査を記録する', 'Record an inspection'),
      fields: [
        date,
        { id: 'place', kind: 'line', label: say('調査した場所', 'Place') },
        { id: 'occasion', kind: 'choice', label: say('調査の区分', 'Occasion'), options: [option('yearly', '年度ごとの調査', 'Yearly'), option('extra', '臨時の調査', 'Extra'), option('incident', '事故・違反による調査', 'After an incident or violation')] },
        { id: 'inspectors', kind: 'people', of: 'staff', min: 2, label: say('調査した職員', 'Inspectors'), support: say('2人以上で行います。', 'Two or more go together.') },
        { id: 'met', kind: 'people', of: 'anyone', label: say('立ち会った人', 'Present for the contractor') },
        { id: 'items', kind: 'rows', min: 1, label: say('確認した事項', 'What was checked'), columns: [
          { id: 'item', kind: 'line', label: say('事項', 'Item') },
          { id: 'result', kind: 'choice', label: say('結果', 'Result'), options: [option('good', '良好', 'Good'), option('mend', '要是正', 'To be mended'), option('none', '該当なし', 'Not applicable')] },
          { id: 'remark', kind: 'line', label: say('備考', 'Remark'), optional: true },
        ] },
        { id: 'findings', kind: 'text', label: say('調査の結果', 'Findings') },
        { id: 'corrective', kind: 'yes-no', label: say('是正を求める事項があるか', 'Must anything be mended?') },
        { id: 'correction', kind: 'text', label: say('是正を求める事項', 'What must be mended'), when: { field: 'corrective', is: [true] } },
        correctBy, evidence,
      ],
      prefill: prepared,
      check: ({ values, now }) => {
        mustBePast(date, values, now);
        mustFollow(date, correctBy, values);
      },
    },
    {
      id: 'answer', by: 'contractor-manager', after: ['inspect', 'ask-again'], expected: { withinBusinessDays: 10, until: { stage: 'inspect', field: 'correctBy' } },
      title: say('是正の報告', 'Answer'), act: say('是正を報告する', 'Report what was mended'),
      fields: [{ id: 'done', kind: 'text', label: say('是正した内容', 'What was mended') }, doneOn, evidence],
      prefill: ({ now }) => ({ doneOn: japanDay(now) }),
      check: ({ values, now }) => mustBePast(doneOn, values, now),
    },
    {
      id: 'close', by: 'ward', after: ['answer'], expected: { withinBusinessDays: 5 }, closes: true, title: say('是正の確認', 'Closing'), act: say('是正を確認して終える', 'Confirm and close'),
      fields: [{ id: 'how', kind: 'choice', label: say('確認の方法', 'How it was checked'), options: [option('papers', '報告と資料による', 'By report and evidence'), option('visit', '再度の立入りによる', 'By another visit')] }, remarks],
      prefill: () => ({ how: 'papers' }),
    },
    {
      id: 'ask-again', by: 'ward', after: ['answer'], title: say('再度の是正の求め', 'Sent back'), act: say('もう一度是正を求める', 'Send back'),
      fields: [{ id: 'what', kind: 'text', label: say('足りない事項', 'What is missing') }],
    },
  ],
};

/** The items of the annexes that a visit looks at; the place is the firm's address. */
function prepared({ now, who, engagement, contractorId }: Omit<StageContext, 'values'>): Values {
  const firm = engagement.contractors.find((one) => one.id === contractorId);
  const items = ['秘密の保持と従事者への周知', '個人情報の保管（施錠・保管庫）', '持出し・複写の管理', '入退室の管理', '端末の利用者認証とアクセス制御', 'ウイルス対策・更新の状況', 'ログの収集と点検', '返却・消去の状況', '再委託の有無'];
  return {
    date: japanDay(now), occasion: 'yearly', inspectors: [{ id: who.id, name: who.name }], items: items.map((item) => ({ item, result: 'good' })), corrective: false,
    ...(firm?.address === undefined || firm.address === null ? {} : { place: firm.address }),
  };
}
