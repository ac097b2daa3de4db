// Audit and administration, names of the ledger's acts.
import type { Words } from '../ja.ts';

export const ledger: Words['ledger'] = {
  title: 'Search the ledger', read: 'This reading is recorded as well.', noMatch: 'No entry matches.', none: 'There are no entries yet.', shown: 'Showing {{shown}} of {{total}}', from: 'From', to: 'To', actor: 'Who', act: 'Act', result: 'Result', done: 'Done', refused: 'Refused', refusedWith: 'Refused: {{reason}}', search: 'Search', index: 'No.', at: 'Time', object: 'On',
  bytes: 'The entry itself', proof: 'Proof of the ledger', saveEntry: 'Save the entry', saveProof: 'Save the proof of this entry', back: 'Back to the ledger',
};
export const exporting: Words['exporting'] = { more: 'All entries and checkpoints in one file; entries of other municipalities as hashes only. Verification needs nothing but this file and the command.', run: 'Export and save the ledger', saved: 'The ledger was exported ({{size}}).', verify: 'To verify it, run:', command: 'Command that verifies', checkpoint: 'Newest checkpoint' };
export const admin: Words['admin'] = {
  people: 'People', sections: 'Sections', contractors: 'Contractors', addPerson: 'Add a person', addNow: 'Add this person', name: 'Name', role: 'Role', of: 'Belongs to', canApprove: 'May approve', canApproveShort: ' (may approve)', roles: { staff: 'Ward staff', handler: 'Handler of a contractor', auditor: 'Auditor', administrator: 'Administrator' }, loginRule: 'Lower-case letters, digits, dot, hyphen, underscore; 2 to 64 characters.',
  active: 'Active', disabled: 'Disabled', notYetIn: 'Not signed in yet', reset: 'Issue an initial password', disable: 'Disable', resetTitle: 'Issue an initial password for {{name}}?', resetMore: 'The present password is void and the person is signed out. The new one is shown once.', disableTitle: 'Disable {{name}}?', disableMore: 'The person is signed out at once and cannot sign in.', no: 'Change nothing',
  made: 'An initial password for {{name}} was issued.', madeMore: 'It is shown once. Print it and give it to the person. It is changed at the first sign-in.', initial: 'Initial password', validUntil: 'Valid until', page: 'Own page', added: 'Added: {{name}}.',
  sectionName: 'Name of the section', telephone: 'Telephone', addSection: 'Add a section', addSectionNow: 'Add this section', noSections: 'There are no sections yet.', contractorName: 'Name of the contractor', address: 'Address', addContractor: 'Add a contractor', addContractorNow: 'Add this contractor', noContractors: 'There are no contractors yet.',
  addEngagement: 'Add an engagement', addEngagementNow: 'Add this engagement', noEngagements: 'There are no engagements yet.', preset: 'Preset', presetMore: 'From the engagements of the papers.', from: 'From', to: 'To', periodRule: 'The end must be after the beginning.', assumptions: 'Assumed, because the papers give no value: {{count}}',
  addToRoster: 'Put on the roster', addToRosterNow: 'Put on the roster', remove: 'Take off the roster', removeTitle: 'Take {{name}} off the roster?', removeMore: 'The person is signed out at once and can no longer collect.',
};
export const acts: Words['acts'] = {
  other: 'Another act', read: 'Reading', 'sign-in': 'Sign-in', 'sign-out': 'Sign-out', 'change-password': 'Password changed', 'found-municipality': 'Municipality founded', draft: 'Draft', 'add-file': 'File added', 'remove-file': 'File removed', deposit: 'Deposit', discard: 'Draft discarded', approve: 'Approval', return: 'Sent back', notice: 'Password notice', 'renew-notice': 'New password', call: 'Call recorded', handover: 'Password handed over', 'start-collecting': 'Collection begun', 'interrupt-collecting': 'Collection interrupted', collect: 'Collected', 'collect-again': 'Collection begun again', 'collected-again': 'Collected again', confirm: 'Receipt confirmed', recall: 'Recall', expire: 'Expired',
  'begin-wipe': 'Wipe begun', 'fail-wipe': 'Wipe failed', wipe: 'Wiped', 'wipe-texts': 'Texts wiped', 'add-engagement': 'Engagement added', 'add-roster-entry': 'Put on the roster', 'remove-roster-entry': 'Taken off the roster', 'add-account': 'Person added', 'reset-password': 'Initial password issued', 'disable-account': 'Person disabled', 'add-section': 'Section added', 'add-contractor': 'Contractor added',
  'register-certificate': 'Key registered', 'confirm-certificate': 'Key compared', 'withdraw-certificate': 'Key withdrawn', strangers: 'Attempts from outside', 'search-ledger': 'Ledger read', 'export-ledger': 'Ledger exported', 'clock-leap': 'Clock leapt', 'sweep-draft': 'Draft ran out', expired: 'Expired',
};
/** Why acts were refused. */
export const reasons: Words['reasons'] = {
  NOT_FOUND: 'not found', WRONG_STATE: 'not possible now', NOT_APPROVER: 'may not approve', NOT_SENDER: 'not the sender', NOT_RECIPIENT: 'not the recipient', CHECKS_CHANGED: 'content changed',
  NO_FILES: 'no files', TOO_MANY_FILES: 'too many files', FILE_TOO_BIG: 'too big', FILE_EMPTY: 'empty file', FILE_NAME_REFUSED: 'file name refused', UPLOAD_CUT: 'upload cut',
  VIRUS_FOUND: 'virus found', NOT_SCANNED: 'not scanned', IDEMPOTENCY_KEY_REUSED: 'request key reused', RECIPIENT_HAS_NO_CERTIFICATE: 'recipient has no key', CERTIFICATES_CHANGED: 'keys changed', COLLECT_BY_PAST: 'deadline past',
  SAME_OCCASION: 'same occasion', ANOTHER_PERSON_REQUIRED: 'another person needed', DIFFERENT_RECIPIENTS: 'different recipients', HANDED_OVER: 'already handed over', HANDOVER_INCOMPLETE: 'record incomplete', NOT_AN_ADDRESSEE: 'not on the roster',
  QUANTITY_DIFFERS: 'quantity differs', NOT_OPENED: 'not opened', NOT_COLLECTED: 'not collected', RECALLED: 'recalled', EXPIRED: 'expired', DISCARDED: 'discarded',
  ALREADY_WIPED: 'wiped', ALREADY_CONFIRMED: 'already confirmed', CHANGED_MEANWHILE: 'changed meanwhile', ENGAGEMENT_NOT_OPEN: 'engagement not open', NOT_ON_ROSTER: 'not on the roster', CERTIFICATE_REFUSED: 'key refused',
  CERTIFICATE_TAKEN: 'key known', CERTIFICATE_SELF_CONFIRMED: 'compared by the registrant', FINGERPRINT_DIFFERS: 'fingerprint differs', SIGN_IN_FAILED: 'sign-in failed', NOT_ALLOWED: 'not allowed', ROLE_MISMATCH: 'role mismatch',
};
