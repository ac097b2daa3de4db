// Granting, agreeing to and revoking standing approvals. An approver of the section grants it, another clerk of the section agrees; until then it does nothing (3-6).
import { actorOf, type Person } from '../../accounts/person.ts';
import type { JsonValue } from '../../ledger/canonical.ts';
import type { Clock } from '../../ledger/clock.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { newIdentifier, type RandomBytes } from '../../store/identifier.ts';
import type { StandingApprovalRow } from '../../store/schema.ts';
import type { Store, Tx } from '../../store/store.ts';
import type { Engagement } from '../engagement.ts';
import { ownEngagement } from '../engagements.ts';
import { japanDay } from '../japan-time.ts';
import { mustBeOpen } from '../period.ts';
import { EngagementRefused } from '../refusal.ts';
import { mayStand } from './approval.ts';
import { StandingRefused } from './refusal.ts';
import type { Schedule } from './schedule.ts';

export interface GrantParts { readonly store: Store; readonly ledger: Ledger; readonly clock: Clock; readonly random: RandomBytes }
export interface NewStanding extends Schedule { readonly formId: string; readonly recipientId: string; readonly maxFiles: number; readonly maxBytes: number; /** The last day, in Japan. */ readonly lastDay: string }

/**
 * Grants one. Throws `EngagementRefused` (NOT_FOUND, ENGAGEMENT_NOT_OPEN) or `StandingRefused` (STANDING_EACH_SENDING, STANDING_NOT_NEEDED,
 * STANDING_NOT_APPROVER, STANDING_MISFIT, STANDING_PERIOD).
 */
export async function grantStanding(parts: GrantParts, who: Person, engagementId: string, given: NewStanding): Promise<StandingApprovalRow> {
  return parts.store.change(async (tx) => {
    const now = parts.clock.now();
    const engagement = await ownEngagement(tx, who, engagementId);
    mustBeOpen(engagement, now);
    mustFit(engagement, who, given, now);
    const last = await tx.selectFrom('standing_approvals').select('number').where('engagement_id', '=', engagementId).orderBy('number', 'desc').limit(1).executeTakeFirst();
    const row: StandingApprovalRow = {
      id: newIdentifier(parts.random), municipality_id: who.municipalityId, engagement_id: engagementId, number: (last?.number ?? 0) + 1, section_id: who.sectionId ?? '', form_id: given.formId, recipient_id: given.recipientId,
      weekdays: JSON.stringify([...new Set(given.weekdays)].sort()), from_minute: given.from, until_minute: given.until, max_files: given.maxFiles, max_bytes: given.maxBytes, valid_from: japanDay(now), valid_to: given.lastDay,
      granted_by: who.id, granted_at: now, agreed_by: null, agreed_at: null, revoked_by: null, revoked_at: null, revoke_entry: null,
    };
    await tx.insertInto('standing_approvals').values(row).execute();
    const { formId, recipientId, weekdays, from, until, maxFiles, maxBytes, lastDay } = given;
    await enter(tx, parts, who, row, { act: 'grant-standing-approval', facts: { form: formId, recipient: recipientId, weekdays: [...weekdays], fromMinute: from, untilMinute: until, maxFiles, maxBytes, lastDay } });
    return row;
  });
}

function mustFit(engagement: Engagement, who: Person, { formId, recipientId, lastDay, weekdays, from, until }: NewStanding, now: string): void {
  if (engagement.terms.approvalOfEach) throw new StandingRefused('STANDING_EACH_SENDING');
  if (!mayStand(engagement)) throw new StandingRefused('STANDING_NOT_NEEDED');
  if (!who.canApprove || who.sectionId === null) throw new StandingRefused('STANDING_NOT_APPROVER');
  const form = engagement.forms.find(({ id, direction }) => id === formId && direction === 'to-contractor');
  const recipient = engagement.contractors.find(({ id }) => id === recipientId);
  const subcontractor = engagement.subcontractors.find(({ id }) => id === recipientId);
  if (form === undefined || recipient === undefined || subcontractor?.formIds.includes(formId) === false || weekdays.length === 0 || from === until) throw new StandingRefused('STANDING_MISFIT');
  if (lastDay < japanDay(now) || lastDay > engagement.to) throw new StandingRefused('STANDING_PERIOD', { latest: engagement.to });
}

/** The second person agrees; from here it holds. Throws `EngagementRefused` (NOT_FOUND) or `StandingRefused` (STANDING_REVOKED, STANDING_SAME_PERSON). */
export async function agreeStanding(parts: GrantParts, who: Person, id: string): Promise<StandingApprovalRow> {
  return parts.store.change(async (tx) => {
    const row = await own(tx, who, id);
    if (row.revoked_at !== null) throw new StandingRefused('STANDING_REVOKED', { at: row.revoked_at });
    if (row.granted_by === who.id) throw new StandingRefused('STANDING_SAME_PERSON');
    if (row.agreed_at !== null) return row;
    const agreed = { agreed_by: who.id, agreed_at: parts.clock.now() };
    await tx.updateTable('standing_approvals').set(agreed).where('id', '=', id).execute();
    await enter(tx, parts, who, row, { act: 'agree-standing-approval', facts: {} });
    return { ...row, ...agreed };
  });
}

/** Any clerk of the section stops one; the next sending waits for an approver again. Throws `EngagementRefused` (NOT_FOUND). */
export async function revokeStanding(parts: GrantParts, who: Person, id: string, reason: string): Promise<StandingApprovalRow> {
  return parts.store.change(async (tx) => {
    const row = await own(tx, who, id);
    if (row.revoked_at !== null) return row;
    const entry = await enter(tx, parts, who, row, { act: 'revoke-standing-approval', facts: {}, texts: { reason } });
    const revoked = { revoked_by: who.id, revoked_at: parts.clock.now(), revoke_entry: entry };
    await tx.updateTable('standing_approvals').set(revoked).where('id', '=', id).execute();
    return { ...row, ...revoked };
  });
}

/** Those of the person's section in an engagement of theirs, newest first. Throws `EngagementRefused` (NOT_FOUND). */
export async function standingOf(tx: Tx, who: Person, engagementId: string): Promise<{ readonly engagement: Engagement; readonly rows: readonly StandingApprovalRow[] }> {
  const engagement = await ownEngagement(tx, who, engagementId);
  return { engagement, rows: await tx.selectFrom('standing_approvals').selectAll().where('engagement_id', '=', engagementId).where('section_id', '=', who.sectionId ?? '').orderBy('number', 'desc').execute() };
}

async function own(tx: Tx, who: Person, id: string): Promise<StandingApprovalRow> {
  const row = await tx.selectFrom('standing_approvals').selectAll().where('id', '=', id).where('section_id', '=', who.sectionId ?? '').executeTakeFirst();
  if (row === undefined) throw new EngagementRefused('NOT_FOUND');
  return row;
}

interface Entered { readonly act: string; readonly facts: Readonly<Record<string, JsonValue>>; readonly texts?: Readonly<Record<string, string>> }

async function enter(tx: Tx, { ledger, clock }: GrantParts, who: Person, row: StandingApprovalRow, { act, facts, texts }: Entered): Promise<number> {
  const entry = await ledger.append(tx, {
    at: clock.now(), act, result: 'done', actor: actorOf(who), municipality: who.municipalityId, engagement: row.engagement_id, contractor: row.recipient_id,
    facts: { approval: row.id, number: row.number, ...facts }, ...(texts === undefined ? {} : { texts }),
  });
  return entry.index;
}
