// New transfer, deposit, password notice.
import type { Words } from '../ja.ts';

export const dates: Words['dates'] = { calendar: 'Choose in a calendar', noDay: 'Enter day, month and year.', noTime: 'Enter hour and minute.', time: 'Time', after: { year: '', month: '', day: '' }, era: { M: 'Meiji', T: 'Taisho', S: 'Showa', H: 'Heisei', R: 'Reiwa' } };
export const combo: Words['combo'] = { open: 'Open the list', nothing: 'Nothing fits.' };
export const contents: Words['contents'] = {
  title: 'New transfer', steps: 'Steps', step1: 'Recipient and content', step2: 'Files', step3: 'Check', noEngagement: 'No engagement is open now. Tell the administrator.',
  engagement: 'Engagement', engagementMore: 'Only engagements of your own section are shown.', engagementMoreOwn: 'Only engagements on whose roster you are.', pick: 'Choose', recipientsMore: 'Only contractors of this engagement are shown.', sectionsMore: 'Only sections of this engagement are shown.',
  form: 'Form', quantity: 'Quantity', titleField: 'Title', titleMore: 'Do not write a resident’s name.', purpose: 'Purpose', fromEngagement: '(from the engagement)',
  keyConfirmed: 'Keys compared: {{count}} ({{day}}, {{name}})', last: 'Recipient of the last time', lastOn: 'Recipient of the last time ({{day}})', similar: 'Another firm’s name reads alike: {{names}}', several: 'Hand the same to several recipients', lastQuantity: 'Last time ({{day}}) it was {{n}}. Enter this time’s quantity.', like: 'Filled in like transfer {{number}}.', likeMore: 'The quantity is left empty. Check recipient and deadline, then go on to the files.',
  closed: { 'no-certificate': 'Cannot be chosen: no key is registered. It can once one is registered and compared on the page “Keys”.', 'unconfirmed-certificate': 'Cannot be chosen: its key was not compared yet. Compare it by telephone on the page “Keys”.', 'engagement-closed': 'Cannot be chosen: outside the period of the engagement.' },
  saveAndClose: 'Save draft and close', toFiles: 'On to the files', saved: 'The draft was saved. Nothing was sent yet.',
  missing: { engagement: 'Choose the engagement.', recipients: 'Choose the recipient.', form: 'Choose the form.', quantity: 'Enter the quantity as a number of 1 or more.', until: 'Enter a time to collect by that is not past.' },
};
export const files: Words['files'] = {
  title: 'Files to hand over', drop: 'Drop files or a folder here', choose: 'Choose files', chooseFolder: 'Choose a folder', limit: 'Up to {{size}} ({{bytes}} bytes) each', none: 'Add at least one file.',
  caption: 'Files to hand over', name: 'File name', size: 'Size', changed: 'Changed', state: 'State', sealed: 'Sealed', notSent: 'Not sent yet', removeHead: 'Remove', remove: 'Remove', removeNamed: 'Remove {{file}}', back: 'Back to mend', toCheck: 'On to the check',
  reading: 'Reading', counting: 'Counting rows', counted: '{{rows}} rows, {{columns}} columns (counted on this computer)', countedBelow: '{{rows}} rows below the headings, {{columns}} columns (counted on this computer)', headings: 'Headings: {{headings}}', folder: 'Folder {{folder}}', unreadable: 'Something could not be read, so nothing of it was added.', unreadableMore: 'See whether another program holds it open and whether you may read the folder, then drop it again.',
  refused: 'Files that were not added: {{count}}.', why: { tooBig: '{{file}} is too big and was not added: {{size}} ({{bytes}} bytes), limit {{limit}}.', empty: '{{file}} is empty (0 bytes) and was not added.', twice: 'A file named {{file}} is already there; it was not added.', tooMany: '{{file}} is one file too many and was not added.' },
  sameForAll: 'The same files go to {{count}} recipients.', notOpen: 'This transfer is no longer a draft.', toTransfer: 'See transfer {{number}}',
};
export const check: Words['check'] = {
  title: 'Check before the deposit', what: 'What is handed over', files: 'Files', lastCount: '(last time {{n}}, {{day}})', keys_one: 'For {{count}} key, compared', keys_other: 'For {{count}} keys, all compared', noKey: 'There is no compared key. It cannot be deposited like this.',
  sameAsLast: 'The same recipient as last time ({{day}})', manager: 'Handling manager: {{names}}', comparedBy: ', the newest compared by {{name}} on {{day}}', then: 'After that', thenApproval: 'Another person approves, and the password is handed over on another occasion.', thenNotice: 'The password is handed over on another occasion.',
  tick: { 'first-time': 'A recipient for the first time; I checked that it is right', 'changed-recipient': 'I checked that the recipient differs from last time', 'ten-times': 'This quantity is right', 'file-named-for-other': 'I checked that {{file}} may go to this recipient', 'file-sent-before': 'I checked that {{file}} is meant for this recipient' }, tickThis: 'Check it, then tick.', ticksLeft: 'Not checked yet: {{count}}. Nothing was sent.',
  doubted: 'The files arrived, but nothing is deposited yet.', doubtedMore: 'Something about the files that arrived asks for your check. They are kept encrypted in the draft; nothing reached the recipient.', chooseAgain: 'No file is chosen. After a reload they must be chosen again.', toFiles: 'To the choice of files',
  stop: 'This is what will be deposited. It can be recalled until it is collected.', back: 'Back to mend', submit: 'Deposit for {{recipient}}', submitSeveral: 'Deposit for {{count}} recipients, sealed separately',
  done: { approval: 'Deposited. It cannot be collected yet. Next comes the approval. Who may approve: {{who}}', other: 'Deposited. It cannot be collected yet. Next, the password is handed over on another occasion. {{who}}' },
};
export const sending: Words['sending'] = {
  title: 'Depositing', to: 'For {{recipients}}', all: 'All', total: '{{percent}}%, {{sent}} of {{total}}', speed: '{{speed}} per second', secondsLeft: 'about {{count}} s left', minutesLeft: 'about {{count}} min left', submitting: 'All files arrived. The deposit is being completed.',
  stage: { waiting: 'Waiting', sending: 'Sending', sealing: 'Scanning, sealing', kept: 'Sealed', failed: 'Did not arrive' }, stayHere: 'Closing this page stops the sending.', cancelAll: 'Stop everything', again: 'Send again', leaveOut: 'Leave this file out', leaveOutNamed: 'Leave this file out: {{file}}', failedMore: 'Files that arrived whole are kept encrypted in the draft. Nothing reached the recipient.', fromStart: '“Send again” sends each file that did not arrive from its beginning.',
  leaveTitle: 'Files are being sent', leaveMore: 'Leaving stops it. Files that arrived whole are kept encrypted until the draft ends; of the one on its way nothing stays.',
};
export const notice: Words['notice'] = {
  title: 'Password notice', listTitle: 'Password notices', toMake: 'Passwords to hand over', noneToMake: 'There is no password to hand over.', toRecord: 'Hand-over not recorded yet', noneToRecord: 'Nothing is left to record.', begin: 'Hand over the password', record: 'Record the hand-over', madeAt: 'Made', notBefore: 'From',
  to: 'To be given to', samePassword: ' (one password for these {{count}} transfers)', why: 'The password is made on this page, so that it travels on another occasion and another way than the data. If one leaks, it opens nothing without the other.', tooEarly: 'The password cannot be made yet.', nothingChosen: 'No transfer was chosen.',
  alone: 'Nobody else is around', printer: 'I can fetch the print at once', tickFirst: 'Check it, then tick.', make: 'Make the password and show it', password: 'Password', group: 'Group {{count}}', round: 'no. {{count}}',
  notShown: 'The password is not shown.', notShownMore: 'It is shown only when it is made. If you need it again, make a new one; the present one is then void.',
  renew: 'Make a new password', renewed: 'A new password was made.', renewedMore: 'The old one is void. Shred the earlier print.',
  leaveTitle: 'Leave this page?', leaveMore: 'The next time a new password is shown, and this one is void. If you hand over the print, you may leave.',
  recordTitle: 'Record of the hand-over', how: 'How it was handed over', method: { 'in-person': 'In person', 'registered-post': 'Registered post', oral: 'Orally, by telephone', other: 'Other' }, tracking: 'Tracking number', telephoneField: 'Telephone number', result: 'Result', results: { talked: 'told on the call', absent: 'absent', 'call-back': 'will call back' }, reason: 'Reason',
  toWhom: 'Given to', fromRoster: '{{name}} (from the roster)', when: 'Day', recordMeans: 'Once recorded, it can neither be shown nor made anew.', recordNow: 'Record the hand-over', recorded: 'The hand-over was recorded.', recordedMore: 'A confirmation record was made. The gateway no longer holds the password.',
  callRecorded: 'The call was recorded.', callRecordedMore: 'The password is not handed over yet. Record it again when it is.',
  missing: { method: 'Choose how it was handed over.', tracking: 'Enter the tracking number.', telephone: 'Enter the telephone number.', reason: 'Enter the reason.', to: 'Choose to whom it was given.', day: 'Enter day and time.' },
  sheet: 'Password notice', honorific: '', telephone: 'Tel. {{telephone}}', rule1: 'Keep this sheet in a locked cabinet, apart from the data.', rule2: 'Give it back when the work is done.', rule3: 'If it is lost, call the number above at once.', rule4: '0 (zero), 1 (one), I and O are not used.', received: 'Received by',
};
