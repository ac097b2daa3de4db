// 取扱状況の報告の求め (特記23, A.2): the ward asks with a day, the handling manager answers, the ward accepts or asks again.
import { japanDay } from '../../engagements/japan-time.ts';
import { addBusinessDays } from '../../engagements/business-days.ts';
import { incomplete } from '../refusal.ts';
import type { Field, RecordKind } from './kind.ts';

const answerBy = { id: 'answerBy', kind: 'day', label: { ja: '報告の期限', en: 'Answer by' } } satisfies Field;

export const statusRequest: RecordKind = {
  id: 'status-request', group: 'oversight', obligations: ['0-2', '1-8', '3-4'], document: null, about: { contractor: true, transfer: false },
  title: { ja: '取扱状況の報告の求め', en: 'Request for a status report' },
  stages: [
    {
      id: 'ask', by: 'ward-approver', after: 'start', title: { ja: '報告の求め', en: 'Request' }, act: { ja: '報告を求める', en: 'Ask for a report' },
      fields: [
        { id: 'topics', kind: 'choices', min: 1, label: { ja: '報告を求める事項', en: 'What to report on' }, options: [
          { id: 'storage', label: { ja: '保管・管理の状況', en: 'Storage and keeping' } }, { id: 'handlers', label: { ja: '取扱者と教育の状況', en: 'Handlers and their training' } },
          { id: 'measures', label: { ja: '安全管理措置の状況', en: 'Security measures' } }, { id: 'erasure', label: { ja: '返却・消去の状況', en: 'Return and erasure' } },
          { id: 'other', label: { ja: 'その他', en: 'Other' } },
        ] },
        { id: 'reason', kind: 'text', label: { ja: '求める理由・詳細', en: 'Reason and details' }, optional: true },
        answerBy,
      ],
      prefill: ({ now }) => ({ topics: ['storage', 'handlers', 'measures', 'erasure'], answerBy: addBusinessDays(japanDay(now), 5) }),
      check: ({ values, now }) => {
        if (typeof values['answerBy'] !== 'string' || values['answerBy'] < japanDay(now)) throw incomplete(answerBy, { ja: '今日以後の日を選んでください', en: 'choose today or a later day' });
      },
    },
    {
      id: 'answer', by: 'contractor-manager', after: ['ask', 'ask-again'], expected: { withinBusinessDays: 5, until: { stage: 'ask', field: 'answerBy' } },
      title: { ja: '状況の報告', en: 'Report' }, act: { ja: '報告する', en: 'Report' },
      fields: [
        { id: 'asOf', kind: 'day', label: { ja: '報告の基準日', en: 'State as of' } },
        { id: 'report', kind: 'text', label: { ja: '取扱いの状況', en: 'State of handling' } },
        { id: 'problems', kind: 'yes-no', label: { ja: '事故・問題の有無', en: 'Were there incidents or problems?' } },
        { id: 'problemText', kind: 'text', label: { ja: '問題の内容と対応', en: 'Problem and what was done' }, when: { field: 'problems', is: [true] } },
        { id: 'evidence', kind: 'attachments', label: { ja: '添付資料', en: 'Evidence' }, optional: true },
      ],
      prefill: ({ now }) => ({ asOf: japanDay(now), problems: false }),
    },
    {
      id: 'accept', by: 'ward', after: ['answer'], expected: { withinBusinessDays: 5 }, closes: true,
      title: { ja: '報告の受領', en: 'Acceptance' }, act: { ja: '報告を受け取る', en: 'Accept the report' },
      fields: [{ id: 'note', kind: 'text', label: { ja: '所見', en: 'Remarks' }, optional: true }],
    },
    {
      id: 'ask-again', by: 'ward', after: ['answer'], title: { ja: '再報告の求め', en: 'Sent back' }, act: { ja: 'もう一度報告を求める', en: 'Send back' },
      fields: [{ id: 'what', kind: 'text', label: { ja: '足りない事項', en: 'What is missing' } }],
    },
  ],
};
