// From what a person uploaded or pasted to the binary packets of a certificate. A secret key is recognised in every form before
// anything else is looked at, and overwritten in place.

import { CertificateRefused } from './certificate-refused.ts';
import { TAG, walkPackets } from './packets.ts';

/** STANDARDS B.3. Enough for ten user ids and a photograph; a flooded key is not. */
export const LARGEST_CERTIFICATE_BYTES = 64 * 1024;

const BEGIN = '-----BEGIN PGP PUBLIC KEY BLOCK-----';
const END = '-----END PGP PUBLIC KEY BLOCK-----';
const ANY_SECRET_KEY = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/;

/**
 * Takes armored or binary bytes (UTF-8, or UTF-16 as Windows writes it) and returns binary packets in a buffer of its own.
 * Throws CertificateRefused SECRET_KEY_GIVEN, in which case every byte of `input` is zero; TOO_BIG, NOT_A_CERTIFICATE,
 * SEVERAL_CERTIFICATES or UNREADABLE.
 */
export function certificateBytes(input: Uint8Array): Uint8Array {
  // UTF-16 is ASCII with zeros between; armor has none of its own. This copy may hold a secret too.
  const text = withoutZeros(input);
  try {
    if (ANY_SECRET_KEY.test(ascii(text))) throw secretKeyGiven();
    const isText = isArmored(input, text);
    if (!isText) refuseSecretPackets(input);
    if (input.length > LARGEST_CERTIFICATE_BYTES) throw tooBig(input.length);
    const bytes = isText ? dearmor(ascii(text)) : Uint8Array.from(input);
    try {
      refuseSecretPackets(bytes);
    } catch (error) {
      bytes.fill(0);
      throw error;
    }
    return bytes;
  } catch (error) {
    if (error instanceof CertificateRefused && error.code === 'SECRET_KEY_GIVEN') input.fill(0);
    throw error;
  } finally {
    text.fill(0);
  }
}

/** A plain loop: TypedArray.filter takes a second for 10 MB. */
function withoutZeros(input: Uint8Array): Uint8Array {
  const kept = new Uint8Array(input.length);
  let length = 0;
  for (const byte of input) {
    if (byte === 0) continue;
    kept[length] = byte;
    length += 1;
  }
  return kept.subarray(0, length);
}

/** A binary packet begins with its top bit set, ASCII does not; a letter around the block may begin with any character. */
function isArmored(input: Uint8Array, text: Uint8Array): boolean {
  const [first = 0, second = 0] = input;
  const hasMark = (first === 0xef && second === 0xbb) || (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return hasMark || (first & 0x80) === 0 || ascii(text).includes('-----BEGIN PGP ');
}

function ascii(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

/** Looks as far as packets can be read; what is malformed is refused later, with its own code. */
function refuseSecretPackets(bytes: Uint8Array): void {
  try {
    for (const { tag } of walkPackets(bytes)) if (tag === TAG.secretKey || tag === TAG.secretSubkey) throw secretKeyGiven();
  } catch (error) {
    if (error instanceof CertificateRefused && error.code === 'SECRET_KEY_GIVEN') throw error;
  }
  // A truncated secret key: its first packet does not end within the bytes, but its tag is there (both header formats).
  const head = bytes[0] ?? 0;
  if (head === (0xc0 | TAG.secretKey) || (head & 0xfc) === (0x80 | (TAG.secretKey << 2))) throw secretKeyGiven();
}

/** RFC 9580 6.2: one block, headers, an empty line, base64, perhaps a checksum line (which 6.1.1 says not to rely on). */
function dearmor(text: string): Uint8Array {
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (begin < 0) {
    throw new CertificateRefused('NOT_A_CERTIFICATE', `Expected a block that begins with ${BEGIN}; none came. Export the public key and give that file.`);
  }
  if (end < begin) throw unreadable('its end line is missing');
  if (text.includes(BEGIN, begin + 1) || text.includes(END, end + 1)) {
    throw new CertificateRefused('SEVERAL_CERTIFICATES', 'Exactly one certificate was expected; several blocks came. Give them one at a time.');
  }
  const block = text.slice(begin + BEGIN.length, end).replaceAll('\r', '');
  const blank = /\n[ \t]*\n/.exec(block);
  if (blank === null) throw unreadable('the empty line before the data is missing');
  const lines = block.slice(blank.index + blank[0].length).split('\n').map((line) => line.trim());
  const base64 = lines.filter((line) => line !== '' && !/^=[A-Za-z0-9+/]{4}$/.test(line)).join('');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64) || base64.length % 4 !== 0) throw unreadable('its lines are damaged');
  return new Uint8Array(Buffer.from(base64, 'base64'));
}

function secretKeyGiven(): CertificateRefused {
  return new CertificateRefused(
    'SECRET_KEY_GIVEN',
    'A secret key came where a public one was expected. It was discarded and is stored nowhere. Treat it as disclosed: revoke it, make a new key, and give only the public part.',
  );
}

function tooBig(bytes: number): CertificateRefused {
  return new CertificateRefused('TOO_BIG', `A certificate may have ${LARGEST_CERTIFICATE_BYTES} bytes, ${bytes} came. Export it without the signatures of others (gpg --export-options export-minimal).`);
}

function unreadable(what: string): CertificateRefused {
  return new CertificateRefused('UNREADABLE', `The armored block cannot be read: ${what}. Copy the whole block, or give the file itself.`);
}
