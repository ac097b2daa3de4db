// One transfer in each state, brought there by the rules themselves, and the people around it: for tests of single rules.
import type { Person } from '../../server/accounts/person.ts';
import type { Policy } from '../../server/engagements/policy.ts';
import { isRefused } from '../../server/ledger/refused.ts';
import { beginWipe, expire, failWipe, finishWipe } from '../../server/transfers/clockwork.ts';
import * as lifecycle from '../../server/transfers/lifecycle.ts';
import type { Outcome, Rule } from '../../server/transfers/lifecycle.ts';
import type { Transfer } from '../../server/transfers/transfer.ts';
import { testPolicy } from '../policy.ts';

export const digest = 'd'.repeat(64);
export const at = (minutes: number): string => new Date(Date.parse('2026-07-02T05:00:00.000Z') + minutes * 60_000).toISOString();
export const day = 24 * 60;

export const person = (id: string, over: Partial<Person> = {}): Person => ({ id, name: `name of ${id}`, role: 'staff', municipalityId: 'm', sectionId: 's', contractorId: null, canApprove: false, occasion: `occasion of ${id}`, signedInAt: at(0), ...over });
export const maker = person('maker', { canApprove: true });
export const approver = person('approver', { canApprove: true });
export const colleague = person('colleague', { signedInAt: at(5) });
export const recipient = person('recipient', { role: 'handler', sectionId: null, contractorId: 'c' });
export const stranger = person('stranger', { sectionId: 'other', canApprove: true });
export const ref = ({ id, name }: Person) => ({ id, name });

export const draft: Transfer = {
  state: 'draft', id: 't', number: '0000-0001', municipalityId: 'm', depositId: 'd', engagementId: 'e', formId: 'f', direction: 'to-contractor', senderId: 's', recipientId: 'c', quantity: 3, titleText: null,
  createdBy: { id: 'maker', name: 'name of maker' }, createdAt: at(0), changedAt: at(0), collectBy: at(7 * day), version: 1, lockForm: 'both', bodyFormat: 'seipd1', certificates: [], draftKey: 'k', waiting: 'w',
  submission: null, approval: null, unscanned: null, returned: null, lock: null, handover: null, collection: null, confirmation: null, end: null, route: 'line', medium: null, answers: null, wipe: { attempts: 0, trouble: null, nextAt: null, at: null },
};

/** What the rule makes of it, with the ids of texts in place. */
export function take(rule: Rule, transfer: Transfer, minutes: number, policy: Policy = testPolicy): Outcome {
  return rule(transfer, policy, at(minutes));
}
const after = (rule: Rule, transfer: Transfer, minutes: number): Transfer => {
  const outcome = take(rule, transfer, minutes);
  return outcome.place?.(outcome.transfer, { reason: 'text' }) ?? outcome.transfer;
};

/** What the refusal says, or null where the rule takes it. */
export function refusal(rule: Rule, transfer: Transfer, minutes: number, policy: Policy = testPolicy): unknown {
  return refusalOf(() => take(rule, transfer, minutes, policy));
}
export function refusalOf(act: () => unknown): unknown {
  try {
    act();
    return null;
  } catch (error) {
    if (!isRefused(error)) throw error;
    return [error.code, error.facts];
  }
}

export const made = { notice: 'n', lockId: 'l', lockSha256: 'a'.repeat(64), round: 1 };
export const handover = { method: 'oral' as const, to: ref(recipient), at: at(75) };
export const said = { quantity: 3, opened: true, reason: undefined, seen: digest, digest };
export const given = { files: 2, digest };
export const saw = { seen: digest, digest };

const waiting = after(lifecycle.submit(maker, given), draft, 1);
const released = after(lifecycle.approve(approver, saw), waiting, 2);
const noted = after(lifecycle.notify(colleague, made), released, 70);
const handed = after(lifecycle.handOver(colleague, handover), noted, 76);
const collecting = after(lifecycle.startCollecting(recipient), handed, 80);
const collected = after(lifecycle.finishCollecting(recipient, { bytes: 9, files: 2 }), collecting, 85);
const recalled = after(lifecycle.recall(maker, { reason: 'other', text: undefined }), released, 90);
const wiping = after(beginWipe, recalled, 91);

/** By state; `noted` and `handed` are released ones whose lock exists, and whose password is handed over. */
export const states = {
  draft, waiting, returned: after(lifecycle.sendBack(approver, { ...saw, reason: 'x' }), waiting, 3), released, noted, handed, collecting, collected,
  confirmed: after(lifecycle.confirm(recipient, said), collected, 100), recalled, expired: after(expire, released, 8 * day), discarded: after(lifecycle.discard(maker), draft, 4),
  wiping, failed: after(failWipe('disk'), wiping, 92), wiped: after(finishWipe({ technique: 'x', files: 2, bytes: 9 }), wiping, 93),
};
export type Named = keyof typeof states;
