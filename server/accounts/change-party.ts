// Changing a section or a contractor of the own municipality: the names and numbers that stand on notices and documents from now on, and from where its people may come.
import type { Tx } from '../store/store.ts';
import { differing, enterChange, seenOf, type Asked, type Changed, type ChangeParts, type Made } from './changes.ts';
import { clientFingerprints, listIn, partyNetworks } from './party-limits.ts';
import type { Person } from './person.ts';
import { AccountRefused } from './refusal.ts';

export interface SectionChanges { readonly name?: string | undefined; readonly telephone?: string | undefined; readonly networks?: readonly string[] | undefined }
export interface ContractorChanges {
  readonly name?: string | undefined;
  readonly address?: string | undefined;
  readonly networks?: readonly string[] | undefined;
  readonly clientCertificates?: readonly string[] | undefined;
}
export type SectionField = 'name' | 'telephone' | 'networks';
export type ContractorField = 'name' | 'address' | 'networks' | 'client-certificates';

export const seenSection = ({ name, telephone, networks }: { name: string; telephone: string; networks: string }): string => seenOf({ name, telephone, networks });
export const seenContractor = ({ name, address, networks, client_certificates }: { name: string; address: string; networks: string; client_certificates: string }): string => seenOf({ name, address, networks, client_certificates });

/** Changes a section, or only shows the change while there is no reason. Throws `AccountRefused` (NOT_FOUND, NAME_TAKEN, NETWORKS_REFUSED, CHANGED_MEANWHILE, NOTHING_CHANGED). */
export async function changeSection(parts: ChangeParts, who: Person, id: string, asked: Asked & { readonly changes: SectionChanges }): Promise<Made<SectionField>> {
  return parts.store.change(async (tx) => {
    const row = await tx.selectFrom('sections').selectAll().where('id', '=', id).where('municipality_id', '=', who.municipalityId).executeTakeFirst();
    if (row === undefined) throw new AccountRefused('NOT_FOUND');
    const { name = row.name, telephone = row.telephone } = asked.changes;
    const networks = partyNetworks(asked.changes.networks ?? listIn(row.networks));
    const changes = differing(asked, seenSection(row), [
      { field: 'name', before: row.name, after: name }, { field: 'telephone', before: row.telephone, after: telephone }, { field: 'networks', before: listIn(row.networks), after: networks },
    ]);
    await mustBeFree(tx, who, id, name);
    if (asked.reason === null) return { changes, entry: null };
    await tx.updateTable('sections').set({ name, telephone, networks: JSON.stringify(networks) }).where('id', '=', id).execute();
    return { changes, entry: await enterChange(tx, parts, who, { act: 'change-section', kind: 'section', id, changes, reason: asked.reason }) };
  });
}

async function mustBeFree(tx: Tx, who: Person, id: string, name: string): Promise<void> {
  const taken = await tx.selectFrom('sections').select('id').where('municipality_id', '=', who.municipalityId).where('name', '=', name).where('id', '!=', id).executeTakeFirst();
  if (taken !== undefined) throw new AccountRefused('NAME_TAKEN', { field: 'name' });
}

/** Changes a contractor, or only shows the change while there is no reason. Throws `AccountRefused` (NOT_FOUND, NETWORKS_REFUSED, FINGERPRINT_REFUSED, CHANGED_MEANWHILE, NOTHING_CHANGED). */
export async function changeContractor(parts: ChangeParts, who: Person, id: string, asked: Asked & { readonly changes: ContractorChanges }): Promise<Made<ContractorField>> {
  return parts.store.change(async (tx) => {
    const row = await tx.selectFrom('contractors').selectAll().where('id', '=', id).where('municipality_id', '=', who.municipalityId).executeTakeFirst();
    if (row === undefined) throw new AccountRefused('NOT_FOUND');
    const { name = row.name, address = row.address } = asked.changes;
    const networks = partyNetworks(asked.changes.networks ?? listIn(row.networks));
    const certificates = clientFingerprints(asked.changes.clientCertificates ?? listIn(row.client_certificates));
    const wanted: Changed<ContractorField>[] = [
      { field: 'name', before: row.name, after: name }, { field: 'address', before: row.address, after: address },
      { field: 'networks', before: listIn(row.networks), after: networks }, { field: 'client-certificates', before: listIn(row.client_certificates), after: certificates },
    ];
    const changes = differing(asked, seenContractor(row), wanted);
    if (asked.reason === null) return { changes, entry: null };
    await tx.updateTable('contractors').set({ name, address, networks: JSON.stringify(networks), client_certificates: JSON.stringify(certificates) }).where('id', '=', id).execute();
    return { changes, entry: await enterChange(tx, parts, who, { act: 'change-contractor', kind: 'contractor', id, contractor: id, changes, reason: asked.reason }) };
  });
}
