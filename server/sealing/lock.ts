// The lock of one transfer and recipient (DESIGN "Two locks"): what waits for the password, encrypted to it as an OpenPGP message that
// GnuPG 2.2 reads (session-key packet version 4, SEIPD version 1, AES-256). Never written before the password notice.

import { createMessage, encrypt, encryptSessionKey, enums, type PartialConfig } from 'openpgp';
import { SealingFailed } from './failure.ts';
import { SESSION_KEY_BYTES, type LockForm } from './formats.ts';
import { LOCK_S2K_COUNT, safeSettings } from './openpgp-config.ts';
import { readTyped } from './password.ts';

export type { LockForm } from './formats.ts';

/** What one lock is made of. */
export interface LockParts {
  readonly form: LockForm;
  /** The session-key packets (both), or the raw session key of 32 bytes (password). */
  readonly waiting: Uint8Array;
  /** As generatePassword gives it: 28 symbols without separators. */
  readonly password: string;
}

const CONFIG: PartialConfig = { ...safeSettings(enums), s2kIterationCountByte: LOCK_S2K_COUNT };

/**
 * Seals a lock and returns its bytes. The password form fits seipd1 bodies only: its session-key packet has version 4
 * (RFC 9580 10.3.2.1), which may not precede SEIPD version 2.
 * Throws SealingFailed PASSWORD_FORM for a password that generatePassword did not make, LOCK_FORM for waiting bytes of the other form.
 */
export async function sealLock({ form, waiting, password }: LockParts): Promise<Uint8Array> {
  const typed = readTyped(password);
  if (!typed.ok || typed.password !== password) {
    throw new SealingFailed('PASSWORD_FORM', 'A lock is sealed only with a machine-made password of 28 symbols without separators; something else came.');
  }
  switch (form) {
    case 'both':
      return await sealPackets(waiting, password);
    case 'password':
      return await sealSessionKey(waiting, password);
  }
}

async function sealPackets(packets: Uint8Array, password: string): Promise<Uint8Array> {
  // 0xC1 begins a public-key encrypted session-key packet (RFC 9580 4.2, 5.1). A raw session key sealed so would open with the password alone, in the wrong form.
  if (packets.length <= SESSION_KEY_BYTES || packets[0] !== 0xc1) throw wrongForm('session-key packets', packets.length);
  const message = await createMessage({ binary: packets, date: new Date(0) });
  const sealed: unknown = await encrypt({ message, passwords: password, format: 'binary', config: CONFIG });
  if (!(sealed instanceof Uint8Array)) throw wrongForm('session-key packets as bytes', packets.length);
  return sealed;
}

async function sealSessionKey(sessionKey: Uint8Array, password: string): Promise<Uint8Array> {
  if (sessionKey.length !== SESSION_KEY_BYTES) throw wrongForm(`a session key of ${SESSION_KEY_BYTES} bytes`, sessionKey.length);
  return await encryptSessionKey({ data: sessionKey, algorithm: 'aes256', passwords: password, format: 'binary', config: CONFIG });
}

function wrongForm(expected: string, bytes: number): SealingFailed {
  return new SealingFailed('LOCK_FORM', `This form of lock seals ${expected}; ${bytes} bytes of something else came. Check the transfer's lock form.`);
}
