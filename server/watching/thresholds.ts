// Thresholds of a municipality: those of the rules until its auditors set others, with a reason, which is entered. A week that was reviewed keeps what it was judged by.
import { actorOf, type Person } from '../accounts/person.ts';
import type { Clock } from '../ledger/clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Store, Tx } from '../store/store.ts';
import { WatchRefused } from './refusal.ts';
import { rules, type Rule } from './rules.ts';

export interface Thresholds { readonly perWeek: number | null; readonly perPerson: number | null }
export interface ChangedThreshold { readonly by: string; readonly at: string; readonly entry: number; /** Null once it was erased. */ readonly reason: string | null }
/** A rule as a municipality uses it. */
export interface UsedRule extends Rule { readonly usual: Thresholds; readonly changed: ChangedThreshold | null }

/** All rules with the thresholds that hold in a municipality now, in the order of the rules. */
export async function usedRules(tx: Tx, municipalityId: string): Promise<UsedRule[]> {
  const rows = await tx.selectFrom('watch_thresholds').selectAll().where('municipality_id', '=', municipalityId).execute();
  const ids = rows.map(({ entry }) => `${entry}:reason`);
  const reasons = new Map(ids.length === 0 ? [] : (await tx.selectFrom('texts').select(['id', 'text']).where('id', 'in', ids).execute()).map(({ id, text }) => [id, text]));
  return rules.map((rule) => {
    const set = rows.find((row) => row.rule === rule.id);
    const usual = { perWeek: rule.perWeek, perPerson: rule.perPerson };
    if (set === undefined) return { ...rule, usual, changed: null };
    const changed = { by: set.by_name, at: set.at, entry: set.entry, reason: reasons.get(`${set.entry}:reason`) ?? null };
    return { ...rule, usual, changed, perWeek: rule.perWeek === null ? null : set.per_week ?? rule.perWeek, perPerson: rule.perPerson === null ? null : set.per_person ?? rule.perPerson };
  });
}

export interface ThresholdChange extends Thresholds { readonly rule: string; readonly reason: string }
export interface ThresholdParts { readonly store: Store; readonly ledger: Ledger; readonly clock: Clock }

/**
 * Sets the thresholds of one rule, from 1 on: a rule cannot be switched off, and what a rule does not count by cannot be set.
 * Throws `WatchRefused`: NOT_FOUND (no such rule), THRESHOLD_OF_NOTHING, THRESHOLD_UNCHANGED.
 */
export function changeThreshold({ store, ledger, clock }: ThresholdParts, who: Person, { rule: id, perWeek, perPerson, reason }: ThresholdChange): Promise<UsedRule> {
  return store.change(async (tx) => {
    const before = (await usedRules(tx, who.municipalityId)).find((rule) => rule.id === id);
    if (before === undefined) throw new WatchRefused('NOT_FOUND');
    if ((before.usual.perWeek === null) !== (perWeek === null) || (before.usual.perPerson === null) !== (perPerson === null)) throw new WatchRefused('THRESHOLD_OF_NOTHING');
    if (before.perWeek === perWeek && before.perPerson === perPerson) throw new WatchRefused('THRESHOLD_UNCHANGED');
    const at = clock.now();
    const told = ({ perWeek: week, perPerson: person }: Thresholds) => ({ ...(week === null ? {} : { perWeek: week }), ...(person === null ? {} : { perPerson: person }) });
    const entry = await ledger.append(tx, { at, act: 'change-threshold', result: 'done', actor: actorOf(who), municipality: who.municipalityId, facts: { rule: id, from: told(before), to: told({ perWeek, perPerson }) }, texts: { reason } });
    const row = { per_week: perWeek, per_person: perPerson, by_name: who.name, at, entry: entry.index };
    await tx.insertInto('watch_thresholds').values({ municipality_id: who.municipalityId, rule: id, ...row }).onConflict((conflict) => conflict.columns(['municipality_id', 'rule']).doUpdateSet(row)).execute();
    return { ...before, perWeek, perPerson, changed: { by: who.name, at, entry: entry.index, reason } };
  });
}
