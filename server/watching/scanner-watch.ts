// Notices that the virus scanner stopped answering, and that it answers again: one entry by the gateway at each change, never one for each look.
// The last finding stands in the store, so that a restart enters nothing twice.
import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../ledger/clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Scanner } from '../scanning/scanner.ts';
import type { Store } from '../store/store.ts';

export const SCANNER_SILENT = 'SCANNER_SILENT';

export interface ScannerWatchParts {
  readonly store: Store;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly scanner: Scanner;
  readonly alarms: Map<string, string>;
  /** How long an answer may take; clamd tells its version at once, also while it scans. */
  readonly patienceMs?: number;
}

/** Returns a function to be called now and then; calls at the same time share one look. Nothing is watched where no scanner is set. */
export function createScannerWatch(parts: ScannerWatchParts): () => Promise<void> {
  if (parts.scanner.kind === 'none') return () => Promise.resolve();
  let looking: Promise<void> | null = null;
  return () => (looking ??= look(parts).finally(() => (looking = null)));
}

async function look({ store, ledger, clock, scanner, alarms, patienceMs = 5_000 }: ScannerWatchParts): Promise<void> {
  const answers = await Promise.race([scanner.describe().then(() => true, () => false), setTimeout(patienceMs, false, { ref: false })]);
  if (answers) alarms.delete(SCANNER_SILENT);
  else if (!alarms.has(SCANNER_SILENT)) alarms.set(SCANNER_SILENT, clock.now());
  const found = await store.read.selectFrom('watch_states').select('state').where('name', '=', 'scanner').executeTakeFirst();
  const state = answers ? 'answers' : 'silent';
  if ((found?.state ?? 'answers') === state) return;
  const since = clock.now();
  await store.change(async (tx) => {
    await tx.insertInto('watch_states').values({ name: 'scanner', state, since }).onConflict((conflict) => conflict.column('name').doUpdateSet({ state, since })).execute();
    await ledger.append(tx, { at: since, actor: { system: true }, ...(answers ? { act: 'scanner-back', result: 'done' } : { act: 'scanner-silent', result: 'refused', code: SCANNER_SILENT }) });
  });
}
