// The second factor on the wire: the second step of a sign-in, enrolling, and what the municipality asks of each role.
import { z } from 'zod';
import { changeAnswer } from './administration.ts';
import { both, people, ward } from './readers.ts';
import { defineRoutes } from './route.ts';
import { sessionView } from './session.ts';
import { again, id, instant, line, role, sha256 } from './words.ts';

export const givenCode = z.strictObject({ code: z.string().min(6).max(60) });

export const factorRule = z.enum(['optional', 'wanted', 'required']);
export const factorsView = z.object({
  codesSince: instant.nullable(), recoveryCodesLeft: z.int(), passkeys: z.array(z.object({ id, name: z.string(), createdAt: instant, lastUsedAt: instant.nullable() })),
  /** Whether passkeys work at this address. */
  passkeysPossible: z.boolean(),
  /** What the municipality asks of this role. */
  rule: factorRule,
});
export type FactorsView = z.infer<typeof factorsView>;
/** Told once: for the app, as text and as the address that its QR code holds. */
export const begunCodes = z.object({ secret: z.string(), address: z.string() });
/** `recoveryCodes` are told once; none where nothing was made. */
export const factorChanged = z.object({ session: sessionView, factors: factorsView, recoveryCodes: z.array(z.string()) });
export type FactorChanged = z.infer<typeof factorChanged>;

/** Bytes as base64url. */
const bytes = (most: number) => z.string().regex(/^[A-Za-z0-9_-]+$/).max(most);
const known = z.array(z.object({ id: z.string(), transports: z.array(z.string()) }));
/** What a device is asked to make, and what it made. Bytes are base64url. */
export const askedPasskey = z.object({ challenge: z.string(), rpId: z.string(), algorithms: z.array(z.int()), user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }), exclude: known });
export type AskedPasskey = z.infer<typeof askedPasskey>;
export const newPasskey = z.strictObject({ name: line(60), made: z.strictObject({ id: bytes(1400), clientDataJSON: bytes(8000), attestationObject: bytes(20_000), transports: z.array(z.string().regex(/^[a-z-]{1,20}$/)).max(8) }) });
/** What a device is asked to sign, and what it signed. */
export const askedSignature = z.object({ challenge: z.string(), rpId: z.string(), allow: known });
export type AskedSignature = z.infer<typeof askedSignature>;
export const signedPasskey = z.strictObject({ id: bytes(1400), clientDataJSON: bytes(8000), authenticatorData: bytes(8000), signature: bytes(4000), userHandle: bytes(100).optional() });

export const signInRule = z.strictObject({ role, secondFactor: factorRule, passkeyAlone: z.boolean() });
export type SignInRule = z.infer<typeof signInRule>;
export const signInRules = z.object({ rules: z.array(signInRule), seen: sha256 });
export const changeSignInRules = z.strictObject({ seen: sha256, reason: line(300).nullable(), changes: z.array(signInRule).min(1).max(4) });

const own = { sides: both, roles: people, beforeEnrolment: true } as const;

export const factorRoutes = defineRoutes({
  secondStep: { method: 'POST', path: '/session/second-factor', sides: both, roles: 'anyone', body: givenCode, answer: sessionView, status: 201, summary: 'The second step of a sign-in: a one-time or a recovery code' },
  factors: { method: 'GET', path: '/session/factors', ...own, answer: factorsView, status: 200, summary: 'The own second factors' },
  beginCodes: { method: 'POST', path: '/session/codes', ...own, body: again, answer: begunCodes, status: 201, summary: 'Begin to enrol one-time codes; asks for the password again' },
  confirmCodes: { method: 'POST', path: '/session/codes/confirmation', ...own, body: givenCode, answer: factorChanged, status: 200, summary: 'Put one-time codes in force by showing one; tells ten recovery codes once' },
  removeCodes: { method: 'POST', path: '/session/codes/removal', ...own, body: again, answer: factorChanged, status: 200, summary: 'Take one-time codes away; asks for the password again' },
  renewRecoveryCodes: { method: 'POST', path: '/session/recovery-codes', ...own, body: again, answer: factorChanged, status: 200, summary: 'Ten new recovery codes, told once; asks for the password again' },
  askPasskey: { method: 'POST', path: '/session/passkey/challenge', sides: both, roles: 'anyone', answer: askedSignature, status: 200, summary: 'What a passkey is to sign: after the password as the second step, else to come in with it alone' },
  passkeySignIn: { method: 'POST', path: '/session/passkey', sides: both, roles: 'anyone', body: signedPasskey, answer: sessionView, status: 201, summary: 'Sign in by a passkey, as the second step or alone where the role may' },
  beginPasskey: { method: 'POST', path: '/session/passkeys/challenge', ...own, body: again, answer: askedPasskey, status: 201, summary: 'Begin to register a passkey; asks for the password again' },
  addPasskey: { method: 'POST', path: '/session/passkeys', ...own, body: newPasskey, answer: factorChanged, status: 201, summary: 'Register a passkey' },
  removePasskey: { method: 'POST', path: '/session/passkeys/:id/removal', ...own, body: again, answer: factorChanged, status: 200, summary: 'Take a passkey away; asks for the password again' },
  signInRules: { method: 'GET', path: '/admin/sign-in-policy', sides: ward, roles: ['administrator'], answer: signInRules, status: 200, summary: 'Which roles must have a second factor' },
  changeSignInRules: { method: 'POST', path: '/admin/sign-in-policy/changes', sides: ward, roles: ['administrator'], body: changeSignInRules, answer: changeAnswer, status: 200, summary: 'Change which roles must have a second factor; without a reason only show before and after' },
});
