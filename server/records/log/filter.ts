// What auditors search the log by. Everything in it is a code or an identifier, but for the name: that is text which somebody typed.
import { z } from 'zod';
import { canonical } from '../../ledger/canonical.ts';

const id = z.string().regex(/^[0-9a-f]{32}$/);

/** All that is given must hold; of `acts` one of them. Times are ISO 8601, UTC; `number` is a transfer's, as it is spoken. */
export const logFilter = z.strictObject({
  from: z.string().optional(), to: z.string().optional(), acts: z.array(z.string()).optional(), person: z.string().optional(), number: z.string().optional(),
  transfer: id.optional(), engagement: id.optional(), contractor: id.optional(), result: z.enum(['done', 'refused']).optional(), code: z.string().optional(),
});
export type LogFilter = z.infer<typeof logFilter>;

/** The filter as text, the same for the same filter: what the ledger commits to, and what is kept of a saved search. */
export function filterText(filter: LogFilter): string {
  const { acts, ...rest } = filter;
  const given = Object.entries(rest).flatMap(([key, value]): [string, string][] => (value === undefined ? [] : [[key, value]]));
  return canonical({ ...Object.fromEntries(given), ...(acts === undefined ? {} : { acts: [...new Set(acts)].sort() }) });
}

/** Reads what `filterText` wrote. Throws a ZodError for anything else: the database was damaged. */
export const readFilter = (text: string): LogFilter => logFilter.parse(JSON.parse(text));

/** Whether anything is narrowed at all. */
export const isEmpty = (filter: LogFilter): boolean => filterText(filter) === '{}';
