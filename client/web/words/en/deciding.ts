// The check before sending, approvals, doubts, a firm's first page: loaded by the parts of those who send and receive.
import type { Words } from '../ja.ts';

export const contractorHome: Words['contractorHome'] = {
  title: 'To collect', nothing: 'There is nothing to collect.', confirm: 'Receipt still to be confirmed: {{count}}', rest: 'Other things to do', noKey: 'Prepare a key.', noKeyMore: 'Without a key you cannot open what is sent to you. Make one, or register one that you have; this is done once.', prepareKey: 'Prepare a key',
  keyWaits: 'Your key has not been compared with the section yet.', keyWaitsMore: 'Tell the section the words and figures of your key by telephone. Until they are compared, nothing is sealed for this key.',
};
export const check: Words['check'] = {
  title: 'Check before the deposit', what: 'What is handed over', files: 'Files', lastCount: '(last time {{n}}, {{day}})', keys_one: 'For {{count}} key, compared', keys_other: 'For {{count}} keys, all compared', noKey: 'There is no compared key. It cannot be deposited like this.',
  sameAsLast: 'The same recipient as last time ({{day}})', manager: 'Handling manager: {{names}}', comparedBy: ', the newest compared by {{name}} on {{day}}', then: 'After that', thenApproval: 'Another person approves, and the password is handed over on another occasion.', thenNotice: 'The password is handed over on another occasion.',
  tick: { 'file-names-other': 'I checked that the content of {{file}} may go to this recipient', 'same-to-several': 'I checked that {{file}} is to go to several recipients', 'column-not-declared': 'I checked that this work needs the columns of {{file}}', 'column-forbidden': 'I checked that there are grounds to hand over the forbidden columns of {{file}}', 'first-time': 'A recipient for the first time; I checked that it is right', 'changed-recipient': 'I checked that the recipient differs from last time', 'ten-times': 'This quantity is right', 'file-named-for-other': 'I checked that {{file}} may go to this recipient', 'file-sent-before': 'I checked that {{file}} is meant for this recipient' }, tickThis: 'Check it, then tick.', ticksLeft: 'Not checked yet: {{count}}. Nothing was sent.',
  doubted: 'The files arrived, but nothing is deposited yet.', doubtedMore: 'Something about the files that arrived asks for your check. They are kept encrypted in the draft; nothing reached the recipient.', chooseAgain: 'No file is chosen. After a reload they must be chosen again.', toFiles: 'To the choice of files',
  stop: 'This is what will be deposited. It can be recalled until it is collected.', back: 'Go back and correct', submit: 'Deposit for {{recipient}}', submitSeveral: 'Deposit for {{count}} recipients, sealed separately',
  done: { approval: 'Deposited. It cannot be collected yet. Next comes the approval. Who may approve: {{who}}', other: 'Deposited. It cannot be collected yet. Next, the password is handed over on another occasion, by {{who}}.' },
};
export const approval: Words['approval'] = {
  title: 'Approval {{number}}', listTitle: 'Approval', none: 'Nothing waits for approval.', madeBy: 'Made by {{name}}', left: 'Still to be checked: {{checks}}.', tickLeft: 'Look at the evidence, then tick.', items: 'Items', sealed: 'The content is sealed and cannot be shown.',
  check: { destination: 'Destination', content: 'Content', attachments: 'Attachments' }, tick: { destination: 'I checked the destination ({{number}})', content: 'I checked the content ({{number}})', attachments: 'I checked the attachments ({{number}})' },
  approve: 'Approve, so that {{recipient}} can collect', done: 'Approved. Next, the password is handed over on another occasion, by {{who}}.', returned: 'Sent back. The person who made it will mend it.', notWaiting: 'This transfer does not wait for approval.', already: '{{name}} has approved it.',
  named: ' “{{check}}”', several: 'Approve {{count}}', severalDone: 'Approved: {{count}}.', severalPartly: 'Approved: {{count}}. Not approved: {{refused}}. The reason stands at each transfer.', noneTicked: 'No transfer has all three checks. Nothing was approved yet.', someLeft: 'Some checks are missing. Nothing was approved yet.', next: 'Show the other {{count}}', ticks: 'Checks {{ticked}} / {{all}}', sendBack: 'Send back', sendBackTitle: 'Send it back to {{name}}?', sendBackMore: 'Write the reason. Nothing reaches the other party.', notBack: 'Do not send back', sendBackNow: 'Send back with this reason',
};
export const doubt: Words['doubt'] = {
  namesOther: 'The file holds the name of another firm: {{name}}', sameToSeveral: 'The same content also goes to: {{recipients}}', undeclared: 'Columns outside the declared items: {{columns}}', forbidden: 'Columns that look forbidden to collect: {{columns}}', 
  similarShort: 'Similar name', similar: 'There are firms with a similar name: {{names}}', firstTime: 'Nothing was ever sent to this recipient', changed: 'Last time ({{day}}) the recipient was {{recipient}}', tenTimes: 'Last time {{previous}}, now {{now}}. Is a digit too many or too few?',
  namedForOther: 'The file name holds the name of another firm: {{name}}', sentBefore: 'On {{day}} a file with this name or this content went to {{recipient}}',
};
export const exception: Words['exception'] = {
  why: { 'too-large': 'Larger than the scanner takes', limits: 'Nested deeper or larger inside than the scanner goes', encrypted: 'Closed by a password, so the scanner cannot look inside' },
  waiting: '{{count}} file(s), waiting to be allowed', allowed: '{{count}} file(s), allowed by {{name}}',
  title: 'Files that were not scanned: {{count}}', more: 'Files that cannot be scanned go only as an exception that one more approver allows. Until then the other party cannot collect. Their pages and papers say "not scanned" too.', approvedBy: '{{name}} approved this transfer.', files: 'Files that were not scanned',
  reason: 'Reason to send them unscanned', reasonMore: 'It stays in the ledger with your name and the approver\'s. Name no private person.', tick: 'I have made sure that these files go without a scan ({{number}})', tickLeft: 'Look at the files that were not scanned, and tick.', allow: 'Let {{recipient}} collect them unscanned',
  waits: 'One more approver is waited for, about files that were not scanned: {{who}}', next: 'Approved. Files were not scanned, so the other party cannot collect before one more approver allows that. Who may: {{who}}.', listTitle: 'Files that were not scanned',
  open: 'Some of these files were not scanned', openMore: 'The gateway could not look into them. Scan them with your own virus scanner before you open them.',
};
