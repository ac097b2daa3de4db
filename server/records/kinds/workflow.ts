// 業務フロー (0-8, 1-9, 1-15, 1-34): the ward draws the whole flow and shares it; the contractor's manager acknowledges it. A new version is a new
// record, and is acknowledged anew.
import { workflowsOf } from '../standing/contract-papers.ts';
import { refusedBecause } from '../refusal.ts';
import type { RecordKind, StageContext } from './kind.ts';

export const workflow: RecordKind = {
  id: 'workflow', group: 'contract', obligations: ['0-8', '1-9', '1-15', '1-34'], document: null, about: { contractor: true, transfer: false },
  title: { ja: '業務フロー', en: 'Workflow' },
  stages: [
    {
      id: 'publish', by: 'ward', after: 'start', title: { ja: '業務フローの共有', en: 'Publication' }, act: { ja: '業務フローを示す', en: 'Publish a workflow' },
      fields: [
        { id: 'title', kind: 'line', label: { ja: '名称', en: 'Title' } }, { id: 'version', kind: 'line', label: { ja: '版', en: 'Version' } },
        { id: 'changes', kind: 'text', label: { ja: '前の版から変わったところ', en: 'What changed' }, optional: true },
        { id: 'documents', kind: 'attachments', label: { ja: '業務フローの文書', en: 'The document' }, min: 1 },
      ],
      prefill: async ({ tx, engagement, contractorId }) => {
        const [before] = contractorId === null ? [] : await workflowsOf(tx, engagement, [contractorId]);
        return before === undefined ? { title: '業務フロー', version: '第1版' } : { title: before.title, version: before.version.replace(/^第(\d+)版$/, (_, n: string) => `第${Number(n) + 1}版`) };
      },
    },
    {
      id: 'acknowledge', by: 'contractor-manager', after: ['publish'], expected: { withinBusinessDays: 5 }, closes: true, final: true, title: { ja: '業務フローの確認', en: 'Acknowledgement' }, act: { ja: '業務フローを確認する', en: 'Acknowledge the workflow' },
      fields: [{ id: 'agreed', kind: 'yes-no', label: { ja: 'この業務フローに基づいて業務を行います', en: 'We work by this workflow' } }],
      prefill: () => ({ agreed: true }), check,
    },
  ],
};

async function check({ tx, engagement, contractorId, record, values }: StageContext): Promise<void> {
  if (values['agreed'] !== true) throw refusedBecause('「行います」を選ばないと、確認になりません。まだ記録していません。', 'It is no acknowledgement unless you say that you work by it. Nothing was recorded.');
  const [current] = contractorId === null ? [] : await workflowsOf(tx, engagement, [contractorId]);
  if (current?.recordId !== record?.id) throw refusedBecause(`業務フローは新しい版（${current?.label ?? ''}）になっています。新しい版を確認してください。まだ記録していません。`, `There is a newer version (${current?.label ?? ''}). Acknowledge that one. Nothing was recorded.`);
}
