// Files that no scanner could look into: what the rules ask before they go, and of whom.
import { describe, expect, it } from 'vitest';
import type { Person } from '../../server/accounts/person.ts';
import type { Policy } from '../../server/engagements/policy.ts';
import { approve, sendBack, submit, type Outcome, type Rule } from '../../server/transfers/lifecycle.ts';
import { actFor, mayOf } from '../../server/transfers/outlook.ts';
import type { Transfer } from '../../server/transfers/transfer.ts';
import { awaitsException } from '../../server/transfers/unscanned.ts';
import { allowUnscanned } from '../../server/transfers/unscanned-rules.ts';
import { testPolicy } from '../policy.ts';

const at = (minutes: number): string => new Date(Date.parse('2026-07-02T05:00:00.000Z') + minutes * 60_000).toISOString();
const digest = 'd'.repeat(64);
const person = (id: string, canApprove = true): Person => ({ id, name: id, role: 'staff', municipalityId: 'm', sectionId: 's', contractorId: null, canApprove, occasion: 'o', signedInAt: at(0) });
const [maker, first, second, colleague] = [person('maker'), person('first'), person('second'), person('colleague', false)];
const draft: Transfer = {
  state: 'draft', id: 't', number: '0000-0001', municipalityId: 'm', depositId: 'd', engagementId: 'e', formId: 'f', direction: 'to-contractor', senderId: 's', recipientId: 'c', quantity: 3, titleText: null,
  createdBy: { id: 'maker', name: 'maker' }, createdAt: at(0), changedAt: at(0), collectBy: at(7 * 24 * 60), version: 1, lockForm: 'both', bodyFormat: 'seipd1', certificates: [], draftKey: 'k', waiting: 'w',
  submission: null, approval: null, unscanned: null, returned: null, lock: null, handover: null, collection: null, confirmation: null, end: null, route: 'line', medium: null, answers: null, wipe: { attempts: 0, trouble: null, nextAt: null, at: null },
};
const policy: Policy = { ...testPolicy, unscannable: 'exception' };
const without: Policy = { ...policy, approval: { 'to-contractor': false, 'to-section': false } };
const take = (rule: Rule, transfer: Transfer, minutes: number, under = policy): Outcome => rule(transfer, under, at(minutes));
const given = submit(maker, { files: 2, digest, unscanned: 1 });
const approves = (who: Person): Rule => approve(who, { seen: digest, digest });
const allows = (who: Person, seen = digest): Rule => allowUnscanned(who, { seen, digest, reason: '委託先の専用形式のため' });
const code = (error: string) => expect.objectContaining({ code: error }) as Error;

describe('a transfer with files that were not scanned [H 29] [ASVS 5.4.3]', () => {
  const waiting = take(given, draft, 1).transfer;
  const approved = take(approves(first), waiting, 2).transfer;

  it('is released by nobody alone: first the usual approval, then another approver about that very thing', () => {
    expect([waiting.state, actFor(waiting, 'sender').act]).toEqual(['awaiting-approval', 'approve']);
    expect([approved.state, approved.approval?.by.id, actFor(approved, 'sender').act]).toEqual(['awaiting-approval', 'first', 'allow-unscanned']);
    const { transfer, entry } = take(allows(second), approved, 3);
    expect([transfer.state, transfer.approval?.by.id, transfer.unscanned?.allowed?.by.id]).toEqual(['released', 'first', 'second']);
    expect(entry).toEqual({ act: 'allow-unscanned', facts: { digest, files: 1, approvedBy: 'first', approvedById: 'first' }, texts: { reason: '委託先の専用形式のため' } });
  });

  it('is not allowed by its maker, by who approved it, by who may not approve, nor before it is approved', () => {
    for (const [who, from, refusal] of [[maker, approved, 'NOT_APPROVER'], [first, approved, 'ANOTHER_APPROVER'], [colleague, approved, 'NOT_APPROVER'], [second, waiting, 'WRONG_STATE']] as const) {
      expect(() => take(allows(who), from, 3)).toThrow(code(refusal));
      expect(mayOf(from, policy, who, at(3))).not.toContain('allow-unscanned');
    }
    expect(() => take(allows(second, 'e'.repeat(64)), approved, 3)).toThrow(code('CHECKS_CHANGED'));
    expect(() => take(approves(second), approved, 3)).toThrow(code('WRONG_STATE'));
    expect(mayOf(approved, policy, second, at(3))).toEqual(expect.arrayContaining(['allow-unscanned', 'return', 'recall']));
  });

  it('waits for that approver also where the engagement asks for no approval', () => {
    const { transfer } = take(given, draft, 1, without);
    expect([transfer.state, actFor(transfer, 'sender').act]).toEqual(['awaiting-approval', 'allow-unscanned']);
    expect(() => take(allows(maker), transfer, 2, without)).toThrow(code('NOT_APPROVER'));
    expect(take(allows(first), transfer, 2, without).transfer.state).toBe('released');
  });

  it('goes out under no standing approval', () => {
    const standing = { id: 'a', number: 1, grantedBy: { id: 'first', name: 'first' }, agreedBy: { id: 'second', name: 'second' } };
    expect(take(submit(maker, { files: 1, digest }, standing), draft, 1).transfer.state).toBe('released');
    const { transfer } = take(submit(maker, { files: 2, digest, unscanned: 1 }, standing), draft, 1);
    expect([transfer.state, transfer.approval]).toEqual(['awaiting-approval', null]);
  });

  it('is refused where the engagement refuses, at the deposit and afterwards', () => {
    expect(() => take(given, draft, 1, testPolicy)).toThrow(code('UNSCANNED_NOT_ALLOWED'));
    expect(() => take(allows(second), approved, 3, testPolicy)).toThrow(code('UNSCANNED_NOT_ALLOWED'));
  });

  it('is looked at anew by both when it was sent back in between', () => {
    const back = take(sendBack(second, { seen: digest, digest, reason: '分けてください' }), approved, 3).transfer;
    expect([back.state, back.approval]).toEqual(['returned', null]);
    const again = take(given, back, 4).transfer;
    expect(actFor(again, 'sender').act).toBe('approve');
    expect(() => take(allows(second), again, 5)).toThrow(code('WRONG_STATE'));
  });

  it('says in each refusal what there is, and puts the reason where it belongs', () => {
    const facts = (found: object): Error => expect.objectContaining({ facts: found }) as Error;
    expect(() => take(allows(second), waiting, 3)).toThrow(facts({ state: 'awaiting-approval', expected: ['approve'] }));
    expect(() => take(allows(second), { ...approved, unscanned: null }, 3)).toThrow(code('WRONG_STATE'));
    expect(() => take(approves(second), approved, 3)).toThrow(facts({ state: 'awaiting-approval', expected: ['allow-unscanned'] }));
    expect(() => take(allows(second), approved, 3, testPolicy)).toThrow(facts({ files: 1 }));
    expect(() => take(given, draft, 1, testPolicy)).toThrow(facts({ files: 1 }));
    expect(() => take(allows(first), approved, 3)).toThrow(facts({ name: 'first' }));
    const { transfer, place } = take(allows(second), approved, 3);
    const allowed = { by: { id: 'second', name: 'second' }, at: at(3), reasonText: '' };
    expect([waiting.unscanned, transfer.unscanned]).toEqual([{ files: 1, approvedFirst: true, allowed: null }, { files: 1, approvedFirst: true, allowed }]);
    expect([place?.(transfer, { reason: 'id' }).unscanned, place?.(transfer, {}).unscanned]).toEqual([{ files: 1, approvedFirst: true, allowed: { ...allowed, reasonText: 'id' } }, { files: 1, approvedFirst: true, allowed }]);
  });

  it('awaits the exception only while it waits, has such files, and the usual approval is there or not asked for', () => {
    const awaits = (over: Partial<Parameters<typeof awaitsException>[0]>): boolean => awaitsException({ state: 'awaiting-approval', unscanned: { files: 1, approvedFirst: false, allowed: null }, approval: null, ...over });
    expect([awaits({}), awaits({ state: 'released' }), awaits({ unscanned: null })]).toEqual([true, false, false]);
    const asked = { files: 1, approvedFirst: true, allowed: null };
    expect([awaits({ unscanned: asked }), awaits({ unscanned: asked, approval: approved.approval })]).toEqual([false, true]);
  });
});
