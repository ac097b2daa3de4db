// A copy of the database as it stands at one moment, while the gateway goes on, without what a copy must not have. Guarantees that what is left out is in no page of it:
// the copy is copied again after the rows are gone, so that neither free pages nor slack hold them. Sealed bodies and locks were never in the database.
import { openConnection, type Connection } from '../store/connection.ts';
import { createFrontier } from '../ledger/tree.ts';
import { sha256 } from '../ledger/node-primitives.ts';
import { isSame } from '../ledger/encoding.ts';
import { RecoveryRefused } from './refusal.ts';

/**
 * Left out: who is signed in or about to, uploads that are under way (they hold the sealed end of a file), used signatures, mails on their way, and which process works. None of it
 * means anything after a restore. What stays of secrets are hashes only: those of sign-in passwords (argon2id), and the marks of the waiting key.
 */
export const LEFT_OUT: readonly string[] = ['sessions', 'half_sign_ins', 'passkey_challenges', 'uploads', 'unattended_nonces', 'mails', 'leases'];

const PAGE = 5000;

/** Takes the live database, two names in a folder of this process; the second is the copy. Both must not exist. */
export async function copyPurely(database: string, work: { readonly first: string; readonly copy: string }, reach: (label: string) => void | Promise<void>): Promise<void> {
  // One read of the whole database: a wipe that comes meanwhile waits for it, is told as not done, and is tried again.
  await opened(database, 'read', (live) => live.run('VACUUM INTO ?', [work.first]));
  await reach('backup.copied');
  await opened(work.first, 'write', async (first) => {
    const there = (await first.all("SELECT name FROM sqlite_master WHERE type = 'table'")).map(({ name }) => String(name));
    await first.exec(`PRAGMA journal_mode = OFF; PRAGMA secure_delete = ON; PRAGMA foreign_keys = OFF; ${LEFT_OUT.filter((table) => there.includes(table)).map((table) => `DELETE FROM ${table};`).join(' ')}`);
    await first.run('VACUUM INTO ?', [work.copy]);
  });
  await reach('backup.purified');
}

async function opened<T>(file: string, mode: 'read' | 'write', work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await openConnection(file, mode);
  try {
    // `temp_store`: nothing of it outside of the folder.
    await connection.exec('PRAGMA temp_store = MEMORY;');
    return await work(connection);
  } finally {
    await connection.close();
  }
}

export interface CopiedLedger { readonly size: number; readonly root: Uint8Array; readonly schema: number; /** The key that heads are signed under, or null while none was ever changed. */ readonly key: string | null }

/** Reads all entries of the copy and grows their tree. Throws `RecoveryRefused` LEDGER_DAMAGED if its newest signed head is not of that tree: a damaged ledger is noticed here. */
export async function readCopiedLedger(file: string): Promise<CopiedLedger> {
  return opened(file, 'read', async (copy) => {
    const [head] = await copy.all('SELECT size, root FROM ledger_checkpoints ORDER BY size DESC LIMIT 1');
    const tree = createFrontier(sha256);
    const isHead = (): boolean => head === undefined || tree.size !== head['size'] || (head['root'] instanceof Uint8Array && isSame(tree.root(), head['root']));
    let holds = isHead();
    for (;;) {
      const rows = await copy.all('SELECT idx, leaf_hash FROM ledger_entries WHERE idx >= ? ORDER BY idx LIMIT ?', [tree.size, PAGE]);
      for (const { idx, leaf_hash: leaf } of rows) {
        holds = holds && idx === tree.size && leaf instanceof Uint8Array;
        if (leaf instanceof Uint8Array) tree.push(leaf);
        holds = holds && isHead();
      }
      if (rows.length < PAGE || !holds) break;
    }
    if (!holds || Number(head?.['size'] ?? 0) > tree.size) {
      throw new RecoveryRefused('LEDGER_DAMAGED', '台帳が署名済みの検証点と合いません。運用を止め、データを残し、監査人に知らせてください。写しは作っていません。', 'the ledger does not fit its signed head: stop, keep the data, tell the auditor; no copy was made');
    }
    const [version] = await copy.all('PRAGMA user_version');
    const [key] = await copy.all('SELECT vkey FROM ledger_keys WHERE until_size IS NULL');
    return { size: tree.size, root: tree.root(), schema: Number(version?.['user_version']), key: typeof key?.['vkey'] === 'string' ? key['vkey'] : null };
  });
}
