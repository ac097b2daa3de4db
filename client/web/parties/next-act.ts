// Where the next act of a transfer is done, and the words for it. The gateway says which act, whose and by when; pages infer nothing.
import type { TransferSummary } from '../../../server/http/wire/transfers.ts';

type Act = TransferSummary['next']['act'];

/** The page on which the act that waits for the reader is done. */
export function addressOfAct(transfer: Pick<TransferSummary, 'id' | 'next'>): string {
  const own = `/transfers/${transfer.id}`;
  const pages: Record<Act, string> = {
    'add-files': `${own}/draft/files`, submit: `${own}/draft/files`, discard: own, approve: `${own}/approval`, return: own, recall: own,
    notice: `/notices/new?transfers=${transfer.id}`, handover: '/notices', collect: `${own}/open`, confirm: `${own}/receipt`, 'wait-wipe': own, none: own,
  };
  return pages[transfer.next.act];
}

/** Acts of people. The rest is the gateway's or nobody's. */
export function isPersonsAct(act: Act): boolean {
  return act !== 'none' && act !== 'wait-wipe';
}

/** One line of a to-do list: transfers to one recipient that await the same password notice are one (便). */
export interface Todo { readonly first: TransferSummary; readonly transfers: readonly TransferSummary[]; readonly address: string }

/** Sorted by deadline; what has none comes last. */
export function todosOf(transfers: readonly TransferSummary[]): Todo[] {
  const groups = new Map<string, TransferSummary[]>();
  for (const transfer of transfers) {
    const key = transfer.next.act === 'notice' ? `notice ${transfer.sender.id} ${transfer.recipient.id}` : transfer.id;
    groups.set(key, [...(groups.get(key) ?? []), transfer]);
  }
  const deadline = (todo: Todo): string => todo.first.next.until ?? '9';
  return [...groups.values()].map(todoOf).filter((todo) => todo !== null).sort((a, b) => deadline(a).localeCompare(deadline(b)));
}

function todoOf(transfers: readonly TransferSummary[]): Todo | null {
  const sorted = transfers.toSorted((a, b) => (a.next.until ?? '9').localeCompare(b.next.until ?? '9'));
  const first = sorted[0];
  if (first === undefined) return null;
  const address = first.next.act === 'notice' ? `/notices/new?transfers=${sorted.map((one) => one.id).join(',')}` : addressOfAct(first);
  return { first, transfers: sorted, address };
}
