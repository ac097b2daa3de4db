// Engagements, rosters and certificates on the wire.
import { z } from 'zod';
import { formColumns, formKind } from '../../engagements/engagement.ts';
import { policy, type Policy } from '../../engagements/policy.ts';
import { terms } from '../../engagements/terms.ts';
import { bodyFormat, day, direction, id, instant, line, partyView, personView } from './words.ts';

export { policy, terms };
export type { Policy };

export const formView = z.object({ id, name: z.string(), nameEn: z.string(), direction, unit: z.string(), kind: formKind, columns: formColumns.nullable() });
export const newForm = z.strictObject({ name: line(100), nameEn: line(100), direction, unit: line(20), kind: formKind.optional(), columns: formColumns.nullable().optional() });
export const rosterView = z.object({
  id, contractorId: id, person: personView, role: z.enum(['manager', 'handler', 'security-officer']), startsOn: day, endsOn: day.nullable(), acceptedAt: instant.nullable(), removedAt: instant.nullable(),
});
export const newRosterEntry = z.strictObject({ contractorId: id, accountId: id, role: z.enum(['manager', 'handler', 'security-officer']), startsOn: day });

/** A party that this reader may send to within the engagement, and whether anything stands against it. */
export const recipientView = z.object({
  party: partyView, ready: z.boolean(), reason: z.enum(['no-certificate', 'unconfirmed-certificate', 'rsa-certificate', 'engagement-closed', 'no-annex', 'routes-closed']).nullable(),
  /** Certificates that a seal made now would use, and who compared the newest of them last. */
  confirmed: z.int(), lastConfirmed: z.object({ at: instant, by: z.string() }).nullable(),
  /** Names of other firms that read alike; for the ward's readers. */
  similarTo: z.array(z.string()),
  /** True for the recipients of the last deposit of the reader's party in this engagement. */
  last: z.boolean(), lastAt: instant.nullable(),
  /** What the contractor's qualifications leave open: a route that is closed, or an end that is near (60, 30, 7 days). */
  qualification: z.object({ kind: z.enum(['p-mark', 'lgwan-asp']), state: z.enum(['expiring', 'line-closed', 'routes-closed']), until: day.nullable(), daysLeft: z.int().nullable() }).nullable(),
  /** Of a subcontractor: in whose name it works, and the forms it may be given. */
  subcontractor: z.object({ principal: z.string(), formIds: z.array(id) }).nullable(),
});
export type RecipientView = z.infer<typeof recipientView>;

export const engagementView = z.object({
  id, title: z.string(), purpose: z.string(), legalBasis: z.string(), from: day, to: day, open: z.boolean(),
  items: z.array(z.string()), forms: z.array(formView), policy, terms, preset: z.string().nullable(),
  sections: z.array(partyView), contractors: z.array(partyView), roster: z.array(rosterView), recipients: z.array(recipientView),
  /** Subcontractors: for staff all, for a firm its own, for a subcontractor itself. `principal` is the firm in whose name it works. */
  subcontractors: z.array(z.object({ party: partyView, principal: z.string(), formIds: z.array(id) })),
});
export type EngagementView = z.infer<typeof engagementView>;
export const newEngagement = z.strictObject({
  title: line(200), purpose: line(1000), legalBasis: line(300), from: day, to: day, items: z.array(line(100)).max(200),
  forms: z.array(newForm).min(1).max(100), policy, terms: terms.optional(), preset: line(10).nullable(),
  sectionIds: z.array(id).min(1), contractorIds: z.array(id).min(1),
});
export const presetView = newEngagement.omit({ sectionIds: true, contractorIds: true }).extend({ assumptions: z.array(z.object({ path: z.string(), ja: z.string(), en: z.string() })) });

export const certificateView = z.object({
  id, party: partyView, fingerprint: z.string(), words: z.string(), algorithm: z.string(), userIds: z.array(z.string()), label: z.string(),
  format: bodyFormat, expiresAt: instant.nullable(), registeredBy: personView, registeredAt: instant,
  confirmedBy: personView.nullable(), confirmedAt: instant.nullable(), withdrawnAt: instant.nullable(),
  /** What this reader may do with it now. */
  may: z.array(z.enum(['confirm', 'withdraw'])),
});
export type CertificateView = z.infer<typeof certificateView>;
/** armoured text, or base64 of the binary form */
export const newCertificate = z.strictObject({ certificate: z.string().min(1).max(200_000), label: line(100) });
/** The fingerprint as it was heard on the telephone: the comparison (照合) is an act, not a tick. */
export const confirmCertificate = z.strictObject({ fingerprint: z.string().min(1).max(200) });
