/**
 * The two cryptographic primitives of the ledger's pure files, as types: each caller (server, browser, command line) gives its own.
 *
 * SHA-256 is synchronous: a tree of a million entries is three million digests of some hundred bytes, and WebCrypto's promise per
 * digest costs many times the digest itself. Node has a synchronous one; a page brings one in JavaScript. Ed25519 happens once per
 * checkpoint, so it may be a promise, and WebCrypto will do.
 */

/** Takes the message, returns its 32 bytes of SHA-256 (FIPS 180-4). */
export type Sha256 = (message: Uint8Array) => Uint8Array;

/** Takes a 32-byte public key, the message and a 64-byte signature; true only if the signature holds (RFC 8032). Never throws for a bad signature. */
export type VerifyEd25519 = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean | Promise<boolean>;
