// What is read again and again and seldom written (engagements with their rosters), kept in memory for as long as nothing has written its tables. Guarantees: what
// is told is what the connection would read, for every statement of that connection is seen here, and any that may change those tables, or undo a change, forgets it.
import { SqliteAdapter, type Kysely } from 'kysely';
import type { Database } from './schema.ts';

type Tx = Kysely<Database>;

/** Whole days pass without a write to them, but for sign-ins and an administrator's acts. */
const SETTLED = ['accounts', 'contractors', 'engagement_contractors', 'engagement_sections', 'engagements', 'forms', 'roster', 'sections'] as const;
/** So many things are remembered; beyond it all is read anew. */
const MOST = 200;

const reads = /^\s*select\b/i;
const writesElsewhere = new RegExp(`^\\s*(?:insert\\s+into|update|delete\\s+from)\\s+"(?!(?:${SETTLED.join('|')})")[a-z_]+"`, 'i');
/** What a COMMIT makes lasting was told when it was written. */
const changesNothing = /^\s*(?:begin immediate|commit|savepoint\s+\w+)\s*$/i;

/** Whether a statement leaves the settled tables as they are; false where that is not sure (a rollback, anything unknown). */
export const leavesSettled = (sql: string): boolean => reads.test(sql) || writesElsewhere.test(sql) || changesNothing.test(sql);

/** Goes with a connection into all of its transactions. */
export class CountingAdapter extends SqliteAdapter {
  /** How often the settled tables may have changed. */
  changes = 0;
  /** To be told each statement before it runs and once it has run. */
  told(sql: string): void {
    if (!leavesSettled(sql)) this.changes += 1;
  }
}

interface Kept<T> { readonly changes: number; readonly values: Map<string, T> }

/** `read` with a memory. It may read the settled tables only, and what it gives is never changed by anybody. A connection that others write beside is always asked. */
export function remembering<T>(read: (tx: Tx, key: string) => Promise<T>): (tx: Tx, key: string) => Promise<T> {
  const memories = new WeakMap<CountingAdapter, Kept<T>>();
  return async (tx, key) => {
    const { adapter } = tx.getExecutor();
    if (!(adapter instanceof CountingAdapter)) return read(tx, key);
    const { changes } = adapter;
    const kept = memories.get(adapter);
    const known = kept?.changes === changes ? kept.values : new Map<string, T>();
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = await read(tx, key);
    // Written meanwhile, by a transaction between two of its queries: told once, and not kept.
    if (adapter.changes === changes) memories.set(adapter, { changes, values: known.size < MOST ? known.set(key, value) : new Map([[key, value]]) });
    return value;
  };
}
