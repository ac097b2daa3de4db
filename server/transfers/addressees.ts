// To whom something may be handed or told: the roster of a contractor as it is today, or the staff of a section (1-25).
import type { Engagement } from '../engagements/engagement.ts';
import { rosterEntryOf } from '../engagements/roster.ts';
import type { Tx } from '../store/store.ts';

export interface Addressee { readonly id: string; readonly name: string; readonly role: string }

/** The people of one party of the engagement, by name. */
export async function addresseesOf(tx: Tx, engagement: Engagement, partyId: string, now: string): Promise<Addressee[]> {
  if (engagement.contractors.some((party) => party.id === partyId)) {
    return engagement.roster.filter((entry) => entry.contractorId === partyId && entry === rosterEntryOf(engagement, entry.accountId, now))
      .map((entry) => ({ id: entry.accountId, name: entry.name, role: entry.role }));
  }
  return tx.selectFrom('accounts').select(['id', 'name', 'role']).where('section_id', '=', partyId).where('disabled_at', 'is', null).orderBy('name').execute();
}
