// The ledger on the wire.
import { z } from 'zod';
import { id, instant } from './words.ts';
import { timelineEntry } from './transfers.ts';

export const ledgerQuery = z.strictObject({
  from: instant.optional(), to: instant.optional(), act: z.string().max(60).optional(), actor: z.string().max(100).optional(),
  transfer: z.string().max(40).optional(), engagement: id.optional(), contractor: id.optional(), result: z.enum(['done', 'refused']).optional(),
  before: z.coerce.number().int().min(0).optional(), limit: z.coerce.number().int().min(1).max(500).default(100),
});
export const ledgerRow = timelineEntry.extend({ transferNumber: z.string().nullable(), contractor: z.string().nullable(), engagement: z.string().nullable() });
export type LedgerRow = z.infer<typeof ledgerRow>;
export const ledgerPage = z.object({ entries: z.array(ledgerRow), total: z.int(), checkpoint: z.string(), next: z.int().nullable(), acts: z.array(z.string()) });
export const ledgerEntryView = z.object({ row: ledgerRow, bytes: z.string(), proof: z.string() });
