// Duties (期限のある務め): what is owed by whom until when. Owed once: the same kind for the same engagement, contractor and transfer
// that is still open is one duty, whoever says it again. Settled or cancelled, never deleted.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Ledger } from '../../ledger/ledger.ts';
import { newIdentifier, type RandomBytes } from '../../store/identifier.ts';
import type { Tx } from '../../store/store.ts';
import type { DutyRow } from '../../store/schema.ts';

const words = z.object({ ja: z.string(), en: z.string() });
const side = z.enum(['ward', 'contractor']);

export interface Subject { readonly engagementId: string; readonly contractorId: string | null; readonly transferId: string | null }

export interface NewDuty extends Subject {
  readonly municipalityId: string;
  /** Told apart by it: `erasure`, `return-medium`, `incident-report` … */
  readonly kind: string;
  readonly owedBy: 'ward' | 'contractor';
  /** What is to be done, as the calendar shows it; no name of a citizen or of a file. */
  readonly what: { readonly ja: string; readonly en: string };
  /** The kind of record that is begun to do it, or null. */
  readonly recordKind: string | null;
  /** The last day, in Japan (YYYY-MM-DD); see engagements/business-days.ts. */
  readonly dueOn: string;
}

export interface Duty extends NewDuty { readonly id: string; readonly since: string }

/** Which open duties: an undefined part is not asked for; `contractorId: null` means those of no contractor. */
export interface DutyFilter {
  readonly kinds?: readonly string[] | undefined;
  readonly engagementId?: string | undefined;
  readonly contractorId?: string | null | undefined;
  readonly transferId?: string | null | undefined;
}

/**
 * Enters a duty, or finds the same one still open and leaves it as it is. Returns its id.
 * `now` is the instant from which it is owed; `random` is for its id.
 */
export async function owe(tx: Tx, duty: NewDuty, { now, random = randomBytes }: { now: string; random?: RandomBytes }): Promise<string> {
  const known = await matching(tx, { kinds: [duty.kind], ...subjectOf(duty) });
  if (known[0] !== undefined) return known[0].id;
  const id = newIdentifier(random);
  await tx.insertInto('duties').values({
    id, municipality_id: duty.municipalityId, kind: duty.kind, engagement_id: duty.engagementId, contractor_id: duty.contractorId, transfer_id: duty.transferId, owed_by: duty.owedBy,
    what: JSON.stringify(duty.what), record_kind: duty.recordKind, due_on: duty.dueOn, since: now, settled_at: null, settled_by: null, cancelled_at: null, reminded_on: null,
  }).execute();
  return id;
}

/**
 * The same for what nobody's act causes but the calendar: a duty that is new has an entry of its own, so that the ledger says from when it was owed (I4).
 * Returns its id.
 */
export async function oweByCalendar(tx: Tx, duty: NewDuty, given: { now: string; random: RandomBytes; ledger: Pick<Ledger, 'append'> }): Promise<string> {
  const before = await matching(tx, { kinds: [duty.kind], ...subjectOf(duty) });
  const id = await owe(tx, duty, given);
  if (before.length === 0) await given.ledger.append(tx, {
    at: given.now, act: 'owe-duty', result: 'done', actor: { system: true }, municipality: duty.municipalityId, engagement: duty.engagementId,
    ...(duty.contractorId === null ? {} : { contractor: duty.contractorId }), ...(duty.transferId === null ? {} : { transfer: duty.transferId }), facts: { duty: id, kind: duty.kind, dueOn: duty.dueOn },
  });
  return id;
}

/** Settles the open duties of these kinds for this subject. `by` is who did it (an account's id, or null for the gateway). Returns how many. */
export async function settle(tx: Tx, about: DutyFilter & { readonly kinds: readonly string[] }, by: string | null, now: string): Promise<number> {
  const open = await matching(tx, about);
  if (open.length > 0) await tx.updateTable('duties').set({ settled_at: now, settled_by: by }).where('id', 'in', open.map(({ id }) => id)).execute();
  return open.length;
}

/** Takes back open duties that are owed no more (a recalled transfer). Returns how many. */
export async function cancel(tx: Tx, about: DutyFilter, now: string): Promise<number> {
  const open = await matching(tx, about);
  if (open.length > 0) await tx.updateTable('duties').set({ cancelled_at: now }).where('id', 'in', open.map(({ id }) => id)).execute();
  return open.length;
}

/** The open duties of an engagement, contractor or transfer, the earliest due first. Asks for no permission: for rules and gates, not for answers. */
export async function dutiesOf(tx: Tx, about: DutyFilter): Promise<Duty[]> {
  return (await matching(tx, about)).map(readDuty);
}

/** Parses a stored duty; a row that does not parse is a damaged database. */
export function readDuty(row: DutyRow): Duty {
  return {
    id: row.id, municipalityId: row.municipality_id, kind: row.kind, engagementId: row.engagement_id, contractorId: row.contractor_id, transferId: row.transfer_id,
    owedBy: side.parse(row.owed_by), what: words.parse(JSON.parse(row.what)), recordKind: row.record_kind, dueOn: row.due_on, since: row.since,
  };
}

const subjectOf = ({ engagementId, contractorId, transferId }: Subject): Subject => ({ engagementId, contractorId, transferId });

async function matching(tx: Tx, { kinds, engagementId, contractorId, transferId }: DutyFilter): Promise<DutyRow[]> {
  let query = tx.selectFrom('duties').selectAll().where('settled_at', 'is', null).where('cancelled_at', 'is', null);
  if (kinds !== undefined) query = query.where('kind', 'in', kinds);
  if (engagementId !== undefined) query = query.where('engagement_id', '=', engagementId);
  if (contractorId !== undefined) query = query.where('contractor_id', contractorId === null ? 'is' : '=', contractorId);
  if (transferId !== undefined) query = query.where('transfer_id', transferId === null ? 'is' : '=', transferId);
  return query.orderBy('due_on').orderBy('id').execute();
}
