// Readings of staff and contractors (0-7, 1-5): one entry per person, object and session, however often a page asks.
// What was read stands in the facts and not in the column of the transfer, for two reasons: both parties see the entries of their transfer, and
// who of the other side looked, and when, is not theirs to know; and a line of time that tells what was done must not drown in looks.
// Auditors find readings all the same, by the number of the transfer too: the index of the log (migration 19) knows the object by its id.
import { actorOf, type Person } from '../../accounts/person.ts';
import type { Clock } from '../../ledger/clock.ts';
import type { JsonValue } from '../../ledger/canonical.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Database } from '../../store/schema.ts';
import type { Store, Tx } from '../../store/store.ts';

export interface Reading {
  readonly act: 'read-transfer' | 'read-record' | 'read-attachment' | 'read-confirmations';
  /** What was read; '' for a list of everything that is the reader's. */
  readonly id: string;
}
/** What the entry says of the object; asked only for the first reading. Throws the refusal of whoever may not read it. */
export type Describe = () => Promise<{ readonly engagement: string | null; readonly facts: Readonly<Record<string, JsonValue>> }>;
export interface ReadingParts { readonly store: Store; readonly ledger: Pick<Ledger, 'append'>; readonly clock: Clock }

/**
 * Enters a reading unless this session has entered it. To be called before the answer is given: what cannot be entered is not shown.
 * A crash between commit and answer leaves an entry for something not seen, never the reverse.
 */
export async function enterOnce({ store, ledger, clock }: ReadingParts, who: Person, { act, id }: Reading, describe: Describe): Promise<void> {
  const row = { occasion: who.occasion, act, object_id: id };
  // The usual case, a page that asks again, costs one look-up on the connection of searches and holds nobody up.
  if (await isKnown(store.search, row)) return;
  const { engagement, facts } = await describe();
  await store.change(async (tx) => {
    if (await isKnown(tx, row)) return;
    // What a session read is kept as long as the session; one that ended while it was asked keeps nothing.
    if (await lasts(tx, who)) await tx.insertInto('readings').values(row).execute();
    await ledger.append(tx, {
      at: clock.now(), act, result: 'done', actor: actorOf(who), municipality: who.municipalityId, facts: { ...facts, ...(id === '' ? {} : { id }) },
      ...(engagement === null ? {} : { engagement }), ...(who.contractorId === null ? {} : { contractor: who.contractorId }),
    });
  });
}

/** An unattended terminal has no session: its occasion is a day (`<id>.<day>`), and what it read on earlier days is forgotten with the first reading of the next. */
async function lasts(tx: Tx, who: Person): Promise<boolean> {
  if (who.unattended !== undefined) {
    await tx.deleteFrom('readings').where('occasion', '>=', `${who.unattended.id}.`).where('occasion', '<', who.occasion).execute();
    return true;
  }
  return await tx.selectFrom('sessions').select('occasion').where('account_id', '=', who.id).where('occasion', '=', who.occasion).executeTakeFirst() !== undefined;
}

async function isKnown(tx: Tx, { occasion, act, object_id: id }: Database['readings']): Promise<boolean> {
  return await tx.selectFrom('readings').select('act').where('occasion', '=', occasion).where('act', '=', act).where('object_id', '=', id).executeTakeFirst() !== undefined;
}
