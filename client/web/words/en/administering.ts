// Administration: review of changes, their history, settings, health.
import type { Words } from '../ja.ts';

export const changing: Words['changing'] = {
  emailMore: 'For reminders of deadlines: a number of tasks and the address of the page, nothing else. Leave empty for none.',
  change: 'Change', changeOf: 'Change {{name}}', check: 'Check the change', review: 'Check the change', reviewMore: 'Compare before and after, give the reason, then save. Nothing has been saved yet.', field: 'Item', before: 'Before', after: 'After', effect: 'From when',
  reason: 'Reason for the change', reasonMore: 'It stays in the ledger. Write no citizen’s name.', back: 'Go back and correct', save_one: 'Save {{count}} change', save_other: 'Save {{count}} changes', saved_one: '{{count}} change was saved.', saved_other: '{{count}} changes were saved.',
  none: '(none)', tooLong: 'Use at most {{max}} characters; there are {{count}}.', count: 'Enter a number of 1 or more.', countZero: 'Enter a number of 0 or more.', most: 'Enter at most {{most}}.',
};
export const effects: Words['effects'] = {
  'at-once': 'At once', 'signs-out': 'At once; the person is signed out', 'new-transfers': 'From new transfers on; existing ones stay as they are', 'next-deposit': 'From the next deposit on', 'next-file': 'From the next file on', 'next-notice': 'For transfers whose password is not handed over yet',
  'next-confirmation': 'From the next confirmation of receipt on', 'at-once-everywhere': 'At once, on all pages and in documents made from now on; existing documents stay', 'stops-transfers': 'At once; running transfers are recalled, and erasure and return fall due', 'next-collection': 'From the next collection on', 'next-sign-in': 'From the next sign-in and collection on', 'next-duty': 'For what falls due from now on',
};
export const past: Words['past'] = { title: 'History', none: 'Nothing was changed yet.', more: 'Show earlier ones', what: 'What', when: 'Time', who: 'Who', reason: 'Reason', entry: 'Entry {{entry}}', change: '{{field}}: {{before}} → {{after}}' };
export const keeping: Words['keeping'] = {
  search: 'Search by name, user ID or section', noMatch: 'Nobody matches.', found: '{{found}} of {{total}} people', lastSignIn: 'Last sign-in', never: 'Not yet', details: 'Details', disableNow: 'Disable at once', copyPage: 'Copy the address of the page', pageCopied: 'Copied',
  conditionValue: 'Value', conditionChange: 'Can it be changed?', note: 'Note', open: 'Yes. {{effect}}', fixed: { 'draft-days': 'No: a shorter time would discard drafts at work.', unscannable: 'No: files that cannot be scanned are always refused.' },
  assumed: 'Assumed, because the papers give no value', running: 'Running transfers', runningCount: '{{count}}', about: 'What it is about', period: 'Period', joining: 'Add parties', joiningMore: 'A party that was added cannot be taken out.', itemsMore: 'One item on each line.', addSections: 'Sections to add', addContractors: 'Contractors to add', noneToAdd: 'There is none to add.', megabytes: 'MB',
  end: 'End this engagement', endTitle: 'End of the engagement', endMore: 'For an engagement that ends before its last day, because the contract was dissolved. No transfer can be made any more; running ones are recalled and wiped, the contractor’s people are signed out, and erasure and return fall due. This cannot be undone.', endRunning: 'Running transfers: {{count}}.', ended: 'Ended',
};
export const settings: Words['settings'] = {
  title: 'Settings', contacts: 'Contacts', contactsMore: 'Shown at sign-in and in the help.', contact: 'Questions about use', security: 'Incidents', unset: 'Not set yet.', hoursMore: 'For example: weekdays 8:30 to 17:15', standing: 'Not changed on this page', standingMore: 'What comes from the settings of the process changes when they are corrected and it is started again.', key: 'Item', value: 'Value', source: 'Source', touches: 'Touches',
  sources: { environment: 'Settings of the process', assumed: 'Assumed, because the papers give no value' }, people: { everyone: 'Everyone', auditors: 'Auditors', 'staff-and-contractors': 'Staff and contractors' },
  keys: { 'max-file-bytes': 'Largest file (whole gateway)', 'ledger-origin': 'Name of the ledger', scanner: 'Virus scanner', 'ward-address': 'Address for staff', 'contractor-address': 'Address for contractors', storage: 'Storage device', 'session-idle': 'Signed out when idle', 'session-longest': 'Longest session', 'initial-password-days': 'Initial password is valid', 'password-shortest': 'Shortest password' },
  characters: '{{n}} characters', scannerNone: 'Not in use',
};
export const health: Words['health'] = {
  title: 'Health', at: 'As of {{time}}', verdict: { good: 'Good', look: 'Look', act: 'Act now' }, whole: { good: 'Nothing wrong was found.', look: 'Some things need a look.', act: 'Some things need action now.' }, what: 'Looked at', judged: 'Judgement', figures: 'Figures', todo: 'What to do', nothing: 'Nothing', onlyCounts: 'Only counts are shown. An administrator sees neither files nor what transfers hold.',
  rows: { program: 'Program', database: 'Database', space: 'Free space', vault: 'Sealed data', scanner: 'Virus scanner', ledger: 'Ledger', wipes: 'Wiping', clock: 'Work by the clock', drafts: 'Drafts', alarms: 'Alarms' },
  figure: { version: 'version', schema: 'schema', uptime: 'running for', size: 'size', log: 'write-ahead log', free: 'free', total: 'in all', bodies: 'bodies', bytes: 'size', locks: 'locks', kind: 'scanner', patterns: 'patterns from', entries: 'entries', signed: 'newest signature', unsigned: 'not signed yet', failed: 'transfers not wiped', overdue: 'late', oldest: 'oldest deadline', waiting: 'being made', sweptSoon: 'discarded within 24 hours', codes: 'alarms' },
  advice: {
    'log-big': 'Something reads for very long. Restart the gateway; if it goes on, call maintenance.', 'space-short': 'Less than 20 % is free. Prepare more storage.', 'space-gone': 'Less than 10 % is free. A full disk stops every deposit. Add storage now.',
    'no-scanner': 'Nothing is scanned for viruses. Install the scanner and name it in the settings of the process.', 'scanner-silent': 'The scanner does not answer. See whether it runs. Until then no file can be deposited.', 'patterns-old': 'The patterns are old. See whether they are updated.',
    unsigned: 'Signing of the ledger is more than ten minutes late. Restart the gateway; if it goes on, call maintenance.', 'wipe-failed': 'Some transfers are not wiped. It is tried again by itself. See whether the storage can be written.', 'clock-late': 'Work by the clock is late. See whether the clock is right and the gateway runs.', 'drafts-end': 'Some drafts are about to be discarded. Their makers see the deadline.', alarm: 'There are alarms. Note them and call maintenance.',
  },
  codes: { CLOCK_LEAPT: 'The clock leapt', LEDGER_UNSIGNED: 'The ledger cannot be signed', WIPE_FAILED: 'Wiping failed' },
};
export const sheet: Words['sheet'] = { staff: 'Notice of a new account', handler: 'Notice of the dedicated page', honorific: '', address: 'Address to sign in', rule1: 'Only for the person named. The initial password works once, at the first sign-in.', rule2: 'At the first sign-in choose a new password of at least 15 characters, then shred this sheet.', rule3: 'If it was not used in time, or is lost, call the contact.', contact: 'Contact', contactHours: 'Hours: {{hours}}' };
