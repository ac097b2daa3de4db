// ASVS 5.0, chapter V16: logs and errors.

import type { AsvsRow } from './row.ts';

export const v16: readonly AsvsRow[] = [
  {
    id: '16.1.1', level: 2, what: 'a list of all logs: what, where, in which form, for whom, how long',
    stands: { file: 'config/RULES.md', why: 'each log with what, where, form, reader and time; a test finds every place in the gateway that writes one' },
  },
  { id: '16.2.1', level: 2, what: 'each entry says when, where, who and what', stands: 'tested' },
  { id: '16.2.2', level: 2, what: 'clocks agree, and times are UTC', stands: 'tested' },
  { id: '16.2.3', level: 2, what: 'logs go nowhere but where the list says', stands: 'tested' },
  { id: '16.2.4', level: 2, what: 'the program that reads logs can read and connect these', stands: 'tested' },
  { id: '16.2.5', level: 2, what: 'nothing is logged that must not be', stands: 'tested' },
  { id: '16.3.1', level: 2, what: 'signing in is logged, done or failed', stands: 'tested' },
  { id: '16.3.2', level: 2, what: 'refused access is logged', stands: 'tested' },
  { id: '16.3.3', level: 2, what: 'attempts to get around a control are logged', stands: 'tested' },
  { id: '16.3.4', level: 2, what: 'faults and controls that fail are logged', stands: 'tested' },
  { id: '16.4.1', level: 2, what: 'nobody writes lines of the log by what they type', stands: 'tested' },
  { id: '16.4.2', level: 2, what: 'logs are read by few, and changing one shows', stands: 'tested' },
  { id: '16.4.3', level: 2, what: 'logs go, guarded, to another system as well', stands: 'tested' },
  {
    id: '16.5.1', level: 2, what: 'an unexpected error tells its user nothing of the inside',
    stands: { file: 'server/http/problem-answer.ts', why: 'a fault answers with one fixed text and a number; its kind and places in our code stand under that number in the program\'s log, its message nowhere' },
  },
  { id: '16.5.2', level: 2, what: 'when another system fails, work goes on safely', stands: 'tested' },
  { id: '16.5.3', level: 2, what: 'no error opens what it should have closed', stands: 'tested' },
  { id: '16.5.4', level: 3, what: 'a last resort takes what nobody caught', stands: 'tested' },
];
