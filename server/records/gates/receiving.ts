// Who may be handed a medium (0-8, 0-9, 3-12): the same as may collect on the line. The gates of the line ask the person who acts, and here that is the
// ward's clerk; so the person who receives is asked for by name, and the clerk is told what is missing.
import { EngagementRefused } from '../../engagements/refusal.ts';
import type { MayReceive } from '../../transfers/media.ts';
import { mustBeTrained } from '../training.ts';
import { mustHaveAcknowledged, mustHaveWorkflow } from './contract-gates.ts';
import { ContractRefused } from './refusal.ts';

const why: Readonly<Record<string, { ja: string; en: string }>> = {
  NOT_TRAINED: { ja: '今年度のセキュリティ研修の受講記録がありません', en: 'there is no record of a security training in this fiscal year' },
  ANNEX_NOT_ACKNOWLEDGED: { ja: '特記事項をまだ確認していません', en: 'the annex (特記事項) is not acknowledged yet' },
  WORKFLOW_NOT_PUBLISHED: { ja: '業務フローがまだ示されていません', en: 'no workflow is published yet' },
  WORKFLOW_NOT_ACKNOWLEDGED: { ja: '取扱責任者が業務フローをまだ確認していません', en: 'the handling manager has not acknowledged the workflow yet' },
};

/** Training, annex and workflow of the person who is to receive; the roster is asked where the person is found. Throws `ContractRefused` (RECEIVER_NOT_READY). */
export const mustBeReadyToReceive: MayReceive = async (tx, { transfer, engagement, to, now }) => {
  if (transfer.direction !== 'to-contractor') return;
  try {
    if (engagement.terms.trainingBeforeCollect) await mustBeTrained(tx, engagement, to.id, now);
    await mustHaveAcknowledged(tx, engagement, transfer.recipientId, to.id);
    await mustHaveWorkflow(tx, engagement, transfer.recipientId);
  } catch (error) {
    const words = error instanceof ContractRefused || error instanceof EngagementRefused ? why[error.code] : undefined;
    if (words === undefined) throw error;
    throw new ContractRefused('RECEIVER_NOT_READY', { name: to.name, whyJa: words.ja, whyEn: words.en });
  }
};
