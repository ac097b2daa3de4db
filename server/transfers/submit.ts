// Submit (預入): the commit point of a deposit. All its transfers go on together, or none.
//
// Order of writes: bodies and waiting packets are durable since the uploads; then one transaction moves every transfer and
// enters it. After the commit the wrapped session keys are destroyed; a crash before that leaves them to `resume`.
import type { Person } from '../accounts/person.ts';
import { usableCertificates } from '../engagements/certificates.ts';
import type { Store, Tx } from '../store/store.ts';
import { digestOf } from './digest.ts';
import { submit as rule, discard as discardRule } from './lifecycle.ts';
import type { StepParts } from './parts.ts';
import { TransferRefused } from './refusal.ts';
import { readDeposit, readFiles } from './rows.ts';
import { locksOf, type Transfer } from './transfer.ts';

type SubmitParts = Pick<StepParts, 'store' | 'register' | 'vault' | 'reach'>;

/** Throws `TransferRefused` (NOT_FOUND, NOT_SENDER, WRONG_STATE, NO_FILES, COLLECT_BY_PAST, CERTIFICATES_CHANGED). */
export async function submit(parts: SubmitParts, who: Person, depositId: string): Promise<Transfer[]> {
  const before = await mustFindDeposit(parts.store, depositId);
  await parts.reach('submit.begun');
  const after = await parts.register.change(who, 'deposit', before.map((transfer) => transfer.id), async (tx, transfer) => {
    await mustStillHold(tx, transfer);
    const files = await readFiles(tx, transfer.id);
    return rule(who, { files: files.length, digest: digestOf(transfer, files) });
  });
  await parts.reach('submit.committed');
  await destroyDropped(parts, before, after);
  await parts.reach('submit.draft-keys-destroyed');
  return after;
}

/** A draft is thrown away; its copy goes the way of every other: `wipe`. */
export async function discard(parts: Pick<StepParts, 'store' | 'register'>, who: Person, depositId: string): Promise<Transfer[]> {
  const before = await mustFindDeposit(parts.store, depositId);
  return parts.register.change(who, 'discard', before.map((transfer) => transfer.id), () => discardRule(who));
}

async function mustFindDeposit(store: Store, depositId: string): Promise<Transfer[]> {
  const transfers = await readDeposit(store.read, depositId);
  if (transfers.length === 0) throw new TransferRefused('NOT_FOUND');
  return transfers;
}

/** The seal was made for these certificates; one that was withdrawn since must not open it (H 41, 44). */
async function mustStillHold(tx: Tx, transfer: Transfer): Promise<void> {
  if (transfer.certificates.length === 0) return;
  const usable = new Set((await usableCertificates(tx, transfer.recipientId, transfer.collectBy)).map((row) => row.id));
  const gone = transfer.certificates.filter((certificate) => !usable.has(certificate.id));
  if (gone.length > 0) throw new TransferRefused('CERTIFICATES_CHANGED', { fingerprints: gone.map((one) => one.fingerprint) });
}

/** Destroys the key-material files that a step has let go of. */
export async function destroyDropped({ vault }: Pick<StepParts, 'vault'>, before: readonly Transfer[], after: readonly Transfer[]): Promise<void> {
  const kept = new Set(after.flatMap(locksOf));
  for (const id of before.flatMap(locksOf)) if (!kept.has(id)) await vault.wipeLock(id);
}

export { mustStillHold };
