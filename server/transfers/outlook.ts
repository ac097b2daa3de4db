// What a page needs to know and must not infer: what comes next and for whom, what this reader may do, who can open the
// data, where the copy is. Asked of the same rules that decide. Pure.
import { partyOf, type Person } from '../accounts/person.ts';
import type { Policy } from '../engagements/policy.ts';
import { isRefused } from '../ledger/refused.ts';
import { dueAt } from './clockwork.ts';
import * as lifecycle from './lifecycle.ts';
import * as media from './media-rules.ts';
import { isWritten } from './media-rules.ts';
import type { Rule } from './lifecycle.ts';
import type { Transfer } from './transfer.ts';
import { awaitsException } from './unscanned.ts';
import { allowUnscanned } from './unscanned-rules.ts';

export type Act = 'add-files' | 'submit' | 'discard' | 'approve' | 'allow-unscanned' | 'return' | 'recall' | 'notice' | 'handover' | 'write-medium' | 'hand-over-medium' | 'collect' | 'confirm' | 'wait-wipe' | 'none';

export interface Next {
  readonly act: Act;
  /** Whose turn it is: the person who made it, another person of the sending party, either party, or nobody's. */
  readonly turn: 'maker' | 'approver' | 'sender' | 'recipient' | 'clock' | 'nobody';
  readonly until: string | null;
  readonly notBefore: string | null;
}

/** What comes next as one side sees it, whoever reads there: while a lock exists but its password is not handed over, both sides have something to do. Lists find transfers by this. */
export function actFor(transfer: Transfer, side: 'sender' | 'recipient'): Pick<Next, 'act' | 'turn'> {
  switch (transfer.state) {
    case 'draft': return { act: 'submit', turn: 'maker' };
    case 'awaiting-approval': return { act: awaitsException(transfer) ? 'allow-unscanned' : 'approve', turn: 'approver' };
    case 'returned': return { act: 'discard', turn: 'maker' };
    case 'released': case 'collecting': {
      if (transfer.lock === null) return { act: 'notice', turn: 'sender' };
      if (transfer.route === 'media') return { act: isWritten(transfer) ? 'hand-over-medium' : 'write-medium', turn: 'sender' };
      return transfer.handover === null && side === 'sender' ? { act: 'handover', turn: 'sender' } : { act: 'collect', turn: 'recipient' };
    }
    // A medium may arrive before its password does: nothing can be confirmed until then.
    case 'collected': return transfer.route === 'media' && transfer.handover === null ? { act: 'handover', turn: 'sender' } : { act: 'confirm', turn: 'recipient' };
    case 'confirmed': case 'recalled': case 'expired': case 'discarded': case 'wiping': case 'wipe-failed': return { act: 'wait-wipe', turn: 'clock' };
    case 'wiped': return { act: 'none', turn: 'nobody' };
  }
}

/** What comes next for this reader's side, by when and not before when. */
export function nextOf(transfer: Transfer, policy: Policy, who: Person): Next {
  const next = actFor(transfer, partyOf(who) === transfer.senderId ? 'sender' : 'recipient');
  const notBefore = next.act === 'notice' && transfer.submission !== null ? afterMinutes(transfer.submission.at, policy.passwordGapMinutes) : null;
  return { ...next, until: dueAt(transfer, policy), notBefore };
}

/** Acts that wait for the whole sending party even while they are not due for this person: its people must know of them. */
const anothersOccasion: readonly Act[] = ['notice', 'write-medium', 'hand-over-medium'];

/** True if what comes next waits for this reader. */
export function isMine(transfer: Transfer, next: Next, may: readonly Act[], who: Person): boolean {
  if (next.act === 'none' || next.turn === 'clock') return false;
  const onSide = partyOf(who) === (next.turn === 'recipient' ? transfer.recipientId : transfer.senderId);
  return onSide && (may.includes(next.act) || anothersOccasion.includes(next.act));
}

/** True once the collection's time has run out with nothing confirmed. */
export function isOverdue(transfer: Transfer, now: string): boolean {
  return transfer.end === null && transfer.confirmation === null && transfer.state !== 'draft' && transfer.collectBy < now;
}

const afterMinutes = (at: string, minutes: number): string => new Date(Date.parse(at) + minutes * 60_000).toISOString();

/** The acts this person may do now: each rule is asked, and what it does not refuse is allowed. */
export function mayOf(transfer: Transfer, policy: Policy, who: Person, now: string): Act[] {
  const probes: readonly (readonly [Act, () => unknown])[] = [
    ['add-files', rule(lifecycle.changeFiles(who, { act: 'probe' }))],
    ['submit', rule(lifecycle.submit(who, { files: 1, digest: '' }))],
    ['discard', rule(lifecycle.discard(who))],
    ['approve', rule(lifecycle.approve(who, { seen: '', digest: '' }))],
    ['allow-unscanned', rule(allowUnscanned(who, { seen: '', digest: '', reason: '' }))],
    ['return', rule(lifecycle.sendBack(who, { seen: '', digest: '', reason: '' }))],
    ['recall', rule(lifecycle.recall(who, { reason: 'other', text: undefined }))],
    ['notice', () => lifecycle.mustBeSeparate(transfer, policy, who, now)],
    ['handover', rule(lifecycle.handOver(who, { method: 'oral', to: { id: '', name: '' }, at: now }))],
    ['write-medium', rule(media.writeMedium(who))],
    ['hand-over-medium', () => media.mustBeWritten(transfer, who)],
    ['collect', () => lifecycle.mustBeCollectable(transfer, who, now)],
    ['confirm', rule(lifecycle.confirm(who, { quantity: transfer.quantity, opened: true, reason: undefined, seen: '', digest: '' }))],
  ];
  function rule(asked: Rule): () => unknown {
    return () => asked(transfer, policy, now);
  }
  return probes.filter(([, probe]) => allows(probe)).map(([act]) => act);
}

function allows(probe: () => unknown): boolean {
  try {
    probe();
    return true;
  } catch (error) {
    if (isRefused(error)) return false;
    throw error;
  }
}

/** 「データを開ける人」 */
export function whoCanOpen(transfer: Transfer): 'nobody-yet' | 'recipient-with-key-and-password' | 'recipient-with-password' | 'nobody-any-more' {
  if (transfer.end !== null) return 'nobody-any-more';
  if (transfer.lock === null) return 'nobody-yet';
  return transfer.lockForm === 'both' ? 'recipient-with-key-and-password' : 'recipient-with-password';
}

/** 「鍵箱のデータ」 */
export function copyOf(transfer: Transfer, files: number): 'none' | 'kept' | 'being-wiped' | 'wipe-failed' | 'wiped' {
  switch (transfer.state) {
    case 'wiped': return 'wiped';
    case 'wipe-failed': return 'wipe-failed';
    case 'wiping': case 'recalled': case 'expired': case 'discarded': return 'being-wiped';
    case 'draft': return files === 0 ? 'none' : 'kept';
    case 'awaiting-approval': case 'returned': case 'released': case 'collecting': case 'collected': case 'confirmed': return 'kept';
  }
}
