/** Node's SHA-256 and Ed25519 for the ledger's pure files, and a signer from its seed. Guarantees that the seed leaves this file only as signatures. */
import { createPrivateKey, createPublicKey, hash, sign, verify } from 'node:crypto';
import { joined } from './encoding.ts';
import { formatWitnessKey, witnessKeyId } from './cosignature.ts';
import type { Cosigner } from './cosignature.ts';
import { formatVerifierKey, keyIdOf } from './note.ts';
import type { NoteSigner } from './note.ts';
import type { Sha256, VerifyEd25519 } from './primitives.ts';

export const sha256: Sha256 = (message) => hash('sha256', message, 'buffer');

/** RFC 8410: the fixed DER before a raw 32-byte Ed25519 public key, and before a raw 32-byte seed. */
const SPKI_PREFIX = Uint8Array.of(0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00);
const PKCS8_PREFIX = Uint8Array.of(0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20);

export const verifyEd25519: VerifyEd25519 = (publicKey, message, signature) => {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  const key = createPublicKey({ key: Buffer.from(joined(SPKI_PREFIX, publicKey)), format: 'der', type: 'spki' });
  return verify(null, message, key, signature);
};

/**
 * Takes the log's origin (its key name) and the content of the seed file, 32 random bytes; returns the signer with its public `vkey`.
 * Throws Error if the seed has another length or is all zeroes, as after a disk fault: a key anyone can guess signs for anyone.
 */
export function createSigner(origin: string, seed: Uint8Array): NoteSigner {
  if (seed.length !== 32 || seed.every((byte) => byte === 0)) {
    throw new Error(`expected a ledger key of 32 random bytes, ${seed.length} bytes (or only zeroes) came: restore keys/ from its copy; do not make a new key over an old ledger`);
  }
  const { publicKey, signing } = keyPairOf(seed);
  return {
    name: origin,
    keyId: keyIdOf(sha256, origin, publicKey),
    vkey: formatVerifierKey(sha256, origin, publicKey),
    sign: signing,
  };
}

/** Takes a witness's key name and its 32-byte seed; returns what cosigns with its public `vkey` (c2sp.org/tlog-cosignature). Throws Error for a seed as above. */
export function createCosigner(name: string, seed: Uint8Array): Cosigner {
  if (seed.length !== 32 || seed.every((byte) => byte === 0)) throw new Error(`expected a witness key of 32 random bytes, ${seed.length} bytes (or only zeroes) came: restore the key file from its copy`);
  const { publicKey, signing } = keyPairOf(seed);
  return { name, keyId: witnessKeyId(sha256, name, publicKey), vkey: formatWitnessKey(sha256, name, publicKey), sign: signing };
}

function keyPairOf(seed: Uint8Array): { publicKey: Uint8Array; signing: (message: Uint8Array) => Uint8Array } {
  const der = Buffer.from(joined(PKCS8_PREFIX, seed));
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  der.fill(0);
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(SPKI_PREFIX.length);
  return { publicKey, signing: (message) => sign(null, message, privateKey) };
}
