// Entries of the log with the names of what they are about, as searches and extracts show them.
import { z } from 'zod';
import type { LedgerEntryRow } from '../../store/schema.ts';
import type { Tx } from '../../store/store.ts';
import { findEntries, type Wanted } from './find.ts';

const written = z.object({
  code: z.string().optional(), facts: z.record(z.string(), z.unknown()).optional(),
  actor: z.union([z.object({ id: z.string(), name: z.string(), role: z.string() }), z.object({ system: z.literal(true) }), z.object({ strangers: z.literal(true) })]),
});

export interface ToldEntry {
  readonly row: LedgerEntryRow; readonly code: string | null; readonly actor: { readonly id: string; readonly name: string; readonly role: string } | 'gateway' | 'strangers';
  readonly transferNumber: string | null; readonly contractor: string | null; readonly engagement: string | null;
}

const ROWS_AT_ONCE = 2_000;

/** The entries that match, oldest first, some at a time: memory does not grow with how many there are. Other searches come in between. */
export async function* entriesOf(tx: Tx, wanted: Wanted | null): AsyncGenerator<ToldEntry[]> {
  for (let lowest = wanted?.lowest ?? 0; wanted !== null;) {
    const found = await findEntries(tx, { ...wanted, lowest }, 'oldest', ROWS_AT_ONCE);
    const last = found.at(-1);
    if (last === undefined) return;
    yield await toldOf(tx, await tx.selectFrom('ledger_entries').selectAll().where('idx', 'in', found).orderBy('idx').execute());
    if (found.length < ROWS_AT_ONCE) return;
    lowest = last + 1;
  }
}

const distinct = (ids: readonly (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))];

async function toldOf(tx: Tx, rows: readonly LedgerEntryRow[]): Promise<ToldEntry[]> {
  const parsed = rows.map((row) => ({ row, ...written.parse(JSON.parse(row.bytes)) }));
  const about = parsed.map(({ row, facts }) => row.transfer_id ?? (typeof facts?.['id'] === 'string' ? facts['id'] : null));
  const numbers = new Map((await tx.selectFrom('transfers').select(['id', 'number']).where('id', 'in', distinct(about)).execute()).map(({ id, number }) => [id, number]));
  const firms = new Map((await tx.selectFrom('contractors').select(['id', 'name']).where('id', 'in', distinct(rows.map((row) => row.contractor_id))).execute()).map(({ id, name }) => [id, name]));
  const titles = new Map((await tx.selectFrom('engagements').select(['id', 'title']).where('id', 'in', distinct(rows.map((row) => row.engagement_id))).execute()).map(({ id, title }) => [id, title]));
  return parsed.map(({ row, code, actor }, at) => ({
    row, code: code ?? null, actor: 'id' in actor ? { id: actor.id, name: actor.name, role: actor.role } : 'system' in actor ? 'gateway' : 'strangers',
    transferNumber: numbers.get(about[at] ?? '') ?? null, contractor: firms.get(row.contractor_id ?? '') ?? null, engagement: titles.get(row.engagement_id ?? '') ?? null,
  }));
}
