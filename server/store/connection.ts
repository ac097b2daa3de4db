// One SQLite connection as promises. The only importer of the database driver.
// Guards every bind: the driver silently turns a bigint, NaN or undefined into NULL, which would lose data.
import sqlite3 from 'sqlite3';

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

function wrap(database: sqlite3.Database): Connection {
  return {
    run: (sql, binds = []) =>
      new Promise((resolve, reject) => {
        database.run(sql, guardBinds(binds), function (this: sqlite3.RunResult, error: Error | null) {
          if (error === null) resolve({ changes: this.changes, lastId: this.lastID });
          else reject(error);
        });
      }),
    all: (sql, binds = []) =>
      new Promise((resolve, reject) => {
        database.all<Record<string, unknown>>(sql, guardBinds(binds), (error, rows) => {
          if (error === null) resolve(rows);
          else reject(error);
        });
      }),
    exec: (sql) => new Promise((resolve, reject) => database.exec(sql, (error) => (error === null ? resolve() : reject(error)))),
    close: () => new Promise((resolve, reject) => database.close((error) => (error === null ? resolve() : reject(error)))),
  };
}
