// 特記事項の確認 (0-1, 3-12, A.2 秘密の保持・周知): one person of the contractor has read the annexes as they stand and will keep the secret, also
// afterwards. It names the versions and hashes that were read, so a newer annex makes it void. One click.
import { acknowledgedBy, annexesOf, annexRow } from '../standing/contract-papers.ts';
import { refusedBecause } from '../refusal.ts';
import type { RecordKind, StageContext, Values } from './kind.ts';

export const acknowledgement: RecordKind = {
  id: 'acknowledgement', group: 'people', obligations: ['0-1', '3-12', '1-8', '2-1', '3-1', '4-1'], document: null, about: { contractor: true, transfer: false },
  title: { ja: '特記事項の確認', en: 'Acknowledgement of the annex' },
  offered: (_engagement, who) => who.role !== 'staff',
  stages: [
    {
      id: 'acknowledge', by: 'contractor', after: 'start', closes: true, final: true, title: { ja: '特記事項の確認', en: 'Acknowledgement' }, act: { ja: '特記事項を確認する', en: 'Acknowledge the annex' },
      fields: [
        { id: 'annexes', kind: 'rows', min: 1, label: { ja: '確認した特記事項', en: 'Annexes read' }, columns: [
          { id: 'label', kind: 'line', label: { ja: '番号', en: 'Number' } }, { id: 'title', kind: 'line', label: { ja: '名称', en: 'Title' } }, { id: 'version', kind: 'line', label: { ja: '版', en: 'Version' } },
          { id: 'sha256', kind: 'text', label: { ja: '照合値', en: 'SHA-256' } },
        ] },
        { id: 'penalties', kind: 'text', label: { ja: '周知された罰則', en: 'Penalties made known' }, optional: true },
        { id: 'secrecy', kind: 'yes-no', label: { ja: '特記事項を読み、守ります。知り得た個人情報は、この業務が終わったあとも、退職したあとも、他に漏らしません。', en: 'I have read the annex and will keep it. I tell nobody the personal data that I come to know, neither after this engagement nor after I leave the firm.' } },
      ],
      prefill: standing, check,
    },
  ],
};

async function standing({ tx, engagement, contractorId }: Omit<StageContext, 'values'>): Promise<Values> {
  const annexes = contractorId === null ? [] : await annexesOf(tx, engagement, [contractorId]);
  return { annexes: annexes.map(annexRow), penalties: annexes.map((one) => one.penalties).filter((text) => text !== '').join('\n'), secrecy: true };
}

async function check(context: StageContext): Promise<void> {
  const { tx, engagement, contractorId, who, values } = context;
  const now = await standing(context);
  if (Array.isArray(now['annexes']) && now['annexes'].length === 0) throw refusedBecause('特記事項がまだ登録されていません。区が登録してから確認してください。まだ記録していません。', 'No annex is registered yet. Acknowledge it once the ward has registered it. Nothing was recorded.');
  if (JSON.stringify(values['annexes']) !== JSON.stringify(now['annexes'])) throw refusedBecause('特記事項が新しくなっています。画面を読み込み直し、新しい版を読んでから確認してください。まだ記録していません。', 'The annex has changed. Reload the page and read the new version first. Nothing was recorded.');
  if (values['secrecy'] !== true) throw refusedBecause('「守ります」を選ばないと、確認になりません。まだ記録していません。', 'It is no acknowledgement unless you say that you will keep it. Nothing was recorded.');
  if ((await acknowledgedBy(tx, engagement, contractorId === null ? [] : [contractorId])).some(({ accountId }) => accountId === who.id)) throw refusedBecause('今の特記事項は、すでに確認しています。', 'You have acknowledged the present annex already.');
}
