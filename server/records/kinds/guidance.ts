// 指導・公表 (A.2 28/23/20): the ward tells a contractor that broke the annex what to mend; whether the fact is published is decided and recorded.
import { japanDay } from '../../engagements/japan-time.ts';
import { addBusinessDays } from '../../engagements/business-days.ts';
import { evidence, mustBeAhead, mustBePast, option, remarks, say } from './asked.ts';
import type { Field, RecordKind } from './kind.ts';

const correctBy: Field = { id: 'correctBy', kind: 'day', label: say('改善の期限', 'To be mended by') };
export const publishedOn: Field = { id: 'publishedOn', kind: 'day', label: say('公表した日', 'Published on'), when: { field: 'publish', is: ['published'] } };

/** Whether the violation was made public, as incidents and guidance both record it. */
export const publication: readonly Field[] = [
  { id: 'publish', kind: 'choice', label: say('公表', 'Publication'), options: [option('published', '公表した', 'Published'), option('not-published', '公表しない', 'Not published')] },
  publishedOn,
  { id: 'publishedWhere', kind: 'line', label: say('公表の方法', 'Where'), when: { field: 'publish', is: ['published'] } },
  { id: 'notPublishedWhy', kind: 'line', label: say('公表しない理由', 'Why not'), when: { field: 'publish', is: ['not-published'] } },
];

export const guidance: RecordKind = {
  id: 'guidance', group: 'incident', obligations: [], document: null, about: { contractor: true, transfer: false },
  title: say('指導・公表の記録', 'Guidance and publication'),
  stages: [
    {
      id: 'guide', by: 'ward-approver', after: 'start', title: say('指導', 'Guidance'), act: say('指導を記録する', 'Give guidance'),
      fields: [
        { id: 'form', kind: 'choice', label: say('区分', 'Form'), options: [option('guidance', '指導', 'Guidance'), option('recommendation', '勧告', 'Recommendation')] },
        { id: 'clause', kind: 'line', label: say('違反した事項', 'What was broken') }, { id: 'facts', kind: 'text', label: say('事実', 'Facts') }, { id: 'demand', kind: 'text', label: say('求める改善', 'What must be mended') }, correctBy, evidence,
      ],
      prefill: ({ now }) => ({ form: 'guidance', correctBy: addBusinessDays(japanDay(now), 10) }),
      check: ({ values, now }) => mustBeAhead(correctBy, values, now),
    },
    {
      id: 'answer', by: 'contractor-manager', after: ['guide', 'ask-again'], expected: { withinBusinessDays: 10, until: { stage: 'guide', field: 'correctBy' } }, title: say('改善の報告', 'Answer'), act: say('改善を報告する', 'Report what was mended'),
      fields: [{ id: 'done', kind: 'text', label: say('改善した内容', 'What was mended') }, evidence],
    },
    {
      id: 'close', by: 'ward-approver', after: ['guide', 'answer'], title: say('終結', 'Closing'), act: say('公表を判断して終える', 'Decide on publication and close'), closes: true,
      fields: [{ id: 'mended', kind: 'yes-no', label: say('改善されたか', 'Was it mended?') }, ...publication, remarks], check: ({ values, now }) => mustBePast(publishedOn, values, now),
    },
    { id: 'ask-again', by: 'ward-approver', after: ['answer'], title: say('再度の指導', 'Sent back'), act: say('もう一度改善を求める', 'Send back'), fields: [{ id: 'what', kind: 'text', label: say('足りない事項', 'What is missing') }] },
  ],
};
