// Time-based one-time codes as authenticator apps make them (RFC 6238 on RFC 4226: SHA-1, six digits, thirty seconds), by otplib; this is its only importer.
// Pure; who calls it gives the gateway's own time (ASVS 6.5.8).
import { generateURI, ScureBase32Plugin, verifySync } from 'otplib';

const STEP_SECONDS = 30;
/** A telephone's clock may be one step off (RFC 6238, 5.2). */
const SKEW_STEPS = 1;
/** As long as the hash (RFC 4226, 4). */
export const secretBytes = 20;

/** The step (counted from 1970) that a time in milliseconds lies in. */
export const stepOf = (millis: number): number => Math.floor(millis / 1000 / STEP_SECONDS);

/** The step whose code `code` is, or null: wrong, too old, or not after the last step that was used. `last` is -1 where none was. */
export function matchingStep(secret: Uint8Array, code: string, { millis, last }: { readonly millis: number; readonly last: number }): number | null {
  const now = stepOf(millis);
  // The library throws for what is no code, and for a last step that lies ahead (a clock that was set back): both are no match.
  if (!/^[0-9]{6}$/.test(code) || last >= now + SKEW_STEPS) return null;
  const found = verifySync({ secret, token: code, epoch: now * STEP_SECONDS, epochTolerance: SKEW_STEPS * STEP_SECONDS, ...(last < 0 ? {} : { afterTimeStep: last }) });
  return found.valid ? now + found.delta : null;
}

/** RFC 4648 base 32 without padding: what people can type into an app. */
export const base32 = (bytes: Uint8Array): string => new ScureBase32Plugin().encode(bytes, { padding: false });

/** The address that an app reads from a QR code. `issuer` and `login` are shown there beside the code. */
export const otpauth = ({ secret, issuer, login }: { readonly secret: string; readonly issuer: string; readonly login: string }): string => generateURI({ issuer, label: login, secret, algorithm: 'sha1', digits: 6, period: STEP_SECONDS });
