// What the administrator reads and changes, on the wire. Whatever is changed was looked at first: `seen` names what stood there,
// and the answer tells each field before and after and from when the change counts, so that no page infers it.
import { z } from 'zod';
import { formView, newEngagement, policy, rosterView, terms } from './engagements.ts';
import { day, id, instant, line, partyView, personView, role, sha256 } from './words.ts';

/** Everything that can be changed, by the name under which dictionaries and history know it. */
export const field = z.enum([
  'name', 'person-name', 'section', 'can-approve', 'active', 'email', 'telephone', 'address', 'password', 'login', 'role',
  'title', 'purpose', 'legal-basis', 'from', 'to', 'items', 'sections', 'contractors', 'terminated', 'roster',
  'locks', 'approval-out', 'approval-back', 'gap', 'notice-by-another', 'call', 'collect-days', 'wipe-hours', 'draft-days', 'max-file-bytes', 'max-files', 'unscannable',
  'route-line', 'route-media', 'qualifications', 'subcontracting', 'subcontractor-conditions', 'roster-roles', 'terminals', 'downloads', 'download-reason', 'erasure-document', 'erasure-after', 'erasure-days', 'returns',
  'print-log', 'printers', 'training-first', 'workflow-first', 'annex-needed', 'annex-first', 'paper-check', 'inspections', 'individual-numbers', 'refuse-overdue', 'medium-gap', 'receipt-signature', 'recipient-keys', 'client-certificate', 'renewal', 'terminal', 'networks', 'client-certificates',
  'contact-name', 'contact-telephone', 'contact-hours', 'security-name', 'security-telephone',
  'second-factor-staff', 'second-factor-handler', 'second-factor-auditor', 'second-factor-administrator', 'passkey-alone-staff', 'passkey-alone-handler', 'passkey-alone-auditor', 'passkey-alone-administrator',
]);
export type Field = z.infer<typeof field>;
/** How a value is written: a unit, a switch, a day, names one after another, plain text. */
export const form = z.enum(['text', 'list', 'day', 'yes-no', 'can', 'active', 'terminated', 'locks', 'role', 'unscannable', 'minutes', 'days', 'hours', 'bytes', 'files', 'count', 'seconds', 'instant', 'times', 'qualifications', 'subcontracting', 'terminals', 'roster-roles', 'erasure-after', 'print-log', 'individual-numbers', 'receipt-signature', 'recipient-keys', 'client-certificate', 'renewal', 'factor-rule']);
export type Form = z.infer<typeof form>;
/** From when a change counts. What runs keeps its terms where the transfer stores them. */
export const takesEffect = z.enum(['at-once', 'signs-out', 'new-transfers', 'next-deposit', 'next-file', 'next-notice', 'next-confirmation', 'at-once-everywhere', 'stops-transfers', 'next-collection', 'next-sign-in', 'next-duty']);
export type TakesEffect = z.infer<typeof takesEffect>;
export const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).nullable();
export type Value = z.infer<typeof value>;

export const change = z.object({ field, form, before: value, after: value, takesEffect });
export type ChangeView = z.infer<typeof change>;
/** `entry` is the ledger's; null while it was only looked at. */
export const changeAnswer = z.object({ changes: z.array(change), entry: z.int().nullable() });
export type ChangeAnswer = z.infer<typeof changeAnswer>;

/** Without a reason nothing is saved: the answer shows what would change. */
const asked = { seen: sha256, reason: line(300).nullable() };
const some = <T extends z.ZodRawShape>(shape: T) => z.strictObject(shape).partial();

/** Networks from which a party's people may come; empty: from anywhere that the listener takes. */
const networks = z.array(line(50)).max(50);
export const changeAccount = z.strictObject({ ...asked, changes: some({ name: line(100), sectionId: id, canApprove: z.boolean(), active: z.boolean(), /** Where reminders go; null for none. */ email: z.email().max(254).nullable() }) });
export const changeSection = z.strictObject({ ...asked, changes: some({ name: line(100), telephone: line(40), networks }) });
export const changeContractor = z.strictObject({ ...asked, changes: some({ name: line(200), address: line(300), networks, /** SHA-256, hexadecimal. */ clientCertificates: z.array(line(120)).max(50) }) });
/** A draft's time to live is fixed when an engagement is made: a shorter one would discard drafts that somebody is working on. */
export const changeablePolicy = policy.omit({ draftDays: true }).extend({ approval: policy.shape.approval.partial() }).partial();
/** Each term whole; what is left out stays. */
export const changeableTerms = terms.omit({ approvalOfEach: true }).extend({ annexNeeded: z.boolean(), answerWithinDays: terms.shape.answerWithinDays.unwrap(), receiptSignature: terms.shape.receiptSignature.unwrap(), recipientKeys: terms.shape.recipientKeys.unwrap(), clientCertificate: terms.shape.clientCertificate.unwrap(), printers: z.array(line(200)).max(100) }).partial();
export const changeEngagement = z.strictObject({ ...asked, changes: some({
  ...newEngagement.pick({ title: true, purpose: true, legalBasis: true, from: true, to: true, items: true }).shape,
  policy: changeablePolicy, terms: changeableTerms, addSectionIds: z.array(id).max(100), addContractorIds: z.array(id).max(100), terminated: z.literal(true),
}) });
export const contact = z.strictObject({ name: line(100), telephone: line(40), hours: line(100) });
export const securityContact = z.strictObject({ name: line(100), telephone: line(40) });
export const changeSettings = z.strictObject({ ...asked, changes: some({ contact, securityContact }) });

export const initialPassword = z.object({ login: z.string(), password: z.string(), validUntil: instant });
export const accountView = personView.extend({
  role, login: z.string(), sectionId: id.nullable(), contractorId: id.nullable(), canApprove: z.boolean(),
  disabledAt: instant.nullable(), mustChangePassword: z.boolean(), lastSignInAt: instant.nullable(), email: z.string().nullable(), seen: sha256,
});
export type AccountView = z.infer<typeof accountView>;
export const newAccount = z.strictObject({
  /** Administrators are asked for (two-person.ts). */
  role: role.exclude(['administrator']), login: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,63}$/), name: line(100),
  sectionId: id.optional(), contractorId: id.optional(), canApprove: z.boolean().default(false),
  /** The accepted roster entry of a person who has no account yet. */
  rosterId: id.optional(),
});
export const accountMade = z.object({ account: accountView, initial: initialPassword, /** Where the person signs in: the whole address. */ signInAt: z.string() });
export const sectionView = z.object({ id, name: z.string(), telephone: z.string(), networks: z.array(z.string()), seen: sha256 });
export type SectionView = z.infer<typeof sectionView>;
export const newSection = z.strictObject({ name: line(100), telephone: line(40) });
/** `page` is the identifier of the dedicated page, `pageAddress` the whole address to hand out. */
export const contractorView = z.object({ id, name: z.string(), address: z.string(), page: z.string(), pageAddress: z.string(), tile: z.int().min(0), networks: z.array(z.string()), clientCertificates: z.array(z.string()), seen: sha256 });
export type ContractorView = z.infer<typeof contractorView>;
export const newContractor = z.strictObject({ name: line(200), address: line(300) });
export const nameToCompare = z.strictObject({ name: line(200) });
/** Firms whose names a hurried reader takes for the one that was asked about. */
export const alikeContractors = z.array(z.object({ id, name: z.string(), address: z.string() }));

/** A registered address of a contractor's terminals: one, or a range such as 192.0.2.0/24. */
export const terminalView = z.object({ id, address: z.string(), label: z.string(), addedAt: instant });
export type TerminalView = z.infer<typeof terminalView>;
export const newTerminal = z.strictObject({ address: line(50), label: line(100), reason: line(300) });
export const removeTerminal = z.strictObject({ reason: line(300) });
/** The next period. */
export const renewal = z.strictObject({ from: day, to: day, reason: line(300) });

/** One condition of an engagement: its value, whether it may be changed and from when, and whether it is assumed because the papers give none. */
export const condition = z.object({ field, form, value, takesEffect: takesEffect.nullable(), assumed: z.object({ ja: z.string(), en: z.string() }).nullable() });
export type ConditionView = z.infer<typeof condition>;
export const engagementDetail = z.object({
  id, title: z.string(), purpose: z.string(), legalBasis: z.string(), from: day, to: day, open: z.boolean(), terminatedAt: instant.nullable(), closedAt: instant.nullable(),
  items: z.array(z.string()), forms: z.array(formView), policy, terms, preset: z.string().nullable(), conditions: z.array(condition),
  sections: z.array(partyView), contractors: z.array(partyView), roster: z.array(rosterView), /** Transfers that have not ended. */ running: z.int(), seen: sha256,
});
export type EngagementDetail = z.infer<typeof engagementDetail>;

/** A setting that no page changes: of the process, or a value that the papers do not give. */
export const standing = z.object({ key: z.enum(['max-file-bytes', 'ledger-origin', 'scanner', 'ward-address', 'contractor-address', 'storage', 'session-idle', 'session-longest', 'initial-password-days', 'password-shortest']), form, value, source: z.enum(['environment', 'assumed']), touches: z.enum(['everyone', 'auditors', 'staff-and-contractors']) });
export const settingsView = z.object({ contact: contact.nullable(), securityContact: securityContact.nullable(), standing: z.array(standing), seen: sha256 });
export type SettingsView = z.infer<typeof settingsView>;

export const historyKind = z.enum(['person', 'section', 'contractor', 'engagement', 'settings']);
export const historyQuery = z.strictObject({ kind: historyKind, id, before: z.coerce.number().int().min(0).optional() });
export const historyEntry = z.object({ entry: z.int(), at: instant, act: z.string(), by: z.string(), reason: z.string().nullable(), changes: z.array(change.omit({ takesEffect: true })) });
export type HistoryEntry = z.infer<typeof historyEntry>;
export const historyPage = z.object({ entries: z.array(historyEntry), next: z.int().nullable() });

export const verdict = z.enum(['good', 'look', 'act']);
export type Verdict = z.infer<typeof verdict>;
export const healthRow = z.object({
  key: z.enum(['program', 'database', 'space', 'vault', 'scanner', 'ledger', 'wipes', 'clock', 'drafts', 'alarms', 'forwarding', 'witnesses', 'lines', 'keys']), verdict,
  figures: z.array(z.object({ name: z.enum(['version', 'schema', 'uptime', 'size', 'log', 'free', 'total', 'bodies', 'bytes', 'locks', 'kind', 'patterns', 'entries', 'signed', 'unsigned', 'failed', 'overdue', 'oldest', 'waiting', 'sweptSoon', 'codes', 'unsent', 'sentUntil', 'failure', 'asked', 'vouched', 'troubled', 'clear', 'ledger-due', 'waiting-due', 'signing-due']), form, value })),
  /** What to do, by a code that the dictionaries put in words; null when there is nothing to do. */
  advice: z.enum(['log-big', 'space-short', 'space-gone', 'no-scanner', 'scanner-silent', 'patterns-old', 'unsigned', 'wipe-failed', 'clock-late', 'drafts-end', 'alarm', 'syslog-silent', 'witness-refused', 'witness-silent', 'cleartext', 'key-soon', 'key-due']).nullable(),
});
export type HealthRow = z.infer<typeof healthRow>;
export const healthView = z.object({ at: instant, verdict, rows: z.array(healthRow) });
