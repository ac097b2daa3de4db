// What each act does to a transfer's state, written down once more and independently of the rules, to replay the ledger against the rows (I4).
import type { State } from '../../server/transfers/transfer.ts';

type From = State | 'nothing';
interface Change { readonly from: readonly From[]; readonly to: State | 'same' }

const open = ['released', 'collecting', 'collected'] as const;

const acts: Readonly<Record<string, Change>> = {
  'draft': { from: ['nothing'], to: 'draft' },
  'add-file': { from: ['draft'], to: 'same' },
  'remove-file': { from: ['draft'], to: 'same' },
  'deposit': { from: ['draft', 'returned'], to: 'awaiting-approval' },
  'approve': { from: ['awaiting-approval'], to: 'released' },
  'return': { from: ['awaiting-approval'], to: 'returned' },
  'notice': { from: open, to: 'same' },
  'renew-notice': { from: open, to: 'same' },
  'call': { from: open, to: 'same' },
  'handover': { from: open, to: 'same' },
  'start-collecting': { from: ['released'], to: 'collecting' },
  'interrupt-collecting': { from: ['collecting', 'collected'], to: 'same' },
  'collect': { from: ['collecting'], to: 'collected' },
  'collect-again': { from: ['collecting', 'collected'], to: 'same' },
  'collected-again': { from: ['collected'], to: 'same' },
  'confirm': { from: ['collected'], to: 'confirmed' },
  'recall': { from: ['awaiting-approval', 'returned', ...open], to: 'recalled' },
  'expire': { from: ['awaiting-approval', 'returned', ...open], to: 'expired' },
  'discard': { from: ['draft', 'returned'], to: 'discarded' },
  'sweep-draft': { from: ['draft'], to: 'discarded' },
  'begin-wipe': { from: ['confirmed', 'recalled', 'expired', 'discarded', 'wiping', 'wipe-failed'], to: 'wiping' },
  'fail-wipe': { from: ['wiping'], to: 'wipe-failed' },
  'wipe': { from: ['wiping'], to: 'wiped' },
};

/** That texts are gone, a document was signed or a 確認書 opened, changes nothing of the transfer itself. */
const beside = ['wipe-texts', 'issue-document', 'open-paper'];

export interface Replayed {
  readonly state: From;
  /** How many changes of the transfer the entries tell. */
  readonly changes: number;
  readonly count: (act: string) => number;
}

/** Replays the done entries of one transfer, oldest first. Throws an Error at an act that does not follow. */
export function replay(entries: readonly string[]): Replayed {
  let state: From = 'nothing';
  const told = entries.filter((act) => !beside.includes(act));
  for (const act of told) {
    const change = acts[act];
    if (change === undefined) throw new Error(`the ledger has an act that nobody knows: ${act}`);
    if (!change.from.includes(state)) throw new Error(`the ledger says ${act} after the transfer was ${state}; acts: ${told.join(', ')}`);
    if (change.to !== 'same') state = change.to;
  }
  return { state, changes: told.length, count: (act) => entries.filter((one) => one === act).length };
}
