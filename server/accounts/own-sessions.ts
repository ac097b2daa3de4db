// Where a person is signed in, and how they end it (ASVS 7.5.2). A session is named by its occasion: random, of its own, and neither the token nor anything that is
// made from it. Another person's is answered like one that is not there.
import type { Ledger } from '../ledger/ledger.ts';
import type { Clock } from '../ledger/clock.ts';
import type { Tx } from '../store/store.ts';
import { readBrowser, type Browser } from './browser.ts';
import { stopHalves } from './half-sign-in.ts';
import { actorOf, type Person } from './person.ts';
import { AccountRefused } from './refusal.ts';
import { idleMinutes } from './sessions.ts';
import { stepUp, type Proof, type StepUpParts } from './step-up.ts';

export interface OwnSession extends Browser {
  readonly id: string;
  readonly since: string;
  /** To the minute. */
  readonly lastSeenAt: string;
  readonly endsAt: string;
  readonly address: string;
  /** The one that asks. */
  readonly here: boolean;
}
export interface OwnSessionParts extends StepUpParts { readonly ledger: Ledger; readonly clock: Clock }

const idleSince = (now: string): string => new Date(Date.parse(now) - idleMinutes * 60_000).toISOString();

/** The sessions that would open something now: the one that asks first, then the newest. */
export async function ownSessions(tx: Tx, { id, occasion }: Person, now: string): Promise<OwnSession[]> {
  const rows = await tx.selectFrom('sessions').select(['occasion', 'created_at', 'last_seen_at', 'ends_at', 'address', 'browser']).where('account_id', '=', id)
    .where('ends_at', '>', now).where('last_seen_at', '>', idleSince(now)).orderBy('created_at', 'desc').orderBy('occasion').execute();
  return rows.map((row) => ({ id: row.occasion, since: row.created_at, lastSeenAt: row.last_seen_at, endsAt: row.ends_at, address: row.address, ...readBrowser(row.browser), here: row.occasion === occasion }))
    .sort((one, other) => Number(other.here) - Number(one.here));
}

/** Ends one of the person's own sessions. Throws `AccountRefused` (NOT_FOUND, and what `stepUp` throws). */
export async function endOwnSession(parts: OwnSessionParts, person: Person, given: Proof & { readonly id: string }): Promise<void> {
  // Looked for first: who may not end it hears the same, whether the password was right or not.
  if (!(await ownSessions(parts.store.read, person, parts.clock.now())).some(({ id }) => id === given.id)) throw new AccountRefused('NOT_FOUND');
  await stepUp(parts, person, given);
  await parts.store.change(async (tx) => {
    const { numDeletedRows } = await tx.deleteFrom('sessions').where('account_id', '=', person.id).where('occasion', '=', given.id).executeTakeFirst();
    if (numDeletedRows === 0n) throw new AccountRefused('NOT_FOUND');
    await enter(tx, parts, person, Number(numDeletedRows));
  });
}

/** Ends all of the person's sessions but the one that asks, and whatever stands between password and second factor. Throws what `stepUp` throws. */
export async function endOtherSessions(parts: OwnSessionParts, person: Person, given: Proof): Promise<void> {
  await stepUp(parts, person, given);
  await parts.store.change(async (tx) => {
    const { numDeletedRows } = await tx.deleteFrom('sessions').where('account_id', '=', person.id).where('occasion', '!=', person.occasion).executeTakeFirst();
    await stopHalves(tx, person.id);
    await enter(tx, parts, person, Number(numDeletedRows));
  });
}

async function enter(tx: Tx, { ledger, clock }: OwnSessionParts, person: Person, sessions: number): Promise<void> {
  await ledger.append(tx, {
    at: clock.now(), act: 'end-session', result: 'done', actor: actorOf(person), municipality: person.municipalityId, facts: { sessions }, ...(person.contractorId === null ? {} : { contractor: person.contractorId }),
  });
}
