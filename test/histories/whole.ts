// The end of a history: every table is mapped, every transfer replays to its stored state, the bundle verifies, and the invariants of the
// whole data folder hold (numbers without gap, nothing lost, nothing left of what is wiped, no plaintext on the disk).
import { basename, join } from 'node:path';
import { parseTransfer } from '../../server/transfers/rows.ts';
import { locksOf } from '../../server/transfers/transfer.ts';
import { filesIn, findOnDisk, passwordNeedles } from '../crash/disk.ts';
import type { Gateway } from '../../server/gateway.ts';
import { readEntry, type Entry } from './entries.ts';
import type { History } from './history.ts';
import { map } from './map.ts';
import type { TapeReader } from './tape.ts';
import { statesAfter, steps } from './transitions.ts';
import { verified } from './verified.ts';
import { collectable } from './collectable.ts';

/** Looks at everything once more, by the rows alone; returns what does not hold. */
export async function examine(history: History): Promise<string[]> {
  const { tape, running: { gateway } } = history;
  const entries = (await tape.all('SELECT bytes FROM ledger_entries ORDER BY idx')).map(({ bytes }) => readEntry(bytes));
  return [
    ...await unmapped(tape), ...entries.flatMap(({ index }, at) => (index === at ? [] : [`entry ${String(index)} stands at place ${String(at)} (I7)`])),
    ...await replayed(tape, entries), ...await numbered(tape), ...await kept(history, gateway), ...await verified(history), ...await collectable(history),
  ];
}

async function unmapped(tape: TapeReader): Promise<string[]> {
  const rows = await tape.all(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'tape'`);
  return rows.map(({ name }) => String(name)).filter((name) => !Object.hasOwn(map, name)).map((name) => `table ${name}: stands in no line of test/histories/map.ts`);
}

/** I4: the entries of a transfer, from its draft on, lead to its stored state, one for each version. */
async function replayed(tape: TapeReader, entries: readonly Entry[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const row of await tape.all('SELECT id, state, version, document FROM transfers')) {
    const told = entries.filter((entry) => entry.transfer === row['id'] && entry.result === 'done' && steps.includes(entry.act) && (entry.act !== 'call' || 'notice' in entry.facts));
    const [id, state] = [String(row['id']), String(row['state'])];
    if (told.length !== row['version']) wrong.push(`transfer ${id}: ${String(told.length)} entries tell ${String(row['version'])} versions (I4)`);
    if (parseTransfer(String(row['document'])).state !== state) wrong.push(`transfer ${id}: its column says ${state}, its document does not`);
    if (!statesAfter(told.map(({ act }) => act)).includes(state)) wrong.push(`transfer ${id}: ${told.map(({ act }) => act).join(', ')} does not lead to ${state} (I4)`);
    const [begun, confirmed] = [told.find(({ act }) => act === 'begin-wipe'), told.some(({ act }) => ['confirm', 'recall', 'lose-medium', 'expire', 'discard', 'sweep-draft'].includes(act))];
    if (begun !== undefined && !confirmed) wrong.push(`transfer ${id}: wiped before it had ended (I6)`);
  }
  return wrong;
}

/** I9, and so for every register that counts. */
async function numbered(tape: TapeReader): Promise<string[]> {
  const wrong: string[] = [];
  const registers = [['confirmation_records', "''"], ['receipts', "''"], ['wipe_certificates', "''"], ['log_reviews', "''"], ['ledger_extracts', "''"], ['records', 'kind'], ['papers', 'title']] as const;
  // An extract on paper has the number of the extract; those in lines are no papers.
  const only = `number IS NOT NULL AND title <> 'ログ抽出書'`;
  for (const [table, series] of registers) {
    const rows = await tape.all(`SELECT municipality_id || fiscal_year || ${series} AS series, count(DISTINCT number) AS many, max(number) AS last FROM ${table} WHERE ${table === 'papers' ? only : 'number IS NOT NULL'} GROUP BY 1`);
    for (const { series: name, many, last } of rows) if (many !== last) wrong.push(`${table} ${String(name)}: ${String(many)} numbers up to ${String(last)} (I9)`);
  }
  return wrong;
}

async function listed(ids: AsyncIterable<string>): Promise<string[]> {
  const found: string[] = [];
  for await (const id of ids) found.push(id);
  return found.sort();
}

/** I1, I2, I5, I8, I10: what is taken is there, what is wiped is gone, and nothing lies on the disk that is not named. */
async function kept({ tape, pools, world }: History, { vault }: Gateway): Promise<string[]> {
  const wrong: string[] = [];
  const files = await tape.all('SELECT files.sha256, files.body_id, files.transfer_id, transfers.deposit_id, transfers.state, transfers.document FROM transfers LEFT JOIN files ON files.transfer_id = transfers.id');
  for (const { deposit, sha256: hash } of pools.acknowledged) if (!files.some((row) => row['deposit_id'] === deposit && row['sha256'] === hash)) wrong.push(`deposit ${deposit}: the file ${hash} was acknowledged and is not there (I1)`);
  const bodies = files.flatMap(({ body_id: id }) => (typeof id === 'string' ? [id] : [])).sort();
  const locks = [...new Set(files.flatMap(({ document }) => locksOf(parseTransfer(String(document)))))].sort();
  if ((await listed(vault.listBodies())).join() !== bodies.join()) wrong.push('the bodies in the vault are not those of the rows (I10)');
  const held = await listed(vault.listLocks());
  wrong.push(...held.filter((id) => !locks.includes(id)).map((id) => `lock ${id} lies in the vault and no row names it (I10)`), ...locks.filter((id) => !held.includes(id)).map((id) => `lock ${id} is named by a row and is not in the vault (I10)`));
  for (const { state, body_id: body, transfer_id: id, document } of files) if (state === 'wiped' && (body !== null || locksOf(parseTransfer(String(document))).length > 0)) wrong.push(`transfer ${String(id)} is wiped and has a body or a lock (I5)`);
  const texts = await tape.all(`SELECT texts.id FROM texts JOIN transfers ON transfers.id = texts.transfer_id WHERE state = 'wiped'`);
  wrong.push(...texts.map(({ id }) => `text ${String(id)} of a wiped transfer is still there (I5)`));
  const incoming = (await filesIn(join(world.folder, 'data/vault/incoming'))).map((path) => basename(path));
  // An upload in parts that nobody goes on with keeps what is sealed of it until its time is over.
  const parts = (await tape.all('SELECT part_id FROM uploads WHERE part_id IS NOT NULL AND file_sha256 IS NULL')).map(({ part_id: id }) => String(id));
  wrong.push(...parts.filter((id) => !incoming.includes(id)).map((id) => `part ${id} of an upload is named by a row and not in the vault (I1)`));
  const needles = [...pools.secrets.map(({ what, bytes }) => ({ what: `${what} (I2)`, bytes })), ...pools.passwords.flatMap(passwordNeedles).map(({ what, bytes }) => ({ what: `${what} (I8)`, bytes }))];
  return [...wrong, ...incoming.filter((file) => !parts.includes(file)).map((file) => `${file} was left behind (I10)`), ...await findOnDisk([world.folder], needles)];
}

/** Strangers and unknown sessions: as many are counted in the ledger as were refused. To be asked when the gateway has closed. */
export async function countedStrangers({ tape, strangers }: History): Promise<string[]> {
  const rows = await tape.all(`SELECT bytes FROM ledger_entries WHERE act = 'strangers'`);
  const counted = rows.flatMap(({ bytes }) => countsIn(readEntry(bytes))).reduce((sum, count) => sum + count, 0);
  return counted === strangers ? [] : [`${String(strangers)} answers went to people the gateway did not know, the ledger counts ${String(counted)}`];
}

function countsIn({ facts }: Entry): number[] {
  const { counts } = facts;
  return Array.isArray(counts) ? counts.map((one: unknown) => (typeof one === 'object' && one !== null && 'count' in one ? Number(one.count) : 0)) : [];
}
