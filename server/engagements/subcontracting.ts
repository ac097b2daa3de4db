// Subcontractors (丙) of an engagement: only with the ward's approval, only for the forms approved, never below the first one
// (1-31, 1-32, 1-35). An approved firm is a party of the engagement like any contractor; it ends with the engagement.
import { administered } from '../accounts/changes.ts';
import { nextTile } from '../accounts/people.ts';
import { actorOf, type Person } from '../accounts/person.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Tx } from '../store/store.ts';
import type { Engagement } from './engagement.ts';
import { EngagementRefused } from './refusal.ts';

/** The firm in whose name a subcontractor works, or null for a contractor. */
export function principalOf(engagement: Engagement, contractorId: string): string | null {
  return engagement.subcontractors.find((one) => one.id === contractorId)?.principalId ?? null;
}

/** Throws `EngagementRefused` (FORM_NOT_IN_SCOPE) when one of the firms is a subcontractor for which this form was not approved. */
export function mustBeInScope(engagement: Engagement, firmIds: readonly string[], formId: string): void {
  const stray = engagement.subcontractors.find((one) => firmIds.includes(one.id) && !one.formIds.includes(formId));
  if (stray !== undefined) throw new EngagementRefused('FORM_NOT_IN_SCOPE', { recipient: engagement.contractors.find((party) => party.id === stray.id)?.name ?? '' });
}

export interface Admitted { readonly principalId: string; readonly name: string; readonly address: string; readonly formIds: readonly string[] }
interface Admitting { readonly tx: Tx; readonly who: Person; readonly now: string; readonly engagement: Engagement; readonly ids: () => string; readonly ledger: Pick<Ledger, 'append'> }

/** The firm of the municipality with this name and address, however they were typed, or undefined. */
export async function knownFirm(tx: Tx, municipalityId: string, given: { readonly name: string; readonly address: string }): Promise<{ id: string } | undefined> {
  const firms = await tx.selectFrom('contractors').select(['id', 'name', 'address']).where('municipality_id', '=', municipalityId).execute();
  return firms.find((firm) => folded(firm.name) === folded(given.name) && folded(firm.address) === folded(given.address));
}

const folded = (text: string): string => text.normalize('NFKC').replace(/[\s‐‑–—−ー-]/gu, '');

/**
 * Makes an approved firm a subcontractor of the engagement, in the transaction of the approval: the firm that the municipality
 * knows by this name and address, or a new one with a page and a tile of its own. Returns its id.
 */
export async function admitSubcontractor({ tx, who, now, engagement, ids, ledger }: Admitting, given: Admitted): Promise<string> {
  const id = (await knownFirm(tx, who.municipalityId, given))?.id ?? await newFirm({ tx, who, now, ids, ledger }, given);
  await tx.insertInto('engagement_contractors').values({ engagement_id: engagement.id, contractor_id: id, principal_id: given.principalId, scope: JSON.stringify(given.formIds) }).execute();
  const entry = await ledger.append(tx, { at: now, act: 'add-subcontractor', result: 'done', actor: actorOf(who), municipality: who.municipalityId, engagement: engagement.id, contractor: id, facts: { principal: given.principalId, forms: [...given.formIds] } });
  await administered(tx, 'engagement', engagement.id, entry.index);
  return id;
}

async function newFirm({ tx, who, now, ids, ledger }: Omit<Admitting, 'engagement'>, { name, address }: Admitted): Promise<string> {
  const firm = { id: ids(), municipality_id: who.municipalityId, name, address, page: ids(), created_at: now, tile: await nextTile(tx, who.municipalityId) };
  await tx.insertInto('contractors').values(firm).execute();
  const entry = await ledger.append(tx, { at: now, act: 'add-contractor', result: 'done', actor: actorOf(who), municipality: who.municipalityId, contractor: firm.id, facts: { name } });
  await administered(tx, 'contractor', firm.id, entry.index);
  return firm.id;
}
