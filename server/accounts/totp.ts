// Time-based one-time codes as authenticator apps make them (RFC 6238 on RFC 4226: SHA-1, six digits, thirty seconds). Twenty lines over node:crypto,
// held against the vectors of the RFC: less to trust than a library. Pure; who calls it gives the gateway's own time (ASVS 6.5.8).
import { createHmac, timingSafeEqual } from 'node:crypto';

const STEP_MILLIS = 30_000;
/** A telephone's clock may be one step off (RFC 6238, 5.2). */
const SKEW = 1;
/** As long as the hash (RFC 4226, 4). */
export const secretBytes = 20;

export const stepOf = (millis: number): number => Math.floor(millis / STEP_MILLIS);

/** The code of one step: HMAC over the counter, cut dynamically (RFC 4226, 5.3). */
export function codeAt(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac[mac.length - 1] ?? 0) & 0x0f;
  return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}

/** The step whose code `code` is, or null: wrong, too old, or not after the last step that was used. Each step is compared whatever came before. */
export function matchingStep(secret: Uint8Array, code: string, { millis, last }: { readonly millis: number; readonly last: number }): number | null {
  const given = Buffer.from(code.padEnd(6).slice(0, 6), 'latin1');
  const now = stepOf(millis);
  let found: number | null = null;
  for (let step = now - SKEW; step <= now + SKEW; step += 1) {
    const isSame = timingSafeEqual(Buffer.from(codeAt(secret, Math.max(0, step)), 'latin1'), given);
    if (isSame && code.length === 6 && step > last && found === null) found = step;
  }
  return found;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648 base 32 without padding: what people can type into an app. */
export function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** The address that an app reads from a QR code. `issuer` and `login` are shown there beside the code. */
export function otpauth({ secret, issuer, login }: { readonly secret: string; readonly issuer: string; readonly login: string }): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(login)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=6&period=30`;
}
