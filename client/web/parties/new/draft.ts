// A draft as its pages need it: the deposit and the engagement it belongs to.
import type { EngagementView } from '../../../../server/http/wire/engagements.ts';
import type { DepositView, TransferView } from '../../../../server/http/wire/transfers.ts';
import { api } from '../../app/api.ts';
import { useLoad, type Load } from '../../app/loading.ts';

export interface Draft { readonly deposit: DepositView; readonly first: TransferView; readonly engagement: EngagementView | null }

/** Loads the draft to which the transfer belongs. */
export function useDraft(transferId: string): Load<Draft> {
  return useLoad(transferId, async () => {
    const first = await api.call('transfer', { id: transferId });
    const [deposit, engagements] = await Promise.all([api.call('deposit', { id: first.depositId }), api.call('engagements', {})]);
    return { deposit, first, engagement: engagements.find((one) => one.id === first.engagement.id) ?? null };
  });
}

/** Whether this reader may still change it; the gateway says so. */
export function isOpen(draft: Draft): boolean {
  return draft.first.may.includes('add-files') || draft.first.may.includes('submit');
}
