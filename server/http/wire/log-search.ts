// Searches of the log that are kept, and numbered extracts of it, on the wire.
import { z } from 'zod';
import { ledgerFilter } from './ledger.ts';
import { ward } from './readers.ts';
import { defineRoutes } from './route.ts';
import { id, instant, line, none, sha256 } from './words.ts';

const auditor = ['auditor'] as const;
/** As it is given back: `act` is always a list. */
const storedFilter = z.object({
  from: z.string().optional(), to: z.string().optional(), act: z.array(z.string()).optional(), person: z.string().optional(), number: z.string().optional(), transfer: id.optional(),
  engagement: id.optional(), contractor: id.optional(), result: z.enum(['done', 'refused']).optional(), code: z.string().optional(),
});
export type StoredFilter = z.infer<typeof storedFilter>;

/** `own` ones may be changed; the others are shared by `by`. */
const savedSearch = z.object({ id, name: z.string(), filter: storedFilter, shared: z.boolean(), own: z.boolean(), by: z.string() });
export type SavedSearchView = z.infer<typeof savedSearch>;
const newSearch = z.strictObject({ name: line(60), filter: ledgerFilter, shared: z.boolean() });
const changedSearch = z.strictObject({ name: line(60), shared: z.boolean() });

/** `size`: the ledger's size that the search answered with, so that page and file say the same; without it, as it is now. `mark`: CSV with a byte order mark. */
const newExtract = z.strictObject({ filter: ledgerFilter, format: z.enum(['csv', 'jsonl', 'pdf']), mark: z.boolean().default(true), size: z.int().min(0).optional() });
/** `rows` is SHA-256 over the leaf hashes of its entries, the same however it was saved; `filter` null once that text was wiped. */
const extract = z.object({ label: z.string(), at: instant, by: z.string(), format: z.enum(['csv', 'jsonl', 'pdf']), size: z.int(), count: z.int(), rows: sha256, sha256, code: z.string().nullable(), entry: z.int(), filter: storedFilter.nullable() });
export type ExtractView = z.infer<typeof extract>;

export const logSearchRoutes = defineRoutes({
  savedSearches: { method: 'GET', path: '/audit/searches', sides: ward, roles: auditor, answer: z.array(savedSearch), status: 200, summary: 'Searches of the log that the auditor keeps, then those that others share' },
  saveSearch: { method: 'POST', path: '/audit/searches', sides: ward, roles: auditor, body: newSearch, answer: z.array(savedSearch), status: 201, summary: 'Keep a search of the log under a name' },
  changeSearch: { method: 'POST', path: '/audit/searches/:id', sides: ward, roles: auditor, body: changedSearch, answer: z.array(savedSearch), status: 200, summary: 'Rename one of the own kept searches, or share it, or cease to' },
  deleteSearch: { method: 'DELETE', path: '/audit/searches/:id', sides: ward, roles: auditor, answer: none, status: 204, summary: 'Delete one of the own kept searches' },
  extracts: { method: 'GET', path: '/audit/extracts', sides: ward, roles: auditor, answer: z.array(extract), status: 200, summary: 'The register of extracts: number, who, when, format, count, hash' },
  addExtract: { method: 'POST', path: '/audit/extracts', sides: ward, roles: auditor, body: newExtract, answer: { media: 'application/octet-stream' }, status: 200, summary: 'Save what a search finds as CSV, JSON Lines or PDF; numbered and entered before the first byte' },
});
