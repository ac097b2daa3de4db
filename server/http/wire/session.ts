// Sign-in and session on the wire.
import { z } from 'zod';
import { id, instant, password, personView, role, side } from './words.ts';

export const signIn = z.strictObject({
  login: z.string().min(1).max(200),
  password,
  /** The contractor's page; asked for on the contractor side only. */
  page: z.string().regex(/^[0-9a-f]{32}$/).optional(),
});

export const changePassword = z.strictObject({ current: password, next: password });

/** How this person wants the pages shown. A language of null leaves it to the browser. */
export const preferences = z.object({ theme: z.enum(['light', 'dark', 'device']), language: z.enum(['ja', 'en']).nullable() });
export const newPreferences = z.strictObject(preferences.shape);
export type Preferences = z.infer<typeof preferences>;

/** Whom to call when something does not go on; null until an administrator has set it. */
export const contactView = z.object({ name: z.string(), telephone: z.string(), hours: z.string() }).nullable();

export const sessionView = z.object({
  side,
  account: personView.extend({ role, canApprove: z.boolean() }),
  municipality: z.object({ id, name: z.string(), contact: contactView, /** Whom to call when data may be lost or in wrong hands. */ securityContact: z.object({ name: z.string(), telephone: z.string() }).nullable() }),
  section: z.object({ id, name: z.string() }).nullable(),
  contractor: z.object({ id, name: z.string(), page: z.string() }).nullable(),
  mustChangePassword: z.boolean(),
  /** What the municipality still asks of a person without a second factor; `required`: nothing opens before one is enrolled. */
  missingFactor: z.enum(['wanted', 'required']).nullable(),
  /** By the gateway's clock, as the two that follow: a reader's own clock may be wrong. */
  now: instant,
  endsAt: instant,
  idleEndsAt: instant,
  previousSignInAt: instant.nullable(),
  /** What happened to the account since then and is worth a look. */
  newHappenings: z.int(),
  preferences,
});
export type SessionView = z.infer<typeof sessionView>;

/** The password was right, and the second factor is still to be shown; until then nothing else opens. */
export const secondFactorWanted = z.object({ secondFactor: z.array(z.enum(['code', 'passkey'])) });
export const signInAnswer = z.union([sessionView, secondFactorWanted]);
export type SignInAnswer = z.infer<typeof signInAnswer>;

export const gatewayView = z.object({
  side,
  scanner: z.object({ kind: z.enum(['clamd', 'none']), version: z.string(), patternsFrom: z.string().nullable() }),
  /** Names the ward where there is only one, or of the page that was asked for; null otherwise: municipalities cannot see one another. */
  municipality: z.string().nullable(),
  /** Of the ward that is named. */
  contact: contactView,
  /** Some people of this side may come in with a passkey alone. */
  passkeyAlone: z.boolean(),
  maxFileBytes: z.int(),
  now: instant,
  alarms: z.array(z.object({ code: z.string(), at: instant })),
});
export type GatewayView = z.infer<typeof gatewayView>;
