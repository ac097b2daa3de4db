// ASVS 5.0, chapter V8: who may do and see what.

import type { AsvsRow } from './row.ts';

export const v8: readonly AsvsRow[] = [
  {
    id: '8.1.1', level: 1, what: 'rules of access to functions and to single data are written down',
    stands: { file: 'server/http/wire/route.ts', why: 'each route of the one table names its sides and roles, and the OpenAPI document is made from it; who may know of a transfer is the one rule of server/transfers/visibility.ts' },
  },
  {
    id: '8.1.2', level: 2, what: 'rules of access to single fields are written down',
    stands: 'tested',
  },
  { id: '8.2.1', level: 1, what: 'a function is for those alone to whom it is given', stands: 'tested' },
  { id: '8.2.2', level: 1, what: 'an id opens nothing to whoever has no right to what it names', stands: 'tested' },
  { id: '8.2.3', level: 2, what: 'fields are shown and taken only as the role has a right to them', stands: 'tested' },
  { id: '8.2.4', level: 3, what: 'from where somebody comes counts in signing in and in access, not only who it is', stands: 'tested' },
  { id: '8.3.1', level: 1, what: 'the server decides, whatever the page shows or hides', stands: 'tested' },
  { id: '8.3.2', level: 3, what: 'a right that is taken away is gone with the next request', stands: 'tested' },
  { id: '8.3.3', level: 3, what: 'who acts for somebody has that person\'s rights and no more', stands: 'tested' },
  { id: '8.4.1', level: 2, what: 'one tenant never reaches another', stands: 'tested' },
];
