// For which of a recipient's certificates an engagement seals. OpenPGP gives the holder of an RSA key its session key under PKCS#1 v1.5 by definition (RFC 9580 5.1.3),
// a padding that broke elsewhere and that nobody chooses any more (ASVS 11.3.1); Curve25519, which our own pages and GnuPG make, has none of it. Pure.
import { isRsa } from '../sealing/algorithm-name.ts';
import type { Terms } from './terms.ts';

/** Of `certificates`, those that are sealed for, in their order. `algorithm` is what server/sealing named the encryption key when it was registered: `RSA 3072`, `Curve25519`, … */
export function keysFor<C extends { readonly algorithm: string }>(certificates: readonly C[], { recipientKeys }: Pick<Terms, 'recipientKeys'>): C[] {
  return certificates.filter(({ algorithm }) => recipientKeys === 'any' || !isRsa(algorithm));
}
