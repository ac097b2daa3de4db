// What the rules find in one week of one municipality: counts, and the numbers of the first entries. Reads only that week's stretch of the ledger, page by page.
import { z } from 'zod';
import { canonical } from '../ledger/canonical.ts';
import { toHex, utf8 } from '../ledger/encoding.ts';
import { sha256 } from '../ledger/node-primitives.ts';
import type { LedgerEntryRow } from '../store/schema.ts';
import type { Tx } from '../store/store.ts';
import { gatewayActs, watchedActs, type Rule, type WatchedEntry } from './rules.ts';
import { stretchOf, type Stretch } from './stretch.ts';
import { spanOf, type Span } from './weeks.ts';

export interface Finding {
  readonly rule: string;
  readonly count: number;
  /** The person with the most of them; null when no person stands behind any. */
  readonly most: { readonly name: string; readonly count: number } | null;
  /** At or over a threshold. */
  readonly fired: boolean;
  /** Numbers of the first entries in the ledger, at most twenty. */
  readonly entries: readonly number[];
}

const PAGE = 1000;
const MOST_ENTRIES = 20;

const written = z.object({
  code: z.string().optional(), facts: z.record(z.string(), z.unknown()).optional(),
  actor: z.union([z.object({ id: z.string(), name: z.string() }), z.object({}).transform(() => null)]),
});

function watchedOf(row: LedgerEntryRow): WatchedEntry {
  const { code, facts, actor } = written.parse(JSON.parse(row.bytes));
  return { index: row.idx, at: row.at, act: row.act, result: row.result === 'refused' ? 'refused' : 'done', code: code ?? null, actor, facts: facts ?? {} };
}

/** Own entries that some rule may look at, in pages. The index by municipality and number leads to them. */
async function* entriesOf(tx: Tx, municipalityId: string, span: Span): AsyncGenerator<WatchedEntry> {
  const stretch = await stretchOf(tx, span);
  yield* pages(stretch, (from) => within(tx, span, stretch, from).where('municipality_id', '=', municipalityId)
    .where((where) => where.or([where('result', '=', 'refused'), where('act', 'in', [...watchedActs])])).execute());
  yield* pages(stretch, (from) => within(tx, span, stretch, from).where('municipality_id', 'is', null).where('actor_id', 'is', null).where('act', 'in', [...gatewayActs]).execute());
}

const within = (tx: Tx, span: Span, stretch: Stretch, from: number) => tx.selectFrom('ledger_entries').selectAll()
  .where('idx', '>=', from).where('idx', '<', stretch.to).where('at', '>=', span.from).where('at', '<', span.to).orderBy('idx').limit(PAGE);

async function* pages(stretch: Stretch, read: (from: number) => Promise<LedgerEntryRow[]>): AsyncGenerator<WatchedEntry> {
  for (let from: number | null = stretch.from; from !== null;) {
    const rows = await read(from);
    for (const row of rows) yield watchedOf(row);
    const last = rows.at(-1);
    from = rows.length < PAGE || last === undefined ? null : last.idx + 1;
  }
}

interface Tally { readonly rule: Rule; count: number; readonly people: Map<string, { name: string; count: number }>; readonly entries: number[] }

function add(tally: Tally, entry: WatchedEntry): void {
  const count = tally.rule.counts(entry);
  if (count === 0) return;
  tally.count += count;
  if (tally.entries.length < MOST_ENTRIES) tally.entries.push(entry.index);
  if (entry.actor !== null) tally.people.set(entry.actor.id, { name: entry.actor.name, count: (tally.people.get(entry.actor.id)?.count ?? 0) + count });
}

function findingOf({ rule, count, people, entries }: Tally): Finding {
  const most = [...people.values()].reduce<Finding['most']>((found, one) => (found === null || one.count > found.count ? one : found), null);
  const fired = (rule.perWeek !== null && count >= rule.perWeek) || (rule.perPerson !== null && (most?.count ?? 0) >= rule.perPerson);
  return { rule: rule.id, count, most, fired, entries };
}

/** Takes entries in the order of the ledger, returns one finding of each rule, in the order of the rules. */
export async function judge(entries: AsyncIterable<WatchedEntry> | Iterable<WatchedEntry>, rules: readonly Rule[]): Promise<Finding[]> {
  const tallies = rules.map((rule): Tally => ({ rule, count: 0, people: new Map(), entries: [] }));
  for await (const entry of entries) for (const tally of tallies) add(tally, entry);
  return tallies.map(findingOf);
}

/** The findings of a municipality in a week (named by its Monday), by the thresholds that `rules` bear. */
export function findingsOf(tx: Tx, municipalityId: string, week: string, rules: readonly Rule[]): Promise<Finding[]> {
  return judge(entriesOf(tx, municipalityId, spanOf(week)), rules);
}

/** SHA-256 (hex) of the findings with the thresholds they were judged by, in canonical JSON: what an auditor had before them. */
export function hashOf(week: string, findings: readonly Finding[], rules: readonly Rule[]): string {
  const seen = findings.map(({ rule, count, most, fired, entries }) => ({ rule, count, most: most === null ? null : { name: most.name, count: most.count }, fired, entries: [...entries] }));
  const thresholds = rules.map(({ id, perWeek, perPerson }) => ({ id, perWeek, perPerson }));
  return toHex(sha256(utf8(canonical({ week, findings: seen, thresholds }))));
}
