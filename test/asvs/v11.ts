// ASVS 5.0, chapter V11: cryptography. What OpenPGP's older forms need for GnuPG 2.x stands open here, not excused.

import type { AsvsRow } from './row.ts';

export const v11: readonly AsvsRow[] = [
  {
    id: '11.1.1', level: 2, what: 'keys have a written policy, from making to destroying',
    stands: { file: 'keys/README.md', why: 'each key with owner, use, who trusts it, what a thief gains, how and how often it is changed, and its copies; each change is rehearsed by a test' },
  },
  {
    id: '11.1.2', level: 2, what: 'one list of keys, algorithms and certificates, and what each may be used for',
    stands: 'tested',
  },
  {
    id: '11.2.1', level: 2, what: 'cryptography by implementations that others have examined',
    stands: { open: 'OpenSSL, OpenPGP.js, argon2 and noble do it, but SHA-256 of streams in the browser (server/sealing/sha256.ts) and the CFB put together from CBC (server/sealing/cfb.ts) are our own, held against OpenSSL by tests' },
  },
  {
    id: '11.2.2', level: 2, what: 'algorithms and keys can be exchanged',
    stands: { file: 'config/RULES.md', why: 'what names each algorithm in the bytes, and how it is exchanged: keys by rehearsed commands, sealed formats by what certificates announce; leaving Ed25519 or SHA-256 in the ledger needs a new program, and the way is written there as a plan' },
  },
  {
    id: '11.2.3', level: 2, what: 'at least 128 bits of security everywhere',
    stands: { open: 'what we make and every recipient\'s key has them (RSA from 3072); a TLS certificate with RSA 2048, 112 bits, is taken with a standing warning if it ends by 2030, because closed networks\' issuers may give no other (server/http/tls.ts)' },
  },
  { id: '11.2.4', level: 3, what: 'no timing tells of secrets', stands: { open: 'passwords are compared by argon2 and tokens found by their hash; OpenPGP.js and noble, which open and verify in the browser, do not promise constant time, and nobody has measured it' } },
  { id: '11.2.5', level: 3, what: 'cryptography that fails, fails closed and tells nothing', stands: 'tested' },
  { id: '11.3.1', level: 1, what: 'no ECB, no PKCS#1 v1.5 padding', stands: 'tested' },
  {
    id: '11.3.2', level: 1, what: 'approved ciphers and modes only',
    stands: { open: 'AES-256-GCM where the recipient\'s key announces it; else AES-256-CFB with its modification code (seipd1), which GnuPG 2.x needs, or OCB, which the standard does not list. Locks are seipd1 always' },
  },
  { id: '11.3.3', level: 2, what: 'what is encrypted cannot be changed unnoticed', stands: 'tested' },
  { id: '11.3.4', level: 3, what: 'no nonce or vector is used twice', stands: 'tested' },
  {
    id: '11.4.1', level: 1, what: 'approved hash functions only',
    stands: { file: 'server/sealing/FORMAT.md', why: 'SHA-256 throughout; SHA-1 only where OpenPGP fixes it for older readers: in fingerprints of version 4 keys, and as modification code under the cipher, with SHA-256 of the same file in the signed manifest' },
  },
  { id: '11.4.2', level: 2, what: 'passwords kept by a slow hash with today\'s parameters', stands: 'tested' },
  { id: '11.4.3', level: 2, what: 'hashes in signatures and integrity are collision resistant, 256 bits', stands: 'tested' },
  {
    id: '11.4.4', level: 2, what: 'keys from passwords by an approved, stretching derivation',
    stands: { open: 'a lock uses OpenPGP\'s iterated hash, which GnuPG reads, briefly: its password is 130 random bits. The passphrase of a recipient\'s key file is a person\'s, and is stretched by the same hash at its longer setting, not by argon2id' },
  },
  { id: '11.5.1', level: 2, what: 'what must not be guessed has 128 random bits or more (a first sign-in password, good once and for days, has 95)', stands: 'tested' },
  {
    id: '11.6.1', level: 2, what: 'approved algorithms for making keys and for signatures',
    stands: { open: 'we make and sign with Ed25519, and weak or malformed keys are refused; the receipt of a recipient with an RSA key is signed as OpenPGP does it, with PKCS#1 v1.5, and is taken' },
  },
  { id: '11.7.2', level: 3, what: 'clear data and keys are in memory as little and as briefly as can be', stands: 'tested' },
];
