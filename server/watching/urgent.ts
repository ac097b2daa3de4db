// What must not wait for the end of a week: entries that an auditor should see at once, until the week in which they stand is reviewed.
import { sql } from '../store/sql.ts';
import type { LedgerEntryRow } from '../store/schema.ts';
import type { Tx } from '../store/store.ts';
import { weekOf } from './weeks.ts';

/** The newest are shown; more are in the week's review and in the ledger. */
const MOST = 20;
const MOST_LOOKED_AT = 500;

/**
 * Urgent entries of the municipality and of the gateway itself in weeks that nobody has reviewed, newest first, at most twenty. A wipe that
 * succeeded later and a scanner that is back stay here until then: that it happened is what has to be seen.
 */
export async function urgentOf(tx: Tx, municipalityId: string): Promise<LedgerEntryRow[]> {
  // Word for word the condition of the index ledger_entries_urgent (migration 20), so that only these entries are read.
  const urgent = sql<boolean>`act IN ('fail-wipe','clock-leap','scanner-silent','scanner-back','witness-refused','witness-alarm')`;
  const rows = await tx.selectFrom('ledger_entries').selectAll().where(urgent).where((where) => where.or([where('municipality_id', '=', municipalityId), where('municipality_id', 'is', null)]))
    .where('act', '!=', 'scanner-back').orderBy('idx', 'desc').limit(MOST_LOOKED_AT).execute();
  const weeks = [...new Set(rows.map(({ at }) => weekOf(at)))];
  const reviewed = weeks.length === 0 ? [] : await tx.selectFrom('log_reviews').select('week').where('municipality_id', '=', municipalityId).where('week', 'in', weeks).execute();
  const done = new Set(reviewed.map(({ week }) => week));
  return rows.filter(({ at }) => !done.has(weekOf(at))).slice(0, MOST);
}
