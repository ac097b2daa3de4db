// The rules of the media route (1-30, 1-13, 1-14, 1-28): a carried DVD or CD-R in place of the line. Pure.
//
// Order. The lock is born with the password at the notice, never at the writing of the medium: the password would then be shown to the very
// hand that holds the disc. So the notice comes first, the medium is written on another occasion, and the two are handed over apart. A new
// password voids what was written under the old lock: it has to be written again; once the medium is out of the house none can be made.
import { partyOf, type Person } from '../accounts/person.ts';
import { mustBeIn, mustSend, ref, type Rule } from './lifecycle.ts';
import { TransferRefused } from './refusal.ts';
import type { InState, Medium, PersonRef, Transfer } from './transfer.ts';

export type MediumReason = Medium['reason'];
export type Returned = keyof Medium['returned'];
export interface MediumHandover {
  readonly to: PersonRef; readonly at: string; readonly method: 'in-person' | 'registered-post' | 'other'; readonly trackingNumber: string | null; readonly count: number;
}

/** A transfer that waits goes by medium from here. What was begun on the line ends: the recipient has not got it whole. */
export function useMedia(who: Person, said: { reason: MediumReason; text: string | undefined }): Rule {
  return (transfer, _policy, now) => {
    mustSend(transfer, who);
    mustBeIn(transfer, 'awaiting-approval', 'released', 'collecting');
    if (transfer.route === 'media') throw new TransferRefused('WRONG_STATE', { state: 'media' });
    const medium: Medium = { reason: said.reason, chosenBy: ref(who), chosenAt: now, written: null, handedOver: null, returned: { medium: null, notice: null }, lost: null };
    const next = transfer.state === 'collecting' ? { ...transfer, state: 'released' as const, collection: null } : transfer;
    return {
      transfer: { ...next, route: 'media', medium },
      entry: { act: 'use-media', facts: { reason: said.reason, begunOnLine: transfer.state === 'collecting' }, ...(said.text === undefined ? {} : { texts: { reason: said.text } }) },
    };
  };
}

/** True if the lock that holds now is the one on the medium. */
export function isWritten({ medium, lock }: Transfer): boolean {
  return lock !== null && medium?.written?.lockSha256 === lock.sha256;
}

function mediumOf(transfer: Transfer): Medium {
  if (transfer.medium === null) throw new TransferRefused('WRONG_STATE', { state: transfer.route, expected: ['media'] });
  return transfer.medium;
}

/** The medium is written, or written again, on another occasion than the one on which this person made the password. */
export function writeMedium(who: Person): Rule {
  return (transfer, _policy, now) => {
    mustSend(transfer, who);
    const medium = mediumOf(transfer);
    if (medium.handedOver !== null) throw new TransferRefused('MEDIUM_HANDED_OVER', { at: medium.handedOver.at });
    mustBeIn(transfer, 'released');
    if (transfer.lock === null) throw new TransferRefused('WRONG_STATE', { state: transfer.state, expected: ['notice'] });
    if (transfer.lock.by.id === who.id && who.signedInAt <= transfer.lock.at) throw new TransferRefused('MEDIUM_SAME_OCCASION');
    const times = (medium.written?.times ?? 0) + 1;
    const written = { by: ref(who), at: now, times, lockSha256: transfer.lock.sha256 };
    return { transfer: { ...transfer, medium: { ...medium, written } }, entry: { act: 'write-medium', facts: { times, lockSha256: written.lockSha256 } } };
  };
}

/** Throws unless this person's party has a medium in the house, written under the lock that holds now. */
export function mustBeWritten(transfer: Transfer, who: Person): asserts transfer is InState<'released'> {
  mustSend(transfer, who);
  const medium = mediumOf(transfer);
  if (medium.handedOver !== null) throw new TransferRefused('MEDIUM_HANDED_OVER', { at: medium.handedOver.at });
  mustBeIn(transfer, 'released');
  if (!isWritten(transfer)) throw new TransferRefused('MEDIUM_NOT_WRITTEN');
}

/** The medium goes to a person of the recipient: the sealed files are with it from here, so the transfer is collected. */
export function handOverMedium(who: Person, said: MediumHandover, gapMinutes: number): Rule {
  return (transfer, _policy, now) => {
    mustBeWritten(transfer, who);
    const medium = mediumOf(transfer);
    const { lock } = transfer;
    if (lock === null) throw new TransferRefused('MEDIUM_NOT_WRITTEN');
    if (said.method === 'registered-post' && said.trackingNumber === null) throw new TransferRefused('MEDIUM_INCOMPLETE', { field: 'trackingNumber' });
    if (said.at > now || said.at < (medium.written?.at ?? now).slice(0, 16)) throw new TransferRefused('MEDIUM_INCOMPLETE', { field: 'at' });
    mustBeApart(said.at, transfer.handover?.at ?? null, gapMinutes);
    return {
      transfer: { ...transfer, state: 'collected', lock, collection: { by: said.to, startedAt: said.at, completedAt: said.at }, medium: { ...medium, handedOver: { ...said, by: ref(who) } } },
      entry: { act: 'hand-over-medium', facts: { to: said.to.name, toId: said.to.id, at: said.at, method: said.method, count: said.count } },
    };
  };
}

/** Throws MEDIUM_GAP unless medium and notice are handed over on two occasions, the gap apart and never at the same minute (1-14). */
export function mustBeApart(at: string, other: string | null, gapMinutes: number): void {
  if (other === null) return;
  const least = Math.max(gapMinutes, 1);
  if (Math.abs(Date.parse(at) - Date.parse(other)) >= least * 60_000) return;
  throw new TransferRefused('MEDIUM_GAP', { other, minutes: least, earliest: new Date(Date.parse(other) + least * 60_000).toISOString() });
}

/** `count`: of the media that came back; of a notice there is one. */
export interface GivenBack<From> { readonly what: Returned; readonly at: string; readonly from: From; readonly count: number }

/** Medium or notice came back to the ward (1-28), all media that were given out or, once a loss is recorded, what is left of them (H 113). It may come back after everything else has ended. */
export function giveBack(who: Person, said: GivenBack<PersonRef>): Rule {
  return (transfer, _policy, now) => {
    const medium = mediumOf(transfer);
    if (who.sectionId === null || partyOf(who) !== transfer.senderId) throw new TransferRefused('NOT_SENDER');
    const given = said.what === 'medium' ? medium.handedOver?.at : transfer.handover?.at;
    if (given === undefined) throw new TransferRefused('MEDIUM_NOT_WRITTEN');
    const before = medium.returned[said.what];
    if (before !== null) throw new TransferRefused('ALREADY_RETURNED', { at: before.at });
    if (said.at > now || said.at < given) throw new TransferRefused('MEDIUM_INCOMPLETE', { field: 'at' });
    mustBeAll(medium, said);
    const counted = said.what === 'medium' ? { count: said.count } : {};
    const returned = { ...medium.returned, [said.what]: { from: said.from, at: said.at, ...counted } };
    return { transfer: { ...transfer, medium: { ...medium, returned } }, entry: { act: said.what === 'medium' ? 'return-medium' : 'return-notice', facts: { from: said.from.name, fromId: said.from.id, at: said.at, ...counted } } };
  };
}

function mustBeAll({ handedOver, lost }: Medium, { what, count }: Pick<GivenBack<unknown>, 'what' | 'count'>): void {
  if (what === 'notice' || handedOver === null) return;
  const isExplained = lost?.what === 'medium' && count < handedOver.count;
  if (count !== handedOver.count && !isExplained) throw new TransferRefused('MEDIUM_COUNT_DIFFERS', { given: handedOver.count, came: count });
}

const held = ['released', 'collecting', 'collected', 'confirmed'] as const;

/** Medium or notice is lost: what the gateway still holds ends at once, so that its lock is destroyed (the way of a recall). Either party says so. */
export function loseMedium(who: Person, said: { what: 'medium' | 'notice' }): Rule {
  return (transfer, _policy, now) => {
    const medium = mediumOf(transfer);
    const exists = said.what === 'medium' ? medium.written !== null : transfer.lock !== null;
    if (!exists) throw new TransferRefused('MEDIUM_NOT_WRITTEN');
    const back = medium.returned[said.what];
    if (back !== null) throw new TransferRefused('ALREADY_RETURNED', { at: back.at });
    const collectedBefore = medium.handedOver !== null;
    const noted = { ...transfer, medium: { ...medium, lost: { what: said.what, by: ref(who), at: now } } };
    const entry = { act: 'lose-medium', facts: { what: said.what, collectedBefore } };
    if (!(held as readonly string[]).includes(transfer.state)) return { transfer: noted, entry };
    return { transfer: { ...noted, state: 'recalled', end: { why: 'recalled', at: now, by: ref(who), reason: 'other', collectedBefore } }, entry };
  };
}
