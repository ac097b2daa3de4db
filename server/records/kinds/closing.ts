// 業務の完了 (2-7): after the end of the engagement the ward closes it, once everything is returned and erased. What is closed stays closed.
import { isOpen } from '../../engagements/period.ts';
import { dutiesOf } from '../duties/duties.ts';
import { refusedBecause } from '../refusal.ts';
import type { RecordKind, StageContext } from './kind.ts';

export const closing: RecordKind = {
  id: 'closing', group: 'contract', obligations: ['2-7'], document: null, about: { contractor: false, transfer: false },
  title: { ja: '委託業務の完了', en: 'Closing of the engagement' },
  offered: (engagement) => engagement.closedAt === null,
  stages: [
    {
      id: 'close', by: 'ward-approver', after: 'start', closes: true, final: true, title: { ja: '完了の確認', en: 'Closing' }, act: { ja: '業務を完了する', en: 'Close the engagement' },
      fields: [{ id: 'note', kind: 'text', label: { ja: '所見', en: 'Remarks' }, optional: true }],
      check,
      follow: async ({ tx, engagement, now }) => {
        await tx.updateTable('engagements').set({ closed_at: now }).where('id', '=', engagement.id).execute();
      },
    },
  ],
};

async function check({ tx, engagement, now }: StageContext): Promise<void> {
  if (engagement.closedAt !== null) throw refusedBecause('この業務は、すでに完了しています。', 'This engagement is closed already.');
  if (isOpen(engagement, now) || now < engagement.from) throw refusedBecause('期間が終わっていないため、完了できません。終わりの日のあとか、業務を終了してから完了してください。', 'It is still running. Close it after its last day or once it was ended.');
  const left = await leftOver({ tx, engagement });
  if (left.ja.length > 0) throw refusedBecause(`まだ終わっていないものがあるため、完了できません：${left.ja.join('、')}。これらが済んでから完了してください。`, `It cannot be closed while these are open: ${left.en.join('; ')}.`);
}

/** Orders that are open and records of return and erasure that the ward has not accepted, each with its contractor. */
async function leftOver({ tx, engagement }: Pick<StageContext, 'tx' | 'engagement'>): Promise<{ ja: string[]; en: string[] }> {
  const nameOf = (id: string | null): string => engagement.contractors.find((firm) => firm.id === id)?.name ?? '';
  const duties = (await dutiesOf(tx, { engagementId: engagement.id })).filter(({ kind }) => kind.startsWith('erasure') || kind.startsWith('return'));
  const records = await tx.selectFrom('records').select(['kind', 'contractor_id']).where('engagement_id', '=', engagement.id).where('state', '=', 'open').where('kind', 'in', ['return', 'erasure-report', 'erasure-certificate']).execute();
  return {
    ja: [...duties.map((one) => `${nameOf(one.contractorId)}「${one.what.ja}」`), ...records.map((one) => `${nameOf(one.contractor_id)}の${one.kind === 'return' ? '返還' : '消去'}の確認`)],
    en: [...duties.map((one) => `${nameOf(one.contractorId)}: ${one.what.en}`), ...records.map((one) => `${nameOf(one.contractor_id)}: check of ${one.kind === 'return' ? 'return' : 'erasure'}`)],
  };
}
