// What a passkey signed, judged by @simplewebauthn/server. The only importer, and loaded with the first passkey: whoever uses none does not carry it.
// Guarantees user verification (PIN or finger at the device), this listener's own origin and host, and a counter that never goes back (a cloned device).
import type { RandomBytes } from '../store/identifier.ts';
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Who asks the device: the listener's canonical origin and its host name. */
export interface RelyingParty { readonly id: string; readonly origin: string }
/** Null where browsers know no passkeys: an address of figures is no name. */
export function relyingParty(origin: string): RelyingParty | null {
  const { hostname } = new URL(origin);
  return /^\[|^[\d.]+$/.test(hostname) ? null : { id: hostname, origin };
}

export interface Registered { readonly id: string; readonly clientDataJSON: string; readonly attestationObject: string; readonly transports: readonly string[] }
export interface Asserted { readonly id: string; readonly clientDataJSON: string; readonly authenticatorData: string; readonly signature: string; readonly userHandle?: string | undefined }
export interface StoredPasskey { readonly credential: string; readonly publicKey: Uint8Array; readonly counter: number }

type Challenge = (challenge: string) => boolean;

/** The new credential, or null if what came proves none. */
export async function judgeRegistration(given: Registered, rp: RelyingParty, isOurs: Challenge): Promise<StoredPasskey | null> {
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
  const { id, clientDataJSON, attestationObject } = given;
  const response = { id, rawId: id, type: 'public-key' as const, clientExtensionResults: {}, response: { clientDataJSON, attestationObject } };
  const judged = await verifyRegistrationResponse({ response, expectedChallenge: isOurs, expectedOrigin: rp.origin, expectedRPID: rp.id, requireUserVerification: true, supportedAlgorithmIDs: [...algorithms] }).catch(() => null);
  if (judged?.verified !== true) return null;
  const { credential } = judged.registrationInfo;
  return { credential: credential.id, publicKey: credential.publicKey, counter: credential.counter };
}

/** The device's new counter, or null if what came was not signed by this passkey for this challenge. */
export async function judgeAssertion(given: Asserted, stored: StoredPasskey, rp: RelyingParty, isOurs: Challenge): Promise<number | null> {
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
  const { id, clientDataJSON, authenticatorData, signature, userHandle } = given;
  const response = { id, rawId: id, type: 'public-key' as const, clientExtensionResults: {}, response: { clientDataJSON, authenticatorData, signature, ...(userHandle === undefined ? {} : { userHandle }) } };
  const judged = await verifyAuthenticationResponse({
    response, expectedChallenge: isOurs, expectedOrigin: rp.origin, expectedRPID: rp.id, requireUserVerification: true,
    credential: { id: stored.credential, publicKey: Uint8Array.from(stored.publicKey), counter: stored.counter },
  }).catch(() => null);
  return judged?.verified === true ? judged.authenticationInfo.newCounter : null;
}

/** EdDSA, ES256, RS256 (COSE), as devices make them. */
export const algorithms = [-8, -7, -257] as const;

const MINUTES = 5;
const [TIME, DRAWN, TAG] = [8, 24, 16] as const;

/** For what a challenge is good: nobody can carry it from one person, side or purpose to another. */
export interface ChallengeFor { readonly what: 'register' | 'sign-in'; readonly side: string; /** Empty: nobody is known yet. */ readonly accountId: string }

/**
 * A challenge that needs no row until it is used, so that strangers who ask for many leave nothing behind: until when it is good, 192 random bits, and a keyed hash over
 * both and over what it is for. It is used once: whoever takes it notes it.
 */
export function makeChallenge(key: Uint8Array, random: RandomBytes, millis: number, of: ChallengeFor): string {
  const head = Buffer.alloc(TIME + DRAWN);
  head.writeBigUInt64BE(BigInt(millis + MINUTES * 60_000));
  head.set(random(DRAWN), TIME);
  return Buffer.concat([head, tagOf(key, head, of)]).toString('base64url');
}

/** Until when the challenge is good (ms), or null: not ours, for something else, or too old. */
export function challengeUntil(key: Uint8Array, challenge: string, millis: number, of: ChallengeFor): number | null {
  const bytes = Buffer.from(challenge, 'base64url');
  if (bytes.length !== TIME + DRAWN + TAG) return null;
  const head = bytes.subarray(0, TIME + DRAWN);
  if (!timingSafeEqual(bytes.subarray(TIME + DRAWN), tagOf(key, head, of))) return null;
  const until = Number(head.readBigUInt64BE());
  return until > millis ? until : null;
}

const tagOf = (key: Uint8Array, head: Uint8Array, { what, side, accountId }: ChallengeFor): Buffer =>
  createHmac('sha256', key).update(`kagibako passkey challenge\n${what}\n${side}\n${accountId}\n`).update(head).digest().subarray(0, TAG);
