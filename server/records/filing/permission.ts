// Who may read a record and who may take a stage of it. A foreign record is answered like one that does not exist (H 48).
import type { Person } from '../../accounts/person.ts';
import { readEngagement, type Engagement } from '../../engagements/engagement.ts';
import { mayKnowOf, mustBeOnRoster, rosterEntryOf } from '../../engagements/roster.ts';
import type { Tx } from '../../store/store.ts';
import type { By } from '../kinds/kind.ts';
import { RecordRefused } from '../refusal.ts';
import { findRecord, type StoredRecord } from './rows.ts';

export interface Subject { readonly engagement: Engagement; readonly contractorId: string | null }

/** True if the person may take a stage that is `by` these, on this day. */
export function mayTake(by: By, who: Person, { engagement, contractorId }: Subject, now: string): boolean {
  const ward = who.role === 'staff' && engagement.sections.some((section) => section.id === who.sectionId);
  const entry = who.role === 'handler' && who.contractorId === contractorId ? rosterEntryOf(engagement, who.id, now) : undefined;
  switch (by) {
    case 'ward': return ward;
    case 'ward-approver': return ward && who.canApprove;
    case 'contractor': return entry !== undefined;
    case 'contractor-manager': return entry?.role === 'manager';
    case 'either': return ward || entry !== undefined;
    case 'auditor': return who.role === 'auditor' && who.municipalityId === engagement.municipalityId;
    case 'gateway': return false;
  }
}

/** Throws `RecordRefused` (STAGE_NOT_YOURS) or `EngagementRefused` (NOT_ON_ROSTER) where `mayTake` says no. */
export function mustTake(by: By, who: Person, subject: Subject, now: string): void {
  if (mayTake(by, who, subject, now)) return;
  mustBeOnRoster(subject.engagement, who, now);
  throw new RecordRefused('STAGE_NOT_YOURS');
}

/** The contractors whose records a person of a firm reads in an engagement: the own firm and the subcontractors that it engaged (1-32). */
export function firmsReadBy(engagement: Engagement, contractorId: string): string[] {
  return [contractorId, ...engagement.subcontractors.filter((one) => one.principalId === contractorId).map(({ id }) => id)];
}

/** The engagement, if the person has anything to do with it. Throws `RecordRefused` (NOT_FOUND). */
export async function engagementFor(tx: Tx, who: Person, id: string): Promise<Engagement> {
  const engagement = await readEngagement(tx, id);
  if (engagement === undefined || !concerns(engagement, who)) throw new RecordRefused('NOT_FOUND');
  return engagement;
}

function concerns(engagement: Engagement, who: Person): boolean {
  if (engagement.municipalityId !== who.municipalityId) return false;
  switch (who.role) {
    case 'staff': return engagement.sections.some((section) => section.id === who.sectionId);
    case 'handler': return engagement.contractors.some((firm) => firm.id === who.contractorId);
    case 'auditor': return true;
    case 'administrator': return false;
  }
}

/** A record that the person may read, with its engagement. Throws `RecordRefused` (NOT_FOUND). */
export async function mustFindRecord(tx: Tx, who: Person, id: string): Promise<{ record: StoredRecord; engagement: Engagement }> {
  const record = await findRecord(tx, id);
  if (record === undefined) throw new RecordRefused('NOT_FOUND');
  const engagement = await engagementFor(tx, who, record.engagementId);
  if (who.role === 'handler' && !await isReadByHandler(tx, who, record, engagement)) throw new RecordRefused('NOT_FOUND');
  return { record, engagement };
}

/** Someone who left the roster still reads what they took part in, and nothing else (H 50). */
async function isReadByHandler(tx: Tx, who: Person, record: StoredRecord, engagement: Engagement): Promise<boolean> {
  if (who.contractorId === null || record.contractorId === null || !firmsReadBy(engagement, who.contractorId).includes(record.contractorId)) return false;
  if (mayKnowOf(engagement, who)) return true;
  const own = await tx.selectFrom('record_stages').select('seq').where('record_id', '=', record.id).where('by_id', '=', who.id).limit(1).executeTakeFirst();
  return own !== undefined;
}
