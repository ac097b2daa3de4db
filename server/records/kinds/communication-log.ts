// 再委託先の通信ログの管理監視 (1-34): the subcontractor hands in the review of its communication log for a period; the ward looks at it.
import { japanDay } from '../../engagements/japan-time.ts';
import { moveDay } from '../../engagements/business-days.ts';
import { mustBePast, mustFollow, option, remarks, say } from './asked.ts';
import type { Field, RecordKind } from './kind.ts';

const from: Field = { id: 'from', kind: 'day', label: say('点検した期間（から）', 'Period from') };
const to: Field = { id: 'to', kind: 'day', label: say('点検した期間（まで）', 'Period to') };

export const communicationLog: RecordKind = {
  id: 'communication-log', group: 'oversight', obligations: ['1-34'], document: null, about: { contractor: true, transfer: false },
  title: say('通信ログの点検', 'Review of the communication log'),
  offered: (engagement, who) => (who.contractorId === null ? engagement.subcontractors.length > 0 : engagement.subcontractors.some((one) => one.id === who.contractorId)),
  stages: [
    {
      id: 'submit', by: 'contractor-manager', after: 'start', title: say('点検の報告', 'Report'), act: say('通信ログの点検を報告する', 'Report the review'),
      fields: [
        from, to,
        { id: 'logs', kind: 'choices', min: 1, label: say('点検したログ', 'Logs reviewed'), options: [option('communication', '通信ログ', 'Communication log'), option('access', 'アクセスログ', 'Access log'), option('pc', '端末の操作ログ', 'PC log'), option('virus', 'ウイルス対策のログ', 'Antivirus log')] },
        { id: 'reviewers', kind: 'people', of: 'roster', label: say('点検した人', 'Reviewed by') },
        { id: 'anomaly', kind: 'yes-no', label: say('不審な通信・操作があったか', 'Was anything suspicious?') },
        { id: 'anomalyText', kind: 'text', label: say('不審な点と対応', 'What it was, and what was done'), when: { field: 'anomaly', is: [true] } },
        { id: 'files', kind: 'attachments', min: 1, label: say('ログまたは点検の記録', 'Logs or the record of the review') },
      ],
      prefill: ({ now, who }) => ({ from: moveDay(japanDay(now), -30), to: japanDay(now), logs: ['communication', 'access', 'pc', 'virus'], reviewers: [{ id: who.id, name: who.name }], anomaly: false }),
      check: ({ values, now }) => {
        mustBePast(to, values, now);
        mustFollow(from, to, values);
      },
    },
    { id: 'review', by: 'ward', after: ['submit'], expected: { withinBusinessDays: 10 }, closes: true, title: say('区の確認', 'Review'), act: say('点検の報告を確認する', 'Review the report'), fields: [remarks] },
  ],
};
