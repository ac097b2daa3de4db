// Registers: lists of a fiscal year as documents (PDF) and tables (CSV), and the way from the code on a paper back to its record.
export const registers = {
  title: 'Registers', tab: 'Registers', more: 'Lists made from the records. Each is made anew when you open it, as things stand then. That it was made is entered in the ledger.',
  engagement: 'Engagement', every: 'All engagements', year: 'Fiscal year', list: 'Registers', document: 'No.', name: 'Name', paper: 'Document', table: 'Table', pdf: 'Open PDF', csv: 'Save CSV', pdfOf: 'Open the PDF of {{name}}', csvOf: 'Save the CSV of {{name}}',
  check: 'Check a paper', checkMore: 'Enter the code on a paper to find its record, and to see that the record is in the ledger.', code: 'Code', codeMore: 'Four groups of four symbols. Hyphens and capitals do not matter.', run: 'Check', empty: 'Enter the code.',
  current: 'This paper is as the record stands now.', changed: 'The gateway made this paper, but the record has changed since.', changedMore: 'See the record for what holds now.', number: 'Number', numbered: '{{title}} {{label}}', business: 'Engagement', contractor: 'Contractor', issued: 'First made', entry: 'Entry in the ledger', entryAt: 'No. {{index}}', open: 'Open the record', proof: 'Save the proof from the ledger',
};
