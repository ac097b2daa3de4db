// The database of the gateway: one connection that writes and checkpoints, one read-only for searches.
// Durable before acknowledged (WAL, synchronous=FULL); deleted content is overwritten (secure_delete).
import { AsyncLocalStorage } from 'node:async_hooks';
import { access, chmod, stat } from 'node:fs/promises';
import { CompiledQuery, Kysely, type ExpressionBuilder } from 'kysely';
import { openConnection, type Connection } from './connection.ts';
import { guardedDialect } from './dialect.ts';
import { lockFolder } from './folder-lock.ts';
import { migrate } from './migrate.ts';
import { StoreRefused } from './refusal.ts';
import type { Database } from './schema.ts';
import { CountingAdapter } from './settled.ts';
import { sharedCommit } from './shared-commit.ts';

export type Tx = Kysely<Database>;
/** What conditions over one table are built with. */
export type Conditions<Table extends keyof Database> = ExpressionBuilder<Database, Table>;

export interface Store {
  /** Runs `work` alone, all of it or nothing: what it throws rolls it back. Returns when it is on the disk, in one COMMIT with others that waited too (shared-commit.ts). */
  change<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Reads on the writing connection: sees every commit; waits while a change runs. Not to be used inside `change`. */
  readonly read: Kysely<Database>;
  /** A second, read-only connection for searches and lists; its queries never hold up a change. */
  readonly search: Kysely<Database>;
  /** Empties the WAL, so that overwritten rows are nowhere on the disk. False when a reader kept part of it: not done, try again. */
  truncateWal(): Promise<boolean>;
  close(): Promise<void>;
}

// Nobody else writes (the folder lock), so only a checkpoint meets a reader: it gives up soon and is tried again, rather than hold the line.
const settings = `PRAGMA busy_timeout = 250; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY;`;

/**
 * Opens the store in `file`. A missing file is refused unless `create` is said: a mistyped path never becomes an empty gateway.
 * `unsure` is told when the disk failed under the writing connection: what is durable is not known any more, and the process should end.
 * Throws `StoreRefused` (NOT_INITIALISED, IN_USE, SCHEMA_NEWER).
 */
export async function openStore({ file, create = false, unsure = () => undefined }: { file: string; create?: boolean; unsure?: (error: unknown) => void }): Promise<Store> {
  if (!create) await mustExist(file);
  const lock = await lockFolder(`${file}.lock`);
  const held = [lock];
  try {
    const writing = await openConnection(file, create ? 'create' : 'write');
    held.push(writing);
    if (!create) await mustHoldSomething(file, writing);
    // Names and times stand in it: for its owner only, wherever the folder may be. The log files take its mode.
    await chmod(file, 0o600);
    await writing.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; ${settings}`);
    await migrate(writing);
    const searching = await openConnection(file, 'read');
    await searching.exec(`${settings} PRAGMA query_only = ON;`);
    return assemble(file, telling(writing, unsure), searching, lock);
  } catch (error) {
    for (const connection of held.reverse()) await connection.close();
    throw error;
  }
}

async function mustExist(file: string): Promise<void> {
  await access(file).catch(() => {
    throw new StoreRefused('NOT_INITIALISED',
      `ここに鍵箱のデータはありません: ${file}。場所を確かめるか、kagibako admin init で作ってください。 / no Kagibako data here; check the path or create it with "kagibako admin init"`);
  });
}

/** A file that was cut to nothing is a database to SQLite, and would become an empty gateway with an empty ledger. Looked at before anything is written. */
async function mustHoldSomething(file: string, connection: Connection): Promise<void> {
  const [row] = await connection.all('PRAGMA user_version');
  if (Number(row?.['user_version'] ?? 0) > 0) return;
  throw new StoreRefused('NOT_INITIALISED',
    `データベースが空です: ${file}。空のまま始めません。バックアップから戻してください。 / the database is empty; nothing is started on it. Restore it from the backup`);
}

// After a failed fsync Linux marks the lost pages clean: whatever is asked next may answer "done". SQLite tells a failed fsync as it tells any failed call.
function telling(connection: Connection, unsure: (error: unknown) => void): Connection {
  let broken: Error | null = null;
  const told = async <T>(work: () => Promise<T>): Promise<T> => {
    if (broken !== null) throw broken;
    return work().catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'SQLITE_IOERR') {
        if (broken === null) unsure(error);
        broken = error;
      }
      throw error;
    });
  };
  return { run: (...asked) => told(() => connection.run(...asked)), all: (...asked) => told(() => connection.all(...asked)), exec: (sql) => told(() => connection.exec(sql)), close: () => connection.close() };
}

function assemble(file: string, writing: Connection, searching: Connection, lock: Connection): Store {
  const inside = new AsyncLocalStorage<true>();
  const writer = new Kysely<Database>({ dialect: guardedDialect(writing, new CountingAdapter()) });
  const reader = new Kysely<Database>({ dialect: guardedDialect(searching) });
  const change = sharedCommit((work) => writer.transaction().execute(work));
  return {
    change: (work) => {
      refuseInside(inside, 'a change inside a change');
      return change((tx) => inside.run(true, () => work(tx)));
    },
    get read() {
      refuseInside(inside, 'a read outside the transaction, inside a change');
      return writer;
    },
    search: reader,
    truncateWal: async () => {
      // Through the queue of the writing connection: a checkpoint inside somebody's transaction would fail.
      const { rows: [row] } = await writer.executeQuery<{ busy: number }>(CompiledQuery.raw('PRAGMA wal_checkpoint(TRUNCATE)'));
      const size = await stat(`${file}-wal`).then((found) => found.size, () => 0);
      return row?.busy === 0 && size === 0;
    },
    close: async () => {
      await searching.close();
      await writing.close();
      await lock.close();
    },
  };
}

// Waiting for the connection that one's own transaction holds would never end; say so at once.
function refuseInside(inside: AsyncLocalStorage<true>, what: string): void {
  if (inside.getStore() === true) throw new StoreRefused('READ_INSIDE_CHANGE', `${what} would wait for itself; use the tx that was given`);
}
