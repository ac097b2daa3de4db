// Answers about standing approvals, for clerks of the section that sends.
import type { Person } from '../../accounts/person.ts';
import { mayStand, scheduleOf } from '../../engagements/standing-approvals/approval.ts';
import { agreeStanding, grantStanding, revokeStanding, standingOf } from '../../engagements/standing-approvals/granting.ts';
import type { Engagement } from '../../engagements/engagement.ts';
import { japanDay } from '../../engagements/japan-time.ts';
import { isOpen } from '../../engagements/period.ts';
import type { StandingApprovalRow } from '../../store/schema.ts';
import type { Tx } from '../../store/store.ts';
import type { Answers } from '../adapter.ts';
import type { StandingApprovalsView, StandingApprovalView } from '../wire/standing-approvals.ts';
import type { PersonView } from '../wire/words.ts';
import type { AnswerParts } from './parts.ts';

type Names = 'standingApprovals' | 'grantStandingApproval' | 'agreeStandingApproval' | 'revokeStandingApproval';

export function standingApprovalAnswers(parts: AnswerParts): Pick<Answers, Names> {
  const show = (who: Person, engagementId: string) => standingView(parts.store.read, who, engagementId, parts.clock.now());
  return {
    standingApprovals: ({ session: { person }, params }) => show(person, params['id'] ?? ''),
    grantStandingApproval: async ({ session: { person }, params, body }) => show(person, (await grantStanding(parts, person, params['id'] ?? '', body)).engagement_id),
    agreeStandingApproval: async ({ session: { person }, params }) => show(person, (await agreeStanding(parts, person, params['id'] ?? '')).engagement_id),
    revokeStandingApproval: async ({ session: { person }, params, body }) => show(person, (await revokeStanding(parts, person, params['id'] ?? '', body.reason)).engagement_id),
  };
}

async function standingView(tx: Tx, who: Person, engagementId: string, now: string): Promise<StandingApprovalsView> {
  const { engagement, rows } = await standingOf(tx, who, engagementId);
  return {
    approvals: await Promise.all(rows.map((row) => view(tx, row, { engagement, who, now }))), may: mayGrant(engagement, who, now), latest: engagement.to,
    forms: engagement.forms.filter(({ direction }) => direction === 'to-contractor').map(({ id, name, nameEn }) => ({ id, name, nameEn })), recipients: engagement.contractors.map(({ id, name }) => ({ id, name })),
  };
}

function mayGrant(engagement: Engagement, who: Person, now: string): StandingApprovalsView['may'] {
  if (engagement.terms.approvalOfEach) return 'each-sending';
  if (!mayStand(engagement)) return 'not-needed';
  if (!isOpen(engagement, now)) return 'not-open';
  return who.canApprove ? 'grant' : 'not-approver';
}

interface Shown { readonly engagement: Engagement; readonly who: Person; readonly now: string }

async function view(tx: Tx, row: StandingApprovalRow, { engagement, who, now }: Shown): Promise<StandingApprovalView> {
  const form = engagement.forms.find(({ id }) => id === row.form_id);
  const granter = await tx.selectFrom('accounts').select(['id', 'name', 'section_id', 'can_approve', 'disabled_at']).where('id', '=', row.granted_by).executeTakeFirstOrThrow();
  const { sent } = await tx.selectFrom('standing_uses').select((select) => select.fn.countAll<number>().as('sent')).where('approval_id', '=', row.id).executeTakeFirstOrThrow();
  const isApprover = granter.disabled_at === null && granter.can_approve === 1 && granter.section_id === row.section_id;
  const state = row.revoked_at !== null ? 'revoked' : row.valid_to < japanDay(now) ? 'ended' : !isApprover || !mayStand(engagement) ? 'stopped' : row.agreed_at === null ? 'waiting' : 'active';
  return {
    id: row.id, number: row.number, state, form: { id: row.form_id, name: form?.name ?? '', nameEn: form?.nameEn ?? '' }, recipient: { id: row.recipient_id, name: engagement.contractors.find(({ id }) => id === row.recipient_id)?.name ?? '' },
    ...scheduleOf(row), weekdays: [...scheduleOf(row).weekdays], maxFiles: row.max_files, maxBytes: row.max_bytes, firstDay: row.valid_from, lastDay: row.valid_to,
    granted: { by: { id: granter.id, name: granter.name }, at: row.granted_at }, agreed: row.agreed_at === null ? null : { by: await named(tx, row.agreed_by), at: row.agreed_at },
    revoked: row.revoked_at === null ? null : { by: await named(tx, row.revoked_by), at: row.revoked_at, reason: (await tx.selectFrom('texts').select('text').where('id', '=', `${String(row.revoke_entry)}:reason`).executeTakeFirst())?.text ?? null },
    sent, may: state === 'revoked' || state === 'ended' ? [] : [...(state === 'waiting' && row.granted_by !== who.id ? ['agree' as const] : []), 'revoke'],
  };
}

async function named(tx: Tx, id: string | null): Promise<PersonView> {
  return { id: id ?? '', name: (await tx.selectFrom('accounts').select('name').where('id', '=', id ?? '').executeTakeFirst())?.name ?? '' };
}
