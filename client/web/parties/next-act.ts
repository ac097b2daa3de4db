// Where the next act of a transfer is done, and the lines of a to-do list. The gateway says which act, whose and by when; pages infer nothing.
import type { Act, TransferSummary } from '../../../server/http/wire/transfers.ts';

/** The page on which the act that waits for the reader is done. */
export function addressOfAct(transfer: Pick<TransferSummary, 'id' | 'next'>): string {
  const own = `/transfers/${transfer.id}`;
  const pages: Record<Act, string> = {
    'add-files': `${own}/draft/files`, submit: `${own}/draft/files`, discard: own, approve: `${own}/approval`, 'allow-unscanned': `${own}/approval`, return: own, recall: own,
    notice: `/notices/new?transfers=${transfer.id}`, handover: '/notices', 'write-medium': `${own}/medium`, 'hand-over-medium': `${own}/medium`, collect: `${own}/open`, confirm: `${own}/receipt`, 'wait-wipe': own, none: own,
  };
  return pages[transfer.next.act];
}

/** Where the same is sent once more: recipient, form and engagement are taken over from this transfer. */
export function againAddress({ id, direction }: Pick<TransferSummary, 'id' | 'direction'>): string {
  return `${direction === 'to-contractor' ? '/transfers/new' : '/send'}?from=${id}`;
}

/** Acts of people. The rest is the gateway's or nobody's. */
export function isPersonsAct(act: Act): boolean {
  return act !== 'none' && act !== 'wait-wipe';
}

/** What can be picked out of a to-do list, each with the acts that belong to it. */
export const KINDS = { approve: ['approve', 'allow-unscanned', 'return'], password: ['notice', 'handover'], medium: ['write-medium', 'hand-over-medium'], collect: ['collect', 'confirm'], draft: ['add-files', 'submit', 'discard'] } as const satisfies Record<string, readonly Act[]>;
export type Kind = keyof typeof KINDS;

export function isOfKind(kind: Kind, act: Act): boolean {
  return KINDS[kind].some((one) => one === act);
}

/** One line of a to-do list: transfers to one recipient that await the same password notice are one (便). */
export interface Todo { readonly first: TransferSummary; readonly transfers: readonly TransferSummary[]; readonly address: string }

/** Sorted by deadline; what has none comes last. */
export function todosOf(transfers: readonly TransferSummary[]): Todo[] {
  const groups = new Map<string, TransferSummary[]>();
  for (const transfer of transfers) {
    const { act } = transfer.next;
    const key = act === 'notice' || act === 'handover' ? `${act} ${transfer.sender.id} ${transfer.recipient.id}` : transfer.id;
    groups.set(key, [...(groups.get(key) ?? []), transfer]);
  }
  return [...groups.values()].map(todoOf).filter((todo) => todo !== null).sort((a, b) => deadline(a.first).localeCompare(deadline(b.first)));
}

const deadline = (transfer: TransferSummary): string => transfer.next.until ?? '9';
/** The most that one notice takes. */
const AT_MOST = 50;

function todoOf(transfers: readonly TransferSummary[]): Todo | null {
  const sorted = transfers.toSorted((a, b) => deadline(a).localeCompare(deadline(b))).slice(0, AT_MOST);
  const first = sorted[0];
  if (first === undefined) return null;
  const address = first.next.act === 'notice' ? `/notices/new?transfers=${sorted.map((one) => one.id).join(',')}` : addressOfAct(first);
  return { first, transfers: sorted, address };
}
