// Confirm (受領確認): the recipient's statement that the files were received and opened, signed with its own key where it has one. The wipe follows after
// the policy's wait. Statement, signature, state, entry and receipt are one transaction: a signature that does not hold confirms nothing.
import type { Person } from '../accounts/person.ts';
import { digestOf } from './digest.ts';
import { confirm as rule } from './lifecycle.ts';
import type { StepParts } from './parts.ts';
import { checkReceipt, type CheckedReceipt, type GivenReceipt } from './receipt-statement.ts';
import { readFiles } from './rows.ts';

export interface Confirmation { readonly quantity: number; readonly opened: boolean; readonly reason: string | undefined; readonly seen: string }

/** Two confirmations at once give one effect: the second meets ALREADY_CONFIRMED (H 74). Throws `TransferRefused`. */
export async function confirm({ register, clock }: Pick<StepParts, 'register' | 'clock'>, who: Person, id: string, said: Confirmation, receipt?: GivenReceipt): Promise<void> {
  let checked: CheckedReceipt | null = null;
  await register.change(who, 'confirm', [id], async (tx, transfer) => {
    checked = await checkReceipt(tx, { transfer, who, now: clock.now() }, receipt);
    return rule(who, { ...said, digest: digestOf(transfer, await readFiles(tx, id)), receipt: checked });
  }, async (tx, { after, now }) => {
    if (checked === null) return;
    const { statement, signature, fingerprint, signedAt } = checked;
    await tx.insertInto('receipt_statements').values({ transfer_id: after.id, statement, signature, fingerprint, signed_at: signedAt, created_at: now }).execute();
  });
}
