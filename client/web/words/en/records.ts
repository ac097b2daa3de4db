// Records and deadlines.
import type { Words } from '../ja.ts';

export const records: Words['records'] = {
  title: 'Records', one: 'Record', new: 'Begin a record', tabs: { label: 'Records and deadlines', duties: 'Deadlines', records: 'Records' },
  groups: { contract: 'Contract', people: 'People and rosters', 'hand-over': 'Transfers and media', printing: 'Printing', erasure: 'Erasure and return', oversight: 'Oversight and reports', incident: 'Incidents and complaints' },
  state: { mine: 'Your turn', ward: 'The section’s turn', contractor: 'The contractor’s turn', open: 'Open', closed: 'Done' },
  turns: { mine: 'It is your turn.', ward: 'There is nothing for you to do. It is the section’s turn.', contractor: 'There is nothing for you to do. It is the contractor’s turn.', party: 'There is nothing for you to do. It is the turn of {{name}}.', nobody: 'No next step is set.' },
  filter: { label: 'Find records', mine: 'My turn', open: 'Not done yet', group: 'Group', kind: 'Kind', year: 'Fiscal year', yearOf: 'Fiscal year {{year}}', oneTransfer: 'One transfer', oneContractor: 'One contractor', oneKind: 'One kind' },
  none: 'There are no records yet.', noMatch: 'No record matches.', fromEngagement: 'Begin one from the page of an engagement.', what: 'Kind, number', about: 'Party, engagement', last: 'Last step', dueOn: 'Due',
  openPaper: 'Open the document (PDF)', corrected: 'Corrected. Reason: {{reason}}', older_one: '{{count}} earlier version', older_other: '{{count}} earlier versions', correct: 'Correct', correctNamed: 'Correct: {{title}}', correctMore: 'The earlier version is kept. The ledger records that it was corrected.', reason: 'Reason for the correction', correctNow: 'Record the correction',
  toForm: 'Go to the form', choose: 'What to record', recorded: 'It was recorded.', correctedDone: 'The correction was recorded. The earlier version is kept.', begun: 'Recorded: {{title}} {{label}}. It stands in the ledger as entry {{entry}}.',
  cannotBegin: 'This record cannot be begun here. The kind or the engagement is wrong, or your role does not begin it.', backToEngagement: 'See the engagement', theTransfer: 'See the transfer', goOn: 'Go on',
  allOfEngagement: 'See the records of this engagement', count: '{{count}} so far', countOpen: '{{count}} so far, {{open}} open', begin: 'Begin', beginNamed: 'Begin: {{title}}', beginIt: ': begin', ofTransfer: 'Records about this transfer',
};
export const recordForm: Words['recordForm'] = {
  proposed: 'Filled in by Kagibako.', yes: 'Yes', no: 'No', pick: 'Choose', remove: 'Remove', ready: 'This will be recorded.', change: 'Change it', cancel: 'Stop',
  missing: { cell: 'Mend “{{column}}” in row {{row}}.', range: '{{label}}: a number from {{min}} to {{max}}.', few: '{{label}}: at least {{least}} are needed.', fewPeople: '{{label}}: at least {{least}} people are needed.', fewRows: '{{label}}: at least {{least}} rows are needed.', unread: '{{label}} cannot be read. Check how it is written.', sending: '{{label}}: a file is still being sent. Wait until it is kept.', file: '{{label}}: choose a file.' },
  people: { nobody: 'There is nobody to choose. Check the roster.', other: 'Name of somebody else', name: 'Name', add: 'Add the name', added: 'Added: {{name}}.', remove: 'Remove {{name}}' },
  files: { more: 'A file is sent as soon as it is chosen, scanned for viruses, and kept.', choose: 'Choose files', chooseMore: 'Choose more files', remove: 'Remove {{file}}', stage: { sending: 'Sending {{percent}}%', checking: 'Being scanned', kept: 'Kept', failed: 'Not kept' } },
  rows: { more: 'Cells copied from a spreadsheet can be pasted into the first field.', number: 'Row', acts: 'What can be done with the row', row: 'Row {{row}}', cell: '{{column}}, row {{row}}', dayLike: 'such as 2026-07-09', momentLike: 'such as 2026-07-09 17:00', add: 'Add a row', copy: 'Copy', copyNamed: 'Copy row {{row}}', removeNamed: 'Remove row {{row}}', pasted_one: '{{count}} row was pasted.', pasted_other: '{{count}} rows were pasted.', count_one: '{{count}} row', count_other: '{{count}} rows' },
  read: { choose: 'Read from a CSV file', more: 'CSV with headings (UTF-8 or Shift_JIS). Its rows come after those that stand here.', done_one: '{{count}} row was read from “{{file}}”. Nothing is submitted yet.', done_other: '{{count}} rows were read from “{{file}}”. Nothing is submitted yet.', refused: '“{{file}}” was not read. The rows that stood here are unchanged.', tooLarge: 'Choose a file that is not empty and has at most {{bytes}} bytes. A long log can be submitted in parts.', mend_one: 'Mend {{count}} place in the file, then read it again.', mend_other: 'Mend {{count}} places in the file, then read it again.', troubles: 'What to mend', column: 'Column', expected: 'Expected', came: 'Came', empty: '(empty)' },
  leaveTitle: 'There is unsent input', leaveMore: 'What you filled in is lost when you leave this page. Nothing was recorded yet.',
};
export const duties: Words['duties'] = {
  nav: 'Records, deadlines', title: 'Deadlines', filter: 'Find deadlines', subject: 'Transfer or record', mine: 'Mine', what: 'What to do', owedBy: 'Who does it', sides: { ward: 'Section', contractor: 'Contractor' }, overdue: '{{count}} overdue', none: 'Nothing has a deadline.', noMatch: 'Nothing matches.',
  go: { begin: 'Begin the record', record: 'Open the record', transfer: 'Open the transfer' }, goNamed: '{{act}}: {{what}}', owed: 'To submit or record', later: 'Due later: {{count}}', more: 'See all deadlines',
};
