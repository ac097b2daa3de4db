// Submit (預入): the commit point of a deposit. All its transfers go on together, or none.
//
// Order of writes: bodies and waiting packets are durable since the uploads; then one transaction moves every transfer and
// enters it. After the commit the wrapped session keys are destroyed; a crash before that leaves them to `resume`.
import type { Person } from '../accounts/person.ts';
import { digestOf } from './digest.ts';
import { destroyDropped } from './key-files.ts';
import { submit as rule, discard as discardRule } from './lifecycle.ts';
import type { StepParts } from './parts.ts';
import { TransferRefused } from './refusal.ts';
import { mustFindDeposit } from './register.ts';
import { readFiles } from './rows.ts';
import { mustStillHold } from './sealed-for.ts';
import { standingApproval, countStanding } from './standing.ts';
import type { Transfer } from './transfer.ts';

type SubmitParts = Pick<StepParts, 'store' | 'clock' | 'register' | 'vault' | 'reach'>;

/**
 * With `seen`, digests of the transfers, nothing but what the sender saw goes out: a program that came back after a crash may still have an upload on the way
 * that it knows nothing of. Throws `TransferRefused` (NOT_FOUND, NOT_SENDER, WRONG_STATE, NO_FILES, COLLECT_BY_PAST, CERTIFICATES_CHANGED, CHECKS_CHANGED).
 */
export async function submit(parts: SubmitParts, who: Person, depositId: string, seen: readonly string[] | null = null): Promise<Transfer[]> {
  const before = await mustFindDeposit(parts.store.read, who, depositId);
  await parts.reach('submit.begun');
  const after = await parts.register.change(who, 'deposit', before.map((transfer) => transfer.id), async (tx, transfer) => {
    await mustStillHold(tx, transfer);
    const files = await readFiles(tx, transfer.id);
    const digest = digestOf(transfer, files);
    // Asked after the state: what has been submitted says so.
    if (transfer.state === 'draft' && seen !== null && !seen.includes(digest)) throw new TransferRefused('CHECKS_CHANGED');
    const unscanned = files.filter(({ scan }) => scan.verdict === 'unscanned').length;
    return rule(who, { files: files.length, digest, ...(unscanned === 0 ? {} : { unscanned }) }, await standingApproval(tx, who, transfer, files, parts.clock.now()));
  }, async (tx, { after }) => countStanding(tx, after, await readFiles(tx, after.id)));
  await parts.reach('submit.committed');
  await destroyDropped(parts, before, after);
  await parts.reach('submit.draft-keys-destroyed');
  return after;
}

/** A draft is thrown away; its copy goes the way of every other: `wipe`. */
export async function discard(parts: Pick<StepParts, 'store' | 'register'>, who: Person, depositId: string): Promise<Transfer[]> {
  const before = await mustFindDeposit(parts.store.read, who, depositId);
  return parts.register.change(who, 'discard', before.map((transfer) => transfer.id), () => discardRule(who));
}
