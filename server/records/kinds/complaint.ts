// 苦情処理記録 (S0 特記19, document 15): a complaint about the handling of personal data is met quickly, and the ward is told how.
import { evidence, mustBePast, option, remarks, say } from './asked.ts';
import type { Field, RecordKind } from './kind.ts';

const receivedAt: Field = { id: 'receivedAt', kind: 'instant', label: say('受付の日時', 'Received at') };
const doneAt: Field = { id: 'doneAt', kind: 'instant', label: say('対応した日時', 'Done at') };

export const complaint: RecordKind = {
  id: 'complaint', group: 'incident', obligations: [], document: 15, about: { contractor: true, transfer: false },
  title: say('苦情処理記録', 'Complaint'),
  stages: [
    {
      id: 'receive', by: 'either', after: 'start', title: say('苦情の受付', 'Received'), act: say('苦情を受け付ける', 'Record a complaint'),
      fields: [
        receivedAt,
        { id: 'from', kind: 'choice', label: say('申し出た人', 'From whom'), options: [option('subject', '本人', 'The person concerned'), option('family', '家族・代理人', 'Family or representative'), option('other', 'その他', 'Someone else')] },
        { id: 'way', kind: 'choice', label: say('受付の方法', 'How'), options: [option('telephone', '電話', 'Telephone'), option('visit', '来所', 'In person'), option('letter', '文書・メール', 'Letter or mail')] },
        { id: 'content', kind: 'text', label: say('苦情の内容', 'What it is about'), support: say('氏名・住所など、本人が分かることは書かないでください。', 'Write nothing that tells who the person is.') },
        { id: 'receivers', kind: 'people', of: 'anyone', label: say('受け付けた人', 'Received by') },
      ],
      prefill: ({ now, who }) => ({ receivedAt: now, way: 'telephone', receivers: [{ id: who.id, name: who.name }] }),
      check: ({ values, now }) => mustBePast(receivedAt, values, now),
    },
    {
      id: 'act', by: 'contractor', after: ['receive', 'ask-again'], expected: { withinBusinessDays: 3 }, title: say('処理の報告', 'What was done'), act: say('処理の状況を報告する', 'Report what was done'),
      fields: [doneAt, { id: 'cause', kind: 'text', label: say('原因', 'Cause') }, { id: 'action', kind: 'text', label: say('対応の内容', 'What was done') }, { id: 'understood', kind: 'yes-no', label: say('申し出た人の理解を得たか', 'Is the person content?') }, { id: 'prevention', kind: 'text', label: say('再発の防止', 'Prevention'), optional: true }, evidence],
      prefill: ({ now }) => ({ doneAt: now }),
      check: ({ values, now }) => mustBePast(doneAt, values, now),
    },
    { id: 'close', by: 'ward', after: ['act'], expected: { withinBusinessDays: 5 }, closes: true, title: say('処理の確認', 'Closed'), act: say('処理を確認して終える', 'Confirm and close'), fields: [remarks] },
    { id: 'ask-again', by: 'ward', after: ['act'], title: say('追加の対応の求め', 'Sent back'), act: say('追加の対応を求める', 'Send back'), fields: [{ id: 'what', kind: 'text', label: say('求める対応', 'What is missing') }] },
  ],
};
