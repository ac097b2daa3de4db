// Whether what an unattended terminal submits goes out under a standing approval. Asked and recorded inside the transaction of the deposit itself:
// a revocation comes before it or after it, and what was sent under an approval counts towards its limits with the sending, never later.
import type { Person } from '../accounts/person.ts';
import { readEngagement } from '../engagements/engagement.ts';
import { firmsKnownTo } from '../engagements/firms.ts';
import { standingFor, type Standing } from '../engagements/standing-approvals/approval.ts';
import type { Tx } from '../store/store.ts';
import { doubtsOf } from './doubts.ts';
import { readTexts } from './rows.ts';
import type { SealedFile, Transfer } from './transfer.ts';

/** The approval, or null: an approver decides. Files that give reason to look twice (another firm's name, undeclared columns, sent before) are for a person's eyes, and so is what was not scanned. */
export async function standingApproval(tx: Tx, who: Person, transfer: Transfer, files: readonly SealedFile[], now: string): Promise<Standing | null> {
  if (who.unattended === undefined || transfer.direction !== 'to-contractor' || files.some(({ scan }) => scan.verdict === 'unscanned')) return null;
  const engagement = await readEngagement(tx, transfer.engagementId);
  if (engagement === undefined) throw new Error('expected the engagement of a stored transfer; the database is damaged');
  const recipient = engagement.contractors.find(({ id }) => id === transfer.recipientId);
  const found = await standingFor(tx, {
    engagement, senderId: transfer.senderId, formId: transfer.formId, recipientId: transfer.recipientId, by: who.id, now, files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0),
  });
  if (found === null || recipient === undefined) return null;
  // Whom it goes to was looked at when the approval was granted; here it is about the files alone.
  const doubts = await doubtsOf(tx, { transfer, recipient, files, texts: await readTexts(tx, transfer.id), previous: null, firms: await firmsKnownTo(tx, who) });
  return doubts.some((doubt) => 'fileId' in doubt) ? null : found;
}

/** Counts a sending towards the limits of its approval. To be called in its transaction. */
export async function countStanding(tx: Tx, after: Transfer, files: readonly SealedFile[]): Promise<void> {
  const standing = after.approval?.standing;
  if (standing === undefined || after.approval === null) return;
  await tx.insertInto('standing_uses').values({ transfer_id: after.id, approval_id: standing.id, at: after.approval.at, files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) }).execute();
}
