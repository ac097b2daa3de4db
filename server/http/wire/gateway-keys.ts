// The gateway's own OpenPGP certificates on the wire: the one in use, those retired, the one announced.
import { z } from 'zod';
import { instant } from './words.ts';

/** `statement` is canonical JSON with both fingerprints and the new certificate; the two signatures over its bytes are armored and detached. */
const change = z.object({ statement: z.string(), signedByOld: z.string(), signedByNew: z.string() });

export const gatewayCertificateView = z.object({
  fingerprint: z.string(), words: z.string(), certificate: z.string(), state: z.enum(['current', 'retired', 'next']),
  announcedAt: instant.nullable(),
  /** When it began to sign: null for the first of all, and for one that is only announced. */
  from: instant.nullable(),
  until: instant.nullable(),
  /** How it follows the one before it; null for the first. */
  change: change.nullable(),
});
/** Oldest first. */
export const gatewayCertificatesView = z.array(gatewayCertificateView);
export type GatewayCertificateView = z.infer<typeof gatewayCertificateView>;
