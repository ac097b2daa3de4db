// ASVS 5.0, chapter V17: WebRTC. There is none here.

import type { AsvsRow } from './row.ts';

const none = 'no WebRTC: the gateway relays no calls and runs no TURN, media or signalling server';

export const v17: readonly AsvsRow[] = [
  { id: '17.1.1', level: 2, what: 'TURN reaches no inner addresses', stands: { none } },
  { id: '17.2.1', level: 2, what: 'the key of the DTLS certificate is kept by the key policy', stands: { none } },
  { id: '17.2.2', level: 2, what: 'strong DTLS suites and SRTP profiles', stands: { none } },
  { id: '17.2.3', level: 2, what: 'SRTP packets are authenticated', stands: { none } },
  { id: '17.2.4', level: 2, what: 'malformed SRTP does no harm', stands: { none } },
  { id: '17.3.1', level: 2, what: 'signalling stands a flood', stands: { none } },
  { id: '17.3.2', level: 2, what: 'malformed signalling does no harm', stands: { none } },
];
