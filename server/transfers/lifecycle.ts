// What may follow what: each rule takes a transfer, who asks and the time, and returns the transfer as it then is with the
// entry that tells it, or refuses. Pure: no clock, no disk, no database.
import { partyOf, type Person } from '../accounts/person.ts';
import type { JsonValue } from '../ledger/canonical.ts';
import type { Policy } from '../engagements/policy.ts';
import { TransferRefused, type TransferRefusal } from './refusal.ts';
import type { Handover, InState, PersonRef, State, Transfer } from './transfer.ts';
import { mustAwaitApproval, mustBeAllowed } from './unscanned.ts';

export interface TransferEntry {
  readonly act: string;
  readonly facts?: Readonly<Record<string, JsonValue>>;
  readonly texts?: Readonly<Record<string, string>>;
}

export interface Outcome {
  readonly transfer: Transfer;
  readonly entry: TransferEntry;
  /** Puts the ids of texts, known once the entry is numbered, into the transfer. */
  readonly place?: (transfer: Transfer, textIds: Readonly<Record<string, string>>) => Transfer;
}

/** Either a signed-in person or the gateway itself (expiry, wiping). */
export type Rule = (transfer: Transfer, policy: Policy, now: string) => Outcome;

export const ref = (who: Person): PersonRef => ({ id: who.id, name: who.name });
const hoursAfter = (at: string, hours: number): string => new Date(Date.parse(at) + hours * 3_600_000).toISOString();

const endedAs: Partial<Record<State, TransferRefusal>> = { recalled: 'RECALLED', expired: 'EXPIRED', discarded: 'DISCARDED' };

/** Throws the refusal that tells why this state does not take the step: ended, wiped, confirmed, or simply out of order (H 80). */
export function mustBeIn<S extends State>(transfer: Transfer, ...states: readonly S[]): asserts transfer is InState<S> {
  if ((states as readonly State[]).includes(transfer.state)) return;
  const end = transfer.end;
  if (transfer.state === 'wiped') throw new TransferRefused('ALREADY_WIPED', { at: transfer.wipe.at ?? transfer.changedAt });
  if (end !== null && end.why !== 'confirmed') throw new TransferRefused(endedAs[end.why] ?? 'WRONG_STATE', { at: end.at });
  if (transfer.confirmation !== null) throw new TransferRefused('ALREADY_CONFIRMED', { at: transfer.confirmation.at });
  throw new TransferRefused('WRONG_STATE', { state: transfer.state, expected: [...states] });
}

/** Throws unless the person acts for the sender. */
export function mustSend(transfer: Transfer, who: Person): void {
  if (partyOf(who) !== transfer.senderId) throw new TransferRefused('NOT_SENDER');
}

function mustReceive(transfer: Transfer, who: Person): void {
  if (partyOf(who) !== transfer.recipientId) throw new TransferRefused('NOT_RECIPIENT');
}

function mustHaveMade(transfer: Transfer, who: Person): void {
  mustSend(transfer, who);
  if (transfer.createdBy.id !== who.id || (who.unattended !== undefined && who.unattended.id !== transfer.createdBy.terminal)) throw new TransferRefused('NOT_SENDER', { createdBy: transfer.createdBy.name });
}

/** A file joins or leaves a draft of one's own. Nothing that is sealed and submitted can be changed. */
export function changeFiles(who: Person, entry: TransferEntry): Rule {
  return (transfer) => {
    mustHaveMade(transfer, who);
    mustBeIn(transfer, 'draft');
    return { transfer, entry };
  };
}

/** The deposit itself. Without a second person by policy it is released at once; so it is under a standing approval, which two people gave beforehand. The draft key dies: from here nothing can be added. */
export function submit(who: Person, facts: { files: number; digest: string; unscanned?: number }, standing: { id: string; number: number; grantedBy: PersonRef; agreedBy: PersonRef } | null = null): Rule {
  return (transfer, policy, now) => {
    mustHaveMade(transfer, who);
    mustBeIn(transfer, 'draft', 'returned');
    if (facts.files === 0) throw new TransferRefused('NO_FILES');
    if (transfer.collectBy <= now) throw new TransferRefused('COLLECT_BY_PAST', { collectBy: transfer.collectBy });
    const submission = { by: ref(who), at: now, occasion: who.occasion };
    const unscanned = mustBeAllowed(facts.unscanned ?? 0, policy, transfer);
    const next = { ...transfer, submission, returned: null, draftKey: null, unscanned };
    // What was not scanned waits for people: no policy and no standing approval lets it go (H 29).
    if (unscanned !== null) return { transfer: { ...next, state: 'awaiting-approval' }, entry: { act: 'deposit', facts } };
    if (!policy.approval[transfer.direction]) return { transfer: { ...next, state: 'released' }, entry: { act: 'deposit', facts } };
    if (standing === null) return { transfer: { ...next, state: 'awaiting-approval' }, entry: { act: 'deposit', facts } };
    const { id, number, grantedBy, agreedBy } = standing;
    const approval = { by: grantedBy, at: now, occasion: id, standing: { id, number, agreedBy } };
    return { transfer: { ...next, state: 'released', approval }, entry: { act: 'deposit', facts: { ...facts, standingApproval: id, standingNumber: number, grantedBy: grantedBy.name, agreedBy: agreedBy.name } } };
  };
}

/** A second person of the sending party lets it go (3-6). `digest` is what they saw; a difference voids the act. */
export function approve(who: Person, facts: { seen: string; digest: string }): Rule {
  return (transfer, _policy, now) => {
    mustApprove(transfer, who, facts);
    const approval = { by: ref(who), at: now, occasion: who.occasion };
    if (transfer.unscanned !== null) mustAwaitApproval(transfer);
    // Where files were not scanned, one more approver decides about that.
    return { transfer: { ...transfer, state: transfer.unscanned === null ? 'released' : transfer.state, approval }, entry: { act: 'approve', facts: { digest: facts.digest, destination: true, content: true, attachments: true } } };
  };
}

/** The second person sends it back, with the reason. */
export function sendBack(who: Person, facts: { seen: string; digest: string; reason: string }): Rule {
  return (transfer, _policy, now) => {
    mustApprove(transfer, who, facts);
    return {
      transfer: { ...transfer, state: 'returned', returned: null, approval: null },
      entry: { act: 'return', texts: { reason: facts.reason } },
      place: (placed, ids) => ({ ...placed, returned: { by: ref(who), at: now, reasonText: ids['reason'] ?? '' } }),
    };
  };
}

/** Throws unless this is a person of the sender who may approve what another one made, and saw what there is. */
export function mustApprove(transfer: Transfer, who: Person, { seen, digest }: { seen: string; digest: string }): asserts transfer is InState<'awaiting-approval'> {
  mustSend(transfer, who);
  mustBeIn(transfer, 'awaiting-approval');
  if (!who.canApprove || who.id === transfer.createdBy.id || who.id === transfer.submission.by.id) throw new TransferRefused('NOT_APPROVER');
  if (seen !== digest) throw new TransferRefused('CHECKS_CHANGED');
}

/** Throws unless this is another occasion than the sending: a new sign-in, the gap passed, and another person where the policy says so (1-14, 3-7). */
export function mustBeSeparate(transfer: Transfer, policy: Policy, who: Person, now: string): void {
  mustSend(transfer, who);
  mustBeIn(transfer, 'released', 'collecting', 'collected');
  if (transfer.handover !== null || transfer.waiting === null) throw new TransferRefused('HANDED_OVER', handoverFacts(transfer));
  const sent = transfer.unscanned?.allowed?.at ?? transfer.approval?.at ?? transfer.submission.at;
  const notBefore = new Date(Date.parse(transfer.submission.at) + policy.passwordGapMinutes * 60_000).toISOString();
  if (now < notBefore || who.signedInAt <= sent) throw new TransferRefused('SAME_OCCASION', { notBefore: notBefore > now ? notBefore : now, signInAgain: who.signedInAt <= sent });
  if (policy.noticeByAnotherPerson && who.id === transfer.submission.by.id) throw new TransferRefused('ANOTHER_PERSON_REQUIRED');
}

function handoverFacts(transfer: Transfer): Record<string, string> {
  return transfer.handover === null ? {} : { at: transfer.handover.at, to: transfer.handover.to.name };
}

/** A password was made and its lock written; an earlier round's lock is void. */
export function notify(who: Person, made: { notice: string; lockId: string; lockSha256: string; round: number }): Rule {
  return (transfer, policy, now) => {
    mustBeSeparate(transfer, policy, who, now);
    if (transfer.medium?.handedOver !== undefined && transfer.medium.handedOver !== null) throw new TransferRefused('MEDIUM_HANDED_OVER', { at: transfer.medium.handedOver.at });
    const lock = { id: made.lockId, sha256: made.lockSha256, round: made.round, notice: made.notice, by: ref(who), at: now };
    return { transfer: { ...transfer, lock }, entry: { act: made.round === 1 ? 'notice' : 'renew-notice', facts: { notice: made.notice, round: made.round, lockSha256: made.lockSha256 } } };
  };
}

/** The password was handed over: the waiting packets die, and no new password can be made from here. */
export function handOver(who: Person, handover: Handover, reason?: string): Rule {
  return (transfer) => {
    mustSend(transfer, who);
    mustBeIn(transfer, 'released', 'collecting', 'collected');
    if (transfer.handover !== null) throw new TransferRefused('HANDED_OVER', handoverFacts(transfer));
    if (transfer.lock === null) throw new TransferRefused('WRONG_STATE', { state: transfer.state, expected: ['notice'] });
    return { transfer: { ...transfer, handover, waiting: null }, entry: { act: 'handover', facts: { notice: transfer.lock.notice, method: handover.method, to: handover.to.name, toId: handover.to.id, at: handover.at }, ...(reason === undefined ? {} : { texts: { reason } }) } };
  };
}

/** Throws unless the recipient may collect now: I3, only while it is released and its lock exists. */
export function mustBeCollectable(transfer: Transfer, who: Person, now: string): asserts transfer is InState<'released' | 'collecting' | 'collected'> {
  mustReceive(transfer, who);
  mustBeIn(transfer, 'released', 'collecting', 'collected');
  if (transfer.route === 'media') throw new TransferRefused('ROUTE_IS_MEDIA');
  if (transfer.lock === null) throw new TransferRefused('NOT_FOUND');
  if (transfer.collectBy <= now) throw new TransferRefused('EXPIRED', { at: transfer.collectBy });
}

/** The first byte goes out, or a collection begins again. */
export function startCollecting(who: Person): Rule {
  return (transfer, _policy, now) => {
    mustBeCollectable(transfer, who, now);
    const lock = transfer.lock;
    if (lock === null) throw new TransferRefused('NOT_FOUND');
    if (transfer.state !== 'released') return { transfer, entry: { act: 'collect-again' } };
    return { transfer: { ...transfer, state: 'collecting', lock, collection: { by: ref(who), startedAt: now, completedAt: null } }, entry: { act: 'start-collecting' } };
  };
}

/** Every byte of every body has been delivered at least once (H 66). */
export function finishCollecting(who: Person, facts: { bytes: number; files: number }): Rule {
  return (transfer, _policy, now) => {
    mustBeIn(transfer, 'collecting');
    return { transfer: { ...transfer, state: 'collected', collection: { ...transfer.collection, by: ref(who), completedAt: now } }, entry: { act: 'collect', facts } };
  };
}

interface Said { readonly quantity: number; readonly opened: boolean; readonly reason: string | undefined; readonly seen: string; readonly digest: string; /** What the recipient signed: SHA-256 (hex) of the statement, and the key. */ readonly receipt?: { readonly sha256: string; readonly fingerprint: string } | null }

/** Throws unless this is the recipient of what was collected and is neither confirmed nor ended: only then is there a receipt to sign. */
export function mustHaveCollected(transfer: Transfer, who: Person): void {
  mustReceive(transfer, who);
  if (transfer.state === 'released' || transfer.state === 'collecting') throw new TransferRefused('NOT_COLLECTED');
  mustBeIn(transfer, 'collected');
}

/** The recipient states that it received and could open what was sent. Another count, or files that did not open, need a reason. */
export function confirm(who: Person, said: Said): Rule {
  return (transfer, policy, now) => {
    mustReceive(transfer, who);
    return confirmed(transfer, said, { by: ref(who), at: now, opened: said.opened, wipeAt: hoursAfter(now, policy.wipeAfterConfirmHours) });
  };
}

/** The same from paper (1-29): the sender's clerk writes down what a person of the recipient of a medium confirmed on a 確認書. */
export function confirmOnPaper(who: Person, said: Said & { readonly by: PersonRef }): Rule {
  return (transfer, policy, now) => {
    mustSend(transfer, who);
    if (transfer.route !== 'media') throw new TransferRefused('NOT_RECIPIENT');
    return confirmed(transfer, said, { by: said.by, recordedBy: ref(who), at: now, opened: said.opened, wipeAt: hoursAfter(now, policy.wipeAfterConfirmHours) });
  };
}

function confirmed(transfer: Transfer, said: Said, made: Pick<InState<'confirmed'>['confirmation'], 'by' | 'recordedBy' | 'at' | 'opened' | 'wipeAt'>): Outcome {
  if (transfer.state === 'released' || transfer.state === 'collecting') throw new TransferRefused('NOT_COLLECTED');
  mustBeIn(transfer, 'collected');
  if (said.seen !== said.digest) throw new TransferRefused('CHECKS_CHANGED');
  if (said.quantity !== transfer.quantity && said.reason === undefined) throw new TransferRefused('QUANTITY_DIFFERS', { expected: transfer.quantity, came: said.quantity });
  if (!said.opened && said.reason === undefined) throw new TransferRefused('NOT_OPENED');
  const signed = said.receipt === undefined || said.receipt === null ? {} : { statement: said.receipt.sha256, signedWith: said.receipt.fingerprint };
  const paper = made.recordedBy === undefined ? {} : { onPaper: true, by: made.by.name, byId: made.by.id };
  return {
    transfer: { ...transfer, state: 'confirmed', confirmation: { ...made, quantity: said.quantity, reasonText: null } },
    entry: { act: 'confirm', facts: { quantity: said.quantity, opened: said.opened, digest: said.digest, ...signed, ...paper }, ...(said.reason === undefined ? {} : { texts: { reason: said.reason } }) },
    place: (placed, ids) => (placed.state === 'confirmed' ? { ...placed, confirmation: { ...placed.confirmation, reasonText: ids['reason'] ?? null } } : placed),
  };
}

const recallable = ['awaiting-approval', 'returned', 'released', 'collecting', 'collected'] as const;

/** The sender takes it back. What has been collected stays collected; the entry says so. */
export function recall(who: Person, said: { reason: 'wrong-recipient' | 'wrong-content' | 'not-needed' | 'other'; text: string | undefined }): Rule {
  return (transfer, _policy, now) => {
    mustSend(transfer, who);
    mustBeIn(transfer, ...recallable);
    const collectedBefore = transfer.collection !== null;
    const end = { why: 'recalled' as const, at: now, by: ref(who), reason: said.reason, collectedBefore };
    return { transfer: { ...transfer, state: 'recalled', end }, entry: { act: 'recall', facts: { reason: said.reason, collectedBefore }, ...(said.text === undefined ? {} : { texts: { reason: said.text } }) } };
  };
}

/** A draft is thrown away by its maker. */
export function discard(who: Person): Rule {
  return (transfer, _policy, now) => {
    mustHaveMade(transfer, who);
    mustBeIn(transfer, 'draft', 'returned');
    return { transfer: { ...transfer, state: 'discarded', end: { why: 'discarded', at: now, by: ref(who), reason: null, collectedBefore: false } }, entry: { act: 'discard' } };
  };
}
