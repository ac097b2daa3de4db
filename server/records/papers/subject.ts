// What a paper is of. Stands beside a code in the database, so that whoever types the code is led back to it.
import { z } from 'zod';

export const registerNames = ['roster', 'inspections', 'training', 'complaints', 'calls', 'media', 'subcontracts', 'print-logs', 'erasures', 'incidents', 'measures', 'confirmations', 'overdue', 'ledger', 'monthly', 'scheduled-erasures'] as const;
export const registerName = z.enum(registerNames);
export type RegisterName = z.infer<typeof registerName>;

/** A register is of what one reader may read: `contractorId` narrows it to a firm's part; `on` is the day of which it tells. */
export const registerSubject = z.strictObject({
  kind: z.literal('register'), name: registerName, engagementId: z.string().nullable(), fiscalYear: z.number(), contractorId: z.string().nullable(), on: z.string(),
  /** YYYY-MM, of a register that tells of one month. */
  month: z.string().optional(),
});
export type RegisterSubject = z.infer<typeof registerSubject>;

export const subject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['record', 'confirmation', 'receipt', 'wipe-certificate', 'page-notice', 'extract']), id: z.string() }),
  registerSubject,
]);
export type Subject = z.infer<typeof subject>;
