// A print log as a file: what goes in, and the lines or what is wrong with them.
import { z } from 'zod';
import { both } from './readers.ts';
import { id, instant } from './words.ts';
import { defineRoutes } from './route.ts';

const words = z.object({ ja: z.string(), en: z.string() });
/** The file's bytes in base64, at most 600,000 of them: a request is JSON of at most 1 MiB. */
export const printLogFile = z.strictObject({ engagementId: id, file: z.base64().min(4).max(800_000) });
export const printLogRows = z.object({
  /** In the shape of the field `rows` of a print log; empty if there is any trouble. */
  rows: z.array(z.object({ computer: z.string(), at: instant, file: z.string(), printer: z.string(), sheets: z.int(), planned: z.int().optional(), copies: z.int().optional(), reason: z.string().optional() })),
  /** By row as a spreadsheet counts them, the heading being 1. */
  troubles: z.array(z.object({ row: z.int(), column: z.string(), expected: words, came: z.string() })),
});
export type PrintLogRows = z.infer<typeof printLogRows>;

export const printLogRoutes = defineRoutes({
  readPrintLog: { method: 'POST', path: '/print-logs/read', sides: both, roles: ['handler', 'staff'], body: printLogFile, answer: printLogRows, status: 200, summary: 'Read a print log from a CSV file into lines, all or none; nothing is stored' },
});
