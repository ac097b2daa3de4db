// データ消去報告書 (1-20, 3-2): what the contractor erased of one transfer, copy by copy; the ward accepts it or sends it back, and then it is owed again.
import { addBusinessDays } from '../../engagements/business-days.ts';
import { japanDay } from '../../engagements/japan-time.ts';
import { owe, settle } from '../duties/duties.ts';
import { erasureDuty } from '../duties/erasure-due.ts';
import { checkAcceptance, checkErasure, checkFields, erasureFields, knownErasure } from './erasure-fields.ts';
import type { Field, RecordKind, StageContext } from './kind.ts';

const statement: Field = { id: 'statement', kind: 'yes-no', label: { ja: '受け取ったデータとその写しを上のとおり消去したことを報告します', en: 'I report that the data received and its copies were erased as above' } };

const about = ({ engagement, contractorId, transferId }: StageContext) => ({ kinds: ['erasure'], engagementId: engagement.id, contractorId, transferId });

export const erasureReport: RecordKind = {
  id: 'erasure-report', title: { ja: 'データ消去報告書', en: 'Data erasure report' }, group: 'erasure', obligations: ['1-20', '0-5', '3-2', '1-34', '1-32'], document: 5,
  about: { contractor: true, transfer: true }, settles: ['erasure'],
  stages: [
    {
      id: 'submit', title: { ja: '消去の報告', en: 'Report of erasure' }, act: { ja: '消去を報告する', en: 'Report the erasure' }, by: 'contractor', after: 'start', fields: [...erasureFields, statement],
      prefill: (context) => knownErasure(context.tx, context, ['erasure-report', 'erasure-certificate']), check: checkErasure,
    },
    {
      id: 'check', title: { ja: '区の確認', en: 'The ward’s check' }, act: { ja: '確認する', en: 'Check' }, by: 'ward', after: ['submit', 'again'], expected: { withinBusinessDays: 5 }, fields: checkFields,
      check: checkAcceptance, closes: (values) => values['result'] === 'accepted', follow: oweAgain,
    },
    {
      id: 'again', title: { ja: '消去の再報告', en: 'Report once more' }, act: { ja: '直して報告する', en: 'Report again' }, by: 'contractor', after: ['check'], expected: { withinBusinessDays: 3 }, fields: [...erasureFields, statement],
      prefill: ({ earlier }) => ({ ...earlier['submit'], ...earlier['again'] }), check: checkErasure,
      follow: async (context) => {
        await settle(context.tx, about(context), context.who.id, context.now);
      },
    },
  ],
};

/** Three business days for another report (an assumption; no paper gives a number). */
async function oweAgain(context: StageContext): Promise<void> {
  const { tx, engagement, contractorId, transferId, values, now } = context;
  if (values['result'] !== 'returned' || contractorId === null) return;
  await owe(tx, { ...erasureDuty(engagement, contractorId, transferId), dueOn: addBusinessDays(japanDay(now), 3) }, { now });
}
