// Wipe (消去): intent, act, done. Cryptographic erase first: once the lock and the waiting packets are gone, the bodies open
// for nobody; then readable text, then the bodies, then the check, then the certificate.
//
// Crash story: the intent is committed before anything is destroyed, so a half-wiped transfer is in state `wiping` and the next
// start goes on; each act may be done twice. The commit point is the transaction that says `wiped`: before it nobody claims it.
import { setTimeout } from 'node:timers/promises';
import type { Ledger } from '../ledger/ledger.ts';
import { beginWipe, failWipe, finishWipe } from './clockwork.ts';
import type { StepParts } from './parts.ts';
import { readFiles, readTransfer } from './rows.ts';
import { locksOf, type SealedFile, type Transfer } from './transfer.ts';

export interface WipeParts extends Pick<StepParts, 'store' | 'clock' | 'register' | 'vault' | 'reach'> {
  readonly ledger: Ledger;
  /** Ends what is going out of the transfer and waits until its files are let go. */
  readonly collection: { cut(which: { transfer: string }): Promise<void> };
}

/** A transfer whose keys are gone: nobody opens it any more, and what it is made of is still to be overwritten. */
export interface Doomed { readonly transfer: Transfer; readonly files: readonly SealedFile[] }

/** The intent, and the end of the keys (until here: no longer recoverable). Returns null where it is 消去失敗, to be tried again. Refuses when it is not time (I6). */
export async function destroyKeys(parts: WipeParts, id: string): Promise<Doomed | null> {
  const transfer = await readTransfer(parts.store.read, id);
  if (transfer === undefined) throw new Error('expected a stored transfer to wipe');
  await parts.register.change('gateway', 'begin-wipe', [id], () => beginWipe);
  await parts.reach('wipe.intent');
  return orFailed(parts, id, async () => {
    await parts.collection.cut({ transfer: id });
    for (const lock of locksOf(transfer)) await parts.vault.wipeLock(lock).catch((error: unknown) => { throw new LockNotDestroyed('a lock is still in the vault', { cause: error }); });
    await parts.reach('wipe.locks-destroyed');
    return { transfer, files: await readFiles(parts.store.read, id) };
  });
}

/** Overwrites texts and bodies, checks, certifies. Returns true when it is wiped, false where it is 消去失敗; rejects when `signal` asked for a stop, which is no failure: it goes on at the next start. */
export async function finish(parts: WipeParts, { transfer, files }: Doomed, signal: AbortSignal): Promise<boolean> {
  const done = await orFailed(parts, transfer.id, async () => {
    await overwrite(parts, { transfer, files }, signal);
    await parts.register.change('gateway', 'wipe', [transfer.id], () => finishWipe({ technique: parts.vault.technique, files: files.length, bytes: bytesOf(files) }),
      async (tx) => { await tx.updateTable('files').set({ body_id: null }).where('transfer_id', '=', transfer.id).execute(); });
    await parts.reach('wipe.done');
    return true;
  }, signal);
  return done ?? false;
}

/** Bytes of its bodies. */
export const bytesOf = (files: readonly SealedFile[]): number => files.reduce((sum, file) => sum + file.bodySize, 0);

/** Never 消去済: what failed is said, kept and tried again (H 92). The lock goes first: unless it was the lock that failed, what is left opens for nobody. */
async function orFailed<T>(parts: WipeParts, id: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (signal?.aborted === true) throw error;
    await parts.register.change('gateway', 'fail-wipe', [id], () => failWipe(error instanceof Error ? error.name : 'unknown'));
    return null;
  }
}

async function overwrite(parts: WipeParts, { transfer, files }: Doomed, signal: AbortSignal): Promise<void> {
  await wipeTexts(parts, transfer);
  await parts.reach('wipe.texts-wiped');
  for (const { bodyId } of files) if (bodyId !== null) await parts.vault.wipeBody(bodyId, signal);
  await parts.reach('wipe.bodies-destroyed');
  const left = [...locksOf(transfer), ...files.map((file) => file.bodyId)].filter((id) => id !== null);
  for (const id of left) if (!(await parts.vault.isAbsent(id))) throw new WipeUnfinished('a file of the transfer is still in the vault');
  await parts.reach('wipe.checked');
}

/** The lock itself would not go: who holds key and password can still open the bodies, and nobody may be told otherwise. */
class LockNotDestroyed extends Error {
  override readonly name = 'LockNotDestroyed';
}

/** The wipe is not done yet; it is tried again. */
class WipeUnfinished extends Error {
  override readonly name = 'WipeUnfinished';
}

/** Names and reasons leave the rows (secure_delete) and the write-ahead log; a busy checkpoint counts as not done (H 90). */
async function wipeTexts({ store, ledger, clock, reach }: WipeParts, transfer: Transfer): Promise<void> {
  await store.change(async (tx) => {
    await ledger.wipeTexts(tx, { at: clock.now(), actor: { system: true }, municipality: transfer.municipalityId, engagement: transfer.engagementId, transfer: transfer.id });
  });
  await reach('wipe.texts-deleted');
  // A search that is just being read holds the log for a moment; one that holds it for seconds makes the wipe wait for its next turn.
  for (let tries = 0; tries < 20; tries += 1) {
    if (await store.truncateWal()) return;
    await setTimeout(100);
  }
  throw new WipeUnfinished('the write-ahead log is still held by a reader');
}
