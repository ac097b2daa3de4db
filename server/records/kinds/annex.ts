// 個人情報取扱特記事項 (0-1, 1-8, 2-1, 3-1, 4-1): the annex of the contract with one contractor, published by the ward with its document. A new
// version is a new record of the same title; the acknowledgements of the old one are void from then on.
import { annexesOf } from '../standing/contract-papers.ts';
import type { RecordKind, StageContext, Values } from './kind.ts';

export const annex: RecordKind = {
  id: 'annex', group: 'contract', obligations: ['0-1', '1-8', '2-1', '3-1', '4-1'], document: null, about: { contractor: true, transfer: false },
  title: { ja: '特記事項', en: 'Annex on personal data' },
  stages: [
    {
      id: 'publish', by: 'ward', after: 'start', closes: true, title: { ja: '特記事項の登録', en: 'Registration' }, act: { ja: '特記事項を登録する', en: 'Register an annex' },
      fields: [
        { id: 'title', kind: 'line', label: { ja: '名称', en: 'Title' }, support: { ja: '同じ名称で登録すると、新しい版になります。', en: 'The same title makes a new version.' } },
        { id: 'version', kind: 'line', label: { ja: '版', en: 'Version' } },
        { id: 'signedOn', kind: 'day', label: { ja: '契約した日', en: 'Signed on' } },
        { id: 'lawBasis', kind: 'text', label: { ja: '根拠となる法令', en: 'Law it rests on' } },
        { id: 'penalties', kind: 'text', label: { ja: '周知する罰則', en: 'Penalties to be made known' }, optional: true },
        { id: 'documents', kind: 'attachments', label: { ja: '特記事項の文書', en: 'The document' }, min: 1 },
      ],
      prefill: known,
    },
  ],
};

/** The penalties that the papers name for subcontractors' people (S0 特記14, S1 別紙1の11). */
const penalties: Readonly<Record<string, string>> = {
  S0: '個人情報をみだりに他人に知らせ、または不当な目的に利用してはならない。違反したときは、個人情報の保護に関する法律第176条・第180条の罰則が適用されることがある。',
  S1: '個人情報をみだりに他人に知らせ、または不当な目的に利用してはならない。違反したときは、区の個人情報保護条例第43条・第44条の罰則が適用されることがある。',
};

async function known({ tx, engagement, contractorId }: Omit<StageContext, 'values'>): Promise<Values> {
  const before = contractorId === null ? undefined : (await annexesOf(tx, engagement, [contractorId])).at(-1);
  if (before !== undefined) return { title: before.title, version: nextVersion(before.version), lawBasis: before.lawBasis, penalties: before.penalties };
  const under = engagement.subcontractors.some((one) => one.id === contractorId);
  const title = engagement.preset === 'S1' ? `個人情報取扱特記事項 別紙${under ? '2' : '1'}` : '個人情報取扱特記事項';
  return { title, version: '第1版', lawBasis: engagement.legalBasis, penalties: penalties[engagement.preset ?? ''] ?? '' };
}

/** 第1版 -> 第2版; another form is left for the clerk to write. */
const nextVersion = (version: string): string => version.replace(/^第(\d+)版$/, (_, n: string) => `第${Number(n) + 1}版`);
