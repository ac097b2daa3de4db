// The two choices that sealing knows, and the size of a session key. Pure: server, browser and command share them.

/** seipd1: CFB with a modification detection code. seipd2: AEAD, sealed in chunks. All with AES-256 (RFC 9580 5.13). */
export type BodyFormat = 'seipd1' | 'seipd2-gcm' | 'seipd2-ocb';

/**
 * both: the password opens the session-key packets, and a private key of the recipient opens those.
 * password: the papers' literal form; the lock is one session-key packet, and lock + body is an ordinary message.
 */
export type LockForm = 'both' | 'password';

export const SESSION_KEY_BYTES = 32;
