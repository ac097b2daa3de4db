// How far the ledger has been forwarded. The ledger itself is the spool: only the next number is kept, and moved when a receiver has taken what stands before it.
import type { Store } from '../store/store.ts';
import type { SentEntry } from './message.ts';

export interface Lag {
  /** Entries that are not known to have arrived. */
  readonly waiting: number;
  /** When the oldest of them was entered. */
  readonly oldest: string | null;
  readonly confirmedAt: string | null;
  /** Why the last try failed; null after one that did not. */
  readonly failure: string | null;
}

/** The number of the next entry to send; 0 for a receiver that never got any. */
export async function nextIndex(store: Store, target: string): Promise<number> {
  return (await store.read.selectFrom('forwarding').select('next_index').where('target', '=', target).executeTakeFirst())?.next_index ?? 0;
}

/** Moves only forwards: two that send at once make duplicates, never a gap. */
export async function noteTaken(store: Store, target: string, next: number, at: string): Promise<void> {
  await store.change(async (tx) => {
    await tx.insertInto('forwarding').values({ target, next_index: next, confirmed_at: at, failed_at: null, failure: null })
      .onConflict((conflict) => conflict.column('target').doUpdateSet((make) => ({ next_index: make.fn<number>('max', ['forwarding.next_index', make.val(next)]), confirmed_at: at, failed_at: null, failure: null }))).execute();
  });
}

export async function noteFailed(store: Store, target: string, at: string, failure: string): Promise<void> {
  await store.change(async (tx) => {
    await tx.insertInto('forwarding').values({ target, next_index: 0, confirmed_at: null, failed_at: at, failure })
      .onConflict((conflict) => conflict.column('target').doUpdateSet({ failed_at: at, failure })).execute();
  });
}

/** A page of entries in order, from a number on. Reads beside the writing connection. */
export function entriesFrom(store: Store, from: number, most: number): Promise<SentEntry[]> {
  return store.search.selectFrom('ledger_entries').select(['idx', 'at', 'act', 'result', 'bytes', 'leaf_hash', 'municipality_id', 'actor_id']).where('idx', '>=', from).orderBy('idx').limit(most).execute();
}

export async function lagOf(store: Store, target: string): Promise<Lag> {
  const row = await store.search.selectFrom('forwarding').selectAll().where('target', '=', target).executeTakeFirst();
  const newest = await store.search.selectFrom('ledger_entries').select('idx').orderBy('idx', 'desc').limit(1).executeTakeFirst();
  const [next, size] = [row?.next_index ?? 0, newest === undefined ? 0 : newest.idx + 1];
  const oldest = next >= size ? undefined : await store.search.selectFrom('ledger_entries').select('at').where('idx', '=', next).executeTakeFirst();
  return { waiting: Math.max(0, size - next), oldest: oldest?.at ?? null, confirmedAt: row?.confirmed_at ?? null, failure: row?.failure ?? null };
}
