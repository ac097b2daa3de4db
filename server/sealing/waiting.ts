// Wraps what waits for the password notice (session-key packets, or the session key itself) under a key of keys/, bound to its context.
// Bytes: version 1, twelve octets of nonce, ciphertext, sixteen octets of tag (AES-256-GCM, NIST SP 800-38D).

import { createCipheriv, createDecipheriv } from 'node:crypto';
import { SealingFailed } from './failure.ts';
import { drawRandom, type RandomBytes } from './random.ts';

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES;

/**
 * Wraps `bytes` under `key` (32 bytes). `context` (transfer and recipient) is authenticated, not stored: a file put in another's place
 * does not unwrap. Random nonces are safe here: one wrap per transfer is far below 2^32 under one key.
 * Throws SealingFailed KEY_SIZE or RANDOM_FAILED.
 */
export function wrapWaiting(bytes: Uint8Array, key: Uint8Array, context: string, randomBytes: RandomBytes): Uint8Array {
  checkKey(key);
  const head = new Uint8Array(HEAD_BYTES);
  head[0] = VERSION;
  head.set(drawRandom(randomBytes, NONCE_BYTES), 1);
  const cipher = createCipheriv('aes-256-gcm', key, head.subarray(1), { authTagLength: TAG_BYTES });
  cipher.setAAD(associated(context));
  return Buffer.concat([head, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/** Undoes wrapWaiting. Throws SealingFailed KEY_SIZE, or WAITING_DAMAGED for a changed byte, another key or another context. */
export function unwrapWaiting(wrapped: Uint8Array, key: Uint8Array, context: string): Uint8Array {
  checkKey(key);
  if (wrapped.length < HEAD_BYTES + TAG_BYTES || wrapped[0] !== VERSION) throw damaged();
  const decipher = createDecipheriv('aes-256-gcm', key, wrapped.subarray(1, HEAD_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(associated(context));
  decipher.setAuthTag(wrapped.subarray(wrapped.length - TAG_BYTES));
  const bytes = decipher.update(wrapped.subarray(HEAD_BYTES, wrapped.length - TAG_BYTES));
  try {
    return Buffer.concat([bytes, decipher.final()]);
  } catch {
    bytes.fill(0);
    throw damaged();
  }
}

function associated(context: string): Uint8Array {
  return Buffer.from(`kagibako waiting ${VERSION}\n${context}`, 'utf8');
}

function checkKey(key: Uint8Array): void {
  if (key.length !== 32) throw new SealingFailed('KEY_SIZE', `A wrapping key has 32 bytes, ${key.length} came.`);
}

function damaged(): SealingFailed {
  return new SealingFailed(
    'WAITING_DAMAGED',
    'The waiting session key does not unwrap: it was changed, belongs to another transfer, or the wrapping key is another. Recall the transfer and deposit again.',
  );
}
