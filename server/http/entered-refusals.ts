// Refusals that no room has entered: of signed-in people each becomes an entry (I4), also where no route or no such path was asked; strangers are counted.
import type { Request } from 'express';
import { actorOf, type Person, type Side } from '../accounts/person.ts';
import { AccountRefused } from '../accounts/refusal.ts';
import type { Session } from '../accounts/sessions.ts';
import type { Refused } from '../ledger/refused.ts';
import type { AdapterParts } from './adapter.ts';
import { clientAddress } from './client-address.ts';
import type { Patience } from './patience.ts';
import { whoAsks } from './who-asks.ts';

export type EnteringParts = AdapterParts & { readonly patience: Patience };
const UNKNOWN = 'request';
const RIDING: readonly string[] = ['ORIGIN_REFUSED', 'HOST_REFUSED'];

/** What is answered. Whoever is not signed in never hears that a password was right and only the network was not (H 52). */
export const toldTo = (session: Session | null, refusal: Refused): Refused => (session === null && refusal.code === 'NETWORK_NOT_REGISTERED' ? new AccountRefused('SIGN_IN_FAILED') : refusal);

/** Enters the refusal of a person's act, unless it was entered already. */
export async function enterRefusal({ store, ledger, clock, patience }: EnteringParts, person: Person, act: string, refusal: Refused): Promise<void> {
  // Nobody's act was looked at: a ledger that is never pruned must not grow with the load, and who obeys and comes back is not refused too often.
  if (refusal.code === 'BUSY') return;
  const waits = refusal.code === 'REFUSED_TOO_OFTEN';
  if (!waits) patience.spend(person);
  const count = waits ? patience.unentered(person) : 1;
  if (refusal.entered || count === null) return;
  await store.change((tx) => ledger.append(tx, {
    at: clock.now(), act, result: 'refused', code: refusal.code, actor: actorOf(person), municipality: person.municipalityId,
    ...(waits ? { facts: { count } } : {}), ...(person.contractorId === null ? {} : { contractor: person.contractorId }),
  }));
}

/** What got past the routes: an unknown path, a method that none has, a body that no route reads. Nothing of the request is kept: it may say anything. */
export async function enterUnknown(parts: EnteringParts, side: Side, request: Request, refusal: Refused): Promise<void> {
  const address = clientAddress(request);
  // Another origin's page that rides on somebody's cookie is not that person, and must not write under the name (H 47).
  const session = RIDING.includes(refusal.code) ? null : await whoAsks(parts, request, side).then((asking) => asking.session, () => null);
  if (session === null) parts.stranger('refused', side, address);
  else await enterRefusal(parts, session.person, UNKNOWN, refusal);
}
