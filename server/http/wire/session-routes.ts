// Which side this is, and who is signed in.
import { z } from 'zod';
import { gatewayCertificatesView } from './gateway-keys.ts';
import { both, people } from './readers.ts';
import { defineRoutes } from './route.ts';
import * as session from './session.ts';
import { none } from './words.ts';

export const sessionRoutes = defineRoutes({
  gateway: { method: 'GET', path: '/gateway', sides: both, roles: 'anyone', query: z.strictObject({ page: z.string().max(64).optional() }), answer: session.gatewayView, status: 200, summary: 'Which side this is, its scanner and limits' },
  gatewayCertificate: { method: 'GET', path: '/gateway/certificate', sides: both, roles: 'anyone', answer: { media: 'application/pgp-keys' }, status: 200, summary: 'The OpenPGP certificate that signs manifests, receipts and wipe certificates' },
  gatewayCertificates: { method: 'GET', path: '/gateway/certificates', sides: both, roles: 'anyone', answer: gatewayCertificatesView, status: 200, summary: 'That certificate, the retired ones with their times, and the one announced, each with the change that the one before it signed' },

  signIn: { method: 'POST', path: '/session', sides: both, roles: 'anyone', body: session.signIn, answer: session.signInAnswer, status: 201, summary: 'Sign in; whoever has a second factor shows it next' },
  session: { method: 'GET', path: '/session', sides: both, roles: people, answer: session.sessionView, status: 200, beforePasswordChange: true, summary: 'Who is signed in' },
  signOut: { method: 'DELETE', path: '/session', sides: both, roles: people, answer: none, status: 204, beforePasswordChange: true, summary: 'Sign out' },
  changePassword: { method: 'POST', path: '/session/password', sides: both, roles: people, body: session.changePassword, answer: session.sessionView, status: 200, beforePasswordChange: true, summary: 'Change the own sign-in password' },
  setPreferences: { method: 'POST', path: '/session/preferences', sides: both, roles: people, body: session.newPreferences, answer: session.sessionView, status: 200, summary: 'Keep theme and language with the account' },
});
