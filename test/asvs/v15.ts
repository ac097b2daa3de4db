// ASVS 5.0, chapter V15: how the program is made, and of what.

import type { AsvsRow } from './row.ts';

export const v15: readonly AsvsRow[] = [
  { id: '15.1.1', level: 1, what: 'how soon a weak dependency is exchanged is written down', stands: { file: 'config/RULES.md', why: 'days by weight of the weakness, for what runs and for what only builds; an assumption of this project, marked so, for the operator to confirm' } },
  { id: '15.1.2', level: 2, what: 'a list of all parts from others, and that they are those that were chosen', stands: 'tested' },
  {
    id: '15.1.3', level: 2, what: 'costly functions and what guards them are written down',
    stands: { file: 'config/README.md', why: 'places for uploads and downloads, how many may wait and how long, what is answered beyond that, and the threads that hashing and disk share' },
  },
  { id: '15.2.1', level: 1, what: 'no part older than that allows', stands: { open: '`npm run weaknesses` holds the locked packages against the days of config/RULES.md; a person has to run it, no run against the public registry is on record yet, and versions without a weakness, Node and the system are not asked for' } },
  { id: '15.2.2', level: 2, what: 'costly functions cannot starve the others', stands: 'tested' },
  { id: '15.2.3', level: 2, what: 'what runs holds only what it needs', stands: 'tested' },
  { id: '15.3.1', level: 1, what: 'answers hold the fields that are needed, not the whole row', stands: 'tested' },
  { id: '15.3.2', level: 2, what: 'calls to others follow no redirects', stands: { file: 'server/ledger/witness-asking.ts', why: 'the only HTTP calls of the gateway, to its witnesses, take a redirect for an error; mail and syslog know none' } },
  { id: '15.3.3', level: 2, what: 'only the fields of an act can be set by it', stands: 'tested' },
  { id: '15.3.4', level: 2, what: 'the client\'s true address is known and cannot be forged', stands: 'tested' },
  { id: '15.3.5', level: 2, what: 'values have the type that they should, and are compared strictly', stands: 'tested' },
  { id: '15.3.6', level: 2, what: 'no prototype can be polluted', stands: 'tested' },
  { id: '15.3.7', level: 2, what: 'a parameter given twice, or in another place, deceives nobody', stands: 'tested' },
  { id: '15.4.2', level: 3, what: 'what is checked and what is done upon it are one step', stands: 'tested' },
];
