// Papers and registers on the wire.
import { z } from 'zod';
import { id, instant } from './words.ts';

export const registerName = z.enum(['roster', 'inspections', 'training', 'complaints', 'calls', 'media', 'subcontracts', 'print-logs', 'erasures', 'incidents', 'measures', 'confirmations', 'overdue', 'ledger', 'monthly', 'scheduled-erasures']);
export type RegisterName = z.infer<typeof registerName>;

/** A register that the reader may have, with its number in the list of documents. */
export const registerView = z.object({ name: registerName, title: z.string(), document: z.int().nullable(), yearly: z.boolean() });
export const registerChoices = z.object({ registers: z.array(registerView), engagements: z.array(z.object({ id, title: z.string() })), fiscalYears: z.array(z.int()) });
export type RegisterChoices = z.infer<typeof registerChoices>;

/** Without an engagement: all that the reader may know of. The fiscal year begins on 1 April of the year named. */
export const registerQuery = z.strictObject({ name: registerName, engagement: id.optional(), fiscalYear: z.coerce.number().int().min(2000).max(2199), /** Of the monthly report; without it the month that runs. */ month: z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/).optional() });
export type RegisterQuery = z.infer<typeof registerQuery>;

export const paperCode = z.strictObject({ code: z.string().min(1).max(200) });
/** What a code on a paper stands for. `current` is false once the record has gone on: the paper is genuine, but not the newest state. */
export const checkedPaper = z.object({
  code: z.string(), document: z.int().nullable(), title: z.string(), label: z.string(), firstIssuedAt: instant, entry: z.int(), entryAt: instant,
  engagement: z.string().nullable(), contractor: z.string().nullable(), current: z.boolean(),
  /** Where it is read on the pages: the record, or the transfer; null for a register. */
  of: z.object({ kind: z.enum(['record', 'transfer']), id }).nullable(),
  proof: z.string(),
});
export type CheckedPaper = z.infer<typeof checkedPaper>;
