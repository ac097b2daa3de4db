// The exception for files that were not scanned: an approver other than the maker, the depositor and the one who approved it lets them go, with the reason. Pure.
import type { Person } from '../accounts/person.ts';
import { mustApprove, ref, type Rule } from './lifecycle.ts';
import { TransferRefused } from './refusal.ts';
import { awaitsException } from './unscanned.ts';

/**
 * One more approver allows the unscanned files of a transfer (H 29); `digest` is what they saw. The entry names both: the actor, and who approved the transfer.
 * Throws `TransferRefused`: WRONG_STATE where nothing of the kind is to be decided, UNSCANNED_NOT_ALLOWED where the engagement refuses it by now, NOT_APPROVER,
 * ANOTHER_APPROVER for who gave the usual approval, CHECKS_CHANGED.
 */
export function allowUnscanned(who: Person, facts: { seen: string; digest: string; reason: string }): Rule {
  return (transfer, policy, now) => {
    mustApprove(transfer, who, facts);
    const { unscanned, approval } = transfer;
    if (unscanned === null || !awaitsException(transfer)) throw new TransferRefused('WRONG_STATE', { state: transfer.state, expected: ['approve'] });
    if (policy.unscannable !== 'exception') throw new TransferRefused('UNSCANNED_NOT_ALLOWED', { files: unscanned.files });
    if (approval?.by.id === who.id) throw new TransferRefused('ANOTHER_APPROVER', { name: approval.by.name });
    const allowed = { by: ref(who), at: now, reasonText: '' };
    return {
      transfer: { ...transfer, state: 'released', unscanned: { ...unscanned, allowed } },
      entry: { act: 'allow-unscanned', facts: { digest: facts.digest, files: unscanned.files, approvedBy: approval?.by.name ?? null, approvedById: approval?.by.id ?? null }, texts: { reason: facts.reason } },
      place: (placed, ids) => ({ ...placed, unscanned: { ...unscanned, allowed: { ...allowed, reasonText: ids['reason'] ?? '' } } }),
    };
  };
}
