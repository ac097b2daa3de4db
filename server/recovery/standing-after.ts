// What became of a transfer after the copy was taken, by the acts that the newer ledger tells. Pure.
// Guarantees that what was wiped is wiped, that what had ended stays ended, and that whatever still waited is told apart: its files are gone, so it has to be deposited again.
import { isObject, textOf, type JsonObject } from '../ledger/line-json.ts';
import type { InState, State, Transfer } from '../transfers/transfer.ts';

const ended = { recall: 'recalled', expire: 'expired', discard: 'discarded', 'sweep-draft': 'discarded' } as const;
const leads: Readonly<Record<string, State>> = {
  draft: 'draft', deposit: 'awaiting-approval', approve: 'released', return: 'returned', 'start-collecting': 'collecting', collect: 'collected', confirm: 'confirmed', ...ended,
  'begin-wipe': 'wiping', 'fail-wipe': 'wipe-failed', wipe: 'wiped',
};

/** The state to which the acts lead, oldest first; `from` where they say nothing of it. */
export function stateAfter(from: State | null, acts: readonly JsonObject[]): State | null {
  return acts.reduce<State | null>((state, { act }) => leads[textOf(act) ?? ''] ?? state, from);
}

/** Waiting: somebody would have done the next step. */
export const waited = (state: State | null): boolean => state !== null && ['draft', 'awaiting-approval', 'returned', 'released', 'collecting', 'collected'].includes(state);

type Ended = NonNullable<Transfer['end']>;

/** How it ended, by the newest act that says so; by the row where none does. */
export function endAfter(transfer: Transfer, acts: readonly JsonObject[]): Ended | null {
  const newest = acts.findLast(({ act }) => textOf(act) === 'confirm' || (textOf(act) ?? '') in ended);
  if (newest === undefined) return transfer.end ?? (transfer.confirmation === null ? null : { why: 'confirmed', at: transfer.confirmation.at, by: transfer.confirmation.by, reason: null, collectedBefore: true });
  const act = textOf(newest['act']);
  const why = act === 'confirm' ? 'confirmed' as const : act === 'recall' ? 'recalled' as const : act === 'expire' ? 'expired' as const : 'discarded' as const;
  const facts = isObject(newest['facts']) ? newest['facts'] : {};
  const actor = isObject(newest['actor']) ? newest['actor'] : {};
  const [id, name] = [textOf(actor['id']), textOf(actor['name'])];
  return { why, at: textOf(newest['at']) ?? '', by: id === null || name === null ? null : { id, name }, reason: null, collectedBefore: act === 'confirm' || facts['collectedBefore'] === true };
}

/** The transfer as it is wiped, or about to be; null where the newer acts did not bring it there. Nothing of it is entered again: the ledger has it. */
export function broughtOn(transfer: Transfer, acts: readonly JsonObject[]): InState<'wiped' | 'wiping' | 'recalled' | 'expired' | 'discarded'> | null {
  const [state, end] = [stateAfter(null, acts), endAfter(transfer, acts)];
  if (state === null || end === null) return null;
  if (state === 'wiped') {
    const wipe = { ...transfer.wipe, trouble: null, nextAt: null, at: textOf(acts.findLast(({ act }) => act === 'wipe')?.['at']) };
    return { ...transfer, state, end, wipe, lock: transfer.lock === null ? null : { ...transfer.lock, id: null }, waiting: null, draftKey: null };
  }
  // Confirmed and not yet wiped: there is nothing left that its wait could keep.
  if (state === 'wiping' || state === 'wipe-failed' || state === 'confirmed') return { ...transfer, state: 'wiping', end };
  return state === 'recalled' || state === 'expired' || state === 'discarded' ? { ...transfer, state, end } : null;
}
