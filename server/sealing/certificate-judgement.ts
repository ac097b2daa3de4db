// Judges the signatures, times and strength of a parsed certificate, and says which rule failed. The decision is always OpenPGP.js's strict
// one; the looser questions only find the reason.

import { config, enums, type Config, type Key, type Subkey, type User } from 'openpgp';
import { rsaName } from './algorithm-name.ts';
import { checkAlgorithm, checkRsaExponent } from './certificate-outline.ts';
import { CertificateRefused } from './certificate-refused.ts';
import { safeSettings } from './openpgp-config.ts';

/** Unknown packets around a key are skipped here (they are stripped); all else is strict. */
export const STRICT: Config = { ...config, ...safeSettings(enums), ignoreUnsupportedPackets: true };
/** Strict about signatures, blind to strength: so that a weak key is refused for its weakness, not as if it had no subkey. */
const ANY_STRENGTH: Config = { ...STRICT, minRSABits: 0, rejectPublicKeyAlgorithms: new Set(), rejectCurves: new Set() };
/** A revocation counts even if it was made with SHA-1. */
const ANY_HASH: Config = { ...ANY_STRENGTH, rejectHashAlgorithms: new Set() };
/** The last second of a version 4 time: a revocation dated ahead counts now. */
const END_OF_TIME = new Date(0xffff_ffff * 1000);

/** When the certificate is judged, and how long it must last (the end of the transfer, HOSTILE 32). */
export interface InspectionTimes {
  readonly now: Date;
  readonly notExpiringBefore?: Date;
}

/** Throws CertificateRefused unless the primary key is strong, valid now and until `notExpiringBefore`, and has a valid user id. */
export async function judgePrimary(key: Key, times: InspectionTimes): Promise<void> {
  const { now } = times;
  if (await key.isRevoked(undefined, undefined, END_OF_TIME, ANY_HASH)) {
    throw new CertificateRefused('REVOKED', 'Its owner revoked this certificate. Ask for the new one.');
  }
  checkStrength(key.keyPacket);
  if (key.getCreationTime() > now) {
    throw new CertificateRefused('NOT_YET_VALID', `This certificate is dated ${day(key.getCreationTime())}, ahead of this clock. Have the clocks checked.`, key.getCreationTime());
  }
  if (key.getUserIDs().length === 0) throw new CertificateRefused('NO_USER_ID', 'A certificate with a name was expected; it has none. Add a user id.');
  await markRevokedUsers(key);
  const settled = await key.getPrimaryUser(now, undefined, ANY_STRENGTH).catch(() => null);
  if (settled === null) throw await whyNoUser(key, now);
  checkExpiry(await key.getExpirationTime(undefined, ANY_STRENGTH), times, 'certificate');
  await key.verifyPrimaryKey(now, undefined, ANY_STRENGTH).catch(() => {
    throw badSignature();
  });
}

/** Returns the subkey that will be encrypted to. Throws CertificateRefused when there is none that is valid, long enough and strong. */
export async function judgeSubkey(key: Key, times: InspectionTimes): Promise<Subkey> {
  const { now } = times;
  for (const subkey of key.subkeys) await markRevokedBindings(subkey);
  const chosen = await key.getEncryptionKey(undefined, now, undefined, ANY_STRENGTH).catch(() => null);
  const subkey = key.subkeys.find((one) => one === chosen);
  if (subkey === undefined) throw await whyNoSubkey(key, times);
  checkStrength(subkey.keyPacket);
  checkExpiry(await subkey.getExpirationTime(now, ANY_STRENGTH), times, 'encryption subkey');
  return subkey;
}

/** Subkeys that sign now and cannot encrypt: a key whose primary only certifies signs receipts with one of them. Nothing is ever sealed to them. */
export async function signingSubkeys(key: Key, now: Date): Promise<Subkey[]> {
  const found: Subkey[] = [];
  for (const subkey of key.subkeys) {
    if (ENCRYPTING.includes(subkey.keyPacket.algorithm) || !SIGNING.includes(subkey.keyPacket.algorithm)) continue;
    const valid = await key.getSigningKey(subkey.getKeyID(), now, undefined, STRICT).catch(() => null);
    if (valid !== subkey) continue;
    checkStrength(subkey.keyPacket);
    found.push(subkey);
  }
  return found;
}

/** The users whose own certification is valid now, stripped of what others said. */
export async function validUsers(key: Key, now: Date): Promise<User[]> {
  const valid: User[] = [];
  for (const user of key.users) {
    if (user.userID === null || !(await user.verify(now, STRICT).catch(() => false))) continue;
    user.otherCertifications = [];
    user.revocationSignatures = [];
    valid.push(user);
  }
  return valid;
}

/**
 * Names the algorithm and its strength in bits (NIST SP 800-57 part 1, tables 2 and 3). Throws CertificateRefused ALGORITHM_REFUSED or
 * TOO_WEAK below 128 bits (ASVS 11.2.3).
 */
export function checkStrength(keyPacket: Key['keyPacket'] | Subkey['keyPacket']): { name: string; strength: number } {
  checkAlgorithm(keyPacket.algorithm);
  const { algorithm, bits, curve } = keyPacket.getAlgorithmInfo();
  if (bits !== undefined) {
    if (bits < 3072) throw new CertificateRefused('TOO_WEAK', `RSA of at least 3072 bits was expected; ${bits} came. Make a new key, best with Curve25519.`);
    checkRsaExponent(keyPacket.write());
    return { name: rsaName(bits), strength: bits >= 7680 ? 192 : 128 };
  }
  const known = STRENGTHS.get(curve ?? algorithm);
  if (known === undefined) {
    throw new CertificateRefused('ALGORITHM_REFUSED', `Curve25519 or RSA of at least 3072 bits was expected; ${curve ?? algorithm} came. Make a new key with Curve25519.`);
  }
  return { name: known[0], strength: known[1] };
}

const STRENGTHS: ReadonlyMap<string, readonly [string, number]> = new Map([
  ['curve25519Legacy', ['Curve25519', 128]],
  ['ed25519Legacy', ['Ed25519', 128]],
  ['x25519', ['Curve25519', 128]],
  ['ed25519', ['Ed25519', 128]],
  ['x448', ['Curve448', 224]],
  ['ed448', ['Ed448', 224]],
  ['nistP256', ['NIST P-256', 128]],
  ['nistP384', ['NIST P-384', 192]],
  ['nistP521', ['NIST P-521', 256]],
  ['brainpoolP256r1', ['Brainpool P-256', 128]],
  ['brainpoolP384r1', ['Brainpool P-384', 192]],
  ['brainpoolP512r1', ['Brainpool P-512', 256]],
]);

/** OpenPGP.js remembers on the signature that it is revoked; the strict questions then find it so. */
async function markRevokedUsers(key: Key): Promise<void> {
  for (const user of key.users) for (const certification of user.selfCertifications) await user.isRevoked(certification, undefined, END_OF_TIME, ANY_HASH);
}

async function markRevokedBindings(subkey: Subkey): Promise<void> {
  for (const binding of subkey.bindingSignatures) {
    if (await subkey.isRevoked(binding, subkey.mainKey.keyPacket, END_OF_TIME, ANY_HASH)) binding.revoked = true;
  }
}

async function whyNoUser(key: Key, now: Date): Promise<CertificateRefused> {
  if (key.users.some((user) => user.selfCertifications.some(({ revoked }) => revoked === true))) {
    return new CertificateRefused('USER_ID_REVOKED', 'Its owner revoked every user id of this certificate. Ask for the new one.');
  }
  if (await answers(key.getPrimaryUser(now, undefined, ANY_HASH))) return weakHash();
  const ends = key.users.flatMap((user) => user.selfCertifications.map((certification) => certification.getExpirationTime()));
  const last = ends.filter((end) => end instanceof Date && end <= now).at(-1);
  return last instanceof Date ? expired('certificate', last) : badSignature();
}

async function whyNoSubkey(key: Key, { now }: InspectionTimes): Promise<CertificateRefused> {
  const candidates = key.subkeys.filter((subkey) => ENCRYPTING.includes(subkey.keyPacket.algorithm));
  for (const subkey of candidates) {
    if (subkey.bindingSignatures.some(({ revoked }) => revoked === true)) {
      return new CertificateRefused('SUBKEY_REVOKED', 'Its owner revoked the encryption subkey. Ask for the certificate with the new one.');
    }
    const end = await subkey.getExpirationTime(now, ANY_STRENGTH);
    if (end instanceof Date && end <= now) return expired('encryption subkey', end);
    if (!(await answers(subkey.verify(now, ANY_STRENGTH))) && (await answers(subkey.verify(now, ANY_HASH)))) return weakHash();
  }
  return new CertificateRefused('NO_ENCRYPTION_SUBKEY', 'A valid subkey marked for encryption was expected; there is none. Add one (gpg --quick-add-key) and export again.');
}

const SIGNING: readonly number[] = [enums.publicKey.eddsaLegacy, enums.publicKey.ed25519, enums.publicKey.ed448, enums.publicKey.ecdsa];
const ENCRYPTING: readonly number[] = [enums.publicKey.rsaEncryptSign, enums.publicKey.ecdh, enums.publicKey.x25519, enums.publicKey.x448];

function answers(question: Promise<unknown>): Promise<boolean> {
  return question.then(
    () => true,
    () => false,
  );
}

function checkExpiry(end: Date | typeof Infinity | null, { now, notExpiringBefore }: InspectionTimes, what: string): void {
  if (end === null) throw badSignature();
  if (!(end instanceof Date)) return;
  if (end <= now) throw expired(what, end);
  if (notExpiringBefore !== undefined && end < notExpiringBefore) {
    throw new CertificateRefused('EXPIRES_TOO_SOON', `The ${what} must be valid until ${day(notExpiringBefore)}; it expires on ${day(end)}. Have its validity prolonged and give it again.`, end);
  }
}

function expired(what: string, end: Date): CertificateRefused {
  return new CertificateRefused('EXPIRED', `The ${what} expired on ${day(end)}. Have its validity prolonged, or make a new key.`, end);
}

function weakHash(): CertificateRefused {
  return new CertificateRefused('HASH_REFUSED', 'Its own signatures use SHA-1 or older. Renew them with a current program (for GnuPG: change the expiry date), or make a new key.');
}

function badSignature(): CertificateRefused {
  return new CertificateRefused('SELF_SIGNATURE_BAD', 'Its own signatures do not verify: it was damaged or changed on the way. Obtain it again from its owner.');
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
