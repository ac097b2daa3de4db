// Each rule of the journey by itself: what it takes, what it makes of it to the letter, and why it refuses.
import { describe, expect, it } from 'vitest';
import * as lifecycle from '../../server/transfers/lifecycle.ts';
import type { Rule } from '../../server/transfers/lifecycle.ts';
import type { Transfer } from '../../server/transfers/transfer.ts';
import { testPolicy } from '../policy.ts';
import { approver, at, colleague, day, digest, draft, given, handover, made, maker, person, recipient, ref, refusal, refusalOf, said, saw, states, stranger, take, type Named } from './rule-cases.ts';

const names = Object.keys(states) as Named[];
const late = { ...colleague, signedInAt: at(60) };
const withoutApproval = { ...testPolicy, approval: { 'to-contractor': false, 'to-section': true } };
const submit = lifecycle.submit(maker, given);
const approve = lifecycle.approve(approver, saw);
const sendBack = lifecycle.sendBack(approver, { ...saw, reason: 'x' });
const notify = lifecycle.notify(late, made);
const handOver = lifecycle.handOver(late, handover);
const start = lifecycle.startCollecting(recipient);
const finish = lifecycle.finishCollecting(recipient, { bytes: 9, files: 2 });
const confirm = lifecycle.confirm(recipient, said);
const recall = lifecycle.recall(maker, { reason: 'wrong-content', text: undefined });
const discard = lifecycle.discard(maker);
const change = lifecycle.changeFiles(maker, { act: 'add-file' });

/** By name: the rule, the states that take it as its refusal names them, and the cases in which it is taken. */
const rules: readonly (readonly [string, Rule, readonly string[], readonly Named[]])[] = [
  ['changeFiles', change, ['draft'], ['draft']],
  ['submit', submit, ['draft', 'returned'], ['draft', 'returned']],
  ['approve', approve, ['awaiting-approval'], ['waiting']],
  ['sendBack', sendBack, ['awaiting-approval'], ['waiting']],
  ['notify', notify, ['released', 'collecting', 'collected'], ['released', 'noted']],
  ['handOver', handOver, ['released', 'collecting', 'collected'], ['noted']],
  ['startCollecting', start, ['released', 'collecting', 'collected'], ['noted', 'handed', 'collecting', 'collected']],
  ['finishCollecting', finish, ['collecting'], ['collecting']],
  ['confirm', confirm, ['collected'], ['collected']],
  ['recall', recall, ['awaiting-approval', 'returned', 'released', 'collecting', 'collected'], ['waiting', 'returned', 'released', 'noted', 'handed', 'collecting', 'collected']],
  ['discard', discard, ['draft', 'returned'], ['draft', 'returned']],
];
const handedOver = ['HANDED_OVER', { at: at(75), to: 'name of recipient' }];
/** Where a rule has a word of its own for a state. */
const own: Readonly<Record<string, Partial<Record<Named, unknown>>>> = {
  notify: { handed: handedOver, collecting: handedOver, collected: handedOver },
  handOver: { released: ['WRONG_STATE', { state: 'released', expected: ['notice'] }], handed: handedOver, collecting: handedOver, collected: handedOver },
  startCollecting: { released: ['NOT_FOUND', {}] },
  confirm: { released: ['NOT_COLLECTED', {}], noted: ['NOT_COLLECTED', {}], handed: ['NOT_COLLECTED', {}], collecting: ['NOT_COLLECTED', {}] },
};
const ended: Partial<Record<Named, unknown>> = {
  confirmed: ['ALREADY_CONFIRMED', { at: at(100) }], recalled: ['RECALLED', { at: at(90) }], expired: ['EXPIRED', { at: at(8 * day) }], discarded: ['DISCARDED', { at: at(4) }],
  wiping: ['RECALLED', { at: at(90) }], failed: ['RECALLED', { at: at(90) }], wiped: ['ALREADY_WIPED', { at: at(93) }],
};

describe('what may follow what', () => {
  it.each(rules)('%s is taken in its own states, and says in each other why not', (name, rule, expected, taken) => {
    for (const state of names) {
      const transfer = states[state];
      const wanted = taken.includes(state) ? null : own[name]?.[state] ?? ended[state] ?? ['WRONG_STATE', { state: transfer.state, expected }];
      expect(refusal(rule, transfer, 120), state).toEqual(wanted);
    }
  });

  it('what was confirmed and wiped says that it was confirmed while it is wiped, and when it was wiped afterwards', () => {
    const end = { why: 'confirmed' as const, at: at(100), by: null, reason: null, collectedBefore: true };
    const { state: _, ...confirmed } = states.confirmed;
    expect(refusal(recall, { ...confirmed, state: 'wiping', end }, 120)).toEqual(['ALREADY_CONFIRMED', { at: at(100) }]);
    expect(refusal(recall, { ...confirmed, state: 'wiped', end, changedAt: at(101) }, 120)).toEqual(['ALREADY_WIPED', { at: at(101) }]);
  });
});

describe('who may', () => {
  it.each([['changeFiles', (who) => lifecycle.changeFiles(who, { act: 'x' }), 'draft'], ['submit', (who) => lifecycle.submit(who, given), 'draft'], ['discard', lifecycle.discard, 'draft']] as readonly [string, (who: typeof maker) => Rule, Named][])('%s: only its maker', (_, rule, state) => {
    expect(refusal(rule(stranger), states[state], 10)).toEqual(['NOT_SENDER', {}]);
    expect(refusal(rule(colleague), states[state], 10)).toEqual(['NOT_SENDER', { createdBy: 'name of maker' }]);
    const terminal = { ...maker, unattended: { id: 'terminal', engagements: ['e'] } };
    expect(refusal(rule(terminal), states[state], 10)).toEqual(['NOT_SENDER', { createdBy: 'name of maker' }]);
    const byTerminal = { ...states[state], createdBy: { ...draft.createdBy, terminal: 'terminal' } };
    expect(refusal(rule(terminal), byTerminal, 10)).toBeNull();
    expect(refusal(rule(maker), byTerminal, 10)).toBeNull();
    expect(refusal(rule({ ...terminal, unattended: { id: 'another', engagements: ['e'] } }), byTerminal, 10)).not.toBeNull();
  });

  it('approves: who may approve, and neither made nor sent it', () => {
    for (const rule of [(who: typeof maker) => lifecycle.approve(who, saw), (who: typeof maker) => lifecycle.sendBack(who, { ...saw, reason: 'x' })]) {
      expect(refusal(rule(stranger), states.waiting, 10)).toEqual(['NOT_SENDER', {}]);
      expect(refusal(rule(colleague), states.waiting, 10)).toEqual(['NOT_APPROVER', {}]);
      expect(refusal(rule(maker), { ...states.waiting, createdBy: ref(colleague) }, 10)).toEqual(['NOT_APPROVER', {}]);
      expect(refusal(rule(approver), { ...states.waiting, createdBy: ref(approver) }, 10)).toEqual(['NOT_APPROVER', {}]);
    }
    expect(refusal(lifecycle.approve(approver, { seen: 'e', digest }), states.waiting, 10)).toEqual(['CHECKS_CHANGED', {}]);
  });

  it('hands over and recalls: the sender; collects and confirms: the recipient', () => {
    expect(refusal(lifecycle.notify(recipient, made), states.released, 120)).toEqual(['NOT_SENDER', {}]);
    expect(refusal(lifecycle.handOver(recipient, handover), states.noted, 120)).toEqual(['NOT_SENDER', {}]);
    expect(refusal(lifecycle.recall(recipient, { reason: 'other', text: undefined }), states.released, 120)).toEqual(['NOT_SENDER', {}]);
    expect(refusal(lifecycle.startCollecting(maker), states.noted, 120)).toEqual(['NOT_RECIPIENT', {}]);
    expect(refusal(lifecycle.confirm(maker, said), states.collected, 120)).toEqual(['NOT_RECIPIENT', {}]);
    expect(refusalOf(() => lifecycle.mustHaveCollected(states.collected, maker))).toEqual(['NOT_RECIPIENT', {}]);
  });

  it('signs a receipt: the recipient of what was collected', () => {
    const asked = (state: Named): unknown => refusalOf(() => lifecycle.mustHaveCollected(states[state], recipient));
    expect(asked('collected')).toBeNull();
    for (const state of ['released', 'noted', 'collecting'] as const) expect(asked(state)).toEqual(['NOT_COLLECTED', {}]);
    expect(asked('draft')).toEqual(['WRONG_STATE', { state: 'draft', expected: ['collected'] }]);
    expect(asked('confirmed')).toEqual(['ALREADY_CONFIRMED', { at: at(100) }]);
  });
});

describe('sending', () => {
  it('waits for an approver, or is released at once where none is asked for', () => {
    const submission = { by: ref(maker), at: at(1), occasion: 'occasion of maker' };
    const next = { ...draft, submission, returned: null, draftKey: null, unscanned: null };
    expect(take(submit, draft, 1)).toEqual({ transfer: { ...next, state: 'awaiting-approval' }, entry: { act: 'deposit', facts: given } });
    expect(take(submit, draft, 1, withoutApproval)).toEqual({ transfer: { ...next, state: 'released' }, entry: { act: 'deposit', facts: given } });
    expect(take(submit, { ...draft, direction: 'to-section' }, 1, withoutApproval).transfer.state).toBe('awaiting-approval');
  });

  it('goes out under a standing approval, which the entry names', () => {
    const standing = { id: 'a', number: 7, grantedBy: ref(approver), agreedBy: ref(colleague) };
    const { transfer, entry } = take(lifecycle.submit(maker, given, standing), draft, 1);
    expect([transfer.state, transfer.approval]).toEqual(['released', { by: ref(approver), at: at(1), occasion: 'a', standing: { id: 'a', number: 7, agreedBy: ref(colleague) } }]);
    expect(entry).toEqual({ act: 'deposit', facts: { ...given, standingApproval: 'a', standingNumber: 7, grantedBy: 'name of approver', agreedBy: 'name of colleague' } });
    expect(take(lifecycle.submit(maker, given, standing), draft, 1, withoutApproval).entry.facts).toEqual(given);
  });

  it('needs a file and time to collect', () => {
    expect(refusal(lifecycle.submit(maker, { files: 0, digest }), draft, 1)).toEqual(['NO_FILES', {}]);
    expect(refusal(submit, draft, 7 * day)).toEqual(['COLLECT_BY_PAST', { collectBy: at(7 * day) }]);
    expect(refusal(submit, draft, 7 * day - 1)).toBeNull();
  });

  it('is let go with what the approver looked at, or sent back with the reason', () => {
    const { transfer, entry } = take(approve, states.waiting, 2);
    expect(take(change, draft, 2)).toEqual({ transfer: draft, entry: { act: 'add-file' } });
    expect([transfer.state, transfer.approval]).toEqual(['released', { by: ref(approver), at: at(2), occasion: 'occasion of approver' }]);
    expect(entry).toEqual({ act: 'approve', facts: { digest, destination: true, content: true, attachments: true } });
    const back = take(sendBack, states.waiting, 3);
    expect([back.transfer.state, back.transfer.returned, back.transfer.approval]).toEqual(['returned', null, null]);
    expect(back.entry).toEqual({ act: 'return', texts: { reason: 'x' } });
    expect(back.place?.(back.transfer, { reason: 'id' }).returned).toEqual({ by: ref(approver), at: at(3), reasonText: 'id' });
    expect(back.place?.(back.transfer, {}).returned).toEqual({ by: ref(approver), at: at(3), reasonText: '' });
  });
});

describe('the password', () => {
  const separate = (transfer: Transfer, who: typeof maker, minutes: number, policy = testPolicy): unknown => refusalOf(() => lifecycle.mustBeSeparate(transfer, policy, who, at(minutes)));

  it('is made a gap after the sending and in a sign-in after the release', () => {
    expect(separate(states.released, late, 61)).toBeNull();
    expect(separate(states.released, late, 60)).toEqual(['SAME_OCCASION', { notBefore: at(61), signInAgain: false }]);
    const early = (minutes: number) => person('colleague', { signedInAt: at(minutes) });
    expect(separate(states.released, early(2), 120)).toEqual(['SAME_OCCASION', { notBefore: at(120), signInAgain: true }]);
    expect(separate(states.released, early(3), 120)).toBeNull();
    expect(separate({ ...states.released, approval: null }, early(1), 120)).toEqual(['SAME_OCCASION', { notBefore: at(120), signInAgain: true }]);
    expect(separate({ ...states.released, approval: null }, early(2), 120)).toBeNull();
    const allowed = { by: ref(approver), at: at(9), reasonText: 'x' };
    expect(separate({ ...states.released, unscanned: { files: 1, approvedFirst: true, allowed } }, early(9), 120)).toMatchObject(['SAME_OCCASION', { signInAgain: true }]);
  });

  it('is made by another person where the policy says so', () => {
    const anew = { ...maker, signedInAt: at(60) };
    const another = { ...testPolicy, noticeByAnotherPerson: true };
    expect([separate(states.released, anew, 120), separate(states.released, late, 120, another)]).toEqual([null, null]);
    expect(separate(states.released, anew, 120, another)).toEqual(['ANOTHER_PERSON_REQUIRED', {}]);
  });

  it('is not made once it was handed over, or the medium was', () => {
    expect(separate({ ...states.released, waiting: null }, late, 120)).toEqual(['HANDED_OVER', {}]);
    expect(separate(states.handed, late, 120)).toEqual(handedOver);
    const medium = { reason: 'other' as const, chosenBy: ref(maker), chosenAt: at(1), written: null, handedOver: null, returned: { medium: null, notice: null }, lost: null };
    const out = { by: ref(maker), to: ref(recipient), at: at(70), method: 'other' as const, trackingNumber: null, count: 1 };
    expect(refusal(notify, { ...states.released, medium }, 120)).toBeNull();
    expect(refusal(notify, { ...states.released, medium: { ...medium, handedOver: out } }, 120)).toEqual(['MEDIUM_HANDED_OVER', { at: at(70) }]);
  });

  it('locks the transfer; a later round says so', () => {
    const lock = { id: 'l', sha256: made.lockSha256, round: 1, notice: 'n', by: ref(late), at: at(120) };
    const facts = { notice: 'n', round: 1, lockSha256: made.lockSha256 };
    expect(take(notify, states.released, 120)).toEqual({ transfer: { ...states.released, lock }, entry: { act: 'notice', facts } });
    expect(take(lifecycle.notify(late, { ...made, round: 2 }), states.released, 120).entry).toEqual({ act: 'renew-notice', facts: { ...facts, round: 2 } });
  });

  it('is handed over to a person, by a way, at a time', () => {
    const facts = { notice: 'n', method: 'oral', to: 'name of recipient', toId: 'recipient', at: at(75) };
    expect(take(handOver, states.noted, 76)).toEqual({ transfer: { ...states.noted, handover, waiting: null }, entry: { act: 'handover', facts } });
    expect(take(lifecycle.handOver(late, handover, 'why'), states.noted, 76).entry).toEqual({ act: 'handover', facts, texts: { reason: 'why' } });
  });
});

describe('collecting', () => {
  it('goes by the line only, in time', () => {
    expect(refusal(start, { ...states.noted, route: 'media' }, 120)).toEqual(['ROUTE_IS_MEDIA', {}]);
    expect(refusal(start, states.noted, 7 * day)).toEqual(['EXPIRED', { at: at(7 * day) }]);
    expect(refusal(start, states.noted, 7 * day - 1)).toBeNull();
  });

  it('begins, begins again, and ends', () => {
    const collection = { by: ref(recipient), startedAt: at(80), completedAt: null };
    expect(take(start, states.handed, 80)).toEqual({ transfer: { ...states.handed, state: 'collecting', collection }, entry: { act: 'start-collecting' } });
    for (const state of ['collecting', 'collected'] as const) expect(take(start, states[state], 90)).toEqual({ transfer: states[state], entry: { act: 'collect-again' } });
    expect(take(finish, states.collecting, 85)).toEqual({ transfer: { ...states.collecting, state: 'collected', collection: { ...collection, completedAt: at(85) } }, entry: { act: 'collect', facts: { bytes: 9, files: 2 } } });
  });
});

describe('the confirmation', () => {
  const facts = { quantity: 3, opened: true, digest };
  const confirmation = { by: ref(recipient), at: at(100), opened: true, quantity: 3, reasonText: null, wipeAt: at(100 + day) };

  it('says what came and when the copy is wiped', () => {
    const { transfer, entry } = take(confirm, states.collected, 100);
    expect([transfer.state, transfer.confirmation, entry]).toEqual(['confirmed', confirmation, { act: 'confirm', facts }]);
    const signed = lifecycle.confirm(recipient, { ...said, receipt: { sha256: 'h', fingerprint: 'F' } });
    expect(take(signed, states.collected, 100).entry.facts).toEqual({ ...facts, statement: 'h', signedWith: 'F' });
    expect(take(lifecycle.confirm(recipient, { ...said, receipt: null }), states.collected, 100).entry.facts).toEqual(facts);
  });

  it('needs a reason for another count, or for files that did not open', () => {
    const [other, closed] = [{ ...said, quantity: 2 }, { ...said, opened: false }];
    expect(refusal(lifecycle.confirm(recipient, other), states.collected, 100)).toEqual(['QUANTITY_DIFFERS', { expected: 3, came: 2 }]);
    expect(refusal(lifecycle.confirm(recipient, closed), states.collected, 100)).toEqual(['NOT_OPENED', {}]);
    expect(refusal(lifecycle.confirm(recipient, { ...said, seen: 'e' }), states.collected, 100)).toEqual(['CHECKS_CHANGED', {}]);
    for (const one of [other, closed]) {
      const { transfer, entry, place } = take(lifecycle.confirm(recipient, { ...one, reason: 'why' }), states.collected, 100);
      expect(entry).toEqual({ act: 'confirm', facts: { quantity: one.quantity, opened: one.opened, digest }, texts: { reason: 'why' } });
      expect(place?.(transfer, { reason: 'id' }).confirmation).toMatchObject({ reasonText: 'id', quantity: one.quantity, opened: one.opened });
      expect(place?.(transfer, {}).confirmation?.reasonText).toBeNull();
      expect(place?.(states.collected, { reason: 'id' })).toBe(states.collected);
    }
  });

  it('is written down from paper by the sender of a medium alone', () => {
    const onPaper = (who: typeof maker): Rule => lifecycle.confirmOnPaper(who, { ...said, by: { id: 'p', name: 'on paper' } });
    const carried = { ...states.collected, route: 'media' as const };
    expect(refusal(onPaper(recipient), carried, 100)).toEqual(['NOT_SENDER', {}]);
    expect(refusal(onPaper(maker), states.collected, 100)).toEqual(['NOT_RECIPIENT', {}]);
    const { transfer, entry } = take(onPaper(maker), carried, 100);
    expect(transfer.confirmation).toEqual({ ...confirmation, by: { id: 'p', name: 'on paper' }, recordedBy: ref(maker) });
    expect(entry).toEqual({ act: 'confirm', facts: { ...facts, onPaper: true, by: 'on paper', byId: 'p' } });
  });
});

describe('the end', () => {
  it('recalled: what was collected before stays told as collected', () => {
    const end = { why: 'recalled', at: at(90), by: ref(maker), reason: 'wrong-content', collectedBefore: false };
    expect(take(recall, states.released, 90)).toEqual({ transfer: { ...states.released, state: 'recalled', end }, entry: { act: 'recall', facts: { reason: 'wrong-content', collectedBefore: false } } });
    const { transfer, entry } = take(lifecycle.recall(maker, { reason: 'other', text: 'why' }), states.collecting, 90);
    expect(transfer.end).toEqual({ ...end, reason: 'other', collectedBefore: true });
    expect(entry).toEqual({ act: 'recall', facts: { reason: 'other', collectedBefore: true }, texts: { reason: 'why' } });
  });

  it('discarded', () => {
    expect(take(discard, draft, 4)).toEqual({ transfer: { ...draft, state: 'discarded', end: { why: 'discarded', at: at(4), by: ref(maker), reason: null, collectedBefore: false } }, entry: { act: 'discard' } });
  });
});
