// What the clock does to a transfer: drafts are swept, what was not confirmed in time expires, what has ended is wiped. Pure.
import type { Policy } from '../engagements/policy.ts';
import type { Outcome, Rule } from './lifecycle.ts';
import { TransferRefused } from './refusal.ts';
import type { State, Transfer } from './transfer.ts';

const daysAfter = (at: string, days: number): string => new Date(Date.parse(at) + days * 86_400_000).toISOString();
const waits: readonly State[] = ['awaiting-approval', 'returned', 'released', 'collecting', 'collected'];

/** The next moment at which the clock changes this transfer, or null when it never will. */
export function dueAt(transfer: Transfer, policy: Policy): string | null {
  switch (transfer.state) {
    case 'draft': return daysAfter(transfer.createdAt, policy.draftDays);
    case 'awaiting-approval': case 'returned': case 'released': case 'collecting': case 'collected': return transfer.collectBy;
    case 'confirmed': return transfer.confirmation.wipeAt;
    case 'recalled': case 'expired': case 'discarded': return transfer.end.at;
    case 'wiping': case 'wipe-failed': return transfer.wipe.nextAt ?? transfer.changedAt;
    case 'wiped': return null;
  }
}

/** Ends a transfer whose time has run out: a draft is discarded, a waiting one expires. Refuses when it is not time (I6). */
export const expire: Rule = (transfer, policy, now): Outcome => {
  const due = dueAt(transfer, policy);
  if (due === null || now < due || !(transfer.state === 'draft' || waits.includes(transfer.state))) throw new TransferRefused('WRONG_STATE', { state: transfer.state });
  const why = transfer.state === 'draft' ? 'discarded' as const : 'expired' as const;
  const end = { why, at: now, by: null, reason: null, collectedBefore: transfer.collection !== null };
  return { transfer: { ...transfer, state: why, end }, entry: { act: why === 'expired' ? 'expire' : 'sweep-draft', facts: { due, collectedBefore: end.collectedBefore } } };
};

/** The engagement is over: what nobody has confirmed is taken back, whoever sent it. What was collected before stays told as collected. */
export const endWithEngagement: Rule = (transfer, _policy, now): Outcome => {
  if (!(transfer.state === 'draft' || waits.includes(transfer.state))) throw new TransferRefused('WRONG_STATE', { state: transfer.state });
  const why = transfer.state === 'draft' ? 'discarded' as const : 'recalled' as const;
  const end = { why, at: now, by: null, reason: 'engagement-ended' as const, collectedBefore: transfer.collection !== null };
  return { transfer: { ...transfer, state: why, end }, entry: { act: why === 'recalled' ? 'recall' : 'discard', facts: { reason: end.reason, collectedBefore: end.collectedBefore } } };
};

/** The intent to wipe. Only what is confirmed and past its wait, or recalled, expired or discarded, or half wiped, may be wiped (I6). */
export const beginWipe: Rule = (transfer, policy, now): Outcome => {
  const due = dueAt(transfer, policy);
  const end = transfer.end ?? (transfer.state === 'confirmed' ? { why: 'confirmed' as const, at: transfer.confirmation.at, by: transfer.confirmation.by, reason: null, collectedBefore: true } : null);
  if (end === null || due === null || now < due) throw new TransferRefused('WRONG_STATE', { state: transfer.state });
  const wipe = { ...transfer.wipe, attempts: transfer.wipe.attempts + 1, nextAt: null };
  return { transfer: { ...transfer, state: 'wiping', end, wipe }, entry: { act: 'begin-wipe', facts: { why: end.why, attempt: wipe.attempts } } };
};

/** The wipe is done and checked: no key material, no body, no readable text. */
export function finishWipe(facts: { technique: string; files: number; bytes: number }): Rule {
  return (transfer, _policy, now) => {
    if (transfer.state !== 'wiping') throw new TransferRefused('WRONG_STATE', { state: transfer.state });
    const wipe = { ...transfer.wipe, trouble: null, nextAt: null, at: now };
    const lock = transfer.lock === null ? null : { ...transfer.lock, id: null };
    return { transfer: { ...transfer, state: 'wiped', wipe, lock, waiting: null, draftKey: null }, entry: { act: 'wipe', facts } };
  };
}

/** Waits between tries: one minute, doubling, at most six hours (an assumption). */
export function failWipe(trouble: string): Rule {
  return (transfer, _policy, now) => {
    if (transfer.state !== 'wiping') throw new TransferRefused('WRONG_STATE', { state: transfer.state });
    const minutes = Math.min(2 ** Math.min(transfer.wipe.attempts - 1, 10), 360);
    const wipe = { ...transfer.wipe, trouble, nextAt: new Date(Date.parse(now) + minutes * 60_000).toISOString() };
    return { transfer: { ...transfer, state: 'wipe-failed', wipe }, entry: { act: 'fail-wipe', facts: { trouble, attempt: transfer.wipe.attempts } } };
  };
}
