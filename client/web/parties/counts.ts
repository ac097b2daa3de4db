// The figures beside 承認 and パスワード通知 in the navigation, asked anew with each visit of a page.
import { api } from '../app/api.ts';
import { useLoad } from '../app/loading.ts';
import { usePlace } from '../app/place.ts';

export function useCounts(): { approvals: number; notices: number; collect: number } {
  const { visit } = usePlace();
  const mine = useLoad(`counts ${visit}`, () => api.call('transfers', { query: { mine: '1', limit: 200 } }));
  const acts = (mine.value?.transfers ?? []).map((transfer) => transfer.next.act);
  const tally = (...wanted: readonly string[]): number => acts.filter((act) => wanted.includes(act)).length;
  return { approvals: tally('approve'), notices: tally('notice', 'handover'), collect: tally('collect', 'confirm') };
}
