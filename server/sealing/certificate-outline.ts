// Judges the outline of a certificate, packet by packet, before any library parses it: what there is, how much, of which version and
// algorithm. Cheap and bounded, whatever comes (HOSTILE 35, 36, 38).

import { CertificateRefused } from './certificate-refused.ts';
import { bigEndian, TAG, walkPackets, type Packet } from './packets.ts';

const MOST_USER_IDS = 10;
const MOST_SIGNATURES = 200;
const MOST_SUBKEYS = 20;
const LONGEST_USER_ID_BYTES = 1024;
const IGNORED: readonly number[] = [TAG.marker, TAG.trust, TAG.userAttribute, TAG.padding];

const RSA = 1;
const ELGAMAL_OR_DSA = [16, 17, 20];
/** RSA, ECDH, ECDSA, EdDSA (legacy), X25519, X448, Ed25519, Ed448: RFC 9580 9.1. */
const KNOWN_ALGORITHMS = [RSA, 18, 19, 22, 25, 26, 27, 28];

/** Throws CertificateRefused where the outline is not that of one certificate that could be accepted. */
export function checkOutline(bytes: Uint8Array): void {
  const counts = { keys: 0, users: 0, signatures: 0, subkeys: 0 };
  for (const packet of walkPackets(bytes)) {
    if (counts.keys === 0 && packet.tag !== TAG.publicKey) {
      throw new CertificateRefused('NOT_A_CERTIFICATE', `A certificate begins with a public-key packet (6); packet ${packet.tag} came. Export the public key and give that file.`);
    }
    countPacket(packet, counts);
    if (packet.tag === TAG.publicKey) checkPrimary(packet.body);
  }
  if (counts.keys === 0) throw new CertificateRefused('NOT_A_CERTIFICATE', 'A certificate was expected; nothing came. Export the public key and give that file.');
}

function countPacket({ tag, body }: Packet, counts: { keys: number; users: number; signatures: number; subkeys: number }): void {
  switch (tag) {
    case TAG.publicKey:
      counts.keys += 1;
      if (counts.keys > 1) throw new CertificateRefused('SEVERAL_CERTIFICATES', 'Exactly one certificate was expected; several came in one file. Give them one at a time.');
      return;
    case TAG.userId:
      counts.users += 1;
      if (counts.users > MOST_USER_IDS) throw new CertificateRefused('TOO_MANY_USER_IDS', `At most ${MOST_USER_IDS} user ids are accepted; more came. Export only those in use.`);
      if (body.length > LONGEST_USER_ID_BYTES) {
        throw new CertificateRefused('USER_ID_TOO_LONG', `A user id may have ${LONGEST_USER_ID_BYTES} bytes, ${body.length} came. Use a name and an address only.`);
      }
      return;
    case TAG.signature:
      counts.signatures += 1;
      if (counts.signatures > MOST_SIGNATURES) {
        throw new CertificateRefused('TOO_MANY_SIGNATURES', `At most ${MOST_SIGNATURES} signatures are accepted; more came. Export it without the signatures of others (gpg --export-options export-minimal).`);
      }
      return;
    case TAG.publicSubkey:
      counts.subkeys += 1;
      if (counts.subkeys > MOST_SUBKEYS) throw new CertificateRefused('TOO_MANY_SUBKEYS', `At most ${MOST_SUBKEYS} subkeys are accepted; more came. Export only those in use.`);
      return;
    default:
      if (!IGNORED.includes(tag)) throw new CertificateRefused('NOT_A_CERTIFICATE', `Packet ${tag} has no place in a certificate. Export the public key alone and give that file.`);
  }
}

/** RFC 9580 5.5.2: version, four octets of time, algorithm (version 6 puts four octets of length after it). */
function checkPrimary(body: Uint8Array): void {
  const version = bigEndian(body, 0, 1);
  if (version !== 4 && version !== 6) {
    throw new CertificateRefused('VERSION_REFUSED', `Keys of version 4 or 6 are accepted; version ${version} came. Make a new key with a current program.`);
  }
  checkAlgorithm(bigEndian(body, 5, 1));
}

/** Refuses what is weak by nature (HOSTILE 35) or unknown (36). Throws CertificateRefused ALGORITHM_REFUSED. */
export function checkAlgorithm(algorithm: number): void {
  if (KNOWN_ALGORITHMS.includes(algorithm)) return;
  const what = ELGAMAL_OR_DSA.includes(algorithm) ? 'DSA and ElGamal keys are not accepted' : `public-key algorithm ${algorithm} is not known here`;
  throw new CertificateRefused('ALGORITHM_REFUSED', `Curve25519 or RSA of at least 3072 bits was expected; ${what}. Make a new key with Curve25519.`);
}

/**
 * Refuses an RSA exponent that is even or below 65,537 (NIST SP 800-56B 6.2): with exponent 1 "encrypted" is in clear. `body` is a key
 * packet of version 4 or 6 of any algorithm.
 */
export function checkRsaExponent(body: Uint8Array): void {
  if (bigEndian(body, 5, 1) !== RSA) return;
  const modulusAt = body[0] === 6 ? 10 : 6;
  const exponentAt = modulusAt + 2 + Math.ceil(bigEndian(body, modulusAt, 2) / 8);
  const bits = bigEndian(body, exponentAt, 2);
  const last = bigEndian(body, exponentAt + 2 + Math.ceil(bits / 8) - 1, 1);
  if (bits < 17 || last % 2 === 0) throw new CertificateRefused('TOO_WEAK', 'An odd RSA exponent of at least 65537 was expected; another came. Make a new key.');
}
