// Finds entries in the index of the log (migration 19), newest first or oldest first. Guarantees that no search reads more than one narrow row per
// entry of its period, and that a condition which few entries meet is looked up, not walked to.
import { sql, type RawBuilder } from '../../store/sql.ts';
import type { Tx } from '../../store/store.ts';
import type { LogFilter } from './filter.ts';

/** No act waits this long between its time and its place in the ledger; so a period is also a stretch of numbers. */
const SKEW_MILLIS = 3_600_000;
/** A condition that more entries meet is no way in: walking the period's numbers costs less than looking each of them up. */
const MANY = 50_000;
const GATEWAY = 0;

type Indexed = 'act' | 'name' | 'code' | 'contractor' | 'engagement' | 'about';
interface Condition { readonly column: Indexed; readonly ids: readonly number[] }

/** A filter in the numbers of the index; `lowest` and `below` bound the entries. */
export interface Wanted {
  readonly scopes: readonly number[];
  readonly conditions: readonly Condition[];
  readonly refused: boolean | null;
  readonly fromMillis: number | null;
  readonly toMillis: number | null;
  readonly lowest: number;
  readonly below: number;
  /** The index by which the fewest entries are looked at, or null: each condition is met by many, and the period's numbers are walked. */
  readonly index: string | null;
}

/** How far the ledger goes now: every search is of one size. */
export async function sizeOf(tx: Tx): Promise<number> {
  const row = await tx.selectFrom('ledger_entries').select('idx').orderBy('idx', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? 0 : row.idx + 1;
}

/** Takes a filter, returns what it means for one municipality in a ledger of `size` entries; null if nothing can match. */
export async function wantedOf(tx: Tx, municipalityId: string, filter: LogFilter, size: number): Promise<Wanted | null> {
  const own = await idsOf(tx, [municipalityId]);
  const scopes = [...own, GATEWAY];
  const conditions: Condition[] = [];
  for (const [column, words] of await wordsOf(tx, filter)) conditions.push({ column, ids: await idsOf(tx, words) });
  if (filter.person !== undefined) conditions.push({ column: 'name', ids: await namesLike(tx, scopes, filter.person) });
  if (conditions.some(({ ids }) => ids.length === 0)) return null;
  const [fromMillis, toMillis] = [millis(filter.from), millis(filter.to)];
  const wanted = {
    scopes, conditions, refused: filter.result === undefined ? null : filter.result === 'refused', fromMillis, toMillis,
    lowest: fromMillis === null ? 0 : await lastBefore(tx, fromMillis - SKEW_MILLIS) + 1, below: toMillis === null ? size : Math.min(size, await firstAfter(tx, toMillis + SKEW_MILLIS)),
  };
  return { ...wanted, index: await wayIn(tx, wanted) };
}

const millis = (at: string | undefined): number | null => (at === undefined ? null : Date.parse(at));

async function wordsOf(tx: Tx, filter: LogFilter): Promise<[Indexed, readonly string[]][]> {
  const single = ([['code', filter.code], ['contractor', filter.contractor], ['engagement', filter.engagement], ['about', filter.transfer]] as const).flatMap(([column, word]): [Indexed, readonly string[]][] => (word === undefined ? [] : [[column, [word]]]));
  return [...single, ...(filter.acts === undefined ? [] : [['act', filter.acts] satisfies [Indexed, readonly string[]]]), ...(filter.number === undefined ? [] : [['about', await numbered(tx, filter.number)] satisfies [Indexed, readonly string[]]])];
}

/** A number as people type it: full-width digits, and with or without its hyphen. */
async function numbered(tx: Tx, typed: string): Promise<string[]> {
  const digits = typed.normalize('NFKC').replace(/\D/g, '');
  return (await tx.selectFrom('transfers').select('id').where('number', '=', `${digits.slice(0, 4)}-${digits.slice(4)}`).execute()).map(({ id }) => id);
}

async function idsOf(tx: Tx, words: readonly string[]): Promise<number[]> {
  return words.length === 0 ? [] : (await tx.selectFrom('log_words').select('id').where('word', 'in', words).execute()).map(({ id }) => id);
}

/** Names as entries say them: who was renamed is found under either name, each time with what was done under it. Spaces and widths do not count. */
async function namesLike(tx: Tx, scopes: readonly number[], typed: string): Promise<number[]> {
  const rows = await tx.selectFrom('log_seen').innerJoin('log_words', 'log_words.id', 'log_seen.word').select(['log_words.id', 'log_words.word']).where('scope', 'in', scopes).where('kind', '=', 'name').execute();
  const wanted = folded(typed);
  return [...new Set(rows.filter(({ word }) => folded(word).includes(wanted)).map(({ id }) => id))];
}

const folded = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s/g, '');

async function lastBefore(tx: Tx, at: number): Promise<number> {
  const row = await tx.selectFrom('log_index').select('idx').where('at', '<', at).orderBy('at', 'desc').limit(1).executeTakeFirst();
  return row?.idx ?? -1;
}

async function firstAfter(tx: Tx, at: number): Promise<number> {
  const row = await tx.selectFrom('log_index').select('idx').where('at', '>', at).orderBy('at').limit(1).executeTakeFirst();
  return row?.idx ?? Number.MAX_SAFE_INTEGER;
}

const list = (ids: readonly number[]): RawBuilder<unknown> => sql.join(ids.map((id) => sql.val(id)));
const isOneOf = (column: string, ids: readonly number[]): RawBuilder<unknown> => sql`${sql.raw(column)} IN (${list(ids)})`;
const stretch = ({ scopes, lowest, below }: Omit<Wanted, 'index'>): RawBuilder<unknown> => sql`${isOneOf('scope', scopes)} AND idx >= ${lowest} AND idx < ${below}`;

/** Everything that must hold, besides which way in is taken. */
function conditionOf(wanted: Wanted): RawBuilder<unknown> {
  const parts = wanted.conditions.map(({ column, ids }) => isOneOf(column, ids));
  if (wanted.refused !== null) parts.push(wanted.refused ? sql`refused = 1` : sql`refused = 0`);
  if (wanted.fromMillis !== null) parts.push(sql`at >= ${wanted.fromMillis}`);
  if (wanted.toMillis !== null) parts.push(sql`at <= ${wanted.toMillis}`);
  return sql.join([stretch(wanted), ...parts], sql` AND `);
}

async function wayIn(tx: Tx, wanted: Omit<Wanted, 'index'>): Promise<string | null> {
  const ways = [...wanted.conditions.map(({ column, ids }) => ({ index: `log_index_${column}`, condition: isOneOf(column, ids) })), ...(wanted.refused === true ? [{ index: 'log_index_refused', condition: sql`refused = 1` }] : [])];
  let best: { index: string | null; count: number } = { index: null, count: MANY };
  for (const { index, condition } of ways) {
    const count = await counted(tx, sql`log_index INDEXED BY ${sql.raw(index)} WHERE ${stretch(wanted)} AND ${condition}`, best.count);
    if (count < best.count) best = { index, count };
  }
  return best.index;
}

async function counted(tx: Tx, from: RawBuilder<unknown>, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM (SELECT 1 FROM ${from} LIMIT ${most})`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** The statement that finds at most `limit` entries; apart, so that its plan can be looked at. */
export function finding(wanted: Wanted, order: 'newest' | 'oldest', limit: number): RawBuilder<{ idx: number }> {
  const by = wanted.index === null ? sql`NOT INDEXED` : sql`INDEXED BY ${sql.raw(wanted.index)}`;
  return sql<{ idx: number }>`SELECT idx FROM log_index ${by} WHERE ${conditionOf(wanted)} ORDER BY idx ${order === 'newest' ? sql`DESC` : sql`ASC`} LIMIT ${limit}`;
}

/** The numbers of at most `limit` entries. */
export async function findEntries(tx: Tx, wanted: Wanted, order: 'newest' | 'oldest', limit: number): Promise<number[]> {
  const { rows } = await finding(wanted, order, limit).execute(tx);
  return rows.map(({ idx }) => idx);
}

/** The words of one kind that entries of this municipality and of the gateway say: what a search may choose from. */
export async function seenWords(tx: Tx, municipalityId: string, kind: 'act' | 'code'): Promise<string[]> {
  const scopes = [...await idsOf(tx, [municipalityId]), GATEWAY];
  const rows = await tx.selectFrom('log_seen').innerJoin('log_words', 'log_words.id', 'log_seen.word').select('log_words.word').distinct().where('scope', 'in', scopes).where('kind', '=', kind).orderBy('log_words.word').execute();
  return rows.map(({ word }) => word);
}
