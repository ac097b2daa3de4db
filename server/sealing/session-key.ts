// The session key of one transfer and recipient, and its session-key packets (RFC 9580 5.1) for every certificate of that recipient.

import { config, encryptSessionKey, enums, readKey, type Key } from 'openpgp';
import { SealingFailed } from './failure.ts';
import { SESSION_KEY_BYTES, type BodyFormat } from './formats.ts';
import { safeSettings } from './openpgp-config.ts';
import { drawRandom, type RandomBytes } from './random.ts';

const CONFIG = { ...config, ...safeSettings(enums) };

/** A fresh AES-256 session key (32 bytes). Throws SealingFailed RANDOM_FAILED. */
export function newSessionKey(randomBytes: RandomBytes): Uint8Array {
  return drawRandom(randomBytes, SESSION_KEY_BYTES);
}

/**
 * One packet per certificate, concatenated: version 3 before a seipd1 body, version 6 before seipd2 (RFC 9580 5.1, 10.3.2.1).
 * `certificates` are the `binary` of inspectCertificate; each must still be valid at `now`.
 * Throws SealingFailed KEY_SIZE, or CERTIFICATE_UNUSABLE when there is none, one cannot be encrypted to (expired since),
 * or two share an encryption key id: the reader could not tell whose packet is whose (HOSTILE 40).
 */
export async function sessionKeyPackets(
  sessionKey: Uint8Array,
  format: BodyFormat,
  certificates: readonly Uint8Array[],
  now: Date = new Date(),
): Promise<Uint8Array> {
  if (sessionKey.length !== SESSION_KEY_BYTES) {
    throw new SealingFailed('KEY_SIZE', `A session key has ${SESSION_KEY_BYTES} bytes, ${sessionKey.length} came.`);
  }
  if (certificates.length === 0) throw unusable('the recipient has no certificate; use the password form of the lock');
  const keys = await Promise.all(certificates.map((binary) => readCertificate(binary)));
  await checkDistinct(keys, now);
  const options = {
    data: sessionKey,
    algorithm: 'aes256' as const,
    encryptionKeys: keys,
    format: 'binary' as const,
    date: now,
    config: CONFIG,
  };
  try {
    return await encryptSessionKey(format === 'seipd1' ? options : { ...options, aeadAlgorithm: format === 'seipd2-gcm' ? 'gcm' : 'ocb' });
  } catch {
    throw unusable('the session key could not be encrypted to one of the certificates');
  }
}

async function readCertificate(binary: Uint8Array): Promise<Key> {
  try {
    return await readKey({ binaryKey: binary, config: CONFIG });
  } catch {
    throw unusable('a stored certificate cannot be read');
  }
}

async function checkDistinct(keys: readonly Key[], now: Date): Promise<void> {
  const ids = new Set<string>();
  for (const key of keys) {
    const chosen = await key.getEncryptionKey(undefined, now, undefined, CONFIG).catch(() => {
      throw unusable(`certificate ${key.getFingerprint().toUpperCase()} has no encryption key valid at this time`);
    });
    ids.add(chosen.getKeyID().toHex());
  }
  if (ids.size !== keys.length) throw unusable('two certificates of the recipient share one encryption key id');
}

function unusable(what: string): SealingFailed {
  return new SealingFailed('CERTIFICATE_UNUSABLE', `The session key cannot be sealed: ${what}. Have the recipient's certificates checked.`);
}
