// The history of one person, party, engagement or of the settings: entries of the ledger, with the texts they only commit to, as long as those exist.
import { z } from 'zod';
import type { Tx } from '../../store/store.ts';
import { field, value, type Field, type HistoryEntry, type Value } from '../wire/administration.ts';
import { formOf } from './administration.ts';

const entriesAtOnce = 20;
const written = z.object({
  actor: z.union([z.object({ name: z.string() }), z.object({ system: z.literal(true) })]),
  facts: z.looseObject({ account: z.string().optional(), changes: z.array(z.object({ field, before: value.optional(), after: value.optional() })).optional() }).optional(),
});

/** Newest first, a page at a time; `before` is the number of an entry. The caller has made sure that the object is the reader's own. */
export async function historyOf(tx: Tx, about: { kind: string; id: string; before: number | undefined }): Promise<{ entries: HistoryEntry[]; next: number | null }> {
  let found = tx.selectFrom('administered').innerJoin('ledger_entries', 'ledger_entries.idx', 'administered.entry').select(['idx', 'at', 'act', 'bytes']).where('kind', '=', about.kind).where('object_id', '=', about.id);
  if (about.before !== undefined) found = found.where('entry', '<', about.before);
  const rows = await found.orderBy('entry', 'desc').limit(entriesAtOnce).execute();
  const entries: HistoryEntry[] = [];
  for (const row of rows) entries.push(await historyEntry(tx, row));
  return { entries, next: rows.length < entriesAtOnce ? null : rows.at(-1)?.idx ?? null };
}

async function historyEntry(tx: Tx, row: { idx: number; at: string; act: string; bytes: string }): Promise<HistoryEntry> {
  const { actor, facts } = written.parse(JSON.parse(row.bytes));
  const texts = new Map((await tx.selectFrom('texts').select(['id', 'text']).where('id', '>=', `${row.idx}:`).where('id', '<', `${row.idx};`).execute()).map(({ id, text }) => [id.slice(`${row.idx}:`.length), text]));
  const told = (name: string, plain: Value | undefined): Value => (plain === undefined ? textValue(texts.get(name)) : plain);
  const changes = facts?.changes?.map((one) => ({ field: one.field, form: formOf(one.field), before: told(`${one.field}.before`, one.before), after: told(`${one.field}.after`, one.after) }));
  return {
    entry: row.idx, at: row.at, act: row.act, by: 'name' in actor ? actor.name : '鍵箱', reason: texts.get('reason') ?? null,
    changes: changes ?? await implied(tx, row.act, facts?.account),
  };
}

const textValue = (text: string | undefined): Value => (text === undefined ? null : value.parse(JSON.parse(text)));

/** What an act changes that is named after it. */
async function implied(tx: Tx, act: string, accountId: string | undefined): Promise<HistoryEntry['changes']> {
  const row = (name: Field, before: Value, after: Value) => [{ field: name, form: formOf(name), before, after }];
  if (act === 'disable-account') return row('active', true, false);
  const joins = act === 'add-roster-entry' || act === 'accept-roster-entry';
  if (!joins && act !== 'remove-roster-entry') return [];
  const person = await tx.selectFrom('accounts').select('name').where('id', '=', accountId ?? '').executeTakeFirst();
  const name = person?.name ?? null;
  return joins ? row('roster', null, name) : row('roster', name, null);
}
