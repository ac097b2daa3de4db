// Ledger entries as the wire shows them, and the search over them.
import { z } from 'zod';
import type { LedgerEntryRow } from '../../store/schema.ts';
import type { Tx } from '../../store/store.ts';
import type { ledgerQuery, LedgerRow } from '../wire/ledger.ts';

const written = z.object({
  code: z.string().optional(), facts: z.record(z.string(), z.unknown()).optional(),
  actor: z.union([z.object({ name: z.string(), role: z.string() }), z.object({ system: z.literal(true) }), z.object({ strangers: z.literal(true) })]),
});

function plain(row: LedgerEntryRow) {
  const entry = written.parse(JSON.parse(row.bytes));
  const actor = 'name' in entry.actor ? entry.actor.name : 'system' in entry.actor ? '鍵箱' : '（サインインしていない人）';
  return { index: row.idx, at: row.at, act: row.act, result: row.result === 'refused' ? 'refused' as const : 'done' as const, code: entry.code ?? null, actor, facts: entry.facts ?? {} };
}

/** What happened to one transfer, oldest first. */
export async function timelineOf(tx: Tx, transferId: string) {
  const rows = await tx.selectFrom('ledger_entries').selectAll().where('transfer_id', '=', transferId).orderBy('idx').execute();
  return rows.map(plain);
}

export async function ledgerRow(tx: Tx, row: LedgerEntryRow): Promise<LedgerRow> {
  const transfer = row.transfer_id === null ? undefined : await tx.selectFrom('transfers').select('number').where('id', '=', row.transfer_id).executeTakeFirst();
  const contractor = row.contractor_id === null ? undefined : await tx.selectFrom('contractors').select('name').where('id', '=', row.contractor_id).executeTakeFirst();
  const engagement = row.engagement_id === null ? undefined : await tx.selectFrom('engagements').select('title').where('id', '=', row.engagement_id).executeTakeFirst();
  return { ...plain(row), transferNumber: transfer?.number ?? null, contractor: contractor?.name ?? null, engagement: engagement?.title ?? null };
}

/** The entries of one municipality that match, newest first, a page at a time. Entries of nobody's municipality are the gateway's own and shown to all. */
export async function searchLedger(tx: Tx, municipalityId: string, query: z.output<typeof ledgerQuery>) {
  let found = tx.selectFrom('ledger_entries').where((where) => where.or([where('municipality_id', '=', municipalityId), where('municipality_id', 'is', null)]));
  if (query.from !== undefined) found = found.where('at', '>=', query.from);
  if (query.to !== undefined) found = found.where('at', '<=', query.to);
  if (query.act !== undefined) found = found.where('act', '=', query.act);
  if (query.result !== undefined) found = found.where('result', '=', query.result);
  if (query.engagement !== undefined) found = found.where('engagement_id', '=', query.engagement);
  if (query.contractor !== undefined) found = found.where('contractor_id', '=', query.contractor);
  if (query.transfer !== undefined) found = found.where('transfer_id', 'in', tx.selectFrom('transfers').select('id').where((where) => where.or([where('number', '=', query.transfer ?? ''), where('id', '=', query.transfer ?? '')])));
  if (query.actor !== undefined) found = found.where('actor_id', 'in', tx.selectFrom('accounts').select('id').where('name', 'like', `%${query.actor.replace(/[%_]/g, '')}%`));
  const { total } = await found.select((select) => select.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const page = query.before === undefined ? found : found.where('idx', '<', query.before);
  const rows = await page.selectAll().orderBy('idx', 'desc').limit(query.limit).execute();
  const acts = await tx.selectFrom('ledger_entries').select('act').distinct().where('municipality_id', '=', municipalityId).orderBy('act').execute();
  return { entries: await Promise.all(rows.map((row) => ledgerRow(tx, row))), total, next: rows.length < query.limit ? null : rows.at(-1)?.idx ?? null, acts: acts.map((row) => row.act) };
}
