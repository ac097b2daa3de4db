// The one place where OpenPGP.js's unsafe defaults are replaced. It names openpgp as a type only, so that server and browser share it
// without sharing an importer of the library.

import type { enums as Enums, PartialConfig } from 'openpgp';

/** The most one message may unpack to. Our own messages are not compressed; this bounds a hostile one (HOSTILE 42). */
const LARGEST_DECOMPRESSED_BYTES = 64 * 1024 * 1024;

/**
 * Settings for every call into OpenPGP.js, given its `enums`. RFC 9580 12.1 (RSA 3072), 9.5 and 13.1 (no MD5, SHA-1, RIPEMD), STANDARDS B.3.
 * The default maxArgon2MemoryExponent of 30 would let a message take 1 TiB; 20 is 1 GiB. SHA-1 is refused for self-signatures as well,
 * where the library still allows it. Malformed, unknown or misplaced packets are errors.
 */
export function safeSettings(enums: typeof Enums): PartialConfig {
  const { hash, publicKey } = enums;
  return {
    preferredSymmetricAlgorithm: enums.symmetric.aes256,
    preferredCompressionAlgorithm: enums.compression.uncompressed,
    aeadProtect: false,
    minRSABits: 3072,
    maxArgon2MemoryExponent: 20,
    maxDecompressedMessageSize: LARGEST_DECOMPRESSED_BYTES,
    maxUserIDLength: 1024,
    ignoreUnsupportedPackets: false,
    ignoreMalformedPackets: false,
    enforceGrammar: true,
    allowUnauthenticatedMessages: false,
    allowUnauthenticatedStream: false,
    allowMissingKeyFlags: false,
    rejectHashAlgorithms: new Set([hash.md5, hash.sha1, hash.ripemd]),
    rejectMessageHashAlgorithms: new Set([hash.md5, hash.sha1, hash.ripemd]),
    rejectPublicKeyAlgorithms: new Set([publicKey.elgamal, publicKey.dsa]),
    showVersion: false,
    showComment: false,
  };
}

/**
 * S2K count octet of the lock: 65,536 octets hashed (RFC 9580 3.7.1.3). The password holds 130 random bits, so stretching adds nothing,
 * and gpg opens the lock at once.
 */
export const LOCK_S2K_COUNT = 96;
