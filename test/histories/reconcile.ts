// Reconciles what the tape saw with what the ledger says, transaction by transaction: every change is told by the entries of its own transaction,
// every entry tells a change, a refusal changes nothing. Knows the product only by map.ts.
import { actorOf, type Entry } from './entries.ts';
import { erased, isReading, isRewrap, map, rewrap, type Rule } from './map.ts';
import type { Change, Transaction } from './tape.ts';
import { leads, steps } from './transitions.ts';

/** The states of transfers as they were told so far. */
export type Known = Map<string, { readonly state: string; readonly version: number }>;

const shown = ({ table, op, row, columns }: Change): string => `${table} ${op} ${columns.join(',')} ${JSON.stringify(row)}`;
const namesOf = (entries: readonly Entry[]): string => (entries.length === 0 ? 'no entry' : entries.map(({ index, act, result }) => `${String(index)} ${act} ${result}`).join(', '));
const keyOf = ({ table, row }: Change): string => `${table} ${String(row['id'] ?? JSON.stringify(row))}`;

/** Takes one transaction and its entries; returns what does not fit, in words. `known` goes on with it. */
export function reconcile({ changes }: Transaction, entries: readonly Entry[], known: Known): string[] {
  const done = entries.filter(({ result }) => result === 'done');
  const claimed = new Set<number>();
  const wrong: string[] = [];
  for (const [rule, same] of claims(changes, wrong)) {
    const all = new Set<number>();
    for (const change of same) {
      const tellers = done.filter((entry) => (rule.acts === 'any' || rule.acts.includes(entry.act)) && rule.link(change.row, entry));
      for (const { index } of tellers) {
        claimed.add(index);
        all.add(index);
      }
      const alike = same.filter((other) => keyOf(other) === keyOf(change)).length;
      if (rule.how === 'one' && tellers.length !== alike) wrong.push(`${shown(change)}: expected one entry of ${String(rule.acts)}, the transaction has ${namesOf(entries)}`);
      if (rule.how === 'some' && tellers.length === 0) wrong.push(`${shown(change)}: expected an entry of ${String(rule.acts)}, the transaction has ${namesOf(entries)}`);
    }
    if (rule.how === 'one' && all.size !== same.length) wrong.push(`${String(all.size)} entries of ${String(rule.acts)} tell ${String(same.length)} changes: ${same.map(shown).join('; ')}`);
  }
  for (const entry of done) if (!claimed.has(entry.index) && !isReading(entry.act)) wrong.push(`entry ${namesOf([entry])}: tells no change; the transaction has ${changes.map(shown).join('; ') || 'none'}`);
  return [...wrong, ...follow(changes, done, known)];
}

/** Each rule with the changes that it is about. A change that no line of the map covers is wrong. */
function claims(changes: readonly Change[], wrong: string[]): Map<Rule, Change[]> {
  const found = new Map<Rule, Change[]>();
  for (const change of changes) {
    const rules = rulesOf(change);
    if (rules.includes(undefined)) wrong.push(`${shown(change)}: stands in no line of test/histories/map.ts`);
    for (const rule of new Set(rules)) if (rule !== undefined) found.set(rule, [...(found.get(rule) ?? []), change]);
  }
  return found;
}

function rulesOf(change: Change): readonly (Rule | undefined)[] {
  const told = map[change.table];
  if (change.op !== 'update') return told?.[change.op] ?? [undefined];
  if (change.columns.includes('erased_at')) return erased;
  return isRewrap(change) ? rewrap : change.columns.map((column) => told?.update?.[column]);
}

/** The entries of a transfer in this transaction, one after another, lead from the state that was known to each state that was written. */
function follow(changes: readonly Change[], done: readonly Entry[], known: Known): string[] {
  const wrong: string[] = [];
  const told = new Map<string, Entry[]>();
  for (const entry of done) if (entry.transfer !== undefined && steps.includes(entry.act) && (entry.act !== 'call' || 'notice' in entry.facts)) told.set(entry.transfer, [...(told.get(entry.transfer) ?? []), entry]);
  // The erasure of what was written about a transfer takes no step of it, nor does a new key for what waits.
  for (const { row } of changes.filter((change) => change.table === 'transfers' && !change.columns.includes('erased_at') && !isRewrap(change))) {
    const id = String(row['id']);
    const before = known.get(id) ?? { state: 'nothing', version: 0 };
    const after = { state: String(row['state']), version: Number(row['version']) };
    const entry = told.get(id)?.shift();
    if (entry !== undefined && !leads(entry.act, before.state, after.state)) wrong.push(`transfer ${id}: ${namesOf([entry])} does not lead from ${before.state} to ${after.state}`);
    if (after.version !== before.version + 1) wrong.push(`transfer ${id}: version ${String(before.version)} is followed by ${String(after.version)}`);
    known.set(id, after);
  }
  return wrong;
}

/** `served`: this side has the path that was asked for. */
export interface Answered { readonly who: string; readonly code: string; readonly served: boolean }

/** Refusals by which the gateway does not know who asks: they are counted, not entered. */
const strange: readonly string[] = ['NOT_SIGNED_IN', 'SESSION_ENDED', 'SIGN_IN_FAILED', 'BUSY', 'HOST_REFUSED', 'ORIGIN_REFUSED', 'OUTCOME_UNKNOWN'];
export const isStrange = ({ code }: Pick<Answered, 'code'>): boolean => strange.includes(code);

/**
 * Each refused answer to a signed-in person is exactly one refused entry with its code, and there is no other. `uncounted` is told of an answer about a path
 * that this side does not have and that was not entered: it was counted as a stranger's.
 */
export function reconcileRefusals(answers: readonly Answered[], entries: readonly Entry[], uncounted: () => void): string[] {
  const entered = entries.filter((entry) => entry.result === 'refused' && 'id' in entry.actor).map((entry) => `${actorOf(entry)} ${entry.code ?? ''}`);
  const wrong: string[] = [];
  for (const { who, code, served } of answers) {
    const at = entered.indexOf(`${who} ${code}`);
    if (at === -1 && !served) uncounted();
    else if (at === -1) wrong.push(`refused answer ${code} to ${who}: expected one refused entry, there is none left`);
    else entered.splice(at, 1);
  }
  return [...wrong, ...entered.map((one) => `refused entry ${one}: nobody was answered so (${entries.filter((entry) => entry.code === one.split(' ')[1]).map(({ index, act }) => `${String(index)} ${act}`).join(', ')})`)];
}
