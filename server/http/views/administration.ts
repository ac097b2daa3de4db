// What the administrator keeps, as the wire shows it: people, parties, engagements, and each change with how its value is written and from when it counts.
import type { Made } from '../../accounts/changes.ts';
import { seenContractor, seenSection } from '../../accounts/change-party.ts';
import { seenPerson } from '../../accounts/change-person.ts';
import { listIn } from '../../accounts/party-limits.ts';
import { readRole } from '../../accounts/person.ts';
import { seenEngagement } from '../../engagements/change.ts';
import { conditionsOf } from '../../engagements/conditions.ts';
import type { Engagement } from '../../engagements/engagement.ts';
import { isOpen } from '../../engagements/period.ts';
import type { Policy } from '../../engagements/policy.ts';
import { plainTerms, type Terms } from '../../engagements/terms.ts';
import type { AccountRow } from '../../store/schema.ts';
import type { AccountView, ChangeAnswer, ConditionView, ContractorView, EngagementDetail, Field, Form, SectionView, TakesEffect } from '../wire/administration.ts';
import { partyView, rosterView } from './parties.ts';

export const accountView = (row: AccountRow): AccountView => ({
  id: row.id, name: row.name, role: readRole(row.role), login: row.login, sectionId: row.section_id, contractorId: row.contractor_id,
  canApprove: row.can_approve === 1, disabledAt: row.disabled_at, mustChangePassword: row.must_change === 1, lastSignInAt: row.last_sign_in_at, email: row.email, seen: seenPerson(row),
});
type Section = Parameters<typeof seenSection>[0] & { readonly id: string };
export const sectionView = (row: Section): SectionView => ({ id: row.id, name: row.name, telephone: row.telephone, networks: listIn(row.networks), seen: seenSection(row) });
type Contractor = Parameters<typeof seenContractor>[0] & { readonly id: string; readonly page: string; readonly tile: number };
/** `origin` is that of the contractors' listener: the page's whole address is what is handed out. */
export function contractorView(row: Contractor, origin: string): ContractorView {
  const { id, name, address, page, tile, networks, client_certificates: certificates } = row;
  return { id, name, address, page, tile, pageAddress: `${origin}/p/${page}`, networks: listIn(networks), clientCertificates: listIn(certificates), seen: seenContractor(row) };
}

const forms: Readonly<Partial<Record<Field, Form>>> = {
  'can-approve': 'can', active: 'active', role: 'role', from: 'day', to: 'day', items: 'list', sections: 'list', contractors: 'list', terminated: 'terminated', locks: 'locks', 'approval-out': 'yes-no',
  'approval-back': 'yes-no', gap: 'minutes', 'notice-by-another': 'yes-no', call: 'yes-no', 'collect-days': 'days', 'wipe-hours': 'hours', 'draft-days': 'days', 'max-file-bytes': 'bytes', 'max-files': 'files', unscannable: 'unscannable',
  'route-line': 'yes-no', 'route-media': 'yes-no', qualifications: 'qualifications', subcontracting: 'subcontracting', 'subcontractor-conditions': 'list', 'roster-roles': 'roster-roles', terminals: 'terminals', downloads: 'times', 'download-reason': 'times',
  'erasure-after': 'erasure-after', 'erasure-days': 'days', returns: 'list', 'print-log': 'print-log', printers: 'list', 'training-first': 'yes-no', 'workflow-first': 'yes-no', 'annex-needed': 'yes-no', 'annex-first': 'yes-no', 'paper-check': 'yes-no', inspections: 'times',
  'individual-numbers': 'individual-numbers', 'refuse-overdue': 'yes-no', 'medium-gap': 'minutes', 'receipt-signature': 'receipt-signature', 'recipient-keys': 'recipient-keys', 'client-certificate': 'client-certificate', renewal: 'renewal', terminal: 'list', networks: 'list', 'client-certificates': 'list',
  'second-factor-staff': 'factor-rule', 'second-factor-handler': 'factor-rule', 'second-factor-auditor': 'factor-rule', 'second-factor-administrator': 'factor-rule',
  'passkey-alone-staff': 'yes-no', 'passkey-alone-handler': 'yes-no', 'passkey-alone-auditor': 'yes-no', 'passkey-alone-administrator': 'yes-no',
};
export const formOf = (field: Field): Form => forms[field] ?? 'text';

/** From when a change counts: the places in server/transfers that read the condition. What a transfer stores when it is made stays as it is. */
const effects: Readonly<Partial<Record<Field, TakesEffect>>> = {
  section: 'signs-out', title: 'at-once-everywhere', purpose: 'at-once-everywhere', 'legal-basis': 'at-once-everywhere', items: 'at-once-everywhere', telephone: 'at-once-everywhere', address: 'at-once-everywhere',
  terminated: 'stops-transfers', locks: 'new-transfers', 'approval-out': 'next-deposit', 'approval-back': 'next-deposit', gap: 'next-notice', 'notice-by-another': 'next-notice', call: 'next-notice',
  'collect-days': 'new-transfers', 'wipe-hours': 'next-confirmation', 'max-file-bytes': 'next-file', 'max-files': 'next-file', unscannable: 'next-file',
  terminals: 'next-sign-in', downloads: 'next-collection', 'download-reason': 'next-collection', 'training-first': 'next-collection', 'workflow-first': 'next-collection', 'annex-first': 'next-collection', 'annex-needed': 'next-deposit',
  'erasure-document': 'next-duty', 'erasure-after': 'next-duty', 'erasure-days': 'next-duty', returns: 'next-duty', 'medium-gap': 'next-notice', 'receipt-signature': 'next-confirmation', 'recipient-keys': 'new-transfers', 'individual-numbers': 'next-file', 'refuse-overdue': 'new-transfers',
};

export interface ChangeSetting { readonly kind: 'person' | 'party' | 'engagement' | 'settings'; /** The engagement stands open now and would not after the change. */ readonly closes?: boolean }

export function changeAnswer({ changes, entry }: Made<Field>, setting: ChangeSetting): ChangeAnswer {
  const effectOf = (field: Field, after: unknown): TakesEffect => {
    if (field === 'active') return after === false ? 'signs-out' : 'at-once';
    if (field === 'name') return setting.kind === 'party' ? 'at-once-everywhere' : 'at-once';
    if (field === 'from' || field === 'to') return setting.closes === true ? 'stops-transfers' : 'at-once';
    return effects[field] ?? 'at-once';
  };
  return { entry, changes: changes.map(({ field, before, after }) => ({ field, form: formOf(field), before, after, takesEffect: effectOf(field, after) })) };
}

/** Where config/presets name a condition as assumed. */
const paths: Readonly<Partial<Record<Field, string>>> = {
  locks: 'policy.locks', 'approval-out': 'policy.approval.to-contractor', 'approval-back': 'policy.approval.to-section', gap: 'policy.passwordGapMinutes', 'notice-by-another': 'policy.noticeByAnotherPerson', call: 'policy.telephoneCall',
  'collect-days': 'policy.collectWithinDays', 'wipe-hours': 'policy.wipeAfterConfirmHours', 'draft-days': 'policy.draftDays', 'max-file-bytes': 'policy.maxFileBytes', 'max-files': 'policy.maxFiles', unscannable: 'policy.unscannable',
  'route-line': 'routes.line', 'route-media': 'routes.media', downloads: 'downloads', 'download-reason': 'downloads', 'erasure-days': 'duties.erasure.withinDays', 'erasure-document': 'duties.erasure.document', 'erasure-after': 'duties.erasure.after', returns: 'duties.returns',
  'print-log': 'duties.printLog', 'training-first': 'duties.trainingBeforeCollect', 'workflow-first': 'duties.workflowBeforeCollect', 'paper-check': 'duties.paperCheckAtEndOfDay', inspections: 'duties.inspectionsPerFiscalYear', subcontracting: 'subcontracting', renewal: 'period.renewal',
};
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What an engagement was made from: its conditions then, and which of them the papers do not give. */
export interface Origin { readonly policy: Policy; readonly terms?: Terms | undefined; readonly assumptions: readonly { readonly path: string; readonly ja: string; readonly en: string }[] }
const fixed: ReadonlySet<Field> = new Set(['draft-days']);

/** The conditions as they stand; one is assumed while it is still the value that its preset had to assume. */
function conditions(engagement: Engagement, preset: Origin | undefined): ConditionView[] {
  const first = new Map(preset === undefined ? [] : conditionsOf(preset.policy, preset.terms ?? plainTerms));
  return conditionsOf(engagement.policy, engagement.terms).map(([field, value]) => {
    const reason = isSame(first.get(field), value) ? preset?.assumptions.find((one) => one.path === paths[field]) : undefined;
    return { field, form: formOf(field), value, takesEffect: fixed.has(field) ? null : effects[field] ?? 'at-once', assumed: reason === undefined ? null : { ja: reason.ja, en: reason.en } };
  });
}

export function engagementDetail(engagement: Engagement, given: { now: string; running: number; preset: Origin | undefined }): EngagementDetail {
  const { id, title, purpose, legalBasis, from, to, terminatedAt, closedAt, preset, policy, terms } = engagement;
  return {
    id, title, purpose, legalBasis, from, to, terminatedAt, closedAt, preset, policy, terms, open: isOpen(engagement, given.now), running: given.running, seen: seenEngagement(engagement),
    items: [...engagement.items], forms: engagement.forms.map((form) => ({ ...form })), conditions: conditions(engagement, given.preset),
    sections: engagement.sections.map(partyView), contractors: engagement.contractors.map(partyView), roster: engagement.roster.filter((entry) => entry.acceptedAt !== null).map(rosterView),
  };
}
