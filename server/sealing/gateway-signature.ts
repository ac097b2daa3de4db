// The gateway's own OpenPGP key and its detached signatures over manifests and receipts. Ed25519 in the version 4 form that GnuPG 2.2 verifies.

import { createMessage, enums, generateKey, readKey, readPrivateKey, readSignature, sign, verify } from 'openpgp';
import { SealingFailed } from './failure.ts';
import { safeSettings } from './openpgp-config.ts';

/** `privateKey` belongs in keys/ only; `certificate` is given to every recipient. Both armored. */
export interface GatewayKey {
  readonly privateKey: string;
  readonly certificate: string;
  /** Upper-case hexadecimal, 40 digits. */
  readonly fingerprint: string;
}

const CONFIG = safeSettings(enums);

/** Makes the gateway's signing key, without expiry: old manifests must stay verifiable. It cannot encrypt. */
export async function generateGatewayKey(name = '鍵箱', now: Date = new Date()): Promise<GatewayKey> {
  const { privateKey, publicKey } = await generateKey({
    type: 'ecc',
    curve: 'ed25519Legacy',
    userIDs: { name },
    subkeys: [],
    date: now,
    format: 'object',
    config: CONFIG,
  });
  return { privateKey: privateKey.armor(), certificate: publicKey.armor(), fingerprint: publicKey.getFingerprint().toUpperCase() };
}

/** The fingerprint and certificate of a stored gateway key. Throws SealingFailed SIGNATURE_BAD if it is no private key. */
export async function readGatewayKey(privateKey: string): Promise<GatewayKey> {
  const key = await readPrivateKey({ armoredKey: privateKey, config: CONFIG }).catch(() => {
    throw new SealingFailed('SIGNATURE_BAD', "The gateway's signing key cannot be read. Restore it from the copy that keys/README names.");
  });
  return { privateKey, certificate: key.toPublic().armor(), fingerprint: key.getFingerprint().toUpperCase() };
}

/** Signs `bytes` and returns the armored detached signature. `key` is the armored private key. */
export async function signDetached(bytes: Uint8Array, key: string, now: Date = new Date()): Promise<string> {
  const signingKeys = await readPrivateKey({ armoredKey: key, config: CONFIG });
  const signature: unknown = await sign({ message: await createMessage({ binary: bytes }), signingKeys, detached: true, date: now, config: CONFIG });
  if (typeof signature !== 'string') throw new SealingFailed('SIGNATURE_BAD', 'No signature was made. Have the signing key checked.');
  return signature;
}

/**
 * Verifies an armored detached signature by the armored `certificate`. Throws SealingFailed SIGNATURE_BAD.
 * No clock is asked: a wrong one on the reader's side must not look like a forgery.
 */
export async function verifyDetached(bytes: Uint8Array, signature: string, certificate: string): Promise<void> {
  try {
    const { signatures } = await verify({
      message: await createMessage({ binary: bytes }),
      signature: await readSignature({ armoredSignature: signature, config: CONFIG }),
      verificationKeys: (await readKey({ armoredKey: certificate, config: CONFIG })).toPublic(),
      date: null,
      expectSigned: true,
      format: 'binary',
      config: CONFIG,
    });
    await Promise.all(signatures.map((one) => one.verified));
    if (signatures.length === 0) throw new Error('no signature');
  } catch {
    throw new SealingFailed('SIGNATURE_BAD', "The signature is not the gateway's over these bytes. Do not use them; report it.");
  }
}
