// 対策変更届 (1-19, document 12): the contractor tells at once that a security measure changes; both sides discuss it on the record; the ward decides.
import { japanDay } from '../../engagements/japan-time.ts';
import { nextBusinessDay } from '../../engagements/business-days.ts';
import { owe, settle } from '../duties/duties.ts';
import { evidence, mustBePast, option, remarks, say } from './asked.ts';
import type { Field, RecordKind } from './kind.ts';

const at: Field = { id: 'at', kind: 'instant', label: say('協議の日時', 'When') };
const duty = 'measure-change';

export const measureChange: RecordKind = {
  id: 'measure-change', group: 'incident', obligations: ['1-19', '1-34'], document: 12, about: { contractor: true, transfer: false },
  title: say('対策変更届', 'Change of a security measure'),
  stages: [
    {
      id: 'tell', by: 'contractor', after: 'start', title: say('変更の届出', 'Told'), act: say('対策の変更を届け出る', 'Tell a change of measures'),
      fields: [
        { id: 'what', kind: 'choices', min: 1, label: say('変更する対策', 'What changes'), options: [
          option('place', '取扱場所・保管場所', 'Place of handling or storage'), option('devices', '端末・サーバ・印刷機', 'Devices, servers, printers'), option('network', '回線・ファイアウォール', 'Lines and firewall'),
          option('access', '認証・アクセス権', 'Sign-in and access rights'), option('antivirus', 'ウイルス対策・更新', 'Antivirus and updates'), option('logs', 'ログの収集・監視', 'Logs'), option('people', '体制・従事者', 'Organisation and people'), option('other', 'その他', 'Other'),
        ] },
        { id: 'before', kind: 'text', label: say('変更前', 'Before') }, { id: 'after', kind: 'text', label: say('変更後', 'After') }, { id: 'why', kind: 'text', label: say('変更の理由', 'Why') },
        { id: 'from', kind: 'day', label: say('変更する日', 'From') }, evidence,
      ],
      prefill: ({ now }) => ({ from: japanDay(now) }),
      // 直ちに報告 (1-19): the ward is told the same day.
      follow: async ({ tx, engagement, contractorId, record, now }) => {
        await owe(tx, {
          municipalityId: engagement.municipalityId, kind: duty, engagementId: engagement.id, contractorId, transferId: null, owedBy: 'ward', recordKind: 'measure-change', dueOn: nextBusinessDay(japanDay(now)),
          what: say(`対策変更届 ${record?.label ?? ''} を読み、協議する`, `Read the change of measures ${record?.label ?? ''} and discuss it`),
        }, { now });
      },
    },
    {
      id: 'discuss', by: 'either', after: ['tell', 'discuss'], title: say('協議の記録', 'Discussion'), act: say('協議を記録する', 'Record a discussion'),
      fields: [at, { id: 'people', kind: 'people', of: 'anyone', min: 2, label: say('出席者', 'Present') }, { id: 'content', kind: 'text', label: say('協議の内容', 'What was said') }, { id: 'agreed', kind: 'text', label: say('合意した事項', 'What was agreed'), optional: true }],
      prefill: ({ now, who }) => ({ at: now, people: [{ id: who.id, name: who.name }] }),
      check: ({ values, now }) => mustBePast(at, values, now),
    },
    {
      id: 'decide', by: 'ward-approver', after: ['tell', 'discuss'], expected: { withinBusinessDays: 3 }, closes: true, title: say('区の判断', 'Decision'), act: say('変更について判断する', 'Decide'),
      fields: [
        { id: 'decision', kind: 'choice', label: say('判断', 'Decision'), options: [option('agree', '了承する', 'Agreed'), option('conditions', '条件を付けて了承する', 'Agreed under conditions'), option('refuse', '了承しない', 'Not agreed')] },
        { id: 'conditions', kind: 'text', label: say('条件・理由', 'Conditions or reasons'), when: { field: 'decision', is: ['conditions', 'refuse'] } }, remarks,
      ],
      follow: async ({ tx, engagement, contractorId, who, now }) => {
        await settle(tx, { kinds: [duty], engagementId: engagement.id, contractorId, transferId: null }, who.id, now);
      },
    },
  ],
};
