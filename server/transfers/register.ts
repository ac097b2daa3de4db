// The one door: nothing else writes a transfer. It reads, asks the gates and the rule, and writes state, entry and what the
// followers add in one transaction; a refusal of a person is entered, then thrown.
//
// Commit point: the end of `store.change`. Before it nothing has happened; after it state, entry and followers are all there (I4).
import { actorOf, partyOf, type Person } from '../accounts/person.ts';
import type { Engagement } from '../engagements/engagement.ts';
import { readEngagement } from '../engagements/engagement.ts';
import { mayKnowOf } from '../engagements/roster.ts';
import type { Policy } from '../engagements/policy.ts';
import type { Clock } from '../ledger/clock.ts';
import type { EntryFacts } from '../ledger/entry.ts';
import type { AppendedEntry, Ledger } from '../ledger/ledger.ts';
import { isRefused, type Refused } from '../ledger/refused.ts';
import type { Store, Tx } from '../store/store.ts';
import type { Outcome, Rule } from './lifecycle.ts';
import { TransferRefused } from './refusal.ts';
import { insertTransfer, readDeposit, readTransfer, updateTransfer } from './rows.ts';
import type { Transfer } from './transfer.ts';
import { mayKnow } from './visibility.ts';

export type Who = Person | 'gateway';

/** Asked before a person's step is decided: a closed contract, an overdue erasure. Throws a `Refused`. */
export type Gate = (tx: Tx, step: { transfer: Transfer; engagement: Engagement; who: Person; act: string; now: string }) => Promise<void>;

/** Called inside the transaction after a step was written: opens a 確認書, signs a receipt. What it throws undoes the step. */
export type Follower = (tx: Tx, step: Followed) => Promise<void>;
export interface Followed {
  readonly before: Transfer | null;
  readonly after: Transfer;
  readonly entry: AppendedEntry;
  readonly act: string;
  readonly who: Who;
  readonly engagement: Engagement;
  readonly now: string;
}

/** One transfer's step within a change. `rule` may read what it needs inside the transaction. */
export type Step = (tx: Tx, transfer: Transfer) => Promise<Rule> | Rule;

/** Several steps of one act, one after another, each of which leaves the transfer as it is but for its version: files that join a draft together. */
export type Steps = (tx: Tx, transfer: Transfer) => Promise<readonly Rule[]>;

export interface Register {
  /** Makes new transfers. Returns them as written. */
  create(who: Person, engagement: Engagement, made: readonly Outcome[], inside?: (tx: Tx) => Promise<void>): Promise<Transfer[]>;
  /** Asks gates and rule without changing anything, before costly work; a refusal is entered as a refused step would be. Returns the transfers as they are. */
  ask(who: Person, act: string, ids: readonly string[], check: (transfer: Transfer, policy: Policy, now: string) => void): Promise<Transfer[]>;
  /**
   * Takes one step on each of `ids`, all or none. `inside` adds rows to the same transaction (it gets the entry's text ids).
   * Throws `Refused` after entering it; one and the same NOT_FOUND for what does not exist and what may not be known (H 48).
   */
  change(who: Who, act: string, ids: readonly string[], step: Step, inside?: (tx: Tx, done: Followed) => Promise<void>): Promise<Transfer[]>;
  /**
   * Takes `steps` on each of `ids`, all or none: an entry, a version and the followers for each, but the gates are asked and the transfer is written once, for
   * nothing between two of them could change what they say. `inside` is given those of one transfer together. Throws as `change`.
   */
  changeMany(who: Who, act: string, ids: readonly string[], steps: Steps, inside: (tx: Tx, done: readonly Followed[]) => Promise<void>): Promise<Transfer[]>;
}

export interface RegisterParts {
  readonly store: Store;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly gates: readonly Gate[];
  readonly followers: readonly Follower[];
  /** Told after each commit, so that heads get signed and the clock's work is looked at. */
  readonly committed: () => void;
  /** Told each labelled point as it is reached; crash tests stop the process there. */
  readonly reach: (label: string) => void | Promise<void>;
}

export function createRegister(parts: RegisterParts): Register {
  return {
    create: (who, engagement, made, inside) => guarded(parts, who, { act: 'draft', label: 'draft.unsigned', engagement: engagement.id }, async (tx) => {
      await inside?.(tx);
      const transfers: Transfer[] = [];
      for (const outcome of made) transfers.push(await write(parts, tx, { who, engagement, before: null, outcome }));
      return transfers;
    }),
    ask: (who, act, ids, check) => guarded(parts, who, { act, ...(ids.length === 1 && ids[0] !== undefined ? { transfer: ids[0] } : {}) }, async (tx) => {
      const transfers: Transfer[] = [];
      for (const id of ids) {
        const { transfer, engagement } = await mustPass(parts, tx, who, act, id);
        check(transfer, engagement.policy, parts.clock.now());
        transfers.push(transfer);
      }
      return transfers;
    }),
    change: (who, act, ids, step, inside) => guarded(parts, who, { act, label: `${act}.unsigned`, ...(ids.length === 1 && ids[0] !== undefined ? { transfer: ids[0] } : {}) }, async (tx) => {
      const transfers: Transfer[] = [];
      for (const id of ids) transfers.push(await takeStep(parts, tx, { who, act, id, step, inside }));
      return transfers;
    }),
    changeMany: (who, act, ids, steps, inside) => guarded(parts, who, { act, label: `${act}.unsigned`, ...(ids.length === 1 && ids[0] !== undefined ? { transfer: ids[0] } : {}) }, async (tx) => {
      const transfers: Transfer[] = [];
      for (const id of ids) transfers.push(await takeSteps(parts, tx, { who, act, id, steps, inside }));
      return transfers;
    }),
  };
}

/** Reads a transfer that the person may know of, with its engagement. Throws `TransferRefused` (NOT_FOUND). */
export async function mustFind(tx: Tx, who: Who, id: string): Promise<{ transfer: Transfer; engagement: Engagement }> {
  const transfer = await readTransfer(tx, id);
  if (transfer === undefined || (who !== 'gateway' && !mayKnow(transfer, who))) throw new TransferRefused('NOT_FOUND');
  const engagement = await readEngagement(tx, transfer.engagementId);
  if (engagement === undefined) throw new Error('expected the engagement of a stored transfer; the database is damaged');
  if (who !== 'gateway' && !mayKnowOf(engagement, who)) throw new TransferRefused('NOT_FOUND');
  return { transfer, engagement };
}

/** The transfers of a deposit, for the party that sends it. Recipients know transfers, never deposits: they would tell who else received (4-9). Throws `TransferRefused` (NOT_FOUND). */
export async function mustFindDeposit(tx: Tx, who: Person, depositId: string): Promise<Transfer[]> {
  const transfers = await readDeposit(tx, depositId);
  const [first] = transfers;
  if (first === undefined || first.senderId !== partyOf(who)) throw new TransferRefused('NOT_FOUND');
  await mustFind(tx, who, first.id);
  return transfers;
}

interface Taken { who: Who; act: string; id: string; step: Step; inside: ((tx: Tx, done: Followed) => Promise<void>) | undefined }

async function mustPass(parts: RegisterParts, tx: Tx, who: Who, act: string, id: string): Promise<{ transfer: Transfer; engagement: Engagement }> {
  const found = await mustFind(tx, who, id);
  if (who !== 'gateway') for (const gate of parts.gates) await gate(tx, { ...found, who, act, now: parts.clock.now() });
  return found;
}

async function takeStep(parts: RegisterParts, tx: Tx, { who, act, id, step, inside }: Taken): Promise<Transfer> {
  const { transfer, engagement } = await mustPass(parts, tx, who, act, id);
  const now = parts.clock.now();
  const rule = await step(tx, transfer);
  return write(parts, tx, { who, engagement, before: transfer, outcome: rule(transfer, engagement.policy, now), inside });
}

interface TakenMany { who: Who; act: string; id: string; steps: Steps; inside: (tx: Tx, done: readonly Followed[]) => Promise<void> }

async function takeSteps(parts: RegisterParts, tx: Tx, { who, act, id, steps, inside }: TakenMany): Promise<Transfer> {
  const { transfer: before, engagement } = await mustPass(parts, tx, who, act, id);
  const now = parts.clock.now();
  const outcomes = (await steps(tx, before)).map((rule) => rule(before, engagement.policy, now));
  if (outcomes.some(({ transfer, place }) => transfer !== before || place !== undefined)) throw new Error(`expected steps of ${act} that change nothing of the transfer itself`);
  const entries = await parts.ledger.appendAll(tx, outcomes.map((outcome) => factsOf(who, outcome, now)));
  const versions = [before, ...entries.map((_, at): Transfer => ({ ...before, version: before.version + at + 1, changedAt: now }))];
  const done = entries.flatMap((entry, at): Followed[] => {
    const [from, after] = versions.slice(at, at + 2);
    return from === undefined || after === undefined ? [] : [{ before: from, after, entry, act, who, engagement, now }];
  });
  const last = done.at(-1)?.after;
  if (last === undefined) return before;
  await updateTransfer(tx, before, last, engagement.policy);
  await inside(tx, done);
  for (const one of done) for (const follower of parts.followers) await follower(tx, one);
  await parts.reach(`${act}.entered`);
  return last;
}

const factsOf = (who: Who, { transfer, entry: { act, facts, texts } }: Outcome, now: string): EntryFacts =>
  ({ ...subjectOfEntry(transfer), at: now, act, result: 'done', actor: who === 'gateway' ? { system: true } : actorOf(who), facts, texts });

interface Written { who: Who; engagement: Engagement; before: Transfer | null; outcome: Outcome; inside?: ((tx: Tx, done: Followed) => Promise<void>) | undefined }

async function write(parts: RegisterParts, tx: Tx, { who, engagement, before, outcome, inside }: Written): Promise<Transfer> {
  const now = parts.clock.now();
  const { act } = outcome.entry;
  const entry = await parts.ledger.append(tx, factsOf(who, outcome, now));
  const placed = outcome.place?.(outcome.transfer, entry.textIds) ?? outcome.transfer;
  const after: Transfer = { ...placed, version: (before?.version ?? 0) + 1, changedAt: now };
  if (before === null) await insertTransfer(tx, after, engagement.policy);
  else await updateTransfer(tx, before, after, engagement.policy);
  const done: Followed = { before, after, entry, act, who, engagement, now };
  await inside?.(tx, done);
  for (const follower of parts.followers) await follower(tx, done);
  await parts.reach(`${act}.entered`);
  return after;
}

/** The columns by which a transfer's entries are found. */
export const subjectOfEntry = (transfer: Transfer): { municipality: string; engagement: string; transfer: string; contractor: string } => ({
  municipality: transfer.municipalityId, engagement: transfer.engagementId, transfer: transfer.id,
  contractor: transfer.direction === 'to-contractor' ? transfer.recipientId : transfer.senderId,
});

async function guarded<T>(parts: RegisterParts, who: Who, about: { act: string; label?: string; transfer?: string; engagement?: string }, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    const done = await parts.store.change(work);
    if (about.label === undefined) return done; // only asked: nothing to be signed
    await parts.reach(about.label);
    parts.committed();
    return done;
  } catch (error) {
    if (isRefused(error) && who !== 'gateway') await enterRefusal(parts, who, about, error);
    throw error;
  }
}

/** Enters a refusal in a transaction of its own: the refused change itself has been rolled back. */
async function enterRefusal(parts: RegisterParts, who: Person, about: { act: string; transfer?: string; engagement?: string }, error: Refused): Promise<void> {
  await parts.store.change(async (tx) => {
    // Whoever may not know of a transfer leaves its id out of the columns that its parties search by.
    const known = about.transfer === undefined ? undefined : await readTransfer(tx, about.transfer);
    const own = known !== undefined && mayKnow(known, who);
    await parts.ledger.append(tx, {
      at: parts.clock.now(), act: about.act, result: 'refused', code: error.code, actor: actorOf(who), municipality: who.municipalityId,
      ...(own ? subjectOfEntry(known) : { engagement: about.engagement, contractor: who.contractorId ?? undefined }),
    });
  });
  error.entered = true;
  parts.committed();
}
