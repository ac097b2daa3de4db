// Filters of lists, headings of the home, what to look at twice.
import type { Words } from '../ja.ts';

export const filter: Words['filter'] = {
  label: 'Find transfers', search: 'Search', searchMore: 'Number, title, form, name of the other party', narrowed: '{{name}}: {{words}}', or: ' or ', remove: 'Remove the filter: {{name}}', turn: 'Whose turn', turns: { mine: 'Mine', waiting: "Others'" }, creator: 'Made by',
  order: 'Order', orders: { created: 'Time made', collectBy: 'Collect by', quantity: 'Quantity', number: 'Transfer number' }, ways: { desc: ' (largest, newest first)', asc: ' (smallest, oldest first)' },
};
export const home: Words['home'] = { picks: 'Show only', pick: '{{name}} {{count}}', kinds: { overdue: 'Overdue', approve: 'Approval', password: 'Password notices', collect: 'To collect or confirm', draft: 'Drafts, sent back', duty: 'Records, deadlines' }, more: 'See the other {{count}} in the list' };
export const doubt: Words['doubt'] = {
  namesOther: 'The file holds the name of another firm: {{name}}', sameToSeveral: 'The same content also goes to: {{recipients}}', undeclared: 'Columns outside the declared items: {{columns}}', forbidden: 'Columns that look forbidden to collect: {{columns}}', 
  similarShort: 'Similar name', similar: 'There are firms with a similar name: {{names}}', firstTime: 'Nothing was ever sent to this recipient', changed: 'Last time ({{day}}) the recipient was {{recipient}}', tenTimes: 'Last time {{previous}}, now {{now}}. Is a digit too many or too few?',
  namedForOther: 'The file name holds the name of another firm: {{name}}', sentBefore: 'On {{day}} a file with this name or this content went to {{recipient}}',
};
export const next: Words['next'] = { person: '{{name}}', party: '{{name}}' };
