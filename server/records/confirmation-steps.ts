// What people do with 確認書: the contractor confirms versions as they stand (1-29), the ward corrects by a new version that names the old
// one with its reason (1-10), and both see which of them wait. Each act and its entry in the ledger are one transaction.
import { actorOf, partyOf, type Person } from '../accounts/person.ts';
import { mustBeOnRoster } from '../engagements/roster.ts';
import type { Engagement } from '../engagements/engagement.ts';
import type { Clock } from '../ledger/clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { newIdentifier, type RandomBytes } from '../store/identifier.ts';
import type { Store, Tx } from '../store/store.ts';
import { mustFind } from '../transfers/register.ts';
import { TransferRefused } from '../transfers/refusal.ts';
import type { Transfer } from '../transfers/transfer.ts';
import { commitTo, storedVersion } from './confirmation-commitment.ts';
import { noteConfirmed, recordsOf, recordsOfMany, replaceRecord, saidBy, type Content, type StoredRecord } from './confirmation-records.ts';
import { label } from './numbering.ts';

export interface ConfirmationParts { readonly store: Store; readonly ledger: Ledger; readonly clock: Clock; readonly random: RandomBytes }

/** A version with what stands around it. */
export interface Found { readonly record: StoredRecord; readonly transfer: Transfer; readonly engagement: Engagement }

const contractorOf = (transfer: Transfer): string => (transfer.direction === 'to-contractor' ? transfer.recipientId : transfer.senderId);

/** A version that the person may know of. Throws `NOT_FOUND` alike for what is another's and what does not exist (H 48). */
export async function mustFindRecord(tx: Tx, who: Person, id: string): Promise<Found> {
  const row = await tx.selectFrom('confirmation_records').select('transfer_id').where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new TransferRefused('NOT_FOUND');
  const { transfer, engagement } = await mustFind(tx, who, row.transfer_id);
  const record = (await recordsOf(tx, transfer.id)).find((one) => one.id === id);
  if (record === undefined) throw new Error('expected the confirmation record that was just found; the database is damaged');
  return { record, transfer, engagement };
}

/**
 * The contractor confirms these versions, all or none. One that is confirmed already stays as it is.
 * Throws `NOT_FOUND`, `NOT_ON_ROSTER`, `VERSION_REPLACED` when a newer version stands in its place.
 */
export async function confirmVersions({ store, ledger, clock }: ConfirmationParts, who: Person, ids: readonly string[]): Promise<void> {
  await store.change(async (tx) => {
    const now = clock.now();
    for (const id of new Set(ids)) {
      const { record, transfer, engagement } = await mustFindRecord(tx, who, id);
      mustBeOnRoster(engagement, who, now);
      if (partyOf(who) !== contractorOf(transfer)) throw new TransferRefused('NOT_FOUND');
      if (record.superseded) throw new TransferRefused('VERSION_REPLACED', { label: label(record) });
      if (record.contractorConfirmed !== null) continue;
      await noteConfirmed(tx, [id], who.id, now, { handlers: [who.name], quantity: null });
      await ledger.append(tx, { ...subjectOf(transfer), at: now, act: 'confirm-paper', result: 'done', actor: actorOf(who), facts: factsOf(record) });
    }
  });
}

/**
 * The ward writes a new version in place of one. Both stay readable; the contractor's confirmation was of the old one, so the new one waits for its own.
 * The entry commits to the content by a salted hash: it holds nobody's words. Throws `NOT_FOUND`, `VERSION_REPLACED`. Returns the new version's id.
 */
export async function correctVersion({ store, ledger, clock, random }: ConfirmationParts, who: Person, id: string, said: Content & { readonly reason: string }): Promise<string> {
  return store.change(async (tx) => {
    const { record, transfer } = await mustFindRecord(tx, who, id);
    if (record.superseded) throw new TransferRefused('VERSION_REPLACED', { label: label(record) });
    const now = clock.now();
    const version = record.version + 1;
    const committed = commitTo({ label: label(record), kind: record.kind, version, transfer: transfer.id, ...saidBy(said), reason: said.reason }, random);
    const entry = await ledger.append(tx, { ...subjectOf(transfer), at: now, act: 'correct-paper', result: 'done', actor: actorOf(who), facts: { ...factsOf(record), version, replaces: record.id, commitment: committed.commitment } });
    const made = newIdentifier(random);
    await replaceRecord(tx, record, { id: made, municipalityId: transfer.municipalityId, now, writtenBy: who.id, document: storedVersion(committed, entry.index) });
    return made;
  });
}

const factsOf = (record: StoredRecord) => ({ record: record.id, label: label(record), kind: record.kind, version: record.version });
const subjectOf = (transfer: Transfer) => ({ municipality: transfer.municipalityId, engagement: transfer.engagementId, transfer: transfer.id, contractor: contractorOf(transfer) });

/** The person's own party's 確認書 of which some version is unconfirmed or differs, by transfer, newest first; at most 200 transfers. */
export async function unsettledOf(tx: Tx, who: Person): Promise<Found[]> {
  const party = partyOf(who) ?? '';
  const rows = await tx.selectFrom('confirmation_records').innerJoin('transfers', 'transfers.id', 'transfer_id').select(['transfer_id', 'transfers.created_at as made']).distinct()
    .where('transfers.municipality_id', '=', who.municipalityId)
    .where((where) => where.or([where('sender_id', '=', party), where.and([where('recipient_id', '=', party), where('lock_ready', '=', 1)])]))
    .where((where) => where.or([where('contractor_confirmed_at', 'is', null), where.and([where('explained', '=', 0), where.or([
      where('counted', '!=', where.ref('confirmation_records.quantity')), where.and([where('kind', '=', 'delivery'), where('confirmation_records.quantity', '!=', where.ref('transfers.quantity'))]),
    ])])])).orderBy('transfers.created_at', 'desc').limit(200).execute();
  const records = await recordsOfMany(tx, rows.map((row) => row.transfer_id));
  const found: Found[] = [];
  for (const { transfer_id } of rows) {
    const around = await mustFind(tx, who, transfer_id).catch((error: unknown) => {
      if (isNotFound(error)) return null;
      throw error;
    });
    if (around !== null) found.push(...(records.get(transfer_id) ?? []).map((record) => ({ record, ...around })));
  }
  return found;
}

/** A handler who is not on the roster of that engagement does not know of it. */
const isNotFound = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'NOT_FOUND';
