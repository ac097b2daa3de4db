// The firms that a section deals with: among these a name can be taken for another.
import type { Person } from '../accounts/person.ts';
import type { Tx } from '../store/store.ts';

export interface Firm { readonly id: string; readonly name: string }

/**
 * The contractors of all engagements of the reader's section, by name; one query. For a contractor's people there are none:
 * nobody there may learn who else works for the ward (4-9).
 */
export async function firmsKnownTo(tx: Tx, who: Person): Promise<Firm[]> {
  if (who.sectionId === null) return [];
  return tx.selectFrom('engagement_sections').innerJoin('engagement_contractors', 'engagement_contractors.engagement_id', 'engagement_sections.engagement_id')
    .innerJoin('contractors', 'contractors.id', 'engagement_contractors.contractor_id').select(['contractors.id', 'contractors.name']).distinct()
    .where('engagement_sections.section_id', '=', who.sectionId).where('contractors.municipality_id', '=', who.municipalityId).orderBy('contractors.name').execute();
}
