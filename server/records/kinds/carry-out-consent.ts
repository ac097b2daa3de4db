// 持出し・複写の承諾 (A.2 持出しの禁止 7, 複写・複製の禁止 10): nothing leaves the named place and nothing is copied without the ward's consent; what came of it
// is reported and checked.
import { japanDay } from '../../engagements/japan-time.ts';
import { mustBePast, mustFollow, option, remarks, say } from './asked.ts';
import type { Field, RecordKind } from './kind.ts';

const from: Field = { id: 'from', kind: 'day', label: say('期間（から）', 'From') };
const to: Field = { id: 'to', kind: 'day', label: say('期間（まで）', 'Until') };
const doneOn: Field = { id: 'doneOn', kind: 'day', label: say('戻した日・廃棄した日', 'Brought back or destroyed on') };

export const carryOutConsent: RecordKind = {
  id: 'carry-out-consent', group: 'oversight', obligations: [], document: null, about: { contractor: true, transfer: false },
  title: say('持出し・複写の承諾', 'Consent to carry out or copy'),
  stages: [
    {
      id: 'apply', by: 'contractor-manager', after: 'start', title: say('承諾の申請', 'Application'), act: say('承諾を申請する', 'Apply for consent'),
      fields: [
        { id: 'what', kind: 'choices', min: 1, label: say('区分', 'What for'), options: [option('carry-out', '指定場所の外への持出し', 'Carrying out of the named place'), option('copy', '複写・複製', 'Copying')] },
        { id: 'object', kind: 'line', label: say('対象（帳票・媒体）', 'What (forms, media)') }, { id: 'quantity', kind: 'count', min: 1, label: say('数量', 'Quantity') }, { id: 'unit', kind: 'line', label: say('単位', 'Unit') },
        { id: 'where', kind: 'line', label: say('持出し先・複写の保管場所', 'Where to') }, { id: 'why', kind: 'text', label: say('必要な理由', 'Why') }, { id: 'people', kind: 'people', of: 'roster', label: say('取り扱う人', 'Handled by') },
        { id: 'protection', kind: 'text', label: say('保護の方法（暗号化・施錠など）', 'How it is protected') }, from, to,
      ],
      prefill: ({ now, who }) => ({ people: [{ id: who.id, name: who.name }], from: japanDay(now), to: japanDay(now), unit: '件' }), check: ({ values }) => mustFollow(from, to, values),
    },
    {
      id: 'decide', by: 'ward-approver', after: ['apply'], expected: { withinBusinessDays: 3 }, closes: (values) => values['decision'] === 'refuse', title: say('承諾の判断', 'Decision'), act: say('承諾を判断する', 'Decide'),
      fields: [
        { id: 'decision', kind: 'choice', label: say('判断', 'Decision'), options: [option('consent', '承諾する', 'Consent'), option('refuse', '承諾しない', 'Refused')] },
        { id: 'conditions', kind: 'text', label: say('条件', 'Conditions'), optional: true, when: { field: 'decision', is: ['consent'] } }, { id: 'reason', kind: 'text', label: say('承諾しない理由', 'Why not'), when: { field: 'decision', is: ['refuse'] } },
      ],
    },
    {
      id: 'done', by: 'contractor', after: ['decide'], expected: { withinBusinessDays: 10, until: { stage: 'apply', field: 'to' } }, title: say('終了の報告', 'Done'), act: say('終了を報告する', 'Report the end'),
      fields: [doneOn, { id: 'returned', kind: 'count', label: say('指定場所に戻した数量', 'Brought back') }, { id: 'destroyed', kind: 'count', label: say('廃棄・消去した数量', 'Destroyed') }, { id: 'how', kind: 'line', label: say('廃棄・消去の方法', 'How'), optional: true }],
      prefill: ({ now, earlier }) => ({ doneOn: japanDay(now), returned: earlier['apply']?.['quantity'] ?? 0, destroyed: 0 }), check: ({ values, now }) => mustBePast(doneOn, values, now),
    },
    { id: 'confirm', by: 'ward', after: ['done'], expected: { withinBusinessDays: 5 }, closes: true, title: say('確認', 'Confirmation'), act: say('終了を確認する', 'Confirm'), fields: [remarks] },
  ],
};
