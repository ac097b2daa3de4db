// ASVS 5.0, chapter V4: HTTP itself.
import type { AsvsRow } from './row.ts';

const graphQl = { none: 'there is no GraphQL' } as const;
const webSocket = { none: 'there are no WebSockets' } as const;

export const v4: readonly AsvsRow[] = [
  { id: '4.1.1', level: 1, what: 'each answer says what it is, and in which encoding', stands: 'tested' },
  { id: '4.1.2', level: 2, what: 'programs that ask in clear are not led on to TLS', stands: 'tested' },
  { id: '4.1.3', level: 2, what: 'headers that a proxy would set are not believed from anybody', stands: 'tested' },
  { id: '4.1.4', level: 3, what: 'only the methods of a route are answered', stands: 'tested' },
  { id: '4.1.5', level: 3, what: 'weighty messages are signed one by one', stands: 'tested' },
  { id: '4.2.1', level: 2, what: 'where a message ends is never in doubt', stands: 'tested' },
  { id: '4.3.1', level: 2, what: 'costly GraphQL queries', stands: graphQl },
  { id: '4.3.2', level: 2, what: 'GraphQL introspection', stands: graphQl },
  { id: '4.4.1', level: 1, what: 'WebSockets over TLS', stands: webSocket },
  { id: '4.4.2', level: 2, what: 'the origin of WebSockets', stands: webSocket },
  { id: '4.4.3', level: 2, what: 'session tokens for WebSockets', stands: webSocket },
  { id: '4.4.4', level: 2, what: 'how such tokens are got', stands: webSocket },
];
