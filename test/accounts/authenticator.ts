// What a telephone's authenticator app does, for tests: it keeps the secret and shows the code of a time. Written from RFC 4226 and 6238 alone, so that the gateway's library
// is held against something else than itself.
import { createHmac } from 'node:crypto';
import { stepOf } from '../../server/accounts/totp.ts';
import type { Someone, Town } from '../town.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Reads the secret as an app does. */
function bytesOf(secret: string): Uint8Array {
  const bits = Array.from(secret, (letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => parseInt(byte, 2));
}

/** The code of one step: HMAC over the counter, cut dynamically (RFC 4226, 5.3). */
export function codeAt(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac[mac.length - 1] ?? 0) & 0x0f;
  return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}

export interface Authenticator { readonly secret: string; /** The code of now, or of so many steps later. */ code(steps?: number): string }

export function authenticator(town: Pick<Town, 'time'>, secret: string): Authenticator {
  const bytes = bytesOf(secret);
  return { secret, code: (steps = 0) => codeAt(bytes, stepOf(town.time.wall()) + steps) };
}

/** Enrols one-time codes for a person; time goes on past the code that confirmed it. */
export async function enrol(town: Pick<Town, 'time'>, who: Someone): Promise<Authenticator & { readonly recoveryCodes: readonly string[] }> {
  const { secret } = await who.api.call('beginCodes', { body: { password: who.password } });
  const app = authenticator(town, secret);
  const { recoveryCodes } = await who.api.call('confirmCodes', { body: { code: app.code() } });
  town.time.advance(1);
  return { ...app, recoveryCodes };
}
