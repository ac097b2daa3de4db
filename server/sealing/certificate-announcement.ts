// What a certificate says of its owner's program: the ciphers it accepts and whether it reads SEIPD version 2 (RFC 9580 5.2.3.15, 5.2.3.32).

import { enums, SignaturePacket, type Key } from 'openpgp';
import { STRICT } from './certificate-judgement.ts';
import { CertificateRefused } from './certificate-refused.ts';

/** The AEAD mode that a certificate announces for SEIPD version 2 with AES-256. */
export type Seipd2 = 'gcm' | 'ocb';

const FEATURE_SEIPD2 = 0x08;
const AES_256: number = enums.symmetric.aes256;
const OCB: number = enums.aead.ocb;
const GCM: number = enums.aead.gcm;

/**
 * The signature that carries the preferences: of the primary user id (version 4), or directly on the key (version 6, RFC 9580 10.1.1).
 * Throws CertificateRefused SELF_SIGNATURE_BAD when there is none.
 */
export async function selfSignature(key: Key, now: Date): Promise<SignaturePacket> {
  if (key.keyPacket.version !== 6) return (await key.getPrimaryUser(now, undefined, STRICT)).selfCertification;
  const valid: SignaturePacket[] = [];
  for (const packet of key.toPacketList()) {
    if (!(packet instanceof SignaturePacket) || packet.signatureType !== enums.signature.key) continue;
    const checked = packet.verify(key.keyPacket, enums.signature.key, { key: key.keyPacket }, now, false, STRICT);
    await checked.then(
      () => valid.push(packet),
      () => undefined,
    );
  }
  const latest = valid.sort((a, b) => (a.created?.getTime() ?? 0) - (b.created?.getTime() ?? 0)).at(-1);
  if (latest === undefined) throw new CertificateRefused('SELF_SIGNATURE_BAD', 'A version 6 key needs a valid direct-key signature; there is none. Obtain it again from its owner.');
  return latest;
}

/** RFC 9580 12.2: nothing is encrypted with a cipher outside the recipient's preferences, and we seal with AES-256 only. */
export function checkCiphers(signature: SignaturePacket): void {
  const accepted = signature.preferredSymmetricAlgorithms;
  if (accepted === null || accepted.includes(enums.symmetric.aes256)) return;
  throw new CertificateRefused('CIPHER_NOT_ACCEPTED', 'A certificate that accepts AES-256 was expected; its preferences leave it out. Add AES256 to them (gpg: setpref) and export again.');
}

/**
 * Null unless the features announce SEIPD version 2 and, where cipher suites are listed, one of them has AES-256. GCM wherever it is listed, also
 * behind OCB: OpenPGP.js, which opens in the browser, reads OCB at 4 MB/s and GCM at over 100.
 */
export function announcedSeipd2(signature: SignaturePacket): Seipd2 | null {
  if (((signature.features?.[0] ?? 0) & FEATURE_SEIPD2) === 0) return null;
  const suites = cipherSuites(signature);
  if (suites === null) return 'ocb';
  const lists = (mode: number): boolean => suites.some(([cipher, aead]) => cipher === AES_256 && aead === mode);
  if (lists(GCM)) return 'gcm';
  return lists(OCB) ? 'ocb' : null;
}

/** The library parses the subpacket but leaves it out of its types. */
function cipherSuites(signature: SignaturePacket): [number, number][] | null {
  const suites: unknown = Reflect.get(signature, 'preferredCipherSuites');
  if (!Array.isArray(suites)) return null;
  return suites.filter((suite: unknown): suite is [number, number] => Array.isArray(suite) && suite.length === 2 && suite.every((id) => typeof id === 'number'));
}
