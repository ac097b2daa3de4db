// Filters of lists, headings of the home, what to look at twice.
import type { Words } from '../ja.ts';

export const filter: Words['filter'] = {
  label: 'Find transfers', search: 'Search', searchMore: 'Number, title, form, name of the other party', narrowed: '{{name}}: {{words}}', or: ' or ', remove: 'Remove the filter: {{name}}', turn: 'Whose turn', turns: { mine: 'Mine', waiting: "Others'" }, creator: 'Made by',
  order: 'Order', orders: { created: 'Time made', collectBy: 'Collect by', quantity: 'Quantity', number: 'Transfer number' }, ways: { desc: ' (largest, newest first)', asc: ' (smallest, oldest first)' },
};
export const home: Words['home'] = { picks: 'Show only', pick: '{{name}} {{count}}', kinds: { overdue: 'Overdue', approve: 'Approval', password: 'Password notices', collect: 'To collect or confirm', draft: 'Drafts, sent back', duty: 'Records, deadlines' }, more: 'See the other {{count}} in the list' };
export const next: Words['next'] = { person: '{{name}}', party: '{{name}}' };
