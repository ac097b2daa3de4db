// Searches that an auditor names and keeps; shared ones are seen by the other auditors of the municipality and changed by their maker alone.
// Making, changing and deleting one is entered. Its name and what it searches for are texts: somebody's name may stand in them.
import { actorOf, type Person } from '../../accounts/person.ts';
import type { Clock } from '../../ledger/clock.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { newIdentifier, type RandomBytes } from '../../store/identifier.ts';
import type { SavedSearchRow } from '../../store/schema.ts';
import type { Store, Tx } from '../../store/store.ts';
import { filterText, readFilter, type LogFilter } from './filter.ts';
import { LogRefused } from './refusal.ts';

export interface SavingParts { readonly store: Store; readonly ledger: Pick<Ledger, 'append'>; readonly clock: Clock; readonly random: RandomBytes }
export interface SavedSearch { readonly id: string; readonly name: string; readonly filter: LogFilter; readonly shared: boolean; readonly own: boolean; readonly by: string }

const MOST = 100;

/** One's own by name, then those that others share. */
export async function savedSearches(tx: Tx, who: Person): Promise<SavedSearch[]> {
  const rows = await tx.selectFrom('saved_searches').innerJoin('accounts', 'accounts.id', 'saved_searches.account_id').selectAll('saved_searches').select('accounts.name as by')
    .where('saved_searches.municipality_id', '=', who.municipalityId).where((where) => where.or([where('account_id', '=', who.id), where('shared', '=', 1)])).orderBy('saved_searches.name').execute();
  const shown = rows.map(({ by, ...row }) => ({ id: row.id, name: row.name, filter: readFilter(row.filter), shared: row.shared === 1, own: row.account_id === who.id, by }));
  return [...shown.filter(({ own }) => own), ...shown.filter(({ own }) => !own)];
}

/** Throws `LogRefused` (SEARCH_NAME_TAKEN, TOO_MANY_SEARCHES). */
export async function saveSearch(parts: SavingParts, who: Person, given: { readonly name: string; readonly filter: LogFilter; readonly shared: boolean }): Promise<void> {
  await parts.store.change(async (tx) => {
    const kept = await tx.selectFrom('saved_searches').select('name').where('account_id', '=', who.id).execute();
    if (kept.length >= MOST) throw new LogRefused('TOO_MANY_SEARCHES', { limit: MOST });
    if (kept.some(({ name }) => name === given.name)) throw new LogRefused('SEARCH_NAME_TAKEN');
    const id = newIdentifier(parts.random);
    const now = parts.clock.now();
    await tx.insertInto('saved_searches').values({ id, municipality_id: who.municipalityId, account_id: who.id, name: given.name, filter: filterText(given.filter), shared: given.shared ? 1 : 0, created_at: now }).execute();
    await enter(parts, tx, who, { act: 'save-search', facts: { id, shared: given.shared }, texts: { name: given.name, filter: filterText(given.filter) } });
  });
}

/** Renames one's own, or shares it, or ceases to. Throws `LogRefused` (NOT_FOUND, SEARCH_NAME_TAKEN). */
export async function changeSearch(parts: SavingParts, who: Person, id: string, given: { readonly name: string; readonly shared: boolean }): Promise<void> {
  await parts.store.change(async (tx) => {
    const row = await mustBeOwn(tx, who, id);
    const taken = await tx.selectFrom('saved_searches').select('id').where('account_id', '=', who.id).where('name', '=', given.name).where('id', '!=', id).executeTakeFirst();
    if (taken !== undefined) throw new LogRefused('SEARCH_NAME_TAKEN');
    if (row.name === given.name && (row.shared === 1) === given.shared) return;
    await tx.updateTable('saved_searches').set({ name: given.name, shared: given.shared ? 1 : 0 }).where('id', '=', id).execute();
    await enter(parts, tx, who, { act: 'change-search', facts: { id, shared: given.shared }, texts: { name: given.name } });
  });
}

/** Throws `LogRefused` (NOT_FOUND). */
export async function deleteSearch(parts: SavingParts, who: Person, id: string): Promise<void> {
  await parts.store.change(async (tx) => {
    await mustBeOwn(tx, who, id);
    await tx.deleteFrom('saved_searches').where('id', '=', id).execute();
    await enter(parts, tx, who, { act: 'delete-search', facts: { id } });
  });
}

async function mustBeOwn(tx: Tx, who: Person, id: string): Promise<SavedSearchRow> {
  const row = await tx.selectFrom('saved_searches').selectAll().where('id', '=', id).where('account_id', '=', who.id).executeTakeFirst();
  if (row === undefined) throw new LogRefused('NOT_FOUND');
  return row;
}

interface Entered { readonly act: string; readonly facts: Readonly<Record<string, string | boolean>>; readonly texts?: Readonly<Record<string, string>> }

async function enter({ ledger, clock }: SavingParts, tx: Tx, who: Person, { act, facts, texts }: Entered): Promise<void> {
  await ledger.append(tx, { at: clock.now(), act, result: 'done', actor: actorOf(who), municipality: who.municipalityId, facts, ...(texts === undefined ? {} : { texts }) });
}
