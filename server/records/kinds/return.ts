// 個人情報の返還 (2-7, A.2 返還・引渡し): what the contractor gives back when the engagement ends, and that the ward has it. Owed from the day it ends.
import { addBusinessDays } from '../../engagements/business-days.ts';
import { japanDay } from '../../engagements/japan-time.ts';
import { owe, settle } from '../duties/duties.ts';
import { thingsToReturn } from '../duties/event-returns.ts';
import { incomplete } from '../refusal.ts';
import type { Field, RecordKind, StageContext } from './kind.ts';

const things = { id: 'things', kind: 'rows', label: { ja: '返還するもの', en: 'What is returned' }, when: { field: 'held', is: [true] }, columns: [
  { id: 'what', kind: 'line', label: { ja: '名称（媒体・書面）', en: 'Object (medium, paper)' } }, { id: 'count', kind: 'count', min: 1, label: { ja: '数', en: 'Number' } },
] } satisfies Field;
const fields: readonly Field[] = [
  { id: 'held', kind: 'yes-no', label: { ja: '返還するものがあります', en: 'There is something to return' } }, things,
  { id: 'by', kind: 'choice', label: { ja: '返し方', en: 'How' }, when: { field: 'held', is: [true] }, options: [{ id: 'in-person', label: { ja: '手渡し', en: 'In person' } }, { id: 'registered-post', label: { ja: '簡易書留', en: 'Registered post' } }, { id: 'other', label: { ja: 'その他', en: 'Other' } }] },
  { id: 'sentOn', kind: 'day', label: { ja: '返す日', en: 'On' }, when: { field: 'held', is: [true] } },
  { id: 'note', kind: 'text', label: { ja: '補足（追跡番号など）', en: 'Remarks (tracking number)' }, optional: true },
];

export const returning: RecordKind = {
  id: 'return', group: 'erasure', obligations: ['2-7'], document: null, about: { contractor: true, transfer: false }, settles: ['return'],
  title: { ja: '個人情報の返還', en: 'Return of personal data' },
  stages: [
    {
      id: 'submit', by: 'contractor-manager', after: 'start', title: { ja: '返還の届出', en: 'Return' }, act: { ja: '返還を届け出る', en: 'Report the return' }, fields,
      // Whether there is anything is for the contractor to say where the contract names nothing.
      prefill: async ({ tx, engagement, transferId, now }) => {
        const owed = await thingsToReturn(tx, engagement, transferId);
        return { ...(owed.length === 0 ? {} : { held: true, things: owed.map(({ ja }) => ({ what: ja, count: 1 })) }), by: 'in-person', sentOn: japanDay(now) };
      }, check,
    },
    {
      id: 'receive', by: 'ward', after: ['submit', 'again'], expected: { withinBusinessDays: 5 }, title: { ja: '返還の確認', en: 'Receipt' }, act: { ja: '返還を確認する', en: 'Check the return' },
      fields: [
        { id: 'complete', kind: 'yes-no', label: { ja: 'すべて返還されました', en: 'Everything was returned' } }, { id: 'receivedOn', kind: 'day', label: { ja: '受け取った日', en: 'Received on' } },
        { id: 'missing', kind: 'text', label: { ja: '足りないもの', en: 'What is missing' }, when: { field: 'complete', is: [false] } },
      ],
      prefill: ({ now }) => ({ complete: true, receivedOn: japanDay(now) }), closes: (values) => values['complete'] === true, follow: oweAgain,
    },
    {
      id: 'again', by: 'contractor-manager', after: ['receive'], expected: { withinBusinessDays: 3 }, title: { ja: '返還の再届出', en: 'Return of the rest' }, act: { ja: '残りの返還を届け出る', en: 'Report the rest' }, fields,
      prefill: ({ now }) => ({ held: true, sentOn: japanDay(now) }), check,
      follow: async ({ tx, engagement, contractorId, transferId, who, now }) => {
        await settle(tx, { kinds: ['return'], engagementId: engagement.id, contractorId, transferId }, who.id, now);
      },
    },
  ],
};

function check({ values }: StageContext): void {
  if (values['held'] === true && (!Array.isArray(values['things']) || values['things'].length === 0)) throw incomplete(things, { ja: '返すものを1つ以上書いてください', en: 'name at least one object' });
}

/** Three business days for the rest (an assumption; no paper gives a number). */
async function oweAgain({ tx, engagement, contractorId, transferId, values, now }: StageContext): Promise<void> {
  if (values['complete'] === true || contractorId === null) return;
  await owe(tx, {
    municipalityId: engagement.municipalityId, kind: 'return', engagementId: engagement.id, contractorId, transferId, owedBy: 'contractor', what: { ja: '返還が足りないものを返す', en: 'Return what is still missing' }, recordKind: 'return',
    dueOn: addBusinessDays(japanDay(now), 3),
  }, { now });
}
