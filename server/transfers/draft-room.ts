// The draft that a file is to join: whose it is, for which recipients, and what it may hold. Asked before the first byte, and again when the file is kept.
import type { Person } from '../accounts/person.ts';
import { readEngagement, type Engagement } from '../engagements/engagement.ts';
import { EngagementRefused } from '../engagements/refusal.ts';
import type { Tx } from '../store/store.ts';
import { changeFiles } from './lifecycle.ts';
import type { StepParts } from './parts.ts';
import { TransferRefused } from './refusal.ts';
import { mustFindDeposit } from './register.ts';
import { countFiles, nextPosition } from './rows.ts';
import type { Transfer } from './transfer.ts';

export interface Draft { readonly transfers: readonly Transfer[]; readonly engagement: Engagement; readonly maxFileBytes: number; readonly maxFiles: number }

/**
 * Finds a draft of one's own; refuses before a byte is read. With `recipientId` the file is for that recipient alone: its bytes are sealed
 * for nobody else (4-9). Throws `TransferRefused` (NOT_FOUND, NOT_SENDER, WRONG_STATE, TOO_MANY_FILES), `EngagementRefused` (RECIPIENT_NOT_IN_ENGAGEMENT).
 */
export async function openDraft(parts: Pick<StepParts, 'store' | 'register'>, who: Person, depositId: string, recipientId?: string): Promise<Draft> {
  const every = await mustFindDeposit(parts.store.read, who, depositId);
  const transfers = every.filter((transfer) => recipientId === undefined || transfer.recipientId === recipientId);
  if (transfers.length === 0) throw new EngagementRefused('RECIPIENT_NOT_IN_ENGAGEMENT');
  const [first] = transfers;
  if (first === undefined) throw new TransferRefused('NOT_FOUND');
  const engagement = await readEngagement(parts.store.read, first.engagementId);
  if (engagement === undefined) throw new Error('expected the engagement of a stored transfer; the database is damaged');
  // Asked once now, so that a refusal does not wait for gigabytes, and again in the transaction that counts.
  await parts.register.ask(who, 'add-file', transfers.map((transfer) => transfer.id), changeFiles(who, { act: 'add-file' }));
  for (const { id } of transfers) await mustHaveRoom(parts.store.read, id, engagement.policy.maxFiles);
  const { maxFileBytes, maxFiles } = engagement.policy;
  return { transfers, engagement, maxFileBytes, maxFiles };
}

/** Throws `TransferRefused` (TOO_MANY_FILES). */
export async function mustHaveRoom(tx: Tx, transferId: string, maxFiles: number): Promise<void> {
  // Places are never given twice, so the last one tells mostly that there is room without counting ten thousand files for each.
  if (await nextPosition(tx, transferId) < maxFiles) return;
  if (await countFiles(tx, transferId) >= maxFiles) throw new TransferRefused('TOO_MANY_FILES', { limit: maxFiles });
}
