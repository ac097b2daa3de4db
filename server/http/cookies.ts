// The session cookie: one name per listener, because ports do not separate cookies. `__Host-` binds it to this host over a
// secure connection (browsers count loopback as one).
import type { Side } from '../accounts/person.ts';

const names: Readonly<Record<Side, string>> = { ward: '__Host-kagibako-ward', contractor: '__Host-kagibako-contractor' };

/** The token in a Cookie header, or undefined. Of two cookies of one name none counts. */
export function readToken(header: string | undefined, side: Side): string | undefined {
  const values = (header ?? '').split(';').map((pair) => pair.trim()).filter((pair) => pair.startsWith(`${names[side]}=`)).map((pair) => pair.slice(names[side].length + 1));
  return values.length === 1 ? values[0] : undefined;
}

/** A Set-Cookie value that keeps `token`, or with null ends it. */
export function writeToken(token: string | null, side: Side): string {
  return `${names[side]}=${token ?? ''}; Path=/; Secure; HttpOnly; SameSite=Strict${token === null ? '; Max-Age=0' : ''}`;
}
