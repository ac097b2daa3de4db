// The two choices that sealing knows, and the size of a session key. Pure: server, browser and command share them.

/** seipd1: CFB with a modification detection code. seipd2: AEAD, sealed in chunks. All with AES-256 (RFC 9580 5.13). */
export type BodyFormat = 'seipd1' | 'seipd2-gcm' | 'seipd2-ocb';

/**
 * both: the password opens the session-key packets, and a private key of the recipient opens those.
 * password: the papers' literal form; the lock is one session-key packet, and lock + body is an ordinary message.
 */
export type LockForm = 'both' | 'password';

export const SESSION_KEY_BYTES = 32;

/**
 * So many bytes of the plaintext may a sealer hold back before they are in the pieces it gave: 128 KiB in each of two packets that are being
 * framed, and a chunk of 256 KiB (RFC 9580 5.13.2). Who goes on with an unfinished body must have kept as many of the newest bytes.
 */
export const heldBackBytes = 512 * 1024;
