// One SQLite connection as promises. The only importer of the database driver.
// Guards every bind: the driver silently turns a bigint, NaN or undefined into NULL, which would lose data.
import sqlite3 from 'sqlite3';
import { keepStatements, type Statements } from './statements.ts';

export type Bind = string | number | Uint8Array | null;

/** A value that SQLite would store as something else was bound; the statement was not run. */
export class UnsafeBind extends Error {
  constructor(position: number, came: string) {
    super(`bind ${position}: expected text, a finite number, bytes or null; came ${came}; the statement was not run`);
    this.name = 'UnsafeBind';
  }
}

/** Checks the values of one statement. Throws `UnsafeBind` for bigint, NaN, infinities, undefined, booleans and objects. */
export function guardBinds(parameters: readonly unknown[]): Bind[] {
  return parameters.map((value, position) => {
    if (value === null || typeof value === 'string') return value;
    if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw new UnsafeBind(position, typeof value === 'number' ? String(value) : typeof value);
  });
}

export interface Connection {
  run(sql: string, binds?: readonly unknown[]): Promise<{ changes: number; lastId: number }>;
  all(sql: string, binds?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  exec(sql: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens a database file. `create` must be said: a mistyped path never becomes a new, empty database. */
export async function openConnection(file: string, mode: 'create' | 'write' | 'read'): Promise<Connection> {
  const flags = { create: sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE, write: sqlite3.OPEN_READWRITE, read: sqlite3.OPEN_READONLY };
  const database = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened = new sqlite3.Database(file, flags[mode], (error) => {
      if (error === null) resolve(opened);
      else reject(error);
    });
  });
  return wrap(database);
}

/** What is said again and again. SQLite compiles it anew by itself when the schema has changed. A PRAGMA may act while it is compiled, and is never kept. */
const REPEATED = /^\s*(?:select|insert|update|delete|with)\b/i;
/** Gives rows, and so is not finished by `run`: kept, it would hold a read open, and with it the WAL. `all` reads to the end. */
const GIVES_ROWS = /^\s*(?:select|with)\b|\breturning\b/i;
const MOST_KEPT = 200;

function statementsOf(database: sqlite3.Database): Statements<sqlite3.Statement> {
  return keepStatements<sqlite3.Statement>({
    most: MOST_KEPT,
    prepare: (sql) => new Promise((resolve, reject) => {
      const statement: sqlite3.Statement = database.prepare(sql, (error: Error | null) => {
        if (error === null) resolve(statement);
        else reject(error);
      });
    }),
    giveBack: (statement) => new Promise((resolve) => { statement.finalize(() => { resolve(); }); }),
  });
}

function wrap(database: sqlite3.Database): Connection {
  const statements = statementsOf(database);
  return {
    run: async (sql, binds = []) => {
      const bound = guardBinds(binds);
      const statement = REPEATED.test(sql) && !GIVES_ROWS.test(sql) ? await statements.of(sql) : null;
      return new Promise((resolve, reject) => {
        function done(this: sqlite3.RunResult, error: Error | null): void {
          if (error === null) resolve({ changes: this.changes, lastId: this.lastID });
          else reject(error);
        }
        if (statement === null) database.run(sql, bound, done);
        else statement.run(bound, done);
      });
    },
    all: async (sql, binds = []) => {
      const bound = guardBinds(binds);
      const asked = REPEATED.test(sql) ? await statements.of(sql) : null;
      return new Promise((resolve, reject) => {
        const done = (error: Error | null, rows: Record<string, unknown>[]): void => {
          if (error === null) resolve(rows);
          else reject(error);
        };
        if (asked === null) database.all<Record<string, unknown>>(sql, bound, done);
        else asked.all<Record<string, unknown>>(bound, done);
      });
    },
    exec: (sql) => new Promise((resolve, reject) => database.exec(sql, (error) => (error === null ? resolve() : reject(error)))),
    close: async () => {
      // SQLite does not close what still has statements.
      await statements.close();
      await new Promise<void>((resolve, reject) => { database.close((error) => { if (error === null) resolve(); else reject(error); }); });
    },
  };
}
