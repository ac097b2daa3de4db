// What a page says of a transfer in each state: what comes next and for whom, who may do what, where the copy is; and when the clock acts.
import { describe, expect, it } from 'vitest';
import * as clockwork from '../../server/transfers/clockwork.ts';
import { recall } from '../../server/transfers/lifecycle.ts';
import { actFor, copyOf, isMine, isOverdue, mayOf, nextOf, whoCanOpen, type Act } from '../../server/transfers/outlook.ts';
import type { Medium, Transfer } from '../../server/transfers/transfer.ts';
import { testPolicy } from '../policy.ts';
import { approver, at, colleague, day, draft, maker, made, recipient, ref, refusal, states, stranger, take, type Named } from './rule-cases.ts';

const names = Object.keys(states) as Named[];
const late = { ...colleague, signedInAt: at(60) };
const medium: Medium = { reason: 'other', chosenBy: ref(maker), chosenAt: at(3), written: null, handedOver: null, returned: { medium: null, notice: null }, lost: null };
const written = { ...medium, written: { by: ref(maker), at: at(100), times: 1, lockSha256: made.lockSha256 } };
const carried: Transfer = { ...states.noted, route: 'media', medium };
const there = { by: ref(maker), to: ref(recipient), at: at(110), method: 'other' as const, trackingNumber: null, count: 1 };

describe('what comes next', () => {
  it.each([
    ['draft', 'submit', 'maker', 'submit', 'maker'], ['waiting', 'approve', 'approver', 'approve', 'approver'], ['returned', 'discard', 'maker', 'discard', 'maker'], ['released', 'notice', 'sender', 'notice', 'sender'],
    ['noted', 'handover', 'sender', 'collect', 'recipient'], ['handed', 'collect', 'recipient', 'collect', 'recipient'], ['collecting', 'collect', 'recipient', 'collect', 'recipient'], ['collected', 'confirm', 'recipient', 'confirm', 'recipient'],
    ['confirmed', 'wait-wipe', 'clock', 'wait-wipe', 'clock'], ['recalled', 'wait-wipe', 'clock', 'wait-wipe', 'clock'], ['expired', 'wait-wipe', 'clock', 'wait-wipe', 'clock'], ['discarded', 'wait-wipe', 'clock', 'wait-wipe', 'clock'],
    ['wiping', 'wait-wipe', 'clock', 'wait-wipe', 'clock'], ['failed', 'wait-wipe', 'clock', 'wait-wipe', 'clock'], ['wiped', 'none', 'nobody', 'none', 'nobody'],
  ] as const)('%s: for the sender %s by the %s, for the recipient %s by the %s', (state, act, turn, received, by) => {
    expect(actFor(states[state], 'sender')).toEqual({ act, turn });
    expect(actFor(states[state], 'recipient')).toEqual({ act: received, turn: by });
  });

  it('of a medium: written, handed over, then its notice', () => {
    expect(actFor({ ...states.released, route: 'media', medium }, 'sender')).toEqual({ act: 'notice', turn: 'sender' });
    expect(actFor(carried, 'recipient')).toEqual({ act: 'write-medium', turn: 'sender' });
    expect(actFor({ ...carried, medium: written }, 'sender')).toEqual({ act: 'hand-over-medium', turn: 'sender' });
    expect(actFor({ ...states.collected, route: 'media', medium: written, handover: null }, 'recipient')).toEqual({ act: 'handover', turn: 'sender' });
    expect(actFor({ ...states.collected, route: 'media', medium: written }, 'sender')).toEqual({ act: 'confirm', turn: 'recipient' });
  });

  it('by when, and not before when', () => {
    expect(nextOf(states.released, testPolicy, maker)).toEqual({ act: 'notice', turn: 'sender', until: at(7 * day), notBefore: at(61) });
    expect(nextOf(states.noted, testPolicy, maker)).toEqual({ act: 'handover', turn: 'sender', until: at(7 * day), notBefore: null });
    expect(nextOf(states.noted, testPolicy, recipient)).toEqual({ act: 'collect', turn: 'recipient', until: at(7 * day), notBefore: null });
    expect(nextOf(states.draft, testPolicy, maker)).toEqual({ act: 'submit', turn: 'maker', until: at(7 * day), notBefore: null });
    expect(nextOf(states.wiped, testPolicy, maker)).toEqual({ act: 'none', turn: 'nobody', until: null, notBefore: null });
  });

  it('is mine when I may do it, or when it waits for my whole side', () => {
    const mine = (transfer: Transfer, who: typeof maker, may: readonly Act[]): boolean => isMine(transfer, nextOf(transfer, testPolicy, who), may, who);
    expect([mine(states.draft, maker, ['submit']), mine(states.draft, colleague, []), mine(states.draft, stranger, ['submit'])]).toEqual([true, false, false]);
    expect([mine(states.released, colleague, []), mine(states.released, stranger, []), mine(states.released, recipient, [])]).toEqual([true, false, false]);
    expect([mine(carried, colleague, []), mine({ ...carried, medium: written }, colleague, [])]).toEqual([true, true]);
    expect([mine(states.handed, recipient, ['collect']), mine(states.handed, recipient, []), mine(states.handed, maker, ['collect'])]).toEqual([true, false, false]);
    expect([mine(states.wiped, maker, ['none']), mine(states.recalled, maker, ['wait-wipe'])]).toEqual([false, false]);
  });
});

describe('who may do what', () => {
  const may = (state: Named, who: typeof maker, minutes = 120): Act[] => mayOf(states[state], testPolicy, who, at(minutes));

  it('by state and person', () => {
    expect(may('draft', maker)).toEqual(['add-files', 'submit', 'discard']);
    expect(may('waiting', maker)).toEqual(['recall']);
    expect(may('waiting', approver)).toEqual(['approve', 'return', 'recall']);
    expect(may('returned', maker)).toEqual(['submit', 'discard', 'recall']);
    expect([may('released', late), may('released', { ...late, signedInAt: at(1) })]).toEqual([['recall', 'notice'], ['recall']]);
    expect(may('noted', late)).toEqual(['recall', 'notice', 'handover']);
    expect([may('noted', recipient), may('handed', recipient), may('collecting', recipient)]).toEqual([['collect'], ['collect'], ['collect']]);
    expect([may('collected', recipient), may('collected', maker)]).toEqual([['collect', 'confirm'], ['recall']]);
    for (const state of names) expect(may(state, stranger), state).toEqual([]);
    for (const state of ['confirmed', 'recalled', 'expired', 'discarded', 'wiping', 'failed', 'wiped'] as const) for (const who of [maker, approver, late, recipient]) expect(may(state, who), state).toEqual([]);
  });

  it('with a medium', () => {
    expect(mayOf(carried, testPolicy, { ...maker, signedInAt: at(90) }, at(120))).toEqual(['recall', 'notice', 'handover', 'write-medium']);
    expect(mayOf({ ...carried, medium: written }, testPolicy, { ...maker, signedInAt: at(90) }, at(120))).toEqual(['recall', 'notice', 'handover', 'write-medium', 'hand-over-medium']);
    expect(mayOf({ ...states.collected, route: 'media', medium: { ...written, handedOver: there } }, testPolicy, recipient, at(120))).toEqual(['confirm']);
  });

  it('throws on whatever is no refusal', () => {
    expect(() => mayOf({ ...states.released, submission: { by: ref(maker), at: 'no time', occasion: 'o' } }, testPolicy, late, at(120))).toThrow(RangeError);
  });
});

describe('where the data is', () => {
  it('who can open it', () => {
    expect([whoCanOpen(states.released), whoCanOpen(states.noted), whoCanOpen({ ...states.noted, lockForm: 'password' }), whoCanOpen(states.recalled)]).toEqual(['nobody-yet', 'recipient-with-key-and-password', 'recipient-with-password', 'nobody-any-more']);
  });

  it('what became of the copy', () => {
    const copies = Object.fromEntries(names.map((name) => [name, copyOf(states[name], 1)]));
    const kept = Object.fromEntries(['draft', 'waiting', 'returned', 'released', 'noted', 'handed', 'collecting', 'collected', 'confirmed'].map((name) => [name, 'kept']));
    expect(copies).toEqual({ ...kept, recalled: 'being-wiped', expired: 'being-wiped', discarded: 'being-wiped', wiping: 'being-wiped', failed: 'wipe-failed', wiped: 'wiped' });
    expect(copyOf(draft, 0)).toBe('none');
  });

  it('overdue is what was sent, is not ended nor confirmed, and whose time is over', () => {
    expect(names.filter((name) => isOverdue(states[name], at(7 * day + 1)))).toEqual(['waiting', 'returned', 'released', 'noted', 'handed', 'collecting', 'collected']);
    expect(names.filter((name) => isOverdue(states[name], at(7 * day)))).toEqual([]);
  });
});

describe('the clock', () => {
  const due = (transfer: Transfer): string | null => clockwork.dueAt(transfer, testPolicy);

  it('acts at a time that each state tells', () => {
    const open = Object.fromEntries(['draft', 'waiting', 'returned', 'released', 'noted', 'handed', 'collecting', 'collected'].map((name) => [name, at(7 * day)]));
    expect(Object.fromEntries(names.map((name) => [name, due(states[name])]))).toEqual({ ...open, confirmed: at(100 + day), recalled: at(90), expired: at(8 * day), discarded: at(4), wiping: at(0), failed: at(93), wiped: null });
    expect(clockwork.dueAt({ ...draft, collectBy: at(1) }, { ...testPolicy, draftDays: 2 })).toBe(at(2 * day));
  });

  it('lets expire what waits, and sweeps a draft, no earlier', () => {
    for (const name of ['waiting', 'returned', 'released', 'collecting', 'collected'] as const) {
      const collectedBefore = name === 'collecting' || name === 'collected';
      expect(refusal(clockwork.expire, states[name], 7 * day - 1)).toEqual(['WRONG_STATE', { state: states[name].state }]);
      const { transfer, entry } = take(clockwork.expire, states[name], 7 * day);
      expect([transfer.state, transfer.end]).toEqual(['expired', { why: 'expired', at: at(7 * day), by: null, reason: null, collectedBefore }]);
      expect(entry).toEqual({ act: 'expire', facts: { due: at(7 * day), collectedBefore } });
    }
    const { transfer, entry } = take(clockwork.expire, draft, 7 * day);
    expect([transfer.state, transfer.end?.why, entry]).toEqual(['discarded', 'discarded', { act: 'sweep-draft', facts: { due: at(7 * day), collectedBefore: false } }]);
    for (const name of ['confirmed', 'recalled', 'expired', 'discarded', 'wiping', 'failed', 'wiped'] as const) expect(refusal(clockwork.expire, states[name], 100 * day)).toEqual(['WRONG_STATE', { state: states[name].state }]);
  });

  it('takes back what nobody confirmed when the engagement is over', () => {
    for (const name of ['waiting', 'returned', 'released', 'collecting', 'collected'] as const) {
      const collectedBefore = name === 'collecting' || name === 'collected';
      const { transfer, entry } = take(clockwork.endWithEngagement, states[name], 200);
      expect([transfer.state, transfer.end]).toEqual(['recalled', { why: 'recalled', at: at(200), by: null, reason: 'engagement-ended', collectedBefore }]);
      expect(entry).toEqual({ act: 'recall', facts: { reason: 'engagement-ended', collectedBefore } });
    }
    const { transfer, entry } = take(clockwork.endWithEngagement, draft, 200);
    expect([transfer.state, transfer.end?.why, entry.act]).toEqual(['discarded', 'discarded', 'discard']);
    for (const name of ['confirmed', 'recalled', 'wiped'] as const) expect(refusal(clockwork.endWithEngagement, states[name], 200)).toEqual(['WRONG_STATE', { state: states[name].state }]);
  });

  it('wipes what has ended, and what was confirmed once its wait is over', () => {
    for (const name of ['draft', 'waiting', 'released', 'collected', 'wiped'] as const) expect(refusal(clockwork.beginWipe, states[name], 100 * day)).toEqual(['WRONG_STATE', { state: states[name].state }]);
    expect(refusal(clockwork.beginWipe, states.confirmed, 99 + day)).toEqual(['WRONG_STATE', { state: 'confirmed' }]);
    const confirmed = take(clockwork.beginWipe, states.confirmed, 100 + day);
    expect([confirmed.transfer.state, confirmed.transfer.end]).toEqual(['wiping', { why: 'confirmed', at: at(100), by: ref(recipient), reason: null, collectedBefore: true }]);
    expect(confirmed.entry).toEqual({ act: 'begin-wipe', facts: { why: 'confirmed', attempt: 1 } });
    const again = take(clockwork.beginWipe, states.failed, 93);
    expect([again.transfer.wipe, again.entry.facts]).toEqual([{ attempts: 2, trouble: 'disk', nextAt: null, at: null }, { why: 'recalled', attempt: 2 }]);
    expect(refusal(clockwork.beginWipe, states.failed, 92)).toEqual(['WRONG_STATE', { state: 'wipe-failed' }]);
  });

  it('keeps nothing of the keys when it is done', () => {
    const facts = { technique: 'x', files: 2, bytes: 9 };
    const recalled = take(recall(maker, { reason: 'other', text: undefined }), states.noted, 90).transfer;
    const again = take(clockwork.beginWipe, take(clockwork.failWipe('disk'), take(clockwork.beginWipe, recalled, 91).transfer, 92).transfer, 93).transfer;
    const locked: Transfer = { ...again, wipe: { ...again.wipe, nextAt: at(1) } };
    const { transfer, entry } = take(clockwork.finishWipe(facts), locked, 94);
    expect([transfer.state, transfer.wipe, transfer.lock?.id, transfer.lock?.sha256, transfer.waiting, transfer.draftKey]).toEqual(['wiped', { attempts: 2, trouble: null, nextAt: null, at: at(94) }, null, made.lockSha256, null, null]);
    expect(entry).toEqual({ act: 'wipe', facts });
    expect(take(clockwork.finishWipe(facts), states.wiping, 94).transfer.lock).toBeNull();
    for (const name of ['recalled', 'failed', 'wiped'] as const) expect(refusal(clockwork.finishWipe(facts), states[name], 94)).toEqual(['WRONG_STATE', { state: states[name].state }]);
  });

  it.each([[1, 1], [2, 2], [3, 4], [9, 256], [10, 360], [11, 360], [60, 360]])('after failure %i waits %i minutes', (attempts, minutes) => {
    const { transfer, entry } = take(clockwork.failWipe('disk'), { ...states.wiping, wipe: { attempts, trouble: null, nextAt: null, at: null } }, 100);
    expect([transfer.state, transfer.wipe]).toEqual(['wipe-failed', { attempts, trouble: 'disk', nextAt: at(100 + minutes), at: null }]);
    expect(entry).toEqual({ act: 'fail-wipe', facts: { trouble: 'disk', attempt: attempts } });
    expect(refusal(clockwork.failWipe('disk'), states.failed, 100)).toEqual(['WRONG_STATE', { state: 'wipe-failed' }]);
  });
});

