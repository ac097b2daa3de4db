// ASVS 5.0, chapter V2: rules of the business, their order, their limits.
import type { AsvsRow } from './row.ts';

export const v2: readonly AsvsRow[] = [
  { id: '2.1.1', level: 1, what: 'a document says what form each input has', stands: { file: 'server/http/openapi.ts', why: 'the served OpenAPI document is made of the very schemas by which requests are checked' } },
  { id: '2.1.2', level: 2, what: 'a document says which inputs must fit one another', stands: 'tested' },
  { id: '2.1.3', level: 2, what: 'a document says the limits, for one person and for all', stands: { file: 'config/README.md', why: 'sizes, places at once with the share of one person, waiting, downloads, days: with defaults and reasons' } },
  { id: '2.2.1', level: 1, what: 'every input is checked against what is expected of it', stands: 'tested' },
  { id: '2.2.2', level: 1, what: 'the server checks, whatever the page did', stands: 'tested' },
  { id: '2.2.3', level: 2, what: 'inputs that belong together must fit', stands: 'tested' },
  { id: '2.3.1', level: 1, what: 'steps are taken in their order, none is skipped', stands: 'tested' },
  { id: '2.3.2', level: 2, what: 'the limits of the business hold', stands: 'tested' },
  { id: '2.3.3', level: 2, what: 'a step happens whole or not at all', stands: 'tested' },
  { id: '2.3.4', level: 2, what: 'what can be done once is not done twice by two at once', stands: 'tested' },
  { id: '2.3.5', level: 3, what: 'weighty steps need a second person', stands: 'tested' },
  { id: '2.4.1', level: 2, what: 'programs that ask too much are slowed, and nobody else', stands: 'tested' },
];
