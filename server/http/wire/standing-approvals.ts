// Standing approvals (継続承認) on the wire: what a section approves beforehand for its unattended terminals.
import { z } from 'zod';
import { ward } from './readers.ts';
import { defineRoutes } from './route.ts';
import { day, id, instant, line, personView } from './words.ts';

/** `waiting`: for the second person; `stopped`: who granted it approves no more. */
export const standingState = z.enum(['waiting', 'active', 'stopped', 'ended', 'revoked']);
const schedule = { weekdays: z.array(z.int().min(0).max(6)).min(1).max(7), /** Minutes of the day in Japan; `until` at or before `from` goes over midnight. */ from: z.int().min(0).max(1439), until: z.int().min(1).max(1440) };
/** For each day, all sendings together. */
const limits = { maxFiles: z.int().min(1).max(10_000), maxBytes: z.int().min(1).max(1024 ** 4) };

export const standingApprovalView = z.object({
  id, number: z.int(), state: standingState, form: z.object({ id, name: z.string(), nameEn: z.string() }), recipient: z.object({ id, name: z.string() }), ...schedule, ...limits, firstDay: day, lastDay: day,
  granted: z.object({ by: personView, at: instant }), agreed: z.object({ by: personView, at: instant }).nullable(), revoked: z.object({ by: personView, at: instant, reason: z.string().nullable() }).nullable(),
  /** Sendings under it so far. */
  sent: z.int(), may: z.array(z.enum(['agree', 'revoke'])),
});
export type StandingApprovalView = z.infer<typeof standingApprovalView>;

/** `may`: whether this reader may grant one; if not, why. */
export const standingApprovalsView = z.object({
  approvals: z.array(standingApprovalView), may: z.enum(['grant', 'each-sending', 'not-needed', 'not-approver', 'not-open']), latest: day,
  forms: z.array(z.object({ id, name: z.string(), nameEn: z.string() })), recipients: z.array(z.object({ id, name: z.string() })),
});
export type StandingApprovalsView = z.infer<typeof standingApprovalsView>;

export const newStandingApproval = z.strictObject({ formId: id, recipientId: id, ...schedule, ...limits, lastDay: day });

const only = { sides: ward, roles: ['staff'] } as const;
export const standingApprovalRoutes = defineRoutes({
  standingApprovals: { method: 'GET', path: '/engagements/:id/standing-approvals', ...only, answer: standingApprovalsView, status: 200, summary: 'Standing approvals of the own section in an engagement' },
  grantStandingApproval: { method: 'POST', path: '/engagements/:id/standing-approvals', ...only, body: newStandingApproval, answer: standingApprovalsView, status: 201, summary: 'Approve beforehand what an unattended terminal sends; holds once a second person agrees' },
  agreeStandingApproval: { method: 'POST', path: '/standing-approvals/:id/agree', ...only, answer: standingApprovalsView, status: 200, summary: 'Agree to a standing approval; not by who granted it' },
  revokeStandingApproval: { method: 'POST', path: '/standing-approvals/:id/revoke', ...only, body: z.strictObject({ reason: line(300) }), answer: standingApprovalsView, status: 200, summary: 'Revoke a standing approval at once, with the reason' },
});
