// Approve, send back, recall: a person of the sending party decides about a deposited transfer.
import type { Person } from '../accounts/person.ts';
import { digestOf } from './digest.ts';
import { approve as approveRule, recall as recallRule, sendBack as sendBackRule } from './lifecycle.ts';
import type { StepParts } from './parts.ts';
import { readFiles } from './rows.ts';
import { allowUnscanned as allowUnscannedRule } from './unscanned-rules.ts';
import { mustStillHold } from './sealed-for.ts';
import type { Transfer } from './transfer.ts';

type DecideParts = Pick<StepParts, 'register'>;

/** `seen` is the digest of what the approver had on the screen (3-6). Throws `TransferRefused` (NOT_APPROVER, CHECKS_CHANGED, CERTIFICATES_CHANGED, …). */
export async function approve({ register }: DecideParts, who: Person, id: string, seen: string): Promise<void> {
  await register.change(who, 'approve', [id], async (tx, transfer) => {
    await mustStillHold(tx, transfer);
    return approveRule(who, { seen, digest: digestOf(transfer, await readFiles(tx, id)) });
  });
}

/** One more approver lets files go that were not scanned (H 29). Throws `TransferRefused` (NOT_APPROVER, ANOTHER_APPROVER, UNSCANNED_NOT_ALLOWED, CHECKS_CHANGED, WRONG_STATE, CERTIFICATES_CHANGED). */
export async function allowUnscanned({ register }: DecideParts, who: Person, id: string, given: { seen: string; reason: string }): Promise<void> {
  await register.change(who, 'allow-unscanned', [id], async (tx, transfer) => {
    await mustStillHold(tx, transfer);
    return allowUnscannedRule(who, { ...given, digest: digestOf(transfer, await readFiles(tx, id)) });
  });
}

export async function sendBack({ register }: DecideParts, who: Person, id: string, given: { seen: string; reason: string }): Promise<void> {
  await register.change(who, 'return', [id], async (tx, transfer) => sendBackRule(who, { ...given, digest: digestOf(transfer, await readFiles(tx, id)) }));
}

/** Returns the transfer as recalled; the caller cuts what is being collected and lets the wipe begin. */
export async function recall({ register }: DecideParts, who: Person, id: string, said: { reason: 'wrong-recipient' | 'wrong-content' | 'not-needed' | 'other'; text: string | undefined }): Promise<Transfer | undefined> {
  const [after] = await register.change(who, 'recall', [id], () => recallRule(who, said));
  return after;
}
