// From a code on a paper back to what it shows: whether it was ever issued, whether the record still stands so, and the entry in the ledger.
import type { Person } from '../../accounts/person.ts';
import type { Tx } from '../../store/store.ts';
import { RecordRefused } from '../refusal.ts';
import { buildPaper, type Surroundings } from './build.ts';
import { codeOf, grouped, readCode } from './code.ts';
import { subject as storedSubject, type Subject } from './subject.ts';

export interface Checked {
  readonly code: string; readonly document: number | null; readonly title: string; readonly label: string; readonly firstIssuedAt: string;
  readonly entry: number; readonly entryAt: string; readonly engagement: string | null; readonly contractor: string | null;
  /** False when the record has gone on since: the paper is genuine, but no longer the newest state. */
  readonly current: boolean;
  readonly subject: Subject;
}

/** Throws `RecordRefused` (NOT_FOUND) for a code that was never issued, and for one of a paper that the person may not read. */
export async function checkCode(tx: Tx, who: Person, typed: string, surroundings: Surroundings): Promise<Checked> {
  const code = readCode(typed);
  const row = code === null ? undefined : await tx.selectFrom('papers').selectAll().where('municipality_id', '=', who.municipalityId).where('code', '=', code).executeTakeFirst();
  if (row === undefined) throw new RecordRefused('NOT_FOUND');
  const subject = storedSubject.parse(JSON.parse(row.subject));
  const now = await buildPaper(tx, who, subject, surroundings);
  const entry = await tx.selectFrom('ledger_entries').select('at').where('idx', '=', row.entry).executeTakeFirst();
  const engagement = now.engagementId === null ? undefined : await tx.selectFrom('engagements').select('title').where('id', '=', now.engagementId).executeTakeFirst();
  const contractor = now.contractorId === null ? undefined : await tx.selectFrom('contractors').select('name').where('id', '=', now.contractorId).executeTakeFirst();
  return {
    code: grouped(row.code), document: row.paper, title: row.title, label: row.label, firstIssuedAt: row.first_issued_at, entry: row.entry, entryAt: entry?.at ?? row.first_issued_at,
    engagement: engagement?.title ?? null, contractor: contractor?.name ?? null, current: codeOf(now.seal) === row.code, subject,
  };
}
