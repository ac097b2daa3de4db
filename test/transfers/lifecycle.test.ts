import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Person } from '../../server/accounts/person.ts';
import type { Policy } from '../../server/engagements/policy.ts';
import { isRefused } from '../../server/ledger/refused.ts';
import { beginWipe, dueAt, expire, failWipe, finishWipe } from '../../server/transfers/clockwork.ts';
import * as lifecycle from '../../server/transfers/lifecycle.ts';
import type { Rule } from '../../server/transfers/lifecycle.ts';
import { mayOf } from '../../server/transfers/outlook.ts';
import { transfer as shape, type Transfer } from '../../server/transfers/transfer.ts';
import { testPolicy } from '../policy.ts';

const begin = Date.parse('2026-07-02T05:00:00.000Z');
const iso = (minutes: number): string => new Date(begin + minutes * 60_000).toISOString();
const digest = 'd'.repeat(64);

const person = (id: string, over: Partial<Person> = {}): Person => ({ id, name: id, role: 'staff', municipalityId: 'm', sectionId: 's', contractorId: null, canApprove: false, occasion: 'o', signedInAt: iso(0), ...over });
const people = {
  maker: person('maker', { canApprove: true }), approver: person('approver', { canApprove: true }), colleague: person('colleague'),
  recipient: person('recipient', { role: 'handler', sectionId: null, contractorId: 'c' }), stranger: person('stranger', { sectionId: 'other', canApprove: true }),
};
const draft: Transfer = {
  state: 'draft', id: 't', number: '0000-0001', municipalityId: 'm', depositId: 'd', engagementId: 'e', formId: 'f', direction: 'to-contractor', senderId: 's', recipientId: 'c', quantity: 3, titleText: null,
  createdBy: { id: 'maker', name: 'maker' }, createdAt: iso(0), changedAt: iso(0), collectBy: iso(7 * 24 * 60), version: 1, lockForm: 'both', bodyFormat: 'seipd1', certificates: [], draftKey: 'k', waiting: 'w',
  submission: null, approval: null, unscanned: null, returned: null, lock: null, handover: null, collection: null, confirmation: null, end: null, route: 'line', medium: null, answers: null, wipe: { attempts: 0, trouble: null, nextAt: null, at: null },
};

type Act = 'add-file' | 'submit' | 'approve' | 'return' | 'notify' | 'handover' | 'start-collecting' | 'finish-collecting' | 'confirm' | 'recall' | 'discard' | 'expire' | 'begin-wipe' | 'finish-wipe' | 'fail-wipe';
const ruleOf = (act: Act, who: Person): Rule => {
  switch (act) {
    case 'add-file': return lifecycle.changeFiles(who, { act });
    case 'submit': return lifecycle.submit(who, { files: 1, digest });
    case 'approve': return lifecycle.approve(who, { seen: digest, digest });
    case 'return': return lifecycle.sendBack(who, { seen: digest, digest, reason: 'x' });
    case 'notify': return lifecycle.notify(who, { notice: 'n', lockId: 'l', lockSha256: digest, round: 1 });
    case 'handover': return lifecycle.handOver(who, { method: 'oral', to: { id: 'recipient', name: 'recipient' }, at: iso(0) });
    case 'start-collecting': return lifecycle.startCollecting(who);
    case 'finish-collecting': return lifecycle.finishCollecting(who, { bytes: 1, files: 1 });
    case 'confirm': return lifecycle.confirm(who, { quantity: 3, opened: true, reason: undefined, seen: digest, digest });
    case 'recall': return lifecycle.recall(who, { reason: 'other', text: undefined });
    case 'discard': return lifecycle.discard(who);
    case 'expire': return expire;
    case 'begin-wipe': return beginWipe;
    case 'finish-wipe': return finishWipe({ technique: 'x', files: 1, bytes: 1 });
    case 'fail-wipe': return failWipe('x');
  }
};
const acts: readonly Act[] = ['add-file', 'submit', 'approve', 'return', 'notify', 'handover', 'start-collecting', 'finish-collecting', 'confirm', 'recall', 'discard', 'expire', 'begin-wipe', 'finish-wipe', 'fail-wipe'];

/** Any act of anybody, some time after the last; `anew` signs the person in first. The likely order is offered more often, so that the far states are reached. */
const step = fc.record({ act: fc.constantFrom(...acts), who: fc.constantFrom(...Object.keys(people) as (keyof typeof people)[]), minutes: fc.constantFrom(0, 1, 30, 61, 24 * 60, 8 * 24 * 60), anew: fc.boolean() });
const journey: readonly [Act, keyof typeof people, number][] = [['add-file', 'maker', 0], ['submit', 'maker', 1], ['approve', 'approver', 1], ['notify', 'maker', 61], ['handover', 'colleague', 1], ['start-collecting', 'recipient', 1], ['finish-collecting', 'recipient', 1], ['confirm', 'recipient', 1], ['begin-wipe', 'maker', 24 * 60], ['finish-wipe', 'maker', 1]];
const steps = fc.tuple(fc.integer({ min: 0, max: journey.length }), fc.array(step, { maxLength: 30 })).map(([length, random]) => [...journey.slice(0, length).map(([act, who, minutes]) => ({ act, who, minutes, anew: true })), ...random]);
const policies = fc.record({ approves: fc.boolean(), another: fc.boolean() }).map(({ approves, another }): Policy => ({ ...testPolicy, approval: { 'to-contractor': approves, 'to-section': false }, noticeByAnotherPerson: another }));

interface Taken { readonly act: Act; readonly who: keyof typeof people; readonly before: Transfer; readonly after: Transfer; readonly now: string }

function play(policy: Policy, played: readonly { act: Act; who: keyof typeof people; minutes: number; anew: boolean }[]): Taken[] {
  const taken: Taken[] = [];
  const signedIn: Partial<Record<keyof typeof people, string>> = {};
  let minutes = 0;
  let transfer = draft;
  for (const { act, who, minutes: later, anew } of played) {
    minutes += later;
    const now = iso(minutes);
    if (anew) signedIn[who] = now;
    try {
      const outcome = ruleOf(act, { ...people[who], signedInAt: signedIn[who] ?? iso(0) })(transfer, policy, now);
      const after = outcome.place?.(outcome.transfer, { reason: 'r' }) ?? outcome.transfer;
      taken.push({ act, who, before: transfer, after, now });
      transfer = after;
    } catch (error) {
      if (!isRefused(error)) throw error;
    }
  }
  return taken;
}

describe('the rules of the journey, whatever is tried in whatever order', () => {
  const always = (holds: (taken: readonly Taken[], policy: Policy) => void): void => {
    fc.assert(fc.property(policies, steps, (policy, played) => holds(play(policy, played), policy)), { numRuns: 2_000 });
  };

  it('reach only states whose type tells what must have happened by then', () => {
    always((taken) => {
      for (const { after } of taken) expect(shape.safeParse(after).success).toBe(true);
    });
  });

  it('are tried in every state there is', () => {
    const reached = new Set<string>();
    always((taken) => {
      for (const { after } of taken) reached.add(after.state);
    });
    expect([...reached].sort()).toEqual(shape.options.map((option) => option.shape.state.value).sort());
  });

  it('let nobody collect but the recipient, and only what is released, has a lock and is in time [I 3]', () => {
    always((taken) => {
      for (const { act, who, before, now } of taken) {
        if (act !== 'start-collecting') continue;
        expect(who).toBe('recipient');
        expect(['released', 'collecting', 'collected']).toContain(before.state);
        expect([before.lock !== null, now < before.collectBy]).toEqual([true, true]);
      }
    });
  });

  it('wipe nothing before it was confirmed and has waited, was recalled, discarded or has expired [I 6]', () => {
    always((taken, policy) => {
      for (const { act, before, after, now } of taken) {
        if (act !== 'begin-wipe') continue;
        expect(['confirmed', 'recalled', 'expired', 'discarded', 'wiping', 'wipe-failed']).toContain(before.state);
        if (before.confirmation !== null) expect(now >= before.confirmation.wipeAt).toBe(true);
        else expect(after.end).not.toBeNull();
        const due = dueAt(before, policy);
        expect(due !== null && due <= now).toBe(true);
      }
    });
  });

  it('release under a policy of two persons only by a second one', () => {
    always((taken, policy) => {
      for (const { after } of taken) {
        if (!['released', 'collecting', 'collected', 'confirmed'].includes(after.state) || !policy.approval['to-contractor']) continue;
        expect([after.approval?.by.id, after.createdBy.id]).toEqual(['approver', 'maker']);
      }
    });
  });

  it('make the password only on another occasion than the sending [H 58]', () => {
    always((taken, policy) => {
      for (const { act, who, before, now } of taken) {
        if (act !== 'notify') continue;
        expect(Date.parse(now) - Date.parse(before.submission?.at ?? '')).toBeGreaterThanOrEqual(60 * 60_000);
        expect(['maker', 'approver', 'colleague']).toContain(who);
        if (policy.noticeByAnotherPerson) expect(who).not.toBe(before.submission?.by.id);
      }
    });
  });

  it('never bring back what has ended', () => {
    always((taken) => {
      for (const { before, after } of taken) {
        if (before.end !== null) expect(['recalled', 'expired', 'discarded', 'wiping', 'wipe-failed', 'wiped']).toContain(after.state);
        if (before.confirmation !== null) expect(['confirmed', 'wiping', 'wipe-failed', 'wiped']).toContain(after.state);
        if (before.handover !== null) expect([after.handover, after.waiting]).toEqual([before.handover, null]);
        expect(before.state).not.toBe('wiped');
      }
    });
  });

  it('let a stranger do nothing at all', () => {
    always((taken) => {
      expect(taken.filter(({ who, act }) => who === 'stranger' && !['expire', 'begin-wipe', 'finish-wipe', 'fail-wipe', 'finish-collecting'].includes(act))).toEqual([]);
    });
  });

  it('allow on the page exactly what they allow when it is done', () => {
    const names: Partial<Record<Act, string>> = { 'add-file': 'add-files', submit: 'submit', discard: 'discard', recall: 'recall', handover: 'handover', 'start-collecting': 'collect', approve: 'approve', return: 'return', notify: 'notice', confirm: 'confirm' };
    always((taken, policy) => {
      for (const { act, who, before, now } of taken) {
        const name = names[act];
        if (name === undefined || act === 'notify') continue;
        expect(mayOf(before, policy, people[who], now)).toContain(name);
      }
    });
  });
});
