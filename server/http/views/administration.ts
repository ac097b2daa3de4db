// What the administrator keeps, as the wire shows it: people, parties, engagements, and each change with how its value is written and from when it counts.
import type { Made } from '../../accounts/changes.ts';
import { seenContractor, seenSection } from '../../accounts/change-party.ts';
import { seenPerson } from '../../accounts/change-person.ts';
import { readRole } from '../../accounts/person.ts';
import { conditionsOf, seenEngagement } from '../../engagements/change.ts';
import type { Engagement } from '../../engagements/engagement.ts';
import { isOpen } from '../../engagements/period.ts';
import type { Policy } from '../../engagements/policy.ts';
import type { AccountRow } from '../../store/schema.ts';
import type { AccountView, ChangeAnswer, ConditionView, ContractorView, EngagementDetail, Field, Form, SectionView, TakesEffect } from '../wire/administration.ts';
import { partyView, rosterView } from './parties.ts';

export const accountView = (row: AccountRow): AccountView => ({
  id: row.id, name: row.name, role: readRole(row.role), login: row.login, sectionId: row.section_id, contractorId: row.contractor_id,
  canApprove: row.can_approve === 1, disabledAt: row.disabled_at, mustChangePassword: row.must_change === 1, lastSignInAt: row.last_sign_in_at, seen: seenPerson(row),
});
export const sectionView = ({ id, name, telephone }: { id: string; name: string; telephone: string }): SectionView => ({ id, name, telephone, seen: seenSection({ name, telephone }) });
/** `origin` is that of the contractors' listener: the page's whole address is what is handed out. */
export const contractorView = ({ id, name, address, page, tile }: { id: string; name: string; address: string; page: string; tile: number }, origin: string): ContractorView => ({ id, name, address, page, tile, pageAddress: `${origin}/p/${page}`, seen: seenContractor({ name, address }) });

const forms: Readonly<Partial<Record<Field, Form>>> = {
  'can-approve': 'can', active: 'active', role: 'role', from: 'day', to: 'day', items: 'list', sections: 'list', contractors: 'list', terminated: 'terminated', locks: 'locks', 'approval-out': 'yes-no',
  'approval-back': 'yes-no', gap: 'minutes', 'notice-by-another': 'yes-no', call: 'yes-no', 'collect-days': 'days', 'wipe-hours': 'hours', 'draft-days': 'days', 'max-file-bytes': 'bytes', 'max-files': 'files', unscannable: 'unscannable',
};
export const formOf = (field: Field): Form => forms[field] ?? 'text';

/** From when a change counts: the places in server/transfers that read the condition. What a transfer stores when it is made stays as it is. */
const effects: Readonly<Partial<Record<Field, TakesEffect>>> = {
  section: 'signs-out', title: 'at-once-everywhere', purpose: 'at-once-everywhere', 'legal-basis': 'at-once-everywhere', items: 'at-once-everywhere', telephone: 'at-once-everywhere', address: 'at-once-everywhere',
  terminated: 'stops-transfers', locks: 'new-transfers', 'approval-out': 'next-deposit', 'approval-back': 'next-deposit', gap: 'next-notice', 'notice-by-another': 'next-notice', call: 'next-notice',
  'collect-days': 'new-transfers', 'wipe-hours': 'next-confirmation', 'max-file-bytes': 'next-file', 'max-files': 'next-file',
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
};
/** What an engagement was made from: its conditions then, and which of them the papers do not give. */
export interface Origin { readonly policy: Policy; readonly assumptions: readonly { readonly path: string; readonly ja: string; readonly en: string }[] }
const fixed: ReadonlySet<Field> = new Set(['draft-days', 'unscannable']);

/** The conditions as they stand; one is assumed while it is still the value that its preset had to assume. */
function conditions(engagement: Engagement, preset: Origin | undefined): ConditionView[] {
  const first = new Map(preset === undefined ? [] : conditionsOf(preset.policy));
  return conditionsOf(engagement.policy).map(([field, value]) => {
    const reason = first.get(field) === value ? preset?.assumptions.find((one) => one.path === paths[field]) : undefined;
    return { field, form: formOf(field), value, takesEffect: fixed.has(field) ? null : effects[field] ?? 'at-once', assumed: reason === undefined ? null : { ja: reason.ja, en: reason.en } };
  });
}

export function engagementDetail(engagement: Engagement, given: { now: string; running: number; preset: Origin | undefined }): EngagementDetail {
  const { id, title, purpose, legalBasis, from, to, terminatedAt, preset, policy } = engagement;
  return {
    id, title, purpose, legalBasis, from, to, terminatedAt, preset, policy, open: isOpen(engagement, given.now), running: given.running, seen: seenEngagement(engagement),
    items: [...engagement.items], forms: engagement.forms.map((form) => ({ ...form })), conditions: conditions(engagement, given.preset),
    sections: engagement.sections.map(partyView), contractors: engagement.contractors.map(partyView), roster: engagement.roster.map(rosterView),
  };
}
