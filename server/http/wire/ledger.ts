// The ledger on the wire: searching it, and one entry with its proof.
import { z } from 'zod';
import { id, instant, line } from './words.ts';
import { timelineEntry } from './transfers.ts';

/** A POST: a person's name is text, and what a person typed stands in no address and in no log of addresses. */
export const ledgerSearch = z.strictObject({
  from: instant.optional(), to: instant.optional(), act: z.string().regex(/^[a-z][a-z.-]{0,59}$/).optional(), person: line(100).optional(),
  /** As it is spoken: 4821-9506. */
  number: line(20).optional(), transfer: id.optional(), engagement: id.optional(), contractor: id.optional(), result: z.enum(['done', 'refused']).optional(),
  /** Entries below this one: the next page of the same search. */
  before: z.int().min(0).optional(), limit: z.int().min(1).max(500).default(100),
});
export const ledgerRow = timelineEntry.extend({ transferId: id.nullable(), transferNumber: z.string().nullable(), contractor: z.string().nullable(), engagement: z.string().nullable() });
export type LedgerRow = z.infer<typeof ledgerRow>;
export const ledgerPage = z.object({ entries: z.array(ledgerRow), total: z.int(), next: z.int().nullable() });
export const ledgerEntryView = z.object({ row: ledgerRow, bytes: z.string(), proof: z.string() });
