// Confirm (受領確認): the recipient's statement that the files were received and opened. The wipe follows after the policy's wait.
import type { Person } from '../accounts/person.ts';
import { digestOf } from './digest.ts';
import { confirm as rule } from './lifecycle.ts';
import type { StepParts } from './parts.ts';
import { readFiles } from './rows.ts';

export interface Confirmation { readonly quantity: number; readonly opened: boolean; readonly reason: string | undefined; readonly seen: string }

/** Two confirmations at once give one effect: the second meets ALREADY_CONFIRMED (H 74). Throws `TransferRefused`. */
export async function confirm({ register }: Pick<StepParts, 'register'>, who: Person, id: string, said: Confirmation): Promise<void> {
  await register.change(who, 'confirm', [id], async (tx, transfer) => rule(who, { ...said, digest: digestOf(transfer, await readFiles(tx, id)) }));
}
