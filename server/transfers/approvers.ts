// Who may be the second person of a party.
import type { Tx } from '../store/store.ts';

export interface Approver { readonly id: string; readonly name: string }

/** The people of these parties who may approve and can still sign in, by party, sorted by name; one query. */
export async function approversOf(tx: Tx, partyIds: readonly string[]): Promise<ReadonlyMap<string, readonly Approver[]>> {
  if (partyIds.length === 0) return new Map();
  const rows = await tx.selectFrom('accounts').select(['id', 'name', 'section_id', 'contractor_id']).where('can_approve', '=', 1).where('disabled_at', 'is', null)
    .where((where) => where.or([where('section_id', 'in', partyIds), where('contractor_id', 'in', partyIds)])).orderBy('name').execute();
  return new Map(partyIds.map((party) => [party, rows.filter((row) => (row.section_id ?? row.contractor_id) === party).map(({ id, name }) => ({ id, name }))]));
}
