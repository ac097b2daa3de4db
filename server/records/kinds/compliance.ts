// 遵守の届出 (1-1): which versions of ordinance, policy, LGWAN-ASP guideline, ASP rules and annex the operator of the ASP service keeps, with dates.
import { annexesOf } from '../standing/contract-papers.ts';
import type { RecordKind, StageContext, Values } from './kind.ts';

export const compliance: RecordKind = {
  id: 'compliance', group: 'contract', obligations: ['1-1'], document: null, about: { contractor: true, transfer: false },
  title: { ja: '関係規程の遵守の届出', en: 'Declaration of the rules that are kept' },
  stages: [
    {
      id: 'declare', by: 'contractor-manager', after: 'start', title: { ja: '遵守の届出', en: 'Declaration' }, act: { ja: '遵守を届け出る', en: 'Declare the rules kept' },
      fields: [
        { id: 'documents', kind: 'rows', min: 1, label: { ja: '遵守する規程', en: 'Rules that are kept' }, columns: [
          { id: 'document', kind: 'line', label: { ja: '名称', en: 'Name' } }, { id: 'version', kind: 'line', label: { ja: '版', en: 'Version' } }, { id: 'dated', kind: 'day', label: { ja: '制定・改正の日', en: 'Dated' } },
        ] },
        { id: 'evidence', kind: 'attachments', label: { ja: '添付資料', en: 'Evidence' }, optional: true },
        { id: 'statement', kind: 'yes-no', label: { ja: '上の規程を従事者に周知し、遵守しています', en: 'Our people know these rules, and we keep them' } },
      ],
      prefill,
    },
    {
      id: 'receive', by: 'ward', after: ['declare'], expected: { withinBusinessDays: 5 }, closes: true, title: { ja: '届出の受領', en: 'Receipt' }, act: { ja: '届出を受け取る', en: 'Receive' },
      fields: [{ id: 'note', kind: 'text', label: { ja: '所見', en: 'Remarks' }, optional: true }],
    },
  ],
};

/** The rules that S1 names; versions and days of the operator's own documents are for the operator to write. */
async function prefill({ tx, engagement, contractorId }: Omit<StageContext, 'values'>): Promise<Values> {
  const annexes = contractorId === null ? [] : await annexesOf(tx, engagement, [contractorId]);
  return {
    documents: [
      ...['個人情報保護条例', '情報セキュリティポリシー', 'LGWAN-ASPガイドライン', 'LGWAN-ASP接続サービス基本要綱'].map((document) => ({ document, version: '', dated: '' })),
      ...annexes.map((annex) => ({ document: annex.title, version: annex.version, dated: annex.signedOn })),
    ],
    statement: true,
  };
}
