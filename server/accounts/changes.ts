// A change of what an administrator keeps: each field before and after, why, and that nobody changed it meanwhile.
// Guarantees that a change and its ledger entry are one transaction, and that what may have to be forgotten stands in the entry only as a commitment.
import { createHash } from 'node:crypto';
import { canonical, type JsonValue } from '../ledger/canonical.ts';
import type { Clock } from '../ledger/clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Store, Tx } from '../store/store.ts';
import { actorOf, type Person } from './person.ts';
import { AccountRefused } from './refusal.ts';

export interface ChangeParts { readonly store: Store; readonly ledger: Ledger; readonly clock: Clock }

export type Value = string | number | boolean | null | string[];

/** One field of an object: its value now, and how a change of it counts. The words are those of the wire. */
export interface Changed<Field extends string = string> {
  readonly field: Field;
  readonly before: Value;
  readonly after: Value;
  /** True for names of people and for long texts: the ledger commits to them, the table `texts` holds them. */
  readonly asText?: boolean;
}

/** `seen` is the hash of what the administrator looked at. Without a reason the change is only shown. */
export interface Asked { readonly seen: string; readonly reason: string | null }
export interface Made<Field extends string = string> { readonly changes: readonly Changed<Field>[]; readonly entry: number | null }

export type ObjectKind = 'person' | 'section' | 'contractor' | 'engagement' | 'settings';

/** SHA-256 (hex) over the values of an object that can be changed. */
export function seenOf(values: Readonly<Record<string, JsonValue>>): string {
  return createHash('sha256').update(canonical({ ...values })).digest('hex');
}

const isSame = (one: Value, other: Value): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What really differs. Throws `AccountRefused` (CHANGED_MEANWHILE when `now` is not what was seen, NOTHING_CHANGED). */
export function differing<Field extends string>(asked: Asked, now: string, wanted: readonly Changed<Field>[]): Changed<Field>[] {
  if (asked.seen !== now) throw new AccountRefused('CHANGED_MEANWHILE');
  const changes = wanted.filter(({ before, after }) => !isSame(before, after));
  if (changes.length === 0) throw new AccountRefused('NOTHING_CHANGED');
  return changes;
}

export interface Entered {
  readonly act: string;
  readonly kind: ObjectKind;
  readonly id: string;
  readonly changes: readonly Changed[];
  readonly reason: string;
  readonly engagement?: string;
  readonly contractor?: string;
  /** Further facts: identifiers that were added. */
  readonly facts?: Readonly<Record<string, JsonValue>>;
}

/** Enters a change inside its transaction. Returns the number of the entry. */
export async function enterChange(tx: Tx, { ledger, clock }: ChangeParts, who: Person, given: Entered): Promise<number> {
  const texts: Record<string, string> = { reason: given.reason };
  for (const { field, before, after, asText } of given.changes) {
    if (asText !== true) continue;
    texts[`${field}.before`] = JSON.stringify(before);
    texts[`${field}.after`] = JSON.stringify(after);
  }
  const entry = await ledger.append(tx, {
    at: clock.now(), act: given.act, result: 'done', actor: actorOf(who), municipality: who.municipalityId, texts,
    engagement: given.engagement, contractor: given.contractor,
    facts: { [given.kind]: given.id, ...given.facts, changes: given.changes.map(({ field, before, after, asText }) => (asText === true ? { field } : { field, before, after })) },
  });
  await administered(tx, given.kind, given.id, entry.index);
  return entry.index;
}

/** Lets the history of an object find an entry, in the transaction that wrote it. */
export async function administered(tx: Tx, kind: ObjectKind, objectId: string, entry: number): Promise<void> {
  await tx.insertInto('administered').values({ kind, object_id: objectId, entry }).execute();
}
