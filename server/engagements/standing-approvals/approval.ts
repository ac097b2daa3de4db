// A standing approval (継続承認): two people of a section approve beforehand what an unattended terminal sends: one form to one recipient, at declared
// hours, so much a day at most, until a day. What does not fit waits for an approver like every other deposit.
import { z } from 'zod';
import type { StandingApprovalRow } from '../../store/schema.ts';
import type { Tx } from '../../store/store.ts';
import type { Engagement } from '../engagement.ts';
import { japanDay } from '../japan-time.ts';
import { isWithin, type Schedule } from './schedule.ts';

const days = z.array(z.int().min(0).max(6));
export const scheduleOf = (row: StandingApprovalRow): Schedule => ({ weekdays: days.parse(JSON.parse(row.weekdays)), from: row.from_minute, until: row.until_minute });

/** What is about to be sent. `senderId` is the section, `by` who answers for the terminal. */
export interface Sending { readonly engagement: Engagement; readonly senderId: string; readonly formId: string; readonly recipientId: string; readonly by: string; readonly files: number; readonly bytes: number; readonly now: string }
export interface Standing { readonly id: string; readonly number: number; readonly grantedBy: { readonly id: string; readonly name: string }; readonly agreedBy: { readonly id: string; readonly name: string } }

/** Whether the contract lets anything be approved beforehand: not where the papers demand two people for each sending (3-6). */
export const mayStand = (engagement: Engagement): boolean => engagement.policy.approval['to-contractor'] && !engagement.terms.approvalOfEach;

/** The standing approval under which this goes out, or null; of several the one granted first. To be asked inside the transaction that sends. */
export async function standingFor(tx: Tx, sending: Sending): Promise<Standing | null> {
  if (!mayStand(sending.engagement)) return null;
  const rows = await tx.selectFrom('standing_approvals').selectAll().where('engagement_id', '=', sending.engagement.id).where('section_id', '=', sending.senderId).where('form_id', '=', sending.formId)
    .where('recipient_id', '=', sending.recipientId).where('agreed_at', 'is not', null).where('revoked_at', 'is', null).orderBy('number').execute();
  for (const row of rows) {
    const fits = holds(row, sending) && await isStillApprover(tx, row) && await leavesRoom(tx, row, sending);
    if (fits) return { id: row.id, number: row.number, grantedBy: await named(tx, row.granted_by), agreedBy: await named(tx, row.agreed_by ?? '') };
  }
  return null;
}

/** The days, the hours, and that nobody approves what they answer for themselves. */
function holds(row: StandingApprovalRow, { by, now }: Sending): boolean {
  const today = japanDay(now);
  return row.granted_by !== by && row.valid_from <= today && today <= row.valid_to && isWithin(scheduleOf(row), now);
}

/** An approval ends with the approver: disabled, moved to another section, or no longer one. */
async function isStillApprover(tx: Tx, row: StandingApprovalRow): Promise<boolean> {
  return await tx.selectFrom('accounts').select('id').where('id', '=', row.granted_by).where('section_id', '=', row.section_id).where('can_approve', '=', 1).where('disabled_at', 'is', null).executeTakeFirst() !== undefined;
}

/** Files and bytes of the day, these included: a terminal in wrong hands sends no more in small pieces. */
async function leavesRoom(tx: Tx, row: StandingApprovalRow, { files, bytes, now }: Sending): Promise<boolean> {
  const since = new Date(Date.parse(`${japanDay(now)}T00:00:00.000+09:00`)).toISOString();
  const sent = await tx.selectFrom('standing_uses').select((select) => [select.fn.sum<number | null>('files').as('files'), select.fn.sum<number | null>('bytes').as('bytes')]).where('approval_id', '=', row.id).where('at', '>=', since).executeTakeFirstOrThrow();
  return (sent.files ?? 0) + files <= row.max_files && (sent.bytes ?? 0) + bytes <= row.max_bytes;
}

async function named(tx: Tx, id: string): Promise<{ id: string; name: string }> {
  return { id, name: (await tx.selectFrom('accounts').select('name').where('id', '=', id).executeTakeFirst())?.name ?? '' };
}
