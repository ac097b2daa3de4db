// Kysely on one guarded SQLite connection. A transaction owns the connection until it ends: whoever else asks waits in
// line, so that nobody's insert is rolled back with another's transaction.
import {
  CompiledQuery, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler,
  type DatabaseConnection, type Dialect, type Driver, type Kysely, type QueryResult,
} from 'kysely';
import type { Connection } from './connection.ts';
import { CountingAdapter } from './settled.ts';

class GuardedConnection implements DatabaseConnection {
  readonly #connection: Connection;
  readonly #told: (sql: string) => void;
  constructor(connection: Connection, told: (sql: string) => void) {
    this.#connection = connection;
    this.#told = told;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    this.#told(query.sql);
    try {
      return await this.#run<R>(query);
    } finally {
      this.#told(query.sql);
    }
  }

  async #run<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (returnsRows(query)) {
      const rows = await this.#connection.all(query.sql, query.parameters);
      // The row type is kysely's own inference from the schema; STRICT tables hold the columns to it.
      return { rows: rows as R[] };
    }
    const { changes, lastId } = await this.#connection.run(query.sql, query.parameters);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastId) };
  }

  streamQuery(): never {
    throw new Error('rows are not streamed here; page with limit and a key instead');
  }
}

function returnsRows(query: CompiledQuery): boolean {
  return query.query.kind === 'SelectQueryNode' || /^\s*(select|pragma|with)\b/i.test(query.sql) || /\breturning\b/i.test(query.sql);
}

class GuardedDriver implements Driver {
  readonly #connection: GuardedConnection;
  #last: Promise<void> = Promise.resolve();
  #release: (() => void) | undefined;
  constructor(connection: Connection, told: (sql: string) => void) {
    this.#connection = new GuardedConnection(connection, told);
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#last;
    let release = (): void => undefined;
    this.#last = new Promise((resolve) => (release = resolve));
    await before;
    this.#release = release;
    return this.#connection;
  }

  releaseConnection(): Promise<void> {
    this.#release?.();
    return Promise.resolve();
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('BEGIN IMMEDIATE'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('COMMIT'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // A full disk, and other trouble, ends the transaction by itself (sqlite.org/lang_transaction, "Response To Errors"): what caused that is what is told.
    await connection.executeQuery(CompiledQuery.raw('ROLLBACK')).catch((error: unknown) => {
      if (!(error instanceof Error && error.message.includes('no transaction is active'))) throw error;
    });
  }

  destroy(): Promise<void> {
    return Promise.resolve();
  }
}

/** A kysely dialect over `connection`; the caller closes the connection. `adapter` is told every statement. */
export function guardedDialect(connection: Connection, adapter: SqliteAdapter = new SqliteAdapter()): Dialect {
  return {
    createAdapter: () => adapter,
    createDriver: () => new GuardedDriver(connection, (sql) => { if (adapter instanceof CountingAdapter) adapter.told(sql); }),
    createIntrospector: (database: Kysely<unknown>) => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}
