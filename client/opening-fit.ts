// Tells a wrong session key from a damaged packet by the first octets of a SEIPD version 1 packet, before anything is decrypted.
// A session key from a password has no check of its own (RFC 9580 5.3.1), so without this a wrong password would look like damage.

import type { BodyFormat } from '../server/sealing/formats.ts';
import { createSha256, hex } from '../server/sealing/sha256.ts';
import { OpeningFailed } from './opening-failed.ts';
import { lengthOctets } from './opening-packets.ts';
import { concat, type WatchedSource } from './opening-stream.ts';

/** As many bytes as fitsSessionKey may look at: tag, up to five of length, version, two cipher blocks. */
export const FIT_BYTES = 1 + 5 + 1 + 32;

/**
 * Whether `packet`, the beginning of a SEIPD packet, decrypts to its repeated octets and the head of a literal packet (RFC 9580
 * 5.13.1, 5.9): a wrong key passes once in 2^24. Throws nothing; too short a beginning does not fit.
 */
export async function fitsSessionKey(packet: Uint8Array, sessionKey: Uint8Array): Promise<boolean> {
  const start = 1 + lengthOctets(packet[1] ?? 0) + 1;
  const sealed = packet.subarray(start, start + 19);
  if (sealed.length < 19 || packet[start - 1] !== 1) return false;
  const [first, second] = [sealed.subarray(0, 16), sealed.subarray(16)];
  const prefix = xor(first, await encryptBlock(new Uint8Array(16), sessionKey));
  const next = xor(second, await encryptBlock(first, sessionKey));
  return next[0] === prefix[14] && next[1] === prefix[15] && next[2] === 0xcb;
}

/**
 * Checks the beginning of a body. Its version must be the manifest's: a body may not be swapped for a weaker format. `password` is given in the
 * password form only, where a key that does not fit means another password, unless the body itself is not the one that was sealed.
 * Throws OpeningFailed FILE_DAMAGED or PASSWORD_WRONG.
 */
export async function checkHead(
  { head, whole }: WatchedSource,
  format: BodyFormat,
  password: { readonly sessionKey: Uint8Array; readonly file: { readonly bodySha256: string } } | null,
): Promise<void> {
  if (password !== null && !(await fitsSessionKey(head, password.sessionKey))) {
    const hash = createSha256();
    const reader = whole.getReader();
    for (let step = await reader.read(); !step.done; step = await reader.read()) hash.update(step.value);
    throw new OpeningFailed(hex(hash.digest()) === password.file.bodySha256 ? 'PASSWORD_WRONG' : 'FILE_DAMAGED');
  }
  const version = head[1 + lengthOctets(head[1] ?? 0)];
  if (head[0] !== 0xd2 || version !== (format === 'seipd1' ? 1 : 2)) throw new OpeningFailed('FILE_DAMAGED');
}

/** One block of AES, as CBC of WebCrypto with a zero vector gives it (the padding block is dropped). */
async function encryptBlock(block: Uint8Array, key: Uint8Array): Promise<Uint8Array> {
  const cipher = await crypto.subtle.importKey('raw', concat([key]), 'AES-CBC', false, ['encrypt']);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-CBC', iv: new Uint8Array(16) }, cipher, concat([block]));
  return new Uint8Array(sealed).subarray(0, 16);
}

function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, i) => byte ^ (b[i] ?? 0));
}
