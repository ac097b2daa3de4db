// How the machine's parts stand: the ledger, its witnesses, the database's files and the disk. Counted once for those who ask: the administrator's page and the
// machine's own watching. Reads on the connection for searches, so that it holds up no change; throws what the database or the disk throws.
import { stat, statfs } from 'node:fs/promises';
import { isLoud, witnessStanding } from '../ledger/witness-standing.ts';
import type { Store } from '../store/store.ts';

export interface LedgerStanding { readonly entries: number; readonly signed: number; readonly signedAt: string | null; readonly oldestUnsigned: string | null }

/** Entries, how many of them the newest checkpoint covers and since when; times in ISO 8601. */
export async function ledgerStanding({ search }: Store): Promise<LedgerStanding> {
  const newest = await search.selectFrom('ledger_entries').select('idx').orderBy('idx', 'desc').limit(1).executeTakeFirst();
  const head = await search.selectFrom('ledger_checkpoints').select(['size', 'at']).orderBy('size', 'desc').limit(1).executeTakeFirst();
  const signed = head?.size ?? 0;
  const unsigned = await search.selectFrom('ledger_entries').select('at').where('idx', '>=', signed).orderBy('idx').limit(1).executeTakeFirst();
  return { entries: newest === undefined ? 0 : newest.idx + 1, signed, signedAt: head?.at ?? null, oldestUnsigned: unsigned?.at ?? null };
}

/** `vouched`: when the newest checkpoint with cosignatures was made. Refusing witnesses say that something is wrong, silent ones do not answer; by name. */
export async function witnessesStanding({ search }: Store): Promise<{ asked: number; vouched: string | null; refusing: string[]; silent: string[] }> {
  const { witnesses, cosigned } = await witnessStanding(search);
  const named = (is: (one: (typeof witnesses)[number]) => boolean): string[] => witnesses.filter(is).map(({ name }) => name);
  return { asked: witnesses.length, vouched: cosigned?.at ?? null, refusing: named(({ trouble }) => isLoud(trouble)), silent: named(({ trouble }) => trouble !== null && !isLoud(trouble)) };
}

/** Bytes of the database and of its write-ahead log (0 where there is none), and of the disk under the data. */
export async function bytesStanding({ databaseFile, dataFolder }: { readonly databaseFile: string; readonly dataFolder: string }): Promise<{ database: number; log: number; free: number; total: number }> {
  const sizeOf = (path: string): Promise<number> => stat(path).then((found) => found.size, () => 0);
  const disk = await statfs(dataFolder);
  return { database: await sizeOf(databaseFile), log: await sizeOf(`${databaseFile}-wal`), free: disk.bavail * disk.bsize, total: disk.blocks * disk.bsize };
}
