// The figures beside 承認 and パスワード通知 in the navigation, and of the home page: one light call with each visit of a page.
import { useSyncExternalStore } from 'react';
import type { TransferCounts } from '../../../server/http/wire/transfers.ts';
import { api } from '../app/api.ts';
import { useLoad } from '../app/loading.ts';
import { usePlace } from '../app/place.ts';

let round = 0;
const watchers = new Set<() => void>();
function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** What waits has changed while the reader stays on the page: the figures are asked anew. */
export function recount(): void {
  round += 1;
  for (const watcher of watchers) watcher();
}

export function useNavigationCounts(): { approvals: number; notices: number } {
  const { visit } = usePlace();
  const turn = useSyncExternalStore(watch, () => round);
  const counts = useLoad(`counts ${visit} ${turn}`, () => api.call('transferCounts', {}));
  return { approvals: waitingFor(counts.value, 'approve', 'allow-unscanned'), notices: waitingFor(counts.value, 'notice', 'handover') };
}

/** How many transfers wait for the reader with one of these acts. */
export function waitingFor(counts: TransferCounts | null, ...acts: readonly (keyof TransferCounts['acts'])[]): number {
  return acts.reduce((sum, act) => sum + (counts?.acts[act] ?? 0), 0);
}
