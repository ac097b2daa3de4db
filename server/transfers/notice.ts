// Password notice (パスワード通知): the password is born here, on another occasion than the sending, and exists only in the answer.
//
// Order of writes: the new locks durable first, then one transaction that names them; after the commit the old locks are
// destroyed. A crash before the commit leaves locks that no row names, one after it leaves the old locks: `resume` sweeps both.
// A crash after the commit and before the answer loses the password; making it anew voids it.
import { createHash } from 'node:crypto';
import type { Person } from '../accounts/person.ts';
import { sealLock } from '../sealing/lock.ts';
import { generatePassword } from '../sealing/password.ts';
import { unwrapWaiting } from '../sealing/waiting.ts';
import { newIdentifier } from '../store/identifier.ts';
import { destroyDropped, waitingContext } from './key-files.ts';
import { mustBeSeparate, notify } from './lifecycle.ts';
import { insertNotice, mustFindNotice, openedBy, updateNotice, type Notice } from './notice-rows.ts';
import type { StepParts } from './parts.ts';
import { TransferRefused } from './refusal.ts';
import { mustStillHold } from './sealed-for.ts';
import type { Transfer } from './transfer.ts';

type NoticeParts = Pick<StepParts, 'store' | 'clock' | 'random' | 'register' | 'vault' | 'waitingKey' | 'reach'>;

/** Shown once; nothing keeps it. */
export interface Shown { readonly notice: Notice; readonly password: string }

/**
 * Makes one password and a lock for each of the transfers, all to one recipient (便).
 * Throws `TransferRefused` (SAME_OCCASION, ANOTHER_PERSON_REQUIRED, HANDED_OVER, DIFFERENT_RECIPIENTS, CERTIFICATES_CHANGED, NOT_FOUND, …).
 */
export async function giveNotice(parts: NoticeParts, who: Person, transferIds: readonly string[]): Promise<Shown> {
  return show(parts, who, { id: newIdentifier(parts.random), round: 1, transferIds: [...new Set(transferIds)], earlier: null });
}

/** A new password and new locks for a notice that was not handed over; the earlier ones are void (H 57). */
export async function renewNotice(parts: NoticeParts, who: Person, noticeId: string): Promise<Shown> {
  const earlier = await mustFindNotice(parts.store.read, who, noticeId);
  if (earlier.handedOver !== null) throw new TransferRefused('HANDED_OVER', { at: earlier.handedOver.at, to: earlier.handedOver.to.name });
  // What was recalled meanwhile, or stands under a newer notice, stays as it is; the others get the new password.
  const transferIds = (await openedBy(parts.store.read, earlier)).map((transfer) => transfer.id);
  if (transferIds.length === 0) throw new TransferRefused('WRONG_STATE', { expected: ['released'] });
  return show(parts, who, { id: earlier.id, round: earlier.round + 1, transferIds, earlier });
}

interface Round { readonly id: string; readonly round: number; readonly transferIds: readonly string[]; readonly earlier: Notice | null }

async function show(parts: NoticeParts, who: Person, round: Round): Promise<Shown> {
  const before = await mustAllow(parts, who, round);
  const password = generatePassword(parts.random);
  const locks = new Map<string, { lockId: string; lockSha256: string }>();
  const replaced: Transfer[] = [];
  const notice = noticeOf(parts, who, round, before);
  try {
    for (const transfer of before) locks.set(transfer.id, await writeLock(parts, transfer, password));
    await parts.reach('notice.locks-written');
    const after = await parts.register.change(who, round.earlier === null ? 'notice' : 'renew-notice', round.transferIds, async (tx, transfer) => {
      await mustStillHold(tx, transfer);
      const lock = locks.get(transfer.id);
      if (lock === undefined) throw new Error('expected a lock for each transfer of the notice');
      return notify(who, { notice: notice.id, round: notice.round, ...lock });
    }, async (tx, done) => {
      if (done.before !== null) replaced.push(done.before);
      // Once for the notice, with its first transfer.
      if (done.after.id === round.transferIds[0]) await (round.earlier === null ? insertNotice(tx, notice) : updateNotice(tx, notice));
    });
    await parts.reach('notice.committed');
    await destroyDropped(parts, replaced, after);
    return { notice, password };
  } catch (error) {
    await dropUnnamed(parts, locks);
    throw error;
  }
}

/** Asks the rule before any password exists; the register asks it again inside the transaction that counts. */
async function mustAllow({ register }: NoticeParts, who: Person, round: Round): Promise<Transfer[]> {
  const before = await register.ask(who, round.earlier === null ? 'notice' : 'renew-notice', round.transferIds, (transfer, policy, now) => mustBeSeparate(transfer, policy, who, now));
  if (new Set(before.map((transfer) => transfer.recipientId)).size > 1) throw new TransferRefused('DIFFERENT_RECIPIENTS');
  return before;
}

function noticeOf(parts: NoticeParts, who: Person, round: Round, before: readonly Transfer[]): Notice {
  const [first] = before;
  if (first === undefined) throw new TransferRefused('NOT_FOUND');
  return {
    id: round.id, municipalityId: first.municipalityId, senderId: first.senderId, recipientId: first.recipientId, engagementId: first.engagementId,
    by: { id: who.id, name: who.name }, at: parts.clock.now(), round: round.round, transferIds: [...round.transferIds], numbers: before.map((transfer) => transfer.number),
    calls: round.earlier?.calls ?? [], handedOver: null,
  };
}

async function writeLock({ vault, waitingKey }: NoticeParts, transfer: Transfer, password: string): Promise<{ lockId: string; lockSha256: string }> {
  if (transfer.waiting === null) throw new TransferRefused('HANDED_OVER');
  const waiting = unwrapWaiting(await vault.readLock(transfer.waiting), waitingKey, waitingContext(transfer.id));
  try {
    const lock = await sealLock({ form: transfer.lockForm, waiting, password });
    return { lockId: await vault.writeLock(lock), lockSha256: createHash('sha256').update(lock).digest('hex') };
  } finally {
    waiting.fill(0);
  }
}

async function dropUnnamed({ vault, store }: NoticeParts, locks: ReadonlyMap<string, { lockId: string }>): Promise<void> {
  for (const [transferId, { lockId }] of locks) {
    const row = await store.read.selectFrom('transfers').select('document').where('id', '=', transferId).executeTakeFirst();
    if (row?.document.includes(lockId) !== true) await vault.wipeLock(lockId);
  }
}
