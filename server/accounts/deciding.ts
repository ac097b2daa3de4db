// The second administrator's yes or no. Guarantees that a yes takes that one's password (a page left open at a desk is not enough, ASVS 7.5.1), and that what was
// asked for happens in one transaction with its entry, or not at all.
import type { AccountRow } from '../store/schema.ts';
import type { Tx } from '../store/store.ts';
import { enableAdministrator, makeAdministrator, namedIn } from './administrators.ts';
import { ownAccount } from './change-person.ts';
import { initialPassword, type InitialPassword, type MadePassword, type PeopleParts } from './people.ts';
import type { Person } from './person.ts';
import { reset } from './resets.ts';
import { stepUp, type StepUpParts } from './step-up.ts';
import { decide, foundRequest, isReset, mayApprove, waitingRequest, type TwoPersonRequest } from './two-person.ts';

export interface Approved { readonly request: TwoPersonRequest; readonly account: AccountRow; /** Null where none was made. */ readonly initial: InitialPassword | null }

/**
 * Throws `AccountRefused` (NOT_FOUND, REQUEST_DECIDED, REQUEST_BY_SAME, RESET_OWN, REQUEST_ASKER_GONE, REQUEST_SAME_HAND, PASSWORD_CURRENT_WRONG, TOO_MANY_TRIES, BUSY,
 * LOGIN_TAKEN, NOTHING_CHANGED); then nothing has happened.
 */
export async function approveRequest(parts: PeopleParts & StepUpParts, who: Person, id: string, given: { readonly password: string }): Promise<Approved> {
  const { store, clock } = parts;
  const asked = await mayApprove(store.read, who, id, clock.now());
  await stepUp(parts, who, given);
  // Hashing takes its time and must not hold the transaction; what was asked is looked at again inside.
  const made = await passwordFor(parts, who, asked);
  return store.change(async (tx) => {
    const now = clock.now();
    const request = await mayApprove(tx, who, id, now);
    const accountId = await carryOut(tx, parts, request, { municipality: who.municipalityId, made });
    await decide(tx, parts, who, request, { approved: true, act: actOf(request), accountId, now });
    return { request: await foundRequest(tx, who, id, now), account: await ownAccount(tx, who, accountId), initial: made?.shown ?? null };
  });
}

/** No, or who asked takes it back. Throws `AccountRefused` (SESSION_ENDED, NOT_FOUND, REQUEST_DECIDED, REQUEST_ASKER_GONE). */
export async function refuseRequest(parts: PeopleParts, who: Person, id: string): Promise<TwoPersonRequest> {
  return parts.store.change(async (tx) => {
    const now = parts.clock.now();
    const request = await waitingRequest(tx, who, id, now);
    await decide(tx, parts, who, request, { approved: false, act: isReset(request.what) ? 'refuse-reset' : 'refuse-administrator', accountId: request.accountId, now });
    return foundRequest(tx, who, id, now);
  });
}

async function passwordFor(parts: PeopleParts, who: Person, { what, accountId, entry }: TwoPersonRequest): Promise<MadePassword | null> {
  const { read } = parts.store;
  if (what === 'password') return initialPassword(parts, (await ownAccount(read, who, accountId ?? '')).login);
  return what === 'new-administrator' ? initialPassword(parts, (await namedIn(read, { entry }))?.login ?? '') : null;
}

/** Returns about whom it is. */
async function carryOut(tx: Tx, parts: PeopleParts, request: TwoPersonRequest, { municipality, made }: { municipality: string; made: MadePassword | null }): Promise<string> {
  const { what, accountId } = request;
  if (what === 'new-administrator' && made !== null) return (await makeAdministrator(tx, parts, { municipality, named: await namedIn(tx, request), made })).id;
  if (accountId === null) throw new Error(`two_person_requests ${request.id}: expected an account, came none`);
  if (what === 'administrator-again') await enableAdministrator(tx, accountId);
  else await reset(tx, accountId, made);
  return accountId;
}

function actOf({ what }: TwoPersonRequest): string {
  if (what === 'password') return 'reset-password';
  return what === 'second-factor' ? 'reset-second-factor' : 'approve-administrator';
}
