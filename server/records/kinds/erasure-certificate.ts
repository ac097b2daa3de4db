// 個人情報消去証明書 (2-7, 3-2, 4-6, 1-32): at the end of the engagement, for everything the contractor held, on paper and in data.
// A subcontractor's stands before the ward and before the contractor that employed it alike (甲及び乙).
import { addBusinessDays } from '../../engagements/business-days.ts';
import { japanDay } from '../../engagements/japan-time.ts';
import { owe, settle } from '../duties/duties.ts';
import { certificateDuty } from '../duties/erasure-due.ts';
import { refusedBecause } from '../refusal.ts';
import { checkAcceptance, checkErasure, checkFields, erasureFields, knownErasure } from './erasure-fields.ts';
import type { Field, RecordKind, StageContext } from './kind.ts';

const whatBecame = (id: string, label: Field['label']): Field => ({
  id, kind: 'choice', label, options: [{ id: 'erased', label: { ja: '消去・廃棄した', en: 'Erased or destroyed' } }, { id: 'returned', label: { ja: '区に返した', en: 'Returned to the ward' } }, { id: 'both', label: { ja: '一部を返し、残りを消去・廃棄した', en: 'Part returned, the rest erased or destroyed' } }, { id: 'none', label: { ja: '受け取っていない', en: 'None was received' } }],
});
const handled = (field: string) => ({ field, is: ['yes'] });
/** Asked first; without any data there is nothing to list. */
const held: Field = { id: 'held', kind: 'choice', label: { ja: 'この業務で個人情報を取り扱いましたか', en: 'Was personal data handled in this engagement?' }, options: [{ id: 'yes', label: { ja: '取り扱った', en: 'Yes' } }, { id: 'no', label: { ja: '取り扱っていない', en: 'No' } }] };
const [people, ...others] = erasureFields;
const fields: readonly Field[] = [
  held, ...(people === undefined ? [] : [people]),
  { ...whatBecame('paper', { ja: '紙の個人情報', en: 'Personal data on paper' }), when: handled('held') }, { ...whatBecame('data', { ja: '電子データの個人情報', en: 'Personal data as files' }), when: handled('held') },
  ...others.map((field) => (['copies', 'backups', 'at'].includes(field.id) ? { ...field, when: handled('held') } : field)),
  { id: 'kept', kind: 'line', label: { ja: '消去の記録の保存場所', en: 'Where the records of erasure are kept' } },
  { id: 'statement', kind: 'yes-no', label: { ja: 'この業務で取り扱った個人情報が手元に残っていないことを証明します', en: 'I certify that none of the personal data of this engagement remains with us' } },
];

const about = ({ engagement, contractorId }: StageContext) => ({ kinds: ['erasure-certificate'], engagementId: engagement.id, contractorId, transferId: null });

export const erasureCertificate: RecordKind = {
  id: 'erasure-certificate', title: { ja: '個人情報消去証明書', en: 'Certificate of erasure' }, group: 'erasure', obligations: ['2-7', '3-2', '4-6', '0-5', '1-32'], document: 6,
  about: { contractor: true, transfer: false }, settles: ['erasure-certificate'],
  stages: [
    {
      id: 'submit', title: { ja: '消去の証明', en: 'Certificate' }, act: { ja: '消去を証明する', en: 'Certify the erasure' }, by: 'contractor-manager', after: 'start', fields,
      prefill: async (context) => ({ held: 'yes', ...await knownErasure(context.tx, context, ['erasure-certificate', 'erasure-report']) }), check,
    },
    {
      id: 'check', title: { ja: '区の確認', en: 'The ward’s check' }, act: { ja: '確認する', en: 'Check' }, by: 'ward', after: ['submit', 'again'], expected: { withinBusinessDays: 5 }, fields: checkFields,
      check: checkAcceptance, closes: (values) => values['result'] === 'accepted', follow: oweAgain,
    },
    {
      id: 'again', title: { ja: '証明の再提出', en: 'Certificate once more' }, act: { ja: '直して証明する', en: 'Certify again' }, by: 'contractor-manager', after: ['check'], expected: { withinBusinessDays: 3 }, fields,
      prefill: ({ earlier }) => ({ ...earlier['submit'], ...earlier['again'] }), check,
      follow: async (context) => {
        await settle(context.tx, about(context), context.who.id, context.now);
      },
    },
  ],
};

async function check(context: StageContext): Promise<void> {
  const { values, tx, engagement, contractorId } = context;
  const collected = await tx.selectFrom('receipts').innerJoin('transfers', 'transfers.id', 'receipts.transfer_id').select('transfers.number').where('engagement_id', '=', engagement.id).where('recipient_id', '=', contractorId ?? '').limit(1).executeTakeFirst();
  if (values['held'] === 'no' && collected !== undefined) {
    throw refusedBecause(`授受 ${collected.number} を受け取った記録があります。取り扱った個人情報の消去を書いてください。まだ提出していません。`, `Transfer ${collected.number} was collected. State how its data was erased. Nothing was submitted.`);
  }
  checkErasure(context);
}

async function oweAgain({ tx, engagement, contractorId, values, now }: StageContext): Promise<void> {
  if (values['result'] !== 'returned' || contractorId === null) return;
  await owe(tx, { ...certificateDuty(engagement, contractorId), dueOn: addBusinessDays(japanDay(now), 3) }, { now });
}
