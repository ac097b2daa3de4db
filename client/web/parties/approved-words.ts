// What an approver is told once the approval counts: who is next, and for what.
import type { TransferView } from '../../../server/http/wire/transfers.ts';
import type { useWords } from '../app/language.ts';
import { whoIsNext } from './whose-turn.ts';

/** Files that were not scanned wait for one more approver. */
export function approvedWords(t: ReturnType<typeof useWords>['t'], { next }: TransferView): string {
  return t(next.act === 'allow-unscanned' ? 'exception.next' : 'approval.done', { who: whoIsNext(t, next.by) });
}
