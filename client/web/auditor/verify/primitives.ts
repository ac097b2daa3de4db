// SHA-256 and Ed25519 in JavaScript for the pure files of the ledger: WebCrypto has no synchronous hash, and not every version in use has Ed25519.
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 as noble } from '@noble/hashes/sha2.js';
import type { Sha256, VerifyEd25519 } from '../../../../server/ledger/primitives.ts';

export const sha256: Sha256 = (message) => noble(message);

/** RFC 8032 as Node checks it: strict, without ZIP 215's lenience towards keys and points that are not canonical. */
export const verifyEd25519: VerifyEd25519 = (publicKey, message, signature) => {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
};

/** SHA-256 of what comes piece by piece. */
export const digesting = (): { update(bytes: Uint8Array): void; hex(): string } => {
  const hash = noble.create();
  return { update: (bytes) => void hash.update(bytes), hex: () => Array.from(hash.digest(), (byte) => byte.toString(16).padStart(2, '0')).join('') };
};
