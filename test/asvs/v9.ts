// ASVS 5.0, chapter V9: tokens that carry their own contents. There are none here.

import type { AsvsRow } from './row.ts';

const none = 'no token carries contents: a session is a random number whose hash is looked up (server/accounts/sessions.ts), and a terminal signs each request itself';

export const v9: readonly AsvsRow[] = [
  { id: '9.1.1', level: 1, what: 'signature or MAC checked before contents are believed', stands: { none } },
  { id: '9.1.2', level: 1, what: 'only listed algorithms, never "none"', stands: { none } },
  { id: '9.1.3', level: 1, what: 'keys for checking come from places set beforehand, not from the token', stands: { none } },
  { id: '9.2.1', level: 1, what: 'taken only within the time that it names', stands: { none } },
  { id: '9.2.2', level: 2, what: 'taken only as the kind of token that it is', stands: { none } },
  { id: '9.2.3', level: 2, what: 'taken only by the party that it is meant for', stands: { none } },
  { id: '9.2.4', level: 2, what: 'one issuer key for several parties: each token names its own', stands: { none } },
];
