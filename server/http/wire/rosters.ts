// Rosters on the wire: who is on it, who waits to be accepted, what is missing, and each entry's history.
import { z } from 'zod';
import { rosterRole } from '../../engagements/engagement.ts';
import { day, id, instant, line, partyView } from './words.ts';

/** One thing that happened to an entry. `added`: by an administrator, without a submission. `ended`: by its last day. */
export const rosterEvent = z.object({ what: z.enum(['submitted', 'added', 'accepted', 'returned', 'removed', 'withdrawn', 'replaced', 'ended']), at: instant, by: z.string().nullable(), reason: z.string().nullable() });
export type RosterEventView = z.infer<typeof rosterEvent>;

export const rosterEntryView = z.object({
  id, /** The account; null for a person who has none yet. */ accountId: id.nullable(), name: z.string(), login: z.string().nullable(), role: rosterRole, startsOn: day, endsOn: day.nullable(),
  /** `no-account`: accepted, and the administrator has not made the account yet. `coming`: accepted, its first day lies ahead. */
  state: z.enum(['waiting', 'no-account', 'coming', 'acting', 'returned', 'withdrawn', 'ended']),
  /** The newest training attended, and whether it counts for this fiscal year; null where the engagement demands none. */
  training: z.object({ on: day.nullable(), counts: z.boolean() }).nullable(),
  history: z.array(rosterEvent), /** What this reader may do with it now. */ may: z.array(z.enum(['decide', 'remove', 'withdraw'])),
});
export type RosterEntryView = z.infer<typeof rosterEntryView>;

export const firmRoster = z.object({
  party: partyView, /** Whose subcontractor it is. */ principal: z.string().nullable(), entries: z.array(rosterEntryView),
  /** Roles that the engagement demands and that nobody holds today. */ missing: z.array(rosterRole),
  maySubmit: z.boolean(), /** Accounts of the firm that can be submitted. */ people: z.array(z.object({ id, name: z.string() })),
});
export type FirmRoster = z.infer<typeof firmRoster>;
export const rosterPage = z.object({ engagement: z.object({ id, title: z.string(), from: day, to: day, open: z.boolean() }), /** From when a training counts. */ trainedSince: day.nullable(), firms: z.array(firmRoster) });
export type RosterPage = z.infer<typeof rosterPage>;

/** The gateway's own rule for user IDs. */
export const login = z.string().regex(/^[a-z0-9][a-z0-9._-]{1,63}$/);
export const submitRosterEntry = z.strictObject({
  person: z.union([z.strictObject({ accountId: id }), z.strictObject({ name: line(100), login })]), role: rosterRole, startsOn: day, endsOn: day.nullable(), reason: line(300),
});
export const decideRosterEntry = z.discriminatedUnion('accept', [z.strictObject({ accept: z.literal(true) }), z.strictObject({ accept: z.literal(false), reason: line(300) })]);
export const endRosterEntry = z.strictObject({ reason: line(300) });

/** Entries that wait for the ward, by engagement and firm. */
export const waitingRoster = z.object({ engagement: z.object({ id, title: z.string() }), contractor: partyView, count: z.int(), since: instant });
export type WaitingRoster = z.infer<typeof waitingRoster>;

/** A person whom the ward accepted and who has no account yet. */
export const accountRequest = z.object({ rosterId: id, engagement: z.object({ id, title: z.string() }), contractor: z.object({ id, name: z.string() }), name: z.string(), login: z.string(), role: rosterRole, acceptedAt: instant });
export type AccountRequest = z.infer<typeof accountRequest>;
