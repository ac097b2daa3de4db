// The small vault files that hold a transfer's key material: to what each is bound, and how those that a step let go of end.
import type { StepParts } from './parts.ts';
import { locksOf, type Transfer } from './transfer.ts';

/** Bind a wrapped file to its transfer and use: a file put in another's place does not open. */
export const waitingContext = (transferId: string): string => `${transferId}:waiting`;
export const draftContext = (transferId: string): string => `${transferId}:draft`;

/**
 * Destroys the key-material files that a step has let go of. `before` are the transfers as the step's own transaction found them: what was read
 * earlier may be older, and a lock that somebody else wrote in between would stay on the disk for ever.
 */
export async function destroyDropped({ vault }: Pick<StepParts, 'vault'>, before: readonly Transfer[], after: readonly Transfer[]): Promise<void> {
  const kept = new Set(after.flatMap(locksOf));
  for (const id of before.flatMap(locksOf)) if (!kept.has(id)) await vault.wipeLock(id);
}
