// For how many years a municipality keeps content, and holds (保全) that stop the erasure of an engagement. Each change is entered with its reason;
// a hold is lifted by another person than the one who set it.
import { actorOf, type Person } from '../accounts/person.ts';
import type { Clock } from '../ledger/clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { newIdentifier, type RandomBytes } from '../store/identifier.ts';
import type { Store, Tx } from '../store/store.ts';
import { RetentionRefused } from './refusal.ts';
import { usualYears } from '../records/retention-rules.ts';

export interface TermParts { readonly store: Store; readonly ledger: Ledger; readonly clock: Clock; readonly random: RandomBytes }
export interface Term { readonly years: number; readonly changed: { readonly by: string; readonly at: string; readonly entry: number } | null }

export async function termOf(tx: Tx, municipalityId: string): Promise<Term> {
  const row = await tx.selectFrom('retention_terms').selectAll().where('municipality_id', '=', municipalityId).executeTakeFirst();
  return row === undefined ? { years: usualYears, changed: null } : { years: row.years, changed: { by: row.by_name, at: row.at, entry: row.entry } };
}

/** Sets the years, 1 to 30 (the database holds it). Throws `RetentionRefused` (TERM_UNCHANGED). */
export function changeTerm({ store, ledger, clock }: TermParts, who: Person, { years, reason }: { years: number; reason: string }): Promise<Term> {
  return store.change(async (tx) => {
    const before = await termOf(tx, who.municipalityId);
    if (before.years === years) throw new RetentionRefused('TERM_UNCHANGED');
    const at = clock.now();
    const entry = await ledger.append(tx, { at, act: 'change-retention', result: 'done', actor: actorOf(who), municipality: who.municipalityId, facts: { from: before.years, to: years }, texts: { reason } });
    const row = { years, by_name: who.name, at, entry: entry.index };
    await tx.insertInto('retention_terms').values({ municipality_id: who.municipalityId, ...row }).onConflict((conflict) => conflict.column('municipality_id').doUpdateSet(row)).execute();
    return { years, changed: { by: who.name, at, entry: entry.index } };
  });
}

/** Holds an engagement's content. Returns the hold's id. Throws `RetentionRefused` (NOT_FOUND, HELD_ALREADY). */
export function setHold({ store, ledger, clock, random }: TermParts, who: Person, { engagementId, reason }: { engagementId: string; reason: string }): Promise<string> {
  return store.change(async (tx) => {
    const own = await tx.selectFrom('engagements').select('id').where('id', '=', engagementId).where('municipality_id', '=', who.municipalityId).executeTakeFirst();
    if (own === undefined) throw new RetentionRefused('NOT_FOUND');
    if (await tx.selectFrom('holds').select('id').where('engagement_id', '=', engagementId).where('lifted_at', 'is', null).executeTakeFirst() !== undefined) throw new RetentionRefused('HELD_ALREADY');
    const [id, at] = [newIdentifier(random), clock.now()];
    const entry = await ledger.append(tx, { at, act: 'hold', result: 'done', actor: actorOf(who), municipality: who.municipalityId, engagement: engagementId, facts: { hold: id }, texts: { reason } });
    await tx.insertInto('holds').values({ id, municipality_id: who.municipalityId, engagement_id: engagementId, set_by: who.id, set_by_name: who.name, set_at: at, entry: entry.index, lifted_by: null, lifted_by_name: null, lifted_at: null }).execute();
    return id;
  });
}

/** Lifts a hold. Throws `RetentionRefused` (NOT_FOUND, HOLD_LIFTED, HOLD_OF_ONES_OWN). */
export function liftHold({ store, ledger, clock }: TermParts, who: Person, { id, reason }: { id: string; reason: string }): Promise<void> {
  return store.change(async (tx) => {
    const hold = await tx.selectFrom('holds').selectAll().where('id', '=', id).where('municipality_id', '=', who.municipalityId).executeTakeFirst();
    if (hold === undefined) throw new RetentionRefused('NOT_FOUND');
    if (hold.lifted_at !== null) throw new RetentionRefused('HOLD_LIFTED');
    if (hold.set_by === who.id) throw new RetentionRefused('HOLD_OF_ONES_OWN');
    const at = clock.now();
    await ledger.append(tx, { at, act: 'lift-hold', result: 'done', actor: actorOf(who), municipality: who.municipalityId, engagement: hold.engagement_id, facts: { hold: id }, texts: { reason } });
    await tx.updateTable('holds').set({ lifted_by: who.id, lifted_by_name: who.name, lifted_at: at }).where('id', '=', id).execute();
  });
}
