// Ledger entries as the wire shows them, and the search over them.
import { z } from 'zod';
import type { LedgerEntryRow } from '../../store/schema.ts';
import type { Tx } from '../../store/store.ts';
import type { ledgerSearch, LedgerRow } from '../wire/ledger.ts';

const written = z.object({
  code: z.string().optional(), facts: z.record(z.string(), z.unknown()).optional(),
  actor: z.union([z.object({ name: z.string(), role: z.string() }), z.object({ system: z.literal(true) }), z.object({ strangers: z.literal(true) })]),
});

export function plain(row: LedgerEntryRow) {
  const entry = written.parse(JSON.parse(row.bytes));
  const actor = 'name' in entry.actor ? entry.actor.name : 'system' in entry.actor ? '鍵箱' : '（サインインしていない人）';
  return { index: row.idx, at: row.at, act: row.act, result: row.result === 'refused' ? 'refused' as const : 'done' as const, code: entry.code ?? null, actor, facts: entry.facts ?? {} };
}

/** What happened to one transfer, oldest first. */
export async function timelineOf(tx: Tx, transferId: string) {
  const rows = await tx.selectFrom('ledger_entries').selectAll().where('transfer_id', '=', transferId).orderBy('idx').execute();
  return rows.map(plain);
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

/** The entries of one municipality that match, newest first, a page at a time. */
export async function searchLedger(tx: Tx, municipalityId: string, asked: z.output<typeof ledgerSearch>) {
  let found = readable(tx, municipalityId);
  if (asked.from !== undefined) found = found.where('at', '>=', asked.from);
  if (asked.to !== undefined) found = found.where('at', '<=', asked.to);
  if (asked.act !== undefined) found = found.where('act', '=', asked.act);
  if (asked.result !== undefined) found = found.where('result', '=', asked.result);
  if (asked.engagement !== undefined) found = found.where('engagement_id', '=', asked.engagement);
  if (asked.contractor !== undefined) found = found.where('contractor_id', '=', asked.contractor);
  if (asked.transfer !== undefined) found = found.where('transfer_id', '=', asked.transfer);
  // A number as people type it: full-width digits, and with or without its hyphen.
  const digits = asked.number?.normalize('NFKC').replace(/\D/g, '');
  if (digits !== undefined) found = found.where('transfer_id', 'in', tx.selectFrom('transfers').select('id').where('number', '=', `${digits.slice(0, 4)}-${digits.slice(4)}`));
  if (asked.person !== undefined) found = found.where('actor_id', 'in', tx.selectFrom('accounts').select('id').where('name', 'like', `%${asked.person.replace(/[%_]/g, '')}%`));
  const { total } = await found.select((select) => select.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const page = asked.before === undefined ? found : found.where('idx', '<', asked.before);
  const rows = await page.selectAll().orderBy('idx', 'desc').limit(asked.limit).execute();
  return { entries: await ledgerRows(tx, rows), total, next: rows.length < asked.limit ? null : rows.at(-1)?.idx ?? null };
}

/** What searches and plots may be narrowed to. */
export async function choicesOf(tx: Tx, municipalityId: string) {
  const acts = await readable(tx, municipalityId).select('act').distinct().orderBy('act').execute();
  const engagements = await tx.selectFrom('engagements').select(['id', 'title']).where('municipality_id', '=', municipalityId).orderBy('title').execute();
  const contractors = await tx.selectFrom('contractors').select(['id', 'name']).where('municipality_id', '=', municipalityId).orderBy('name').execute();
  return { acts: acts.map((row) => row.act), engagements, contractors };
}
