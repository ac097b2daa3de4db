// Changing a section or a contractor of the own municipality: the names and numbers that stand on notices and documents from now on.
import type { Tx } from '../store/store.ts';
import { differing, enterChange, seenOf, type Asked, type Changed, type ChangeParts, type Made } from './changes.ts';
import type { Person } from './person.ts';
import { AccountRefused } from './refusal.ts';

export interface SectionChanges { readonly name?: string | undefined; readonly telephone?: string | undefined }
export interface ContractorChanges { readonly name?: string | undefined; readonly address?: string | undefined }

export const seenSection = ({ name, telephone }: { name: string; telephone: string }): string => seenOf({ name, telephone });
export const seenContractor = ({ name, address }: { name: string; address: string }): string => seenOf({ name, address });

/** Changes a section, or only shows the change while there is no reason. Throws `AccountRefused` (NOT_FOUND, NAME_TAKEN, CHANGED_MEANWHILE, NOTHING_CHANGED). */
export async function changeSection(parts: ChangeParts, who: Person, id: string, asked: Asked & { readonly changes: SectionChanges }): Promise<Made<'name' | 'telephone'>> {
  return parts.store.change(async (tx) => {
    const row = await tx.selectFrom('sections').selectAll().where('id', '=', id).where('municipality_id', '=', who.municipalityId).executeTakeFirst();
    if (row === undefined) throw new AccountRefused('NOT_FOUND');
    const { name = row.name, telephone = row.telephone } = asked.changes;
    const changes = differing(asked, seenSection(row), [{ field: 'name', before: row.name, after: name }, { field: 'telephone', before: row.telephone, after: telephone }]);
    await mustBeFree(tx, who, id, name);
    if (asked.reason === null) return { changes, entry: null };
    await tx.updateTable('sections').set({ name, telephone }).where('id', '=', id).execute();
    return { changes, entry: await enterChange(tx, parts, who, { act: 'change-section', kind: 'section', id, changes, reason: asked.reason }) };
  });
}

async function mustBeFree(tx: Tx, who: Person, id: string, name: string): Promise<void> {
  const taken = await tx.selectFrom('sections').select('id').where('municipality_id', '=', who.municipalityId).where('name', '=', name).where('id', '!=', id).executeTakeFirst();
  if (taken !== undefined) throw new AccountRefused('NAME_TAKEN', { field: 'name' });
}

/** Changes a contractor, or only shows the change while there is no reason. Throws `AccountRefused` (NOT_FOUND, CHANGED_MEANWHILE, NOTHING_CHANGED). */
export async function changeContractor(parts: ChangeParts, who: Person, id: string, asked: Asked & { readonly changes: ContractorChanges }): Promise<Made<'name' | 'address'>> {
  return parts.store.change(async (tx) => {
    const row = await tx.selectFrom('contractors').selectAll().where('id', '=', id).where('municipality_id', '=', who.municipalityId).executeTakeFirst();
    if (row === undefined) throw new AccountRefused('NOT_FOUND');
    const { name = row.name, address = row.address } = asked.changes;
    const wanted: Changed<'name' | 'address'>[] = [{ field: 'name', before: row.name, after: name }, { field: 'address', before: row.address, after: address }];
    const changes = differing(asked, seenContractor(row), wanted);
    if (asked.reason === null) return { changes, entry: null };
    await tx.updateTable('contractors').set({ name, address }).where('id', '=', id).execute();
    return { changes, entry: await enterChange(tx, parts, who, { act: 'change-contractor', kind: 'contractor', id, contractor: id, changes, reason: asked.reason }) };
  });
}
