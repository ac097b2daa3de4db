// One process per data folder. The lock is an exclusive transaction on a database of its own: the kernel drops it when
// the process dies, however it dies, so that no stale file has to be judged.
// SQLite takes it in steps (shared, reserved, exclusive): two that begin in the same instant can each stand in the other's way, and without waiting both would be
// refused. Waiting makes one of them give way; who holds the folder keeps it for as long as it lives, so that waiting longer would be of no use.
import { openConnection, type Connection } from './connection.ts';
import { StoreRefused } from './refusal.ts';

/** Takes the folder or throws `StoreRefused` (IN_USE). Held until `close`. */
export async function lockFolder(file: string): Promise<Connection> {
  const connection = await openConnection(file, 'create');
  try {
    await connection.exec('PRAGMA busy_timeout = 500; PRAGMA journal_mode = DELETE; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
  } catch {
    await connection.close();
    throw new StoreRefused(
      'IN_USE',
      `このデータフォルダーは別の鍵箱が使っています。先にそちらを止めてください。 / another Kagibako process uses this data folder (${file}); stop it first`,
    );
  }
  return connection;
}
