// What a person of the recipient states to have received, as the exact bytes that are signed: canonical JSON of the transfer as it stands. The same
// transfer, person and time give the same bytes, so that a statement that comes back is compared whole and never interpreted.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { partyOf, type Person } from '../accounts/person.ts';
import { usableCertificates } from '../engagements/certificates.ts';
import { readEngagement, type Engagement } from '../engagements/engagement.ts';
import { isInstant } from '../ledger/entry.ts';
import { canonical } from '../ledger/canonical.ts';
import { SealingFailed } from '../sealing/failure.ts';
import { verifyByRecipient } from '../sealing/recipient-signature.ts';
import type { Tx } from '../store/store.ts';
import { allWhole } from './deliveries.ts';
import { digestOf } from './digest.ts';
import { mustHaveCollected } from './lifecycle.ts';
import type { StepParts } from './parts.ts';
import { mustFind } from './register.ts';
import { TransferRefused } from './refusal.ts';
import { readFiles } from './rows.ts';
import type { Transfer } from './transfer.ts';

/** What came with a confirmation. */
export interface GivenReceipt { readonly statement: string; readonly signature: string }
/** A statement that the gateway has checked; `signedAt` is the signer's time. */
export interface CheckedReceipt extends GivenReceipt { readonly fingerprint: string; readonly signedAt: string; readonly sha256: string }

/** A statement is signed at once; a day leaves room for a key on another computer. Also how far the signer's clock may be off. */
const validForMs = 24 * 60 * 60_000;

/**
 * The statement of this person for this transfer, timed now (ISO). Throws `TransferRefused`: NOT_FOUND, NOT_RECIPIENT, ALREADY_CONFIRMED, and NOT_COLLECTED
 * until every byte of every file was delivered at least once (H 66).
 */
export async function stateReceipt({ store, clock, register }: Pick<StepParts, 'store' | 'clock' | 'register'>, who: Person, id: string): Promise<string> {
  await register.ask(who, 'state-receipt', [id], (transfer) => mustHaveCollected(transfer, who));
  const { transfer, engagement } = await mustFind(store.read, who, id);
  return write(store.read, { transfer, engagement, who, at: clock.now() });
}

interface About { readonly transfer: Transfer; readonly engagement: Engagement; readonly who: Person; readonly at: string }

async function write(tx: Tx, { transfer, engagement, who, at }: About): Promise<string> {
  const { collection } = transfer;
  const files = await readFiles(tx, transfer.id);
  // A medium was carried past the gateway: it knows of no byte of it that arrived.
  if (transfer.route !== 'line' || collection?.completedAt === undefined || collection.completedAt === null || !(await allWhole(tx, transfer.id))) throw new TransferRefused('NOT_COLLECTED');
  const municipality = await tx.selectFrom('municipalities').select(['id', 'name']).where('id', '=', transfer.municipalityId).executeTakeFirstOrThrow();
  const party = (partyId: string) => ({ id: partyId, name: [...engagement.sections, ...engagement.contractors].find((one) => one.id === partyId)?.name ?? partyId });
  return canonical({
    kind: '受領の申告', version: 1, municipality: { id: municipality.id, name: municipality.name }, transfer: { id: transfer.id, number: transfer.number }, engagement: { id: engagement.id, title: engagement.title },
    sender: party(transfer.senderId), recipient: party(transfer.recipientId), person: { id: who.id, name: who.name },
    files: files.map(({ size, sha256, bodySize, bodySha256 }) => ({ size, sha256, bodySize, bodySha256 })), digest: digestOf(transfer, files),
    collected: { from: collection.startedAt, to: collection.completedAt }, at,
  });
}

/**
 * Checks inside the confirmation's transaction that the statement is this person's of this transfer as it stands, and that a certificate of the recipient that counts
 * now signed it. Throws `TransferRefused`: RECEIPT_STATEMENT_CHANGED, RECEIPT_SIGNATURE_BAD, RECEIPT_KEY_UNKNOWN; RECEIPT_SIGNATURE_NEEDED where the terms ask for one and none came.
 * Null where none came. Who may confirm at all is the rule's question, asked afterwards: nothing is changed by then.
 */
export async function checkReceipt(tx: Tx, { transfer, who, now }: { transfer: Transfer; who: Person; now: string }, given: GivenReceipt | undefined): Promise<CheckedReceipt | null> {
  if (transfer.state !== 'collected' || partyOf(who) !== transfer.recipientId) return null;
  const engagement = await readEngagement(tx, transfer.engagementId);
  if (engagement === undefined) throw new Error('expected the engagement of a stored transfer; the database is damaged');
  if (given === undefined) {
    if (engagement.terms.receiptSignature === 'required' && transfer.route === 'line') throw new TransferRefused('RECEIPT_SIGNATURE_NEEDED');
    return null;
  }
  const at = timeOf(given.statement);
  const age = Date.parse(now) - Date.parse(at ?? '');
  if (at === null || at < (transfer.collection.completedAt ?? at) || age < 0 || age > validForMs || given.statement !== await write(tx, { transfer, engagement, who, at })) throw new TransferRefused('RECEIPT_STATEMENT_CHANGED', { now });
  const { fingerprint, madeAt } = await verified(tx, transfer, given, now);
  if (Math.abs(madeAt.getTime() - Date.parse(now)) > validForMs) throw new TransferRefused('RECEIPT_SIGNATURE_BAD', { signedAt: madeAt.toISOString(), now });
  return { ...given, fingerprint, signedAt: madeAt.toISOString(), sha256: createHash('sha256').update(given.statement, 'utf8').digest('hex') };
}

async function verified(tx: Tx, transfer: Transfer, { statement, signature }: GivenReceipt, now: string) {
  const certificates = await usableCertificates(tx, transfer.recipientId, now);
  try {
    return await verifyByRecipient(Buffer.from(statement, 'utf8'), signature, certificates.map((row) => row.certificate));
  } catch (error) {
    if (!(error instanceof SealingFailed)) throw error;
    throw error.code === 'SIGNER_UNKNOWN' ? new TransferRefused('RECEIPT_KEY_UNKNOWN') : new TransferRefused('RECEIPT_SIGNATURE_BAD');
  }
}

/** Only the time is read from what came; everything else is compared as bytes. */
function timeOf(statement: string): string | null {
  try {
    const { at } = z.object({ at: z.string().refine(isInstant) }).parse(JSON.parse(statement));
    return at;
  } catch {
    return null;
  }
}
