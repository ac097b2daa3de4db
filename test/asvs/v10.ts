// ASVS 5.0, chapter V10: OAuth and OpenID Connect. The gateway is no party to either.

import type { AsvsRow } from './row.ts';

const anyParty = 'no OAuth: people sign in at the gateway itself, and terminals sign each request (RFC 9421)';
const client = 'the gateway is no OAuth client: it asks no authorization server for anything';
const resource = 'the gateway takes no access tokens, only its own sessions and signed requests';
const server = 'the gateway is no authorization server: it issues no codes, access tokens or refresh tokens';
const relying = 'the gateway relies on no identity provider, so it gets no ID tokens';
const provider = 'the gateway is no OpenID provider';
const consent = 'nobody grants another application access to the gateway, so there is nothing to consent to';

export const v10: readonly AsvsRow[] = [
  { id: '10.1.1', level: 2, what: 'tokens go only where they are needed', stands: { none: anyParty } },
  { id: '10.1.2', level: 2, what: 'answers are taken only for a flow that this browser began', stands: { none: anyParty } },
  { id: '10.2.1', level: 2, what: 'code flow guarded against forged requests', stands: { none: client } },
  { id: '10.2.2', level: 2, what: 'several authorization servers are not mixed up', stands: { none: client } },
  { id: '10.3.1', level: 2, what: 'access tokens taken only if meant for this service', stands: { none: resource } },
  { id: '10.3.2', level: 2, what: 'what the token delegates decides', stands: { none: resource } },
  { id: '10.3.3', level: 2, what: 'the user is told by claims that never change hands', stands: { none: resource } },
  { id: '10.3.4', level: 2, what: 'strength and age of the sign-in behind the token', stands: { none: resource } },
  { id: '10.4.1', level: 1, what: 'redirect addresses registered beforehand, compared exactly', stands: { none: server } },
  { id: '10.4.2', level: 1, what: 'a code is good once', stands: { none: server } },
  { id: '10.4.3', level: 1, what: 'a code is short-lived', stands: { none: server } },
  { id: '10.4.4', level: 1, what: 'each client has only the grants that it needs', stands: { none: server } },
  { id: '10.4.5', level: 1, what: 'refresh tokens cannot be replayed', stands: { none: server } },
  { id: '10.4.6', level: 2, what: 'PKCE asked for, and checked', stands: { none: server } },
  { id: '10.4.7', level: 2, what: 'clients that register themselves are not trusted blindly', stands: { none: server } },
  { id: '10.4.8', level: 2, what: 'refresh tokens end for good', stands: { none: server } },
  { id: '10.4.9', level: 2, what: 'people can revoke tokens', stands: { none: server } },
  { id: '10.4.10', level: 2, what: 'confidential clients prove who they are', stands: { none: server } },
  { id: '10.4.11', level: 2, what: 'clients get no more scopes than needed', stands: { none: server } },
  { id: '10.5.1', level: 2, what: 'ID tokens are not replayed', stands: { none: relying } },
  { id: '10.5.2', level: 2, what: 'the user is told by a subject that is never given to another', stands: { none: relying } },
  { id: '10.5.3', level: 2, what: 'issuer of the metadata is the one expected', stands: { none: relying } },
  { id: '10.5.4', level: 2, what: 'the ID token is for this client', stands: { none: relying } },
  { id: '10.5.5', level: 2, what: 'back-channel sign-out cannot be forged', stands: { none: relying } },
  { id: '10.6.1', level: 2, what: 'no answer modes that hand out tokens in addresses', stands: { none: provider } },
  { id: '10.6.2', level: 2, what: 'nobody is signed out by force', stands: { none: provider } },
  { id: '10.7.1', level: 2, what: 'consent to each authorization', stands: { none: consent } },
  { id: '10.7.2', level: 2, what: 'consent says what, to whom and for how long', stands: { none: consent } },
  { id: '10.7.3', level: 2, what: 'consents can be seen and taken back', stands: { none: consent } },
];
