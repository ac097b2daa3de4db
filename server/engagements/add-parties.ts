// Sections and contractors that join an engagement. None leaves it: what was sent to them stays theirs; the roster decides who may act.
import type { Changed } from '../accounts/changes.ts';
import type { Person } from '../accounts/person.ts';
import type { Tx } from '../store/store.ts';
import type { Engagement } from './engagement.ts';
import { EngagementRefused } from './refusal.ts';

export interface PartiesToAdd { readonly sections: string[]; readonly contractors: string[]; readonly rows: Changed<'sections' | 'contractors'>[] }

/** The parties that are new, with the names before and after. Throws `EngagementRefused` (NOT_FOUND) for parties of another municipality. */
export async function partiesToAdd(tx: Tx, who: Person, before: Engagement, given: { addSectionIds?: readonly string[] | undefined; addContractorIds?: readonly string[] | undefined }): Promise<PartiesToAdd> {
  const sections = await joining(tx, 'sections', who, before.sections, given.addSectionIds ?? []);
  const contractors = await joining(tx, 'contractors', who, before.contractors, given.addContractorIds ?? []);
  return { sections: sections.ids, contractors: contractors.ids, rows: [{ field: 'sections', ...sections.names }, { field: 'contractors', ...contractors.names }] };
}

async function joining(tx: Tx, table: 'sections' | 'contractors', who: Person, now: readonly { id: string; name: string }[], wanted: readonly string[]) {
  const ids = [...new Set(wanted)].filter((id) => !now.some((party) => party.id === id));
  const found = ids.length === 0 ? [] : await tx.selectFrom(table).select(['id', 'name']).where('municipality_id', '=', who.municipalityId).where('id', 'in', ids).orderBy('name').execute();
  if (found.length !== ids.length) throw new EngagementRefused('NOT_FOUND');
  const before = now.map(({ name }) => name);
  return { ids, names: { before, after: [...before, ...found.map(({ name }) => name)] } };
}

export async function addParties(tx: Tx, engagementId: string, added: PartiesToAdd): Promise<void> {
  for (const section of added.sections) await tx.insertInto('engagement_sections').values({ engagement_id: engagementId, section_id: section }).execute();
  for (const contractor of added.contractors) await tx.insertInto('engagement_contractors').values({ engagement_id: engagementId, contractor_id: contractor }).execute();
}
