// Walks the packets of a binary OpenPGP object (RFC 9580 4.2) without looking into them, so that hostile input is counted and bounded
// before any library reads it.

import { CertificateRefused } from './certificate-refused.ts';

export interface Packet {
  readonly tag: number;
  readonly body: Uint8Array;
}

export const TAG = { signature: 2, secretKey: 5, publicKey: 6, secretSubkey: 7, marker: 10, trust: 12, userId: 13, publicSubkey: 14, userAttribute: 17, padding: 21 } as const;

/**
 * Yields each packet in order. Bodies are views, not copies.
 * Throws CertificateRefused UNREADABLE where the bytes are no packet, end early, or have a length that certificates may not use.
 */
export function* walkPackets(bytes: Uint8Array): Generator<Packet> {
  let offset = 0;
  while (offset < bytes.length) {
    const head = bytes[offset] ?? 0;
    if ((head & 0x80) === 0) throw unreadable(offset);
    const isCurrent = (head & 0x40) !== 0;
    const { length, octets } = isCurrent ? currentLength(bytes, offset + 1) : legacyLength(bytes, offset + 1, head & 3);
    const start = offset + 1 + octets;
    if (start + length > bytes.length) throw unreadable(offset);
    yield { tag: isCurrent ? head & 0x3f : (head >> 2) & 0x0f, body: bytes.subarray(start, start + length) };
    offset = start + length;
  }
}

interface Length {
  readonly length: number;
  readonly octets: number;
}

/** RFC 9580 4.2.1; partial lengths are for data packets only. */
function currentLength(bytes: Uint8Array, at: number): Length {
  const first = bytes[at] ?? 255;
  if (first < 192) return { length: first, octets: 1 };
  if (first < 224) return { length: ((first - 192) << 8) + bigEndian(bytes, at + 1, 1) + 192, octets: 2 };
  if (first < 255) throw unreadable(at);
  return { length: bigEndian(bytes, at + 1, 4), octets: 5 };
}

/** RFC 9580 4.2.2; type 3 has no length at all. */
function legacyLength(bytes: Uint8Array, at: number, type: number): Length {
  if (type === 3) throw unreadable(at);
  const octets = 2 ** type;
  return { length: bigEndian(bytes, at, octets), octets };
}

/** Reads `count` octets, most significant first; reading past the end is UNREADABLE. */
export function bigEndian(bytes: Uint8Array, at: number, count: number): number {
  if (at + count > bytes.length) throw unreadable(at);
  return bytes.subarray(at, at + count).reduce((sum, octet) => sum * 256 + octet, 0);
}

function unreadable(offset: number): CertificateRefused {
  return new CertificateRefused('UNREADABLE', `Byte ${offset} does not begin a whole OpenPGP packet. Export the certificate again and give the whole file.`);
}
