// The OpenPGP signatures of a document that somebody holds, checked without the gateway: its own, and the recipient's on a receipt.
import { enums, readKey, config } from 'openpgp';
import { SealingFailed } from './failure.ts';
import { verifyDetached } from './gateway-signature.ts';
import { safeSettings } from './openpgp-config.ts';

const CONFIG = { ...config, ...safeSettings(enums) };

/** True if one of the armored certificates made the armored detached signature over exactly this text. Whether a certificate is to be trusted is the caller's question. */
export async function isSignedByAny(text: string, signature: string, certificates: readonly string[]): Promise<boolean> {
  const bytes = new TextEncoder().encode(text);
  for (const certificate of certificates) {
    try {
      await verifyDetached(bytes, signature, certificate);
      return true;
    } catch (error) {
      if (!(error instanceof SealingFailed)) throw error;
    }
  }
  return false;
}

/** The fingerprint of an armored certificate, upper-case hexadecimal, or null if it is none. */
export async function fingerprintOf(certificate: string): Promise<string | null> {
  try {
    return (await readKey({ armoredKey: certificate, config: CONFIG })).getFingerprint().toUpperCase();
  } catch {
    return null;
  }
}
