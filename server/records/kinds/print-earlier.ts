// What was printed of a transfer before, over all its print logs: the newest version of each, corrections included.
import { z } from 'zod';
import type { Tx } from '../../store/store.ts';
import type { PrintRow } from './print-rules.ts';

const plain = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const stored = z.object({ values: z.object({ rows: z.array(z.record(z.string(), plain)).default([]) }) });

/** The lines of the other print logs of a transfer, in the order of their records. */
export async function earlierRows(tx: Tx, transferId: string | null, except: string | null): Promise<PrintRow[]> {
  if (transferId === null) return [];
  const stages = await tx.selectFrom('record_stages').innerJoin('records', 'records.id', 'record_id').select(['record_id', 'seq', 'content'])
    .where('kind', '=', 'print-log').where('transfer_id', '=', transferId).where('stage', 'in', ['submit', 'again']).orderBy('opened_at').orderBy('record_id').orderBy('seq').execute();
  const newest = new Map(stages.filter((stage) => stage.record_id !== except).map((stage) => [stage.record_id, stage.content]));
  return [...newest.values()].flatMap((content) => stored.parse(JSON.parse(content)).values.rows);
}
