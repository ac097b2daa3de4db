/**
 * The ledger of what was collected. Order of writes for one transfer: `fetching`; each part into the folder .kagibako/fetching/<id>/, flushed; the gateway has
 * counted it; `transfer.json` last; the folder's rename to its number; `fetched`. Commit point: the rename. After a crash before it the parts are taken up where
 * they stand; after it the folder is found whole, and only the record is missing.
 */
import { z } from 'zod';
import { openJournal, type Journal } from '../unattended/journal.ts';

const transfer = { id: z.string().regex(/^[0-9a-f]{32}$/), number: z.string().regex(/^[0-9-]{1,20}$/) };
export const collectRecord = z.discriminatedUnion('state', [
  z.object({ state: z.literal('fetching'), ...transfer }),
  z.object({ state: z.literal('fetched'), ...transfer, files: z.int(), bytes: z.number(), lockSha256: z.string() }),
  /** The sender made a new password, and with it a new lock: the old one opens nothing any more. */
  z.object({ state: z.literal('lock-renewed'), ...transfer, lockSha256: z.string() }),
  /** Recalled, expired, or not what was sealed: not tried again. */
  z.object({ state: z.literal('failed'), ...transfer, code: z.string() }),
]);
export type CollectRecord = z.infer<typeof collectRecord>;

/** Where a transfer stands here. `lockSha256` of the lock that lies in its folder. */
export interface Standing { readonly state: 'fetching' | 'fetched' | 'failed'; readonly number: string; readonly lockSha256: string | null }

export interface CollectLedger {
  readonly standings: ReadonlyMap<string, Standing>;
  note(record: CollectRecord): Promise<void>;
  close(): Promise<void>;
}

/** Opens the ledger file. Throws `JournalDamaged`. */
export async function openCollectLedger(file: string, now: () => number): Promise<CollectLedger> {
  const journal: Journal<CollectRecord> = await openJournal(file, collectRecord, now);
  const standings = new Map<string, Standing>();
  const take = (record: CollectRecord): void => {
    standings.set(record.id, { state: record.state === 'lock-renewed' ? 'fetched' : record.state, number: record.number, lockSha256: 'lockSha256' in record ? record.lockSha256 : null });
  };
  journal.records.forEach(take);
  return {
    standings,
    note: async (record) => {
      await journal.append(record);
      take(record);
    },
    close: () => journal.close(),
  };
}
