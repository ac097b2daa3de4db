// The steps of a transfer by medium, in their order, and which of them is done. Pure; the gateway has decided everything that stands here.
import type { TransferView } from '../../../../server/http/wire/transfers.ts';

export const STEPS = ['notice', 'write', 'handOver', 'tell', 'receipt', 'back', 'backNotice'] as const;
export type Step = (typeof STEPS)[number];

/** A notice told orally is no paper that could come back. */
const isPaper = (transfer: TransferView): boolean => transfer.notice?.handedOver?.method !== 'oral';

export function stepsOf(transfer: TransferView): readonly { readonly step: Step; readonly done: boolean }[] {
  const { medium } = transfer;
  const done: Record<Step, boolean> = {
    notice: transfer.notice !== null, write: medium?.written?.current === true, handOver: (medium?.handedOver ?? null) !== null, tell: (transfer.notice?.handedOver ?? null) !== null,
    receipt: transfer.confirmation !== null, back: (medium?.returned.medium ?? null) !== null, backNotice: (medium?.returned.notice ?? null) !== null,
  };
  return STEPS.filter((step) => step !== 'backNotice' || isPaper(transfer)).map((step) => ({ step, done: done[step] }));
}
