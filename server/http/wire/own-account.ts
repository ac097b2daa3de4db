// The own account on the wire: where one is signed in, and what happened to it.
import { z } from 'zod';
import { both, people } from './readers.ts';
import { defineRoutes } from './route.ts';
import { again, id, instant } from './words.ts';

export const ownSession = z.object({
  /** Names this sign-in and opens nothing. */
  id, since: instant, /** To the minute. */ lastSeenAt: instant, endsAt: instant, address: z.string(),
  /** As the browser says of itself. */
  browser: z.enum(['edge', 'chrome', 'firefox', 'safari', 'program', 'unknown']), system: z.enum(['windows', 'mac', 'ios', 'android', 'linux', 'unknown']),
  /** The one that asks. */
  here: z.boolean(),
});
export type OwnSession = z.infer<typeof ownSession>;
const ownSessions = z.object({ sessions: z.array(ownSession) });

export const happening = z.object({
  at: instant,
  what: z.enum([
    'signed-in', 'signed-in-recovery', 'factor-wrong', 'passkey-wrong', 'factor-not-shown', 'place-refused', 'tries-refused', 'again-refused', 'sessions-ended', 'password-changed', 'password-reset', 'codes-enrolled',
    'codes-removed', 'recovery-renewed', 'passkey-added', 'passkey-removed', 'factor-reset', 'reset-asked', 'reset-refused', 'email-changed',
  ]),
  /** Who did it; null: the reader, or somebody in the reader's name; empty: the gateway's own machine. */
  by: z.string().nullable(), address: z.string().nullable(), newAddress: z.boolean(), count: z.int(),
  /** Worth a look, and since the sign-in before this one. */
  isNew: z.boolean(),
});
export type HappeningView = z.infer<typeof happening>;

const own = { sides: both, roles: people } as const;

export const ownAccountRoutes = defineRoutes({
  ownSessions: { method: 'GET', path: '/sessions', ...own, answer: ownSessions, status: 200, summary: 'Where the reader is signed in now' },
  endOwnSession: { method: 'POST', path: '/sessions/:id/end', ...own, body: again, answer: ownSessions, status: 200, summary: 'End one of the own sessions; asks for the password again' },
  endOtherSessions: { method: 'POST', path: '/sessions/end', ...own, body: again, answer: ownSessions, status: 200, summary: 'End all own sessions but this one; asks for the password again' },
  happenings: { method: 'GET', path: '/happenings', ...own, answer: z.object({ happenings: z.array(happening) }), status: 200, summary: 'What happened to the own account: sign-ins, attempts, and changes of how the reader is let in' },
});
