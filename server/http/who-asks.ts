// Who asks: a person by the session of their browser, or an unattended terminal by its signature over this request. A signed request
// is looked at by its signature alone, also where a cookie comes with it.
import type { Request } from 'express';
import { strayed } from '../accounts/party-limits.ts';
import type { Side } from '../accounts/person.ts';
import { findSession } from '../accounts/sessions.ts';
import { findTerminal, type Found } from '../engagements/unattended/asking.ts';
import type { Clock } from '../ledger/clock.ts';
import type { Refused } from '../ledger/refused.ts';
import type { Store } from '../store/store.ts';
import { clientAddress } from './client-address.ts';
import { clientCertificate } from './client-certificate.ts';
import { readToken } from './cookies.ts';

/** `refused`: it is known who asks, and that they may not; to be thrown once the refusal can be entered in their name. */
export interface Asking { readonly session: Found['session']; readonly refused: Refused | null }

const isSigned = ({ headers }: Request): boolean => headers['signature-input'] !== undefined || headers['signature'] !== undefined;

/** Throws `AccountRefused` (NOT_SIGNED_IN, SESSION_ENDED) or `UnattendedRefused` (SIGNATURE_…). To be called once for a request: a signature is good once. */
export async function whoAsks(parts: { readonly store: Store; readonly clock: Clock }, request: Request, side: Side): Promise<Asking> {
  const address = clientAddress(request);
  const { session, refused }: Asking = isSigned(request) ? await findTerminal(parts, { request: asSigned(request), body: bodyOf(request), side, address })
    : { session: await findSession(parts, readToken(request.headers.cookie, side), side, address), refused: null };
  const shown = clientCertificate(request);
  const person = shown === undefined ? session.person : { ...session.person, clientCertificate: shown };
  return { session: { ...session, person }, refused: refused ?? await strayed(parts.store.read, person) };
}

/** A body that was read as text: JSON. An upload is still on its way, and has its own hash. */
function bodyOf({ body }: Request): string | null {
  const read: unknown = body;
  return typeof read === 'string' && read !== '' ? read : null;
}

/** Field lines as they came: `headers` would already have joined or dropped what is repeated. */
function asSigned({ method, originalUrl, headers, rawHeaders }: Request) {
  const fields = rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name.toLowerCase(), rawHeaders[at + 1] ?? ''] as const] : []));
  return { method, authority: headers.host ?? '', target: originalUrl, fields };
}
