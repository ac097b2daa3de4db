// 提出物なしの届出 (2-9, 4-8): the contractor says that there was nothing to submit for what is owed by now; once the ward agrees, it is owed no more.
import { addBusinessDays } from '../../engagements/business-days.ts';
import { japanDay } from '../../engagements/japan-time.ts';
import { cancel, dutiesOf } from '../duties/duties.ts';
import { refusedBecause } from '../refusal.ts';
import type { RecordKind, StageContext } from './kind.ts';

/** Kinds of duty that ask for a document from the contractor begin so; see way-back/submissions.ts. */
export const submissionPrefix = 'submit:';
/** What falls due within this many business days counts as owed by now. */
const ahead = 6;

export const nothingToSubmit: RecordKind = {
  id: 'nothing-to-submit', title: { ja: '提出物なしの届出', en: 'Nothing to submit' }, group: 'hand-over', obligations: ['2-9', '4-8'], document: null, about: { contractor: true, transfer: false },
  offered: (engagement) => engagement.forms.some((form) => form.direction === 'to-section' && ['record', 'report', 'survey'].includes(form.kind)),
  stages: [
    {
      id: 'say', by: 'contractor', after: 'start', title: { ja: '提出物なしの届出', en: 'Nothing to submit' }, act: { ja: '提出するものがないと届け出る', en: 'Say that there is nothing to submit' },
      fields: [{ id: 'what', kind: 'text', label: { ja: '対象の書類と期間', en: 'Which documents and which time' } }, { id: 'reason', kind: 'text', label: { ja: '提出するものがない理由', en: 'Why there is nothing' } }],
      prefill: async (context) => ({ what: (await owed(context)).map(({ what }) => what.ja).join('\n') }),
      check: async (context) => {
        if ((await owed(context)).length === 0) throw refusedBecause('いま期限の近い提出物はありません。届け出る必要はありません。', 'Nothing is due soon, so there is nothing to say.');
      },
    },
    {
      id: 'agree', by: 'ward', after: ['say'], expected: { withinBusinessDays: 5 }, closes: true, title: { ja: '区の確認', en: 'The ward’s answer' }, act: { ja: '届出を確認する', en: 'Answer' },
      fields: [
        { id: 'result', kind: 'choice', label: { ja: '確認の結果', en: 'Result' }, options: [{ id: 'agreed', label: { ja: '提出を要しない', en: 'Agreed' } }, { id: 'refused', label: { ja: '提出を求める', en: 'It must be submitted' } }] },
        { id: 'remark', kind: 'text', optional: true, label: { ja: '所見', en: 'Remarks' } },
      ],
      follow: async (context) => {
        if (context.values['result'] !== 'agreed') return;
        const kinds = (await owed(context)).map(({ kind }) => kind);
        if (kinds.length > 0) await cancel(context.tx, { kinds, engagementId: context.engagement.id, contractorId: context.contractorId }, context.now);
      },
    },
  ],
};

async function owed({ tx, engagement, contractorId, now }: Omit<StageContext, 'values'>) {
  const last = addBusinessDays(japanDay(now), ahead);
  return (await dutiesOf(tx, { engagementId: engagement.id, contractorId })).filter(({ kind, dueOn }) => kind.startsWith(submissionPrefix) && dueOn <= last);
}
