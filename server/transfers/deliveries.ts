// What became of each body on its way out, in the database.
import { z } from 'zod';
import { sql } from '../store/sql.ts';
import type { Store, Tx } from '../store/store.ts';
import { stopped } from './delivered.ts';
import { openingOf, undelivered, type Deliveries, type DownloadTerms } from './repeats.ts';
import type { SealedFile, Transfer } from './transfer.ts';

const spans = z.array(z.tuple([z.number(), z.number()]));
const shape = z.object({
  arrived: spans, cut: spans, going: spans.default([]),
  again: z.object({ round: z.number(), arrived: spans, cut: spans, going: spans.default([]), extra: z.number() }).default({ round: 1, arrived: [], cut: [], going: [], extra: 0 }),
});

export async function readDeliveries(tx: Tx, fileId: string): Promise<Deliveries> {
  const row = await tx.selectFrom('deliveries').select('ranges').where('file_id', '=', fileId).executeTakeFirst();
  return row === undefined ? undelivered : shape.parse(JSON.parse(row.ranges));
}

export async function noteDeliveries(store: Store, file: Pick<SealedFile, 'id' | 'transferId'>, change: (before: Deliveries) => Deliveries): Promise<void> {
  await store.change(async (tx) => {
    const before = await readDeliveries(tx, file.id);
    const after = change(before);
    if (after === before) return;
    const ranges = JSON.stringify(after);
    await tx.insertInto('deliveries').values({ file_id: file.id, transfer_id: file.transferId, ranges }).onConflict((conflict) => conflict.column('file_id').doUpdateSet({ ranges })).execute();
  });
}

/** At a start, before anybody is served: what a process that died was sending was cut off, and the recipient may show how much of it came by asking for the rest. */
export async function cutWhatWasGoing(store: Store): Promise<void> {
  await store.change(async (tx) => {
    const rows = await tx.selectFrom('deliveries').select(['file_id', 'ranges']).where('ranges', 'like', '%"going":[[%').execute();
    for (const row of rows) {
      const before = shape.parse(JSON.parse(row.ranges));
      const ranges = JSON.stringify({ ...stopped(before), again: { ...before.again, ...stopped(before.again) } });
      await tx.updateTable('deliveries').set({ ranges }).where('file_id', '=', row.file_id).execute();
    }
  });
}

/**
 * True once every byte of every file has arrived at least once (`isWhole` in SQL). Whoever collects ten thousand files asks ten thousand times: looked through
 * from the last file on, which comes last as a rule, and no further than to the first that is not whole.
 */
export async function allWhole(tx: Tx, transferId: string): Promise<boolean> {
  const open = await tx.selectFrom('files').leftJoin('deliveries', 'deliveries.file_id', 'files.id').select('files.id').where('files.transfer_id', '=', transferId)
    .where(sql<boolean>`not coalesce(json_array_length(ranges, '$.arrived') = 1 and json_extract(ranges, '$.arrived[0][0]') = 0 and json_extract(ranges, '$.arrived[0][1]') >= body_size, false)`)
    .orderBy('position', 'desc').limit(1).executeTakeFirst();
  return open === undefined;
}

/** What collecting from the start would be now: null where it needs nothing, else its round and what stands against it. */
export async function repeatOf(tx: Tx, transfer: Transfer, files: readonly SealedFile[], { allowed, reasonFrom }: DownloadTerms): Promise<{ round: number; allowed: number; stop: 'reason' | 'used-up' } | null> {
  const rounds = transfer.collection?.rounds ?? 1;
  if (transfer.collection === null || transfer.end !== null || transfer.confirmation !== null) return null;
  const rows = await tx.selectFrom('files').innerJoin('deliveries', 'file_id', 'files.id').select(['file_id', 'ranges']).where('files.transfer_id', '=', transfer.id).execute();
  const ranges = new Map(rows.map((row) => [row.file_id, row.ranges]));
  for (const file of files) {
    const before = ranges.get(file.id);
    if (openingOf(before === undefined ? undelivered : shape.parse(JSON.parse(before)), [0, file.bodySize], file.bodySize, rounds) !== 'repeat') continue;
    return rounds + 1 > allowed ? { round: rounds + 1, allowed, stop: 'used-up' } : rounds + 1 >= reasonFrom ? { round: rounds + 1, allowed, stop: 'reason' } : null;
  }
  return null;
}
