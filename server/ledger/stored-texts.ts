/** Takes readable texts out of the table `texts`. Guarantees that none of them is left in a page of the database, whatever is deleted before or after. */
import type { Tx } from '../store/store.ts';

/** Five columns each: well under the number of values that one statement may bind. */
const ROWS_AT_ONCE = 1000;

/**
 * Removes the rows with these ids, in the caller's transaction.
 *
 * SQLite joins half-empty pages by copying rows between them and leaves the copies in the slack of the page, where secure_delete, which
 * zeroes what is deleted, never looks: a row wiped later would stay readable there. So all rows leave, which frees and zeroes their pages,
 * and those that stay are written anew, one after another, which copies nothing. There are as many as transfers alive have files.
 */
export async function removeTexts(tx: Tx, ids: ReadonlySet<string>): Promise<void> {
  const kept = (await tx.selectFrom('texts').selectAll().execute()).filter(({ id }) => !ids.has(id));
  await tx.deleteFrom('texts').execute();
  for (let at = 0; at < kept.length; at += ROWS_AT_ONCE) await tx.insertInto('texts').values(kept.slice(at, at + ROWS_AT_ONCE)).execute();
}
