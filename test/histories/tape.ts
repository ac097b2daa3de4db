// A tape in the database itself: triggers on every table note each row that is written, changed or deleted, and a tap on the driver marks where
// a transaction begins and ends. Nothing of the product's own code is asked what happened; what was rolled back is not on the tape.
import sqlite3 from 'sqlite3';
import { openConnection, type Connection } from '../../server/store/connection.ts';

type Cell = string | number | null;

/** One row that changed. `row` holds only identifiers and states, never what a person typed: the tape must not keep what a wipe destroys. */
export interface Change { readonly table: string; readonly op: 'insert' | 'update' | 'delete'; readonly row: Readonly<Record<string, Cell>>; readonly columns: readonly string[] }
export interface Transaction { readonly changes: readonly Change[]; readonly entries: readonly number[] }

/** Derived from the entries, and written with each: the tree, and the index for searches. */
const untaped = ['ledger_nodes', 'log_words', 'log_index', 'log_seen', 'tape'];
const isKept = (column: Column): boolean => column.type !== 'BLOB' && (column.pk > 0 || /(?:^|_)(?:id|entry|idx|state|version|kind|code|number|replaces|fingerprint|vkey|position|seq|hash)$/.test(column.name));

interface Column { readonly name: string; readonly type: string; readonly pk: number; readonly hidden: number }

/** The tables of a database file, by `sqlite_master`. */
export async function tablesOf(connection: Connection): Promise<string[]> {
  const rows = await connection.all(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'tape' ORDER BY name`);
  return rows.map(({ name }) => String(name));
}

/** Puts the tape into a database that nobody has open. */
export async function installTape(file: string): Promise<void> {
  const connection = await openConnection(file, 'write');
  await connection.exec('CREATE TABLE tape (seq INTEGER PRIMARY KEY, tbl TEXT NOT NULL, op TEXT NOT NULL, row TEXT, columns TEXT) STRICT');
  for (const table of (await tablesOf(connection)).filter((name) => !untaped.includes(name))) {
    const columns = (await connection.all(`SELECT name, type, pk, hidden FROM pragma_table_xinfo('${table}')`)).map((row) => ({ name: String(row['name']), type: String(row['type']), pk: Number(row['pk']), hidden: Number(row['hidden']) }));
    await connection.exec(triggersOf(table, columns.filter(({ hidden }) => hidden === 0)));
  }
  await connection.close();
}

function triggersOf(table: string, columns: readonly Column[]): string {
  const kept = (from: 'NEW' | 'OLD'): string => `json_object(${columns.filter(isKept).map(({ name }) => `'${name}', ${from}."${name}"`).join(', ')})`;
  const changed = columns.map(({ name }) => `iif(NEW."${name}" IS NOT OLD."${name}", '${name} ', '')`).join(' || ');
  return `
    CREATE TRIGGER "tape_${table}_insert" AFTER INSERT ON "${table}" BEGIN INSERT INTO tape (tbl, op, row) VALUES ('${table}', 'insert', ${kept('NEW')}); END;
    CREATE TRIGGER "tape_${table}_delete" AFTER DELETE ON "${table}" BEGIN INSERT INTO tape (tbl, op, row) VALUES ('${table}', 'delete', ${kept('OLD')}); END;
    CREATE TRIGGER "tape_${table}_update" AFTER UPDATE ON "${table}" WHEN ${changed} <> '' BEGIN INSERT INTO tape (tbl, op, row, columns) VALUES ('${table}', 'update', ${kept('NEW')}, ${changed}); END;`;
}

type Done = (this: unknown, error: Error | null) => void;
type Run = (this: unknown, sql: string, binds: unknown, done: Done) => unknown;

/** From here on every change of this process is marked on the tape of its database, if it has one: a transaction, or what stands behind a savepoint, where
 * several changes share one (server/store/shared-commit.ts). Marks stand before the savepoint, so that taking it back leaves them. Returns the undoing. */
export function tapTransactions(): () => void {
  const { prototype } = sqlite3.Database;
  const run = Reflect.get(prototype, 'run') as Run;
  const mark = (database: unknown, op: string, then: () => void): void => {
    run.call(database, `INSERT INTO tape (tbl, op) VALUES ('', '${op}')`, [], then);
  };
  // In the driver's answer "this" is the statement.
  const marking = (database: unknown, done: Done): Done => function (error) {
    if (error === null) mark(database, 'begin', () => { done.call(this, null); });
    else done.call(this, error);
  };
  const tapped: Run = function (sql, binds, done) {
    if (sql === 'SAVEPOINT change') {
      mark(this, 'end', () => { mark(this, 'begin', () => run.call(this, sql, binds, done)); });
      return this;
    }
    if (sql !== 'COMMIT') return run.call(this, sql, binds, sql === 'BEGIN IMMEDIATE' ? marking(this, done) : done);
    mark(this, 'end', () => run.call(this, sql, binds, done));
    return this;
  };
  Reflect.set(prototype, 'run', tapped);
  return () => { Reflect.set(prototype, 'run', run); };
}

export interface TapeReader {
  /** The transactions committed since the last call, in order. Throws an Error at a change that was made outside any transaction. */
  next(): Promise<Transaction[]>;
  all(sql: string, binds?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** Reads along on a connection of its own. */
export async function readTape(file: string): Promise<TapeReader> {
  const connection = await openConnection(file, 'read');
  await connection.exec('PRAGMA busy_timeout = 5000');
  let last = 0;
  return {
    all: (sql, binds) => connection.all(sql, binds),
    close: () => connection.close(),
    next: async () => {
      const rows = await connection.all('SELECT * FROM tape WHERE seq > ? ORDER BY seq', [last]);
      last = Number(rows.at(-1)?.['seq'] ?? last);
      return transactionsOf(rows);
    },
  };
}

function transactionsOf(rows: readonly Record<string, unknown>[]): Transaction[] {
  const found: Transaction[] = [];
  let current: { changes: Change[]; entries: number[] } | null = null;
  for (const { tbl, op, row, columns } of rows) {
    if (op === 'begin') current = { changes: [], entries: [] };
    else if (current === null) throw new Error(`${String(tbl)} was changed outside a transaction: ${String(op)} ${String(row)}`);
    else if (op === 'end') {
      if (current.changes.length + current.entries.length > 0) found.push(current);
      current = null;
    } else {
      const cells = JSON.parse(String(row)) as Record<string, Cell>;
      if (tbl === 'ledger_entries' && op === 'insert') current.entries.push(Number(cells['idx']));
      else current.changes.push({ table: String(tbl), op: op as Change['op'], row: cells, columns: typeof columns === 'string' ? columns.trim().split(' ') : [] });
    }
  }
  if (current !== null) throw new Error('a transaction on the tape has no end');
  return found;
}
