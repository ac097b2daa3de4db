// The ledger on the wire: searching it, and one entry with its proof.
import { z } from 'zod';
import { id, instant, line } from './words.ts';
import { timelineEntry } from './transfers.ts';

const actWord = z.string().regex(/^[a-z][a-z.-]{0,59}$/);
const narrowing = {
  from: instant.optional(), to: instant.optional(),
  /** One act or several: an entry is of one of them. */
  act: z.union([actWord, z.array(actWord).min(1).max(60)]).optional(), person: line(100).optional(),
  /** As it is spoken: 4821-9506. */
  number: line(20).optional(), transfer: id.optional(), engagement: id.optional(), contractor: id.optional(), result: z.enum(['done', 'refused']).optional(),
  /** Why it was refused. */
  code: z.string().regex(/^[A-Z][A-Z0-9_]{0,59}$/).optional(),
};
/** What the log is narrowed by; all that is given must hold. */
export const ledgerFilter = z.strictObject(narrowing);
/** A POST: a person's name is text, and what a person typed stands in no address and in no log of addresses. */
export const ledgerSearch = z.strictObject({
  ...narrowing,
  /** Entries below this one: the next page of the same search. */
  before: z.int().min(0).optional(), limit: z.int().min(1).max(500).default(100),
});
export const ledgerRow = timelineEntry.extend({ transferId: id.nullable(), transferNumber: z.string().nullable(), contractor: z.string().nullable(), engagement: z.string().nullable() });
export type LedgerRow = z.infer<typeof ledgerRow>;
/** `total` is exact up to 10,000; beyond it there are more (`capped`): to count them all would cost more than anybody learns. A later page counts from its own start. `size`: the ledger's, when this was searched. */
export const ledgerPage = z.object({ entries: z.array(ledgerRow), total: z.int(), capped: z.boolean(), size: z.int(), next: z.int().nullable() });
export const ledgerEntryView = z.object({ row: ledgerRow, bytes: z.string(), proof: z.string() });

/** A signed checkpoint with the cosignature lines of witnesses, as `kagibako witness cosign` writes it. */
export const cosigned = z.strictObject({ checkpoint: z.string().min(1).max(100_000) });
export const cosignaturesTaken = z.object({ size: z.int(), witnesses: z.array(z.string()) });
