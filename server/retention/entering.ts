// What every eraser does alike: whatever it took out of the tables it enters in the same transaction, and where it found nothing it enters nothing.
import type { Ledger } from '../ledger/ledger.ts';
import { wipeIds } from '../ledger/wipe-ids.ts';
import { retentionRules } from '../records/retention-rules.ts';
import type { Tx } from '../store/store.ts';

export interface Erasing { readonly ledger: Pick<Ledger, 'append'>; readonly municipalityId: string; readonly now: string }
export interface Erased { readonly items: number; readonly entry: number | null }
export type OfEngagement = (tx: Tx, erasing: Erasing, engagementId: string) => Promise<Erased>;
/** `before`: the first instant of what is kept. */
export type OfMunicipality = (tx: Tx, erasing: Erasing, before: string) => Promise<Erased>;

const actorOfGateway = { system: true } as const;
const none: Erased = { items: 0, entry: null };
export const oneRow = ({ numUpdatedRows }: { numUpdatedRows: bigint }): number => Number(numUpdatedRows);

/** Enters what another rule than that of texts erased; nothing where there was nothing. */
export async function entered(tx: Tx, { ledger, municipalityId, now }: Erasing, rule: string, items: number, engagementId?: string): Promise<Erased> {
  const act = retentionRules.find(({ id }) => id === rule)?.act;
  if (items === 0 || act === undefined) return none;
  const entry = await ledger.append(tx, { at: now, act, result: 'done', actor: actorOfGateway, municipality: municipalityId, ...(engagementId === undefined ? {} : { engagement: engagementId }), facts: { rule, items } });
  return { items, entry: entry.index };
}

export async function wiped(tx: Tx, { ledger, municipalityId, now }: Erasing, what: { texts: readonly string[]; documents?: readonly number[] }, engagementId?: string): Promise<Erased> {
  const entry = await wipeIds(tx, ledger, { at: now, actor: actorOfGateway, municipality: municipalityId, ...(engagementId === undefined ? {} : { engagement: engagementId }) }, what);
  return { items: what.texts.length + (what.documents?.length ?? 0), entry: entry?.index ?? null };
}
