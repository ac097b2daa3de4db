// Lists, detail, approval, papers, engagements.
import type { Words } from '../ja.ts';

export const nav: Words['nav'] = { home: 'Home', transfers: 'Transfers', approvals: 'Approval', notices: 'Password notices', engagements: 'Engagements', keys: 'Keys', send: 'Send to the section', roster: 'Engagements, roster', ownKeys: 'Keys', ledger: 'Ledger', export: 'Export of the ledger' };
export const transfer: Words['transfer'] = {
  new: 'New transfer', recipient: 'Recipient', sender: 'Sender', collectBy: 'Collect by', passwordOnly: 'Opens with the password alone (no key is used)',
  act: { 'add-files': 'Add files', submit: 'Deposit', discard: 'Make anew', approve: 'Approve', 'allow-unscanned': 'Allow unscanned files', return: 'Send back', recall: 'Recall', notice: 'Hand over the password', handover: 'Record the hand-over', 'write-medium': 'Write the medium', 'hand-over-medium': 'Hand over the medium', collect: 'Collect', confirm: 'Confirm receipt', 'wait-wipe': 'Wait for the wipe', none: 'Nothing' },
};
export const todo: Words['todo'] = {
  title: 'To do now', count: '{{count}}', caption: 'To do now', until: 'By', noDeadline: 'No deadline', act: 'Act', transfer: 'Transfer', party: 'From or to', comesFrom: '(sender)', goesTo: '(recipient)', actFor: '{{act}} {{number}}', andMore: 'and {{count}} more',
  nothing: 'Nothing waits for you.', nothingButWaiting: 'Nothing waits for you. Transfers that wait for others: {{count}}.', waiting: 'Waiting for others: {{count}}', previousSignIn: 'Previous sign-in', happened: 'New about your account since your previous sign-in: {{count}}.', seeHappened: 'See what happened',
};
export const list: Words['list'] = {
  title: 'Transfers', state: 'State', every: 'All', clear: 'Clear all filters', noMatch: 'No transfer matches.', none: 'There are no transfers yet.', all: '{{total}}', some: '{{some}} of {{total}}',
  number: 'Transfer number', parties: 'Recipient', from: 'from {{sender}}', quantity: 'Quantity', collectBy: 'Collect by', madeBy: 'Made by',
};
export const detail: Words['detail'] = {
  approved: 'Approved', standing: 'Under standing approval no. {{n}} (granted by {{by}}, agreed to by {{agreed}})',
  loading: 'Transfer', title: 'Transfer {{number}}', next: 'What comes next', until: 'By', notBefore: 'Possible from:', mine: 'It is your turn: {{act}}.', nothingToDo: 'There is nothing for you to do. ', willBeWiped: 'The gateway wipes its copy on', waitsFor: 'Waiting for: {{act}} ({{who}}).', again: 'Send the same again', toCome: 'To come:', byItself: '(by the gateway itself)', notYetBy: 'not yet ({{who}})',
  waiting: { 'add-files': 'files', submit: 'deposit', discard: 'mending', approve: 'approval', 'allow-unscanned': 'approval of unscanned files', return: 'return', recall: 'recall', notice: 'password notice', handover: 'record of the hand-over', 'write-medium': 'writing of the medium', 'hand-over-medium': 'hand-over of the medium', collect: 'collection', confirm: 'confirmation', 'wait-wipe': 'wipe', none: 'nothing' },
  go: { 'add-files': 'Add files', submit: 'Choose files and deposit', discard: 'Make a mended one', approve: 'Make the three checks and approve', 'allow-unscanned': 'Look at the unscanned files', return: 'Send back', recall: 'Recall', notice: 'Make the password for {{recipient}}', handover: 'Record the hand-over', 'write-medium': 'Write the medium', 'hand-over-medium': 'Record the hand-over of the medium', collect: 'Collect and open', confirm: 'Confirm receipt', 'wait-wipe': 'Wait', none: 'Look' },
  editFiles: 'Change the files', discard: 'Discard this draft', discardTitle: 'Discard this draft?', discardMore: 'The files in it are wiped. Nothing reached the other party. This cannot be undone.', keepDraft: 'Do not discard',
  wipeFailed: 'The wipe is not finished.', wipeFailedMore: 'The lock is destroyed, so the body left cannot be opened by itself. It retries; the administrator knows. No certificate yet.', wipeFailedLock: 'The lock could not be destroyed: with key and password the body can still be opened. It retries; the administrator knows. No certificate yet.',
  returned: '{{name}} sent it back.', makeAnew: 'Make a mended one, then discard this transfer.', recalled: 'Recalled. Nobody collected it.', recalledAfter: 'Recalled, but what was already collected cannot be brought back.',
  particulars: 'Recipient, quantity, purpose', timeline: 'What happened', whoCanOpen: 'Who can open the data', copy: 'The copy in the gateway',
  open: { 'nobody-yet': 'Nobody (password not handed over)', 'recipient-with-key-and-password': 'Handlers of {{recipient}} (key and password are both needed)', 'recipient-with-password': 'Handlers of {{recipient}} and whoever knows the password (the password alone opens it)', 'nobody-any-more': 'Nobody' },
  copyState: { none: 'None yet', kept: 'Kept (encrypted)', 'being-wiped': 'Being wiped', 'wipe-failed': 'Wipe failed (being retried)', wiped: 'Wiped' },
  nameChange: { path: 'The folder was left out of the name.', marks: 'Invisible characters were taken out of the name.', reserved: 'Windows cannot use this name; it was changed.', short: 'The name was too long and was shortened.', empty: 'There was no name; a stand-in was given.', trailing: 'Spaces or dots at the end were taken off.', replaced: 'Characters that cannot be used were replaced.', numbered: 'Another file has this name; a number was added.' },
  refused: 'refused: {{reason}}', entry: 'Entry {{index}}', entries: '{{times}} entries from {{first}} to {{last}}', nothingMore: 'Nothing more is to come.', nameWiped: '(file name wiped)', warning: 'Mind:', hash: 'Hash (SHA-256)', scanClean: 'Virus scan: nothing found ({{by}})', patterns: 'patterns of',
};
export const recall: Words['recall'] = {
  open: 'Recall', title: 'Recall this transfer?', no: 'Do not recall', yes: 'Recall and wipe', reason: 'Reason', text: 'More about the reason',
  reasons: { 'wrong-recipient': 'Wrong recipient', 'wrong-content': 'Wrong content', 'not-needed': 'No longer needed', 'engagement-ended': 'The engagement ended', restored: 'Kagibako was restored from a copy (the files are gone: deposit them again)', other: 'Other' },
  beforeNotice: '{{recipient}} does not see it yet. A recall wipes the copy in the gateway. It cannot be undone.',
  beforeCollection: '{{recipient}} has not collected it. After a recall it cannot be collected, and the copy is wiped. It cannot be undone.',
  duringCollection: '{{recipient}} is collecting it. What already arrived cannot be brought back. The rest can then not be collected, and the copy is wiped. It cannot be undone.',
  afterCollection: '{{recipient}} already collected it. A recall cannot bring the data back; only the copy in the gateway is wiped. Call them as well.',
};
export const papers: Words['papers'] = {
  title: 'Papers', none: 'There is no confirmation record yet.', records: 'Confirmation records', label: 'Number', kind: 'Kind', at: 'Time', handlers: 'Handled by', content: 'Content', quantity: 'Quantity', confirmed: 'Confirmed by the contractor', notYet: 'Not yet',
  kinds: { 'hand-over': 'Hand-over', password: 'Password notice', medium: 'medium', delivery: 'delivery', 'medium-return': 'return of the medium', 'notice-return': 'return of the notice' }, receipt: 'Receipt', bothSigned: 'To check the recipient’s signature: gpg --import recipient.asc, gpg --verify statement.json.asc statement.json.', saveStatement: 'Save the recipient’s statement', saveStatementSignature: 'Save the recipient’s signature', saveRecipientKey: 'Save the recipient’s certificate', wipeCertificate: 'Wipe certificate', backToTransfer: 'Back to the transfer', number: 'Number', numberOf: 'Fiscal year {{year}}, no. {{number}}', entry: 'Ledger',
  saveDocument: 'Save the document', saveSignature: 'Save the signature', saveProof: 'Save the proof of the ledger', keepThem: 'Who keeps document, signature and proof together can show later that the ledger was not rewritten.',
};
export const documentField: Words['documentField'] = {
  kind: 'Document', number: 'Number', transferNumber: 'Transfer number', engagement: 'Engagement', sender: 'Sender', recipient: 'Recipient', quantity: 'Quantity', collected: 'Collected',
  confirmed: 'Confirmed', why: 'Why it ended', endedAt: 'Ended', wipedAt: 'Wiped', attempts: 'Attempts', method: 'Method', technique: 'Technique', tool: 'Tool',
  verification: 'Verification', performedBy: 'Performed by', validatedBy: 'Validated by', name: 'Name', by: 'by', at: 'at', from: 'from', to: 'to',
  date: 'Date', opened: 'Opened and checked', verdict: 'Verdict', media: 'Media', files: 'Files', size: 'Size (bytes)', sha256: 'SHA-256', bodySize: 'Sealed size (bytes)',
  bodySha256: 'SHA-256 sealed', manufacturer: 'Manufacturer', model: 'Model', serialNumber: 'Serial number', propertyNumber: 'Property number', type: 'Type', source: 'Source', place: 'Place',
  contact: 'Contact', confidentiality: 'Confidentiality', limits: 'Limits', digest: 'Digest', entry: 'Ledger entry', signedBy: 'Signed by', unscanned: 'Not scanned', approvedBy: 'Approved by', allowedBy: 'Allowed by', note: 'Note', version: 'Version',
  municipality: 'Municipality', transfer: 'Transfer', person: 'Person', statement: 'Recipient’s statement', statementSignature: 'Recipient’s signature', recipientFingerprint: 'Fingerprint of the recipient’s key', title: 'Title', id: 'Identifier',
};
export const documentWord: Words['documentWord'] = { confirmed: 'confirmed', recalled: 'recalled', expired: 'expired', discarded: 'discarded', 'recipient-and-gateway': 'Recipient and gateway', gateway: 'the gateway', none: 'none' };
export const engagement: Words['engagement'] = {
  none: 'There are no engagements yet.', standing: 'See standing approvals', title: 'Engagement', open: 'Open', closed: 'Outside its period', period: 'Period', contractors: 'Contractors', contractor: 'Contractor', sections: 'Sections', legalBasis: 'Legal basis', items: 'Items', roster: 'Roster', policy: 'Policy', noRoster: 'The roster is empty. Who is not on it cannot collect.', person: 'Name', role: 'Role', since: 'Period', removed: 'taken off',
  roles: { manager: 'Handling manager', handler: 'Handler', 'security-officer': 'Security officer' },
};
export const policy: Words['policy'] = {
  yes: 'yes', no: 'no', locks: 'Locks', lock: { both: 'key and password', password: 'password only' }, approvalOut: 'Second approval (from the ward)', approvalBack: 'Second approval (to the ward)', gap: 'Gap before the password notice', minutes: '{{n}} min', otherPerson: 'Notice by another person', call: 'Telephone call', collect: 'Time to collect', days: '{{n}} days', wipe: 'From confirmation to wipe', hours: '{{n}} hours', draft: 'Drafts are kept', size: 'Largest file', files: 'Most files',
};
