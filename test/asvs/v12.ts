// ASVS 5.0, chapter V12: what is said between machines.

import type { AsvsRow } from './row.ts';

export const v12: readonly AsvsRow[] = [
  { id: '12.1.1', level: 1, what: 'TLS 1.3 and 1.2 alone, the newer preferred', stands: 'tested' },
  { id: '12.1.2', level: 2, what: 'strong cipher suites alone, the strongest first', stands: 'tested' },
  { id: '12.1.3', level: 2, what: 'a client certificate is trusted before it says who somebody is', stands: 'tested' },
  { id: '12.2.1', level: 1, what: 'TLS for every client, never in clear', stands: 'tested' },
  {
    id: '12.2.2', level: 1, what: 'certificates that the public trusts',
    stands: { file: 'config/RULES.md', why: 'which issuer on which network: public authorities on the Internet, LGWAN\'s or the municipality\'s own where no public one reaches. The gateway checks pair, time, strength and names; the issuer is the operator\'s choice, and browsers refuse what they do not trust' },
  },
  { id: '12.3.1', level: 2, what: 'every connection in and out is encrypted, and never falls back; in clear only within the machine, or where the operator named the line, which is then told', stands: 'tested' },
  { id: '12.3.2', level: 2, what: 'who connects by TLS checks the other\'s certificate', stands: 'tested' },
  { id: '12.3.3', level: 2, what: 'services of the application speak TLS to one another', stands: 'tested' },
  { id: '12.3.4', level: 2, what: 'inner certificates are trusted by naming their own authority', stands: 'tested' },
];
