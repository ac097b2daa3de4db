// What `npm run bench -- ledger` is told.
import { parseArgs } from 'node:util';

export interface LedgerOptions { readonly entries: number; readonly full: boolean; readonly seconds: number; readonly write: boolean; readonly folder: string | undefined }

/** Reads the words after `ledger`. Throws an Error that says what was expected. */
export function readLedgerOptions(words: readonly string[]): LedgerOptions {
  const { values } = parseArgs({ args: [...words], strict: true, options: {
    entries: { type: 'string', default: '1000000' }, full: { type: 'boolean', default: false }, seconds: { type: 'string', default: '20' }, write: { type: 'boolean', default: false }, folder: { type: 'string' },
  } });
  const [entries, seconds] = [Number(values.entries), Number(values.seconds)];
  if (!Number.isInteger(entries) || entries < 10_000 || !Number.isInteger(seconds) || seconds < 1) throw new Error('--entries: expected a whole number from 10000; --seconds: from 1');
  return { entries, seconds, full: values.full, write: values.write, folder: values.folder };
}
