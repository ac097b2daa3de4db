// ASVS 5.0, chapter V14: data that must be protected.

import type { AsvsRow } from './row.ts';

export const v14: readonly AsvsRow[] = [
  {
    id: '14.1.1', level: 2, what: 'sensitive data is found and sorted by how much it must be protected',
    stands: { file: 'README.md', why: 'What is stored where: each kind of data with its place, owner, whether it may be lost and what a thief gains; each column of the database in server/records/retention-tables.ts' },
  },
  {
    id: '14.1.2', level: 2, what: 'for each class, what must be done to protect it is written down',
    stands: { file: 'config/RULES.md', why: 'six classes, and of each how it is stored, whether it may be logged, who sees it and when it ends; the columns of the database by rule in server/records/retention-tables.ts' },
  },
  { id: '14.2.1', level: 1, what: 'nothing sensitive in addresses', stands: 'tested' },
  { id: '14.2.2', level: 2, what: 'nothing sensitive stays in caches of the server', stands: 'tested' },
  {
    id: '14.2.3', level: 2, what: 'nothing sensitive goes to third parties',
    stands: { file: 'server/http/pages.ts', why: 'pages load from and speak to their own host alone, by policy; fonts and scripts are served by the gateway, and no tracker is among the dependencies' },
  },
  { id: '14.2.4', level: 2, what: 'data is protected as its class asks', stands: 'tested' },
  { id: '14.2.6', level: 3, what: 'only what is needed is given out', stands: 'tested' },
  { id: '14.2.7', level: 3, what: 'what is no longer needed is erased by itself, on a schedule', stands: 'tested' },
  { id: '14.3.1', level: 1, what: 'the browser forgets when the session ends', stands: 'tested' },
  { id: '14.3.2', level: 2, what: 'browsers are told not to store answers', stands: 'tested' },
  {
    id: '14.3.3', level: 2, what: 'browser storage holds nothing sensitive',
    stands: { file: 'client/web/app/leftovers.ts', why: 'pages keep theme and language; a body that waits to be opened waits sealed and is forgotten at sign-out; the session is a cookie that no script reads' },
  },
];
