// Confirmation records, media, telephone calls.
export const confirmations = {
  title: 'Confirmation records', nothing: 'No confirmation record waits.', ward: 'Handlers (ward)', contractor: 'Handlers (contractor)', standing: 'Standing', version: 'version {{count}}', older: 'Earlier versions ({{count}})',
  standings: { superseded: 'replaced', void: 'never handed over', difference: 'to be explained', 'awaiting-contractor': 'unconfirmed', closed: 'confirmed' },
  choose: 'Records to confirm', chooseOne: 'Choose at least one record.', confirm: 'I confirm this', confirmSome: 'I confirm the chosen records', confirmed: 'Confirmed: {{labels}}.', correct: 'Correct', correctTitle: 'Correct record {{label}}',
  correctMore: 'This makes a new version; the old one stays. The contractor confirms the new version again.', writeVersion: 'Make the new version', namesMore: 'Several names are separated by commas.', reason: 'Why it is corrected', difference: 'Explanation of the difference', differenceMore: '{{sent}} were sent, {{received}} were confirmed. Write no names of citizens.',
  explain: 'Explain the difference', counted: 'Counted by the recipient: {{n}}', reasonWas: 'Corrected because: {{reason}}', differenceWas: 'Difference: {{text}}', missing: 'Fill this in.', wrongNumber: 'A whole number, 0 or more.', todo: 'Confirmation records', todoMore: 'Records to confirm: {{count}}.', todoWard: 'Records with a difference to explain: {{count}}.',
  content: 'Content', quantity: 'Quantity', unit: 'Unit',
};
export const medium = {
  title: 'By medium {{number}}', section: 'By medium', use: 'Send by a medium', useMore: 'It can no longer be collected on the line. The sealed files go onto a DVD or the like. This cannot be undone.', useNow: 'Send by a medium', keepLine: 'Stay on the line', reason: 'Reason',
  reasons: { 'line-down': 'The line is down', 'no-line': 'The other party has no line', other: 'Another reason' }, text: 'More about the reason', reasonMissing: 'Choose a reason.', textMissing: 'Write the reason.',
  steps: { notice: 'Make the password', write: 'Write the medium', handOver: 'Hand over the medium', tell: 'Hand over the notice ({{minutes}} minutes apart)', receipt: 'Confirm receipt', back: 'Get the medium back', backNotice: 'Get the notice back' },
  done: 'done', next: 'next', later: 'later', why: 'Medium and password are made and handed over on separate occasions.',
  writeMore: 'On another occasion than the password was made. Save the ZIP and write the folder in it onto the medium as it is.', writeNow: 'Begin to write', writeAgain: 'Write again', zip: 'Save the files for the medium (ZIP)', label: 'Print the label (PDF)', noPassword: 'Neither files nor label hold the password.', voided: 'A new password was made, so the medium written before does not open. Write it again.',
  to: 'To whom', method: 'How', methods: { 'in-person': 'In person', 'registered-post': 'Registered post', other: 'Another way' }, tracking: 'Tracking number', count: 'How many', sheets: 'discs', at: 'Handed over at', handOverNow: 'Record the hand-over of the medium',
  receiptTitle: 'Receipt confirmed on paper', receiptMore: 'Only where the contractor confirmed on paper.', receiptBy: 'Confirmed by', quantity: 'Quantity confirmed', opened: 'It confirmed that the files opened', receiptReason: 'Why the quantity differs or files did not open', receiptNow: 'Record the receipt',
  backFrom: 'Returned by', backAt: 'Returned at', backNow: { medium: 'Record the return of the medium', notice: 'Record the return of the notice' },
  lose: 'Report a loss', loseMore: 'This recalls the transfer, destroys its lock at once and begins an incident. It cannot be undone.', what: 'What is lost', things: { medium: 'the medium', notice: 'the password notice' }, lostAt: 'When (or when last seen)', place: 'Place', happened: 'What happened', loseNow: 'Report the loss', notLost: 'Cancel', lost: 'Reported lost: {{what}} ({{name}}).', keep: 'Record where it is kept', missing: 'Fill this in.',
  check: 'Compare the files of a medium that came back', checkMore: 'Choose files of the medium (01.body, lock.pgp): they are compared with what was sealed. Nothing is kept.', checked: '{{name}} is as it was sealed.', from: 'Comes by medium', wait: '{{name}} has to hand over the medium.', facts: { reason: 'Reason', written: 'Written', handedOver: 'Handed over', returned: 'Medium returned', noticeReturned: 'Notice returned' }, times: ' (time {{count}})',
};
export const calls = {
  title: 'Telephone calls', none: 'No call is recorded.', open: 'Sendings without a call', openMore: 'A sending is not complete until somebody was reached by telephone.', caller: 'Caller', to: 'Called', record: 'Record a call', recordNow: 'Record this call', at: 'At', telephone: 'Telephone number', result: 'Result', missing: 'Fill this in.',
  sending: 'Sending', states: { open: 'under way', 'call-missing': 'no call yet (not complete)', complete: 'complete' },
};
