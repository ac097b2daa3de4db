/** Takes readable texts out of the view `texts`. Guarantees that none of them is left in a page of the database, whatever is deleted before or after (migration 25). */
import type { Tx } from '../store/store.ts';

/** Well under the number of values that one statement may bind. */
const IDS_AT_ONCE = 500;

/** Removes the rows with these ids, in the caller's transaction. It costs what they are, not what the others are. */
export async function removeTexts(tx: Tx, ids: readonly string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += IDS_AT_ONCE) await tx.deleteFrom('texts').where('id', 'in', ids.slice(at, at + IDS_AT_ONCE)).execute();
}
