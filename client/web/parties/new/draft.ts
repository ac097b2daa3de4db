// A draft as its pages need it: the deposit and the engagement it belongs to.
import type { EngagementView } from '../../../../server/http/wire/engagements.ts';
import type { Chosen } from './chosen-files.ts';
import type { DepositView, FileView, TransferView } from '../../../../server/http/wire/transfers.ts';
import type { UnfinishedView } from '../../../../server/http/wire/unfinished.ts';
import { api } from '../../app/api.ts';
import { useLoad, type Load } from '../../app/loading.ts';

export interface Draft { readonly deposit: DepositView; readonly first: TransferView; readonly engagement: EngagementView | null; /** What this reader has begun to send, and not to the end. */ readonly unfinished: readonly UnfinishedView[] }

/** Loads the draft to which the transfer belongs. */
export function useDraft(transferId: string): Load<Draft> {
  return useLoad<Draft>(transferId, async () => {
    const first = await api.call('transfer', { id: transferId });
    const [deposit, engagements, unfinished] = await Promise.all([api.call('deposit', { id: first.depositId }), api.call('engagements', {}), api.call('unfinished', { id: first.depositId })]);
    return { deposit, first, unfinished, engagement: engagements.find((one) => one.id === first.engagement.id) ?? null };
  });
}

/** Every file of a deposit once, however many recipients it goes to. */
export function filesOf(transfers: readonly TransferView[]): FileView[] {
  return [...new Map(transfers.flatMap((transfer) => transfer.files).map((file) => [file.uploadId, file])).values()];
}

/** True for a file that goes to every recipient. */
export const allTo = (transfers: readonly TransferView[], { uploadId }: FileView): boolean => transfers.every(({ files }) => files.some((file) => file.uploadId === uploadId));

/** The chosen files that go to this recipient, in its own slot or in that of all. */
export const chosenFor = (transfer: TransferView, chosen: readonly Chosen[]): Chosen[] => chosen.filter(({ to }) => to === null || to === transfer.recipient.id);

/** How many files go to this recipient, sent or chosen. */
export const inSlot = (transfer: TransferView, chosen: readonly Chosen[]): number => transfer.files.length + chosenFor(transfer, chosen).length;

/** Whether this reader may still change it; the gateway says so. */
export function isOpen(draft: Draft): boolean {
  return draft.first.may.includes('add-files') || draft.first.may.includes('submit');
}
