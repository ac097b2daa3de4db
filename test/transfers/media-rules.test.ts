// Each rule of the media route by itself (1-30): what it takes, what it makes of it to the letter, and why it refuses.
import { describe, expect, it } from 'vitest';
import type { Person } from '../../server/accounts/person.ts';
import type { Rule } from '../../server/transfers/lifecycle.ts';
import * as media from '../../server/transfers/media-rules.ts';
import type { Transfer } from '../../server/transfers/transfer.ts';
import { at, colleague, day, maker, person, recipient, ref, refusal, refusalOf, states, stranger, take } from './rule-cases.ts';

const use = media.useMedia(maker, { reason: 'line-down', text: undefined });
const said = { to: ref(recipient), at: at(300), method: 'in-person' as const, trackingNumber: null, count: 2 };
const done = (rule: Rule, transfer: Transfer, minutes: number): Transfer => take(rule, transfer, minutes).transfer;
const write = media.writeMedium(maker);
const handOver = (over: Partial<media.MediumHandover> = {}, gap = 60, who: Person = maker): Rule => media.handOverMedium(who, { ...said, ...over }, gap);

/** Noted: the password was made by the colleague at minute 70. Handed: its paper was given out at minute 75. */
const [chosen, noted, handed] = [done(use, states.released, 100), done(use, states.noted, 100), done(use, states.handed, 100)];
const [written, writtenHanded] = [done(write, noted, 110), done(write, handed, 110)];
const out = done(handOver(), written, 300);
const outHanded = done(handOver(), writtenHanded, 300);
/** The same with something else in its place, fitting or not. */
const like = (transfer: Transfer, over: object): Transfer => Object.assign({}, transfer, over);
const wrongParty = ['NOT_SENDER', {}];

describe('a transfer goes by medium', () => {
  it('from where it waits; what was begun on the line ends', () => {
    const medium = { reason: 'line-down', chosenBy: ref(maker), chosenAt: at(100), written: null, handedOver: null, returned: { medium: null, notice: null }, lost: null };
    for (const name of ['waiting', 'released', 'noted', 'handed'] as const) expect(take(use, states[name], 100)).toEqual({ transfer: { ...states[name], route: 'media', medium }, entry: { act: 'use-media', facts: { reason: 'line-down', begunOnLine: false } } });
    expect(take(media.useMedia(maker, { reason: 'line-down', text: '容量' }), states.collecting, 100)).toEqual({
      transfer: { ...states.collecting, state: 'released', collection: null, route: 'media', medium }, entry: { act: 'use-media', facts: { reason: 'line-down', begunOnLine: true }, texts: { reason: '容量' } },
    });
  });

  it('not twice, not in another state, not by another party', () => {
    expect(refusal(use, noted, 101)).toEqual(['WRONG_STATE', { state: 'media' }]);
    for (const name of ['draft', 'returned', 'collected'] as const) expect(refusal(use, states[name], 100)).toEqual(['WRONG_STATE', { state: states[name].state, expected: ['awaiting-approval', 'released', 'collecting'] }]);
    for (const who of [stranger, recipient]) expect(refusal(media.useMedia(who, { reason: 'line-down', text: undefined }), states.released, 100)).toEqual(wrongParty);
  });
});

describe('the medium is written', () => {
  it('under the lock that holds, and again as often as need be', () => {
    expect(take(write, noted, 110)).toEqual({ transfer: { ...noted, medium: { ...noted.medium, written: { by: ref(maker), at: at(110), times: 1, lockSha256: 'a'.repeat(64) } } }, entry: { act: 'write-medium', facts: { times: 1, lockSha256: 'a'.repeat(64) } } });
    expect(take(media.writeMedium(person('other')), written, 120)).toMatchObject({ transfer: { medium: { written: { by: { id: 'other' }, at: at(120), times: 2 } } }, entry: { facts: { times: 2 } } });
  });

  it('not on the occasion on which the writer made the password', () => {
    for (const [signedInAt, taken] of [[5, false], [70, false], [71, true]] as const) expect(refusal(media.writeMedium({ ...colleague, signedInAt: at(signedInAt) }), noted, 110)).toEqual(taken ? null : ['MEDIUM_SAME_OCCASION', {}]);
  });

  it('not before there is a lock, not without the route, not once it is out, not by another party', () => {
    expect(refusal(write, chosen, 110)).toEqual(['WRONG_STATE', { state: 'released', expected: ['notice'] }]);
    expect(refusal(write, states.noted, 110)).toEqual(['WRONG_STATE', { state: 'line', expected: ['media'] }]);
    expect(refusal(write, out, 310)).toEqual(['MEDIUM_HANDED_OVER', { at: at(300) }]);
    expect(refusal(write, like(noted, { state: 'collected' }), 110)).toEqual(['WRONG_STATE', { state: 'collected', expected: ['released'] }]);
    expect(refusal(media.writeMedium(stranger), noted, 110)).toEqual(wrongParty);
  });

  it('is so only under the lock that holds now', () => {
    const others = [like(written, { lock: null }), like(written, { lock: { ...written.lock, sha256: 'b'.repeat(64) } }), like(noted, { lock: null })];
    expect([written, chosen, noted, states.noted, ...others].map((transfer) => media.isWritten(transfer))).toEqual([true, false, false, false, false, false, false]);
  });
});

describe('the medium is handed over', () => {
  it('to a person of the recipient, and the transfer is collected with it', () => {
    expect(take(handOver(), written, 300)).toEqual({
      transfer: { ...written, state: 'collected', collection: { by: ref(recipient), startedAt: at(300), completedAt: at(300) }, medium: { ...written.medium, handedOver: { ...said, by: ref(maker) } } },
      entry: { act: 'hand-over-medium', facts: { to: recipient.name, toId: recipient.id, at: at(300), method: 'in-person', count: 2 } },
    });
    for (const over of [{ method: 'other' as const }, { method: 'registered-post' as const, trackingNumber: '123' }]) expect(refusal(handOver(over), written, 300)).toBeNull();
  });

  it('only once it is written, by the sender, once', () => {
    for (const [transfer, why] of [[noted, ['MEDIUM_NOT_WRITTEN', {}]], [states.noted, ['WRONG_STATE', { state: 'line', expected: ['media'] }]], [out, ['MEDIUM_HANDED_OVER', { at: at(300) }]]] as const) {
      expect(refusal(handOver(), transfer, 300)).toEqual(why);
      expect(refusalOf(() => { media.mustBeWritten(transfer, maker); })).toEqual(why);
    }
    expect(refusal(handOver(), like(written, { state: 'collected' }), 300)).toEqual(['WRONG_STATE', { state: 'collected', expected: ['released'] }]);
    expect(refusal(handOver({}, 60, stranger), written, 300)).toEqual(wrongParty);
    expect(refusalOf(() => { media.mustBeWritten(written, maker); })).toBeNull();
  });

  it('with its number where it is sent, at a time between the minute of its writing and now', () => {
    const incomplete = (field: string): unknown => ['MEDIUM_INCOMPLETE', { field }];
    expect(refusal(handOver({ method: 'registered-post' }), written, 300)).toEqual(incomplete('trackingNumber'));
    expect(refusal(handOver({ at: at(301) }), written, 300)).toEqual(incomplete('at'));
    expect(refusal(handOver({ at: at(109) }), written, 300)).toEqual(incomplete('at'));
    expect(refusal(handOver({ at: at(110).slice(0, 16) }), written, 300)).toBeNull();
  });

  it('on another occasion than the notice, the gap apart and never in the same minute (1-14)', () => {
    const gap = (least: number): unknown => ['MEDIUM_GAP', { other: at(75), minutes: least, earliest: at(75 + least) }];
    // The notice was given out at minute 75, before the medium was written at 110.
    expect(refusal(handOver({ at: at(119) }, 45), writtenHanded, 300)).toEqual(gap(45));
    expect(refusal(handOver({ at: at(120) }, 45), writtenHanded, 300)).toBeNull();
    const apart = (minutes: number, least: number): unknown => refusalOf(() => { media.mustBeApart(at(75 + minutes), at(75), least); });
    expect([apart(45, 45), apart(-45, 45), apart(1, 0), apart(-1, 0), refusalOf(() => { media.mustBeApart(at(0), null, 999); })]).toEqual([null, null, null, null, null]);
    expect([apart(44, 45), apart(-44, 45), apart(0, 0)]).toEqual([gap(45), gap(45), gap(1)]);
  });
});

describe('medium and notice come back', () => {
  const from = ref(recipient);
  const back = (what: media.Returned, minutes: number, who: Person = maker, count = 2): Rule => media.giveBack(who, { what, at: at(minutes), from, count });

  it('each on its own, whatever has ended', () => {
    expect(take(back('medium', 400), out, 500)).toEqual({ transfer: { ...out, medium: { ...out.medium, returned: { medium: { from, at: at(400), count: 2 }, notice: null } } }, entry: { act: 'return-medium', facts: { from: from.name, fromId: from.id, at: at(400), count: 2 } } });
    expect(take(back('notice', 75), outHanded, 500)).toMatchObject({ transfer: { medium: { returned: { medium: null, notice: { from, at: at(75) } } } }, entry: { act: 'return-notice', facts: { fromId: from.id } } });
    expect(refusal(back('medium', 500), out, 500)).toBeNull();
    expect(refusal(back('medium', 300), like(out, { state: 'wiped' }), 10 * day)).toBeNull();
    expect(refusal(back('notice', 400), done(back('medium', 400), outHanded, 500), 500)).toBeNull();
  });

  it('only once, after they were given out and not ahead of the clock', () => {
    expect(refusal(back('medium', 401), done(back('medium', 400), out, 500), 500)).toEqual(['ALREADY_RETURNED', { at: at(400) }]);
    for (const [what, minutes] of [['medium', 299], ['notice', 74], ['medium', 501], ['notice', 501]] as const) expect(refusal(back(what, minutes), outHanded, 500)).toEqual(['MEDIUM_INCOMPLETE', { field: 'at' }]);
    expect(refusal(back('medium', 400), written, 500)).toEqual(['MEDIUM_NOT_WRITTEN', {}]);
    expect(refusal(back('notice', 400), out, 500)).toEqual(['MEDIUM_NOT_WRITTEN', {}]);
    expect(refusal(back('medium', 400), states.collected, 500)).toEqual(['WRONG_STATE', { state: 'line', expected: ['media'] }]);
  });

  it('all that were given out, or fewer once a loss of them is recorded; of a notice nothing is counted [H 113]', () => {
    for (const came of [1, 3]) expect(refusal(back('medium', 400, maker, came), out, 500)).toEqual(['MEDIUM_COUNT_DIFFERS', { given: 2, came }]);
    const lost = (what: 'medium' | 'notice'): Transfer => done(media.loseMedium(maker, { what }), out, 400);
    expect(take(back('medium', 400, maker, 1), lost('medium'), 500)).toMatchObject({ transfer: { medium: { returned: { medium: { count: 1 } } } }, entry: { facts: { count: 1 } } });
    expect(refusal(back('medium', 400), lost('medium'), 500)).toBeNull();
    expect(refusal(back('medium', 400, maker, 3), lost('medium'), 500)).toEqual(['MEDIUM_COUNT_DIFFERS', { given: 2, came: 3 }]);
    expect(refusal(back('medium', 400, maker, 1), lost('notice'), 500)).toEqual(['MEDIUM_COUNT_DIFFERS', { given: 2, came: 1 }]);
    expect(take(back('notice', 75, maker, 7), outHanded, 500)).toMatchObject({ entry: { act: 'return-notice', facts: { fromId: from.id } } });
    expect(take(back('notice', 75, maker, 7), outHanded, 500)).not.toHaveProperty('entry.facts.count');
  });

  it('to the ward that sent them', () => {
    for (const who of [stranger, recipient]) expect(refusal(back('medium', 400, who), out, 500)).toEqual(wrongParty);
    // A contractor that sends has no ward to which they could come back.
    expect(refusal(back('medium', 400, recipient), like(out, { senderId: 'c' }), 500)).toEqual(wrongParty);
  });
});

describe('medium or notice is lost', () => {
  const lose = (what: 'medium' | 'notice', who: Person = maker): Rule => media.loseMedium(who, { what });

  it('and what the gateway still holds ends at once', () => {
    for (const [transfer, collectedBefore] of [[written, false], [out, true], [like(out, { state: 'collecting' }), true], [like(out, { state: 'confirmed' }), true]] as const) {
      const { transfer: after, entry } = take(lose('medium', recipient), transfer, 600);
      expect(entry).toEqual({ act: 'lose-medium', facts: { what: 'medium', collectedBefore } });
      expect(after).toEqual({ ...transfer, medium: { ...transfer.medium, lost: { what: 'medium', by: ref(recipient), at: at(600) } }, state: 'recalled', end: { why: 'recalled', at: at(600), by: ref(recipient), reason: 'other', collectedBefore } });
    }
    expect(take(lose('notice'), noted, 600)).toMatchObject({ transfer: { state: 'recalled', medium: { lost: { what: 'notice' } } } });
  });

  it('and is noted where nothing is held any more', () => {
    for (const state of ['recalled', 'expired', 'wiping', 'wipe-failed', 'wiped']) expect(take(lose('medium'), like(out, { state }), 600).transfer).toEqual({ ...out, state, medium: { ...out.medium, lost: { what: 'medium', by: ref(maker), at: at(600) } } });
  });

  it('only where there is one, and it did not come back', () => {
    expect(refusal(lose('medium'), noted, 600)).toEqual(['MEDIUM_NOT_WRITTEN', {}]);
    expect(refusal(lose('notice'), chosen, 600)).toEqual(['MEDIUM_NOT_WRITTEN', {}]);
    expect(refusal(lose('medium'), states.noted, 600)).toEqual(['WRONG_STATE', { state: 'line', expected: ['media'] }]);
    const back = done(media.giveBack(maker, { what: 'medium', at: at(400), from: ref(recipient), count: 2 }), out, 500);
    expect(refusal(lose('medium'), back, 600)).toEqual(['ALREADY_RETURNED', { at: at(400) }]);
    expect(refusal(lose('notice'), back, 600)).toBeNull();
  });
});
