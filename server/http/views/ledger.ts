// Ledger entries as the wire shows them, and the search over them.
import { z } from 'zod';
import type { LedgerEntryRow } from '../../store/schema.ts';
import type { Tx } from '../../store/store.ts';
import { findEntries, seenWords, sizeOf, wantedOf } from '../../records/log/find.ts';
import type { LogFilter } from '../../records/log/filter.ts';
import type { ledgerFilter, ledgerSearch, LedgerRow } from '../wire/ledger.ts';

const written = z.object({
  code: z.string().optional(), facts: z.record(z.string(), z.unknown()).optional(),
  actor: z.union([z.object({ name: z.string(), role: z.string() }), z.object({ system: z.literal(true) }), z.object({ strangers: z.literal(true) })]),
});

export function plain(row: LedgerEntryRow) {
  const entry = written.parse(JSON.parse(row.bytes));
  const actor = 'name' in entry.actor ? entry.actor.name : 'system' in entry.actor ? '鍵箱' : '（サインインしていない人）';
  return { index: row.idx, at: row.at, act: row.act, result: row.result === 'refused' ? 'refused' as const : 'done' as const, code: entry.code ?? null, actor, facts: entry.facts ?? {} };
}

const distinct = (ids: readonly (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))];

/** The entries with the names of what they are about: three look-ups, however many entries. */
export async function ledgerRows(tx: Tx, rows: readonly LedgerEntryRow[]): Promise<LedgerRow[]> {
  const numbers = new Map((await tx.selectFrom('transfers').select(['id', 'number']).where('id', 'in', distinct(rows.map((row) => row.transfer_id))).execute()).map((row) => [row.id, row.number]));
  const firms = new Map((await tx.selectFrom('contractors').select(['id', 'name']).where('id', 'in', distinct(rows.map((row) => row.contractor_id))).execute()).map((row) => [row.id, row.name]));
  const titles = new Map((await tx.selectFrom('engagements').select(['id', 'title']).where('id', 'in', distinct(rows.map((row) => row.engagement_id))).execute()).map((row) => [row.id, row.title]));
  const named = (names: ReadonlyMap<string, string>, id: string | null): string | null => (id === null ? null : names.get(id) ?? null);
  return rows.map((row) => ({ ...plain(row), transferId: row.transfer_id, transferNumber: named(numbers, row.transfer_id), contractor: named(firms, row.contractor_id), engagement: named(titles, row.engagement_id) }));
}

/** What an auditor of this municipality may read: its own entries, and the gateway's own, which no person and no municipality made. The same as in an export. */
export const readable = (tx: Tx, municipalityId: string) => tx.selectFrom('ledger_entries')
  .where((where) => where.or([where('municipality_id', '=', municipalityId), where.and([where('municipality_id', 'is', null), where('actor_id', 'is', null)])]));

/** The most entries that a search counts. */
const MOST_COUNTED = 10_000;

/** What is asked on the wire, as a filter of the log. */
export function filterOf({ act, ...asked }: z.output<typeof ledgerFilter>): LogFilter {
  return { ...asked, ...(act === undefined ? {} : { acts: typeof act === 'string' ? [act] : act }) };
}

/** The entries of one municipality that match, newest first, a page at a time. */
export async function searchLedger(tx: Tx, municipalityId: string, asked: z.output<typeof ledgerSearch>) {
  const { before, limit, ...filter } = asked;
  const size = await sizeOf(tx);
  const wanted = await wantedOf(tx, municipalityId, filterOf(filter), Math.min(size, before ?? size));
  const found = wanted === null ? [] : await findEntries(tx, wanted, 'newest', MOST_COUNTED + 1);
  const page = found.slice(0, limit);
  const rows = page.length === 0 ? [] : await tx.selectFrom('ledger_entries').selectAll().where('idx', 'in', page).orderBy('idx', 'desc').execute();
  return { entries: await ledgerRows(tx, rows), total: Math.min(found.length, MOST_COUNTED), capped: found.length > MOST_COUNTED, size, next: found.length <= limit ? null : page.at(-1) ?? null };
}

/** What searches and plots may be narrowed to. */
export async function choicesOf(tx: Tx, municipalityId: string) {
  const engagements = await tx.selectFrom('engagements').select(['id', 'title']).where('municipality_id', '=', municipalityId).orderBy('title').execute();
  const firms = await tx.selectFrom('contractors').select(['id', 'name', 'address']).where('municipality_id', '=', municipalityId).orderBy('name').orderBy('id').execute();
  // Names are not unique: equal ones stand with what tells them apart.
  const contractors = firms.map(({ id, name, address }) => ({ id, name: firms.some((other) => other.id !== id && other.name === name) ? `${name}（${address}）` : name }));
  return { acts: await seenWords(tx, municipalityId, 'act'), codes: await seenWords(tx, municipalityId, 'code'), engagements, contractors };
}
