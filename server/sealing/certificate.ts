// Accepts or refuses a recipient's certificate. What is accepted is stripped to what sealing and signed receipts need, and was tried once: what
// OpenPGP.js will encrypt to later is exactly what was judged here.

import { readKey, type Key, type Subkey } from 'openpgp';
import { announcedSeipd2, checkCiphers, selfSignature, type Seipd2 } from './certificate-announcement.ts';
import { certificateBytes } from './certificate-input.ts';
import { checkStrength, judgePrimary, judgeSubkey, signingSubkeys, STRICT, validUsers, type InspectionTimes } from './certificate-judgement.ts';
import { checkOutline } from './certificate-outline.ts';
import { CertificateRefused } from './certificate-refused.ts';
import type { BodyFormat } from './formats.ts';
import { sessionKeyPackets } from './session-key.ts';

export { CertificateRefused, type CertificateRefusal } from './certificate-refused.ts';
export { fingerprintWords } from './fingerprint-words.ts';
export type { Seipd2 } from './certificate-announcement.ts';
export type { InspectionTimes } from './certificate-judgement.ts';

/** What is known of an accepted certificate. Everything in it is public. */
export interface CertificateFacts {
  /** Canonical and stripped: one primary key, its valid user ids, one encryption subkey, subkeys that only sign, and their own signatures. */
  readonly binary: Uint8Array;
  /** Of the primary key, 40 (version 4) or 64 (version 6) hexadecimal digits, upper case. */
  readonly fingerprint: string;
  /** Valid user ids; control and direction-changing characters stand as \u{...}. Not yet escaped for HTML. */
  readonly userIds: readonly string[];
  /** Of the encryption subkey, for example `Curve25519` or `RSA 3072`. */
  readonly algorithm: string;
  /** Security strength in bits (NIST SP 800-57 part 1, table 2): the weaker of primary key and encryption subkey. */
  readonly strength: number;
  /** When the first needed part of it expires; null if never. */
  readonly expiresAt: Date | null;
  readonly announcesSeipd2: Seipd2 | null;
}

/**
 * Judges armored or binary bytes. Throws CertificateRefused with one of its codes. For SECRET_KEY_GIVEN the bytes of `input` are
 * overwritten with zeros: drop them, log nothing of them, and tell the person to revoke that key (HOSTILE 37).
 */
export async function inspectCertificate(input: Uint8Array, times: InspectionTimes): Promise<CertificateFacts> {
  const bytes = certificateBytes(input);
  checkOutline(bytes);
  const key = await parse(bytes);
  await judgePrimary(key, times);
  const subkey = await judgeSubkey(key, times);
  const users = await validUsers(key, times.now);
  const signature = await selfSignature(key, times.now);
  checkCiphers(signature);
  const primary = checkStrength(key.keyPacket);
  const encryption = checkStrength(subkey.keyPacket);
  key.users = users;
  key.subkeys = [subkey, ...await signingSubkeys(key, times.now)];
  key.revocationSignatures = [];
  const binary = key.write();
  await tryOnce(binary, times.now);
  return {
    binary,
    fingerprint: key.getFingerprint().toUpperCase(),
    userIds: key.getUserIDs().map(visible),
    algorithm: encryption.name,
    strength: Math.min(primary.strength, encryption.strength),
    expiresAt: await firstExpiry(key, subkey, times.now),
    announcesSeipd2: announcedSeipd2(signature),
  };
}

/**
 * The format of the bodies for one recipient: SEIPD version 2 only if every certificate announces it, since GnuPG 2.x reads nothing but
 * version 1; GCM only if every one asks for it, else OCB, which RFC 9580 5.13.2 makes mandatory. Without a certificate, seipd1.
 */
export function bodyFormatFor(certificates: readonly Pick<CertificateFacts, 'announcesSeipd2'>[]): BodyFormat {
  if (certificates.length === 0 || certificates.some(({ announcesSeipd2 }) => announcesSeipd2 === null)) return 'seipd1';
  return certificates.every(({ announcesSeipd2 }) => announcesSeipd2 === 'gcm') ? 'seipd2-gcm' : 'seipd2-ocb';
}

async function parse(bytes: Uint8Array): Promise<Key> {
  try {
    return await readKey({ binaryKey: bytes, config: STRICT });
  } catch {
    throw new CertificateRefused('UNREADABLE', 'The packets are there, but their content cannot be read. Export the certificate again, with a current program.');
  }
}

async function firstExpiry(key: Key, subkey: Subkey, now: Date): Promise<Date | null> {
  const times = [await key.getExpirationTime(undefined, STRICT), await subkey.getExpirationTime(now, STRICT)].filter((time) => time instanceof Date);
  return times.length === 0 ? null : new Date(Math.min(...times.map((time) => time.getTime())));
}

/** Parameters that no rule names (a point of low order, a damaged modulus) show when the certificate is used. */
async function tryOnce(binary: Uint8Array, now: Date): Promise<void> {
  try {
    await sessionKeyPackets(new Uint8Array(32).fill(1), 'seipd1', [binary], now);
  } catch {
    throw new CertificateRefused('UNREADABLE', 'Nothing can be encrypted to this certificate. Make a new key.');
  }
}

/** Characters that forge a line or turn the reading direction are shown by their number (HOSTILE 39). */
function visible(userId: string): string {
  return userId.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`);
}
