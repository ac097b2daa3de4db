// Begins a record (起票): its number, its first stage, the duties it settles and what it causes elsewhere, in one transaction.
import { createHmac } from 'node:crypto';
import type { Person } from '../../accounts/person.ts';
import type { Engagement } from '../../engagements/engagement.ts';
import { canonical } from '../../ledger/canonical.ts';
import { newIdentifier } from '../../store/identifier.ts';
import type { Tx } from '../../store/store.ts';
import { mustFind } from '../../transfers/register.ts';
import { settle } from '../duties/duties.ts';
import { kindOf } from '../kinds/all.ts';
import type { Effects, RecordKind, Stage, StageContext, Values } from '../kinds/kind.ts';
import { label, nextRecordNumber } from '../numbering.ts';
import { incomplete, RecordRefused } from '../refusal.ts';
import { openStages } from './next-stages.ts';
import { peopleOf } from './people.ts';
import { engagementFor, mayTake, mustTake } from './permission.ts';
import { checkValues } from './values.ts';
import { writeStage, type Author, type RecordParts } from './write.ts';

export interface About { readonly kind: string; readonly engagementId: string; readonly contractorId?: string | null | undefined; readonly transferId?: string | null | undefined }
export interface NewRecord extends About { readonly values: Values }
export interface Begun { readonly kind: RecordKind; readonly stage: Stage; readonly engagement: Engagement; readonly contractorId: string | null; readonly transferId: string | null }

/**
 * Begins a record in a transaction of its own; the same idempotency key with the same request gives the same record again. Returns its id.
 * Throws `RecordRefused` (NOT_FOUND, KIND_NOT_OFFERED, STAGE_NOT_YOURS, RECORD_INCOMPLETE, RECORD_REFUSED, IDEMPOTENCY_KEY_REUSED), `EngagementRefused` (NOT_ON_ROSTER).
 */
export async function beginRecord(parts: RecordParts & { readonly waitingKey: Uint8Array }, who: Person, given: NewRecord, idempotencyKey: string): Promise<string> {
  // Under a key: a plain hash of the request would be something to guess its content at.
  const requestHash = createHmac('sha256', parts.waitingKey).update(canonical(given.values)).update(canonical([given.kind, given.engagementId, given.contractorId ?? null, given.transferId ?? null])).digest('hex');
  return parts.store.change(async (tx) => {
    const earlier = await tx.selectFrom('record_requests').selectAll().where('created_by', '=', who.id).where('idempotency_key', '=', idempotencyKey).executeTakeFirst();
    if (earlier !== undefined && earlier.request_hash !== requestHash) throw new RecordRefused('IDEMPOTENCY_KEY_REUSED');
    if (earlier !== undefined) return earlier.record_id;
    const { id } = await beginInside(tx, parts, who, given);
    await tx.insertInto('record_requests').values({ created_by: who.id, idempotency_key: idempotencyKey, request_hash: requestHash, record_id: id }).execute();
    return id;
  });
}

/** Begins a record in the caller's transaction, in the name of a person. Throws as `beginRecord`. */
export async function beginInside(tx: Tx, parts: RecordParts, who: Person, given: NewRecord): Promise<{ id: string; label: string }> {
  const begun = await prepareBegin(tx, who, given, parts.clock.now());
  const values = checkValues(begun.stage.fields, given.values, await peopleOf(tx, begun.engagement, begun.contractorId));
  const context: StageContext = { tx, who, now: parts.clock.now(), engagement: begun.engagement, contractorId: begun.contractorId, transferId: begun.transferId, record: null, earlier: {}, values };
  await begun.stage.check?.(context);
  const record = await insert(tx, parts, who, begun, values);
  await begun.stage.follow?.({ ...context, record }, effectsOf(tx, parts, context));
  return record;
}

/** Begins a record that the gateway writes by itself: for followers of the journey, inside their transaction. The kind's first stage must be `by: 'gateway'`. */
export async function beginByGateway(tx: Tx, parts: RecordParts, given: { kind: RecordKind; engagement: Engagement; contractorId: string | null; transferId: string | null; values: Values }): Promise<{ id: string; label: string }> {
  const stage = given.kind.stages.find((one) => one.after === 'start' && one.by === 'gateway');
  if (stage === undefined) throw new Error(`expected ${given.kind.id} to have a first stage of the gateway`);
  const values = checkValues(stage.fields, given.values, await peopleOf(tx, given.engagement, given.contractorId));
  return insert(tx, parts, 'gateway', { ...given, stage }, values);
}

/** What a person would begin: the kind, its first stage, and what the record is about. Nothing is stored. Throws as `beginRecord`. */
export async function prepareBegin(tx: Tx, who: Person, about: About, now: string): Promise<Begun> {
  const engagement = await engagementFor(tx, who, about.engagementId);
  const kind = kindOf(about.kind);
  if (kind === undefined) throw new RecordRefused('NOT_FOUND');
  if (kind.offered?.(engagement, who) === false) throw new RecordRefused('KIND_NOT_OFFERED');
  const transferId = about.transferId ?? null;
  if (kind.about.transfer && transferId === null) throw incomplete({ id: 'transferId', label: { ja: '授受', en: 'Transfer' } }, { ja: 'どの授受の記録かを選んでください', en: 'choose the transfer' });
  const firm = transferId === null ? null : await firmOf(tx, who, engagement, transferId);
  const contractorId = firm ?? (kind.about.contractor ? subjectFor(engagement, who, about.contractorId ?? null) : null);
  if (about.contractorId !== undefined && about.contractorId !== null && contractorId !== about.contractorId) throw new RecordRefused('NOT_FOUND');
  const starts = openStages(kind, []);
  const stage = starts.find((one) => mayTake(one.by, who, { engagement, contractorId }, now)) ?? starts[0];
  if (stage === undefined) throw new Error(`expected ${kind.id} to have a first stage`);
  mustTake(stage.by, who, { engagement, contractorId }, now);
  return { kind, stage, engagement, contractorId, transferId };
}

/** The contractor of a transfer that the person may know of. */
async function firmOf(tx: Tx, who: Person, engagement: Engagement, transferId: string): Promise<string> {
  const { transfer } = await mustFind(tx, who, transferId);
  if (transfer.engagementId !== engagement.id) throw new RecordRefused('NOT_FOUND');
  return transfer.direction === 'to-contractor' ? transfer.recipientId : transfer.senderId;
}

/** A contractor's person begins records of the own firm; the ward says which, unless there is only one. */
function subjectFor(engagement: Engagement, who: Person, named: string | null): string {
  if (who.contractorId !== null) return who.contractorId;
  const [only, ...others] = engagement.contractors;
  const id = named ?? (others.length === 0 ? only?.id : undefined);
  if (id === undefined) throw incomplete({ id: 'contractorId', label: { ja: '受託事業者', en: 'Contractor' } }, { ja: 'どの受託事業者の記録かを選んでください', en: 'choose the contractor' });
  if (!engagement.contractors.some((firm) => firm.id === id)) throw new RecordRefused('NOT_FOUND');
  return id;
}

async function insert(tx: Tx, parts: RecordParts, author: Author, { kind, stage, engagement, contractorId, transferId }: Begun, values: Values): Promise<{ id: string; label: string }> {
  const now = parts.clock.now();
  const number = await nextRecordNumber(tx, kind.id, engagement.municipalityId, now);
  const record = {
    id: newIdentifier(parts.random), municipalityId: engagement.municipalityId, kind, label: label(number), engagementId: engagement.id, contractorId, transferId,
    turn: 'nobody', nextBy: null, notBy: null, dueOn: null, openedAt: now, changedAt: now, closedAt: null,
  } as const;
  await tx.insertInto('records').values({
    id: record.id, municipality_id: engagement.municipalityId, kind: kind.id, fiscal_year: number.fiscalYear, number: number.number, engagement_id: engagement.id, contractor_id: contractorId,
    transfer_id: transferId, state: 'open', turn: 'nobody', due_on: null, opened_at: now, changed_at: now, closed_at: null,
  }).execute();
  await writeStage(tx, parts, author, record, { stage, values, seq: 1, corrects: null, reason: null });
  if (kind.settles !== undefined) await settle(tx, { kinds: kind.settles, engagementId: engagement.id, contractorId, transferId }, author === 'gateway' ? null : author.id, now);
  return { id: record.id, label: record.label };
}

/** What a kind's `follow` may use. */
export function effectsOf(tx: Tx, parts: RecordParts, { who, engagement }: Pick<StageContext, 'who' | 'engagement'>): Effects {
  return {
    ids: () => newIdentifier(parts.random), random: parts.random, ledger: parts.ledger,
    begin: (given) => beginInside(tx, parts, who, { ...given, engagementId: engagement.id }),
  };
}
