/** A real ledger on a real store in a temporary folder, with a fixed key, counted salts and a clock that a test turns. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DocumentSource } from '../../server/ledger/document-source.ts';
import type { EntryFacts } from '../../server/ledger/entry.ts';
import { createLedger } from '../../server/ledger/ledger.ts';
import type { Ledger } from '../../server/ledger/ledger.ts';
import { createSigner } from '../../server/ledger/node-primitives.ts';
import { openStore } from '../../server/store/store.ts';
import type { Store } from '../../server/store/store.ts';

export const ORIGIN = 'kagibako.example.lg.jp/ledger';
export const SEED = Uint8Array.from({ length: 32 }, (_, i) => i + 1);
export const SUMIDA = 'municipality-sumida';
export const KOTO = 'municipality-koto';

export interface TemporaryLedger {
  readonly ledger: Ledger; readonly store: Store; readonly file: string;
  append(facts?: Partial<EntryFacts>): Promise<number>;
  bundle(municipality?: string, options?: { openings?: boolean }): Promise<string>;
  close(): Promise<void>;
}

let salts = 0;
/** Salts that differ and are known: random ones would make vectors that cannot be repeated. */
const countedBytes = (size: number): Uint8Array => Uint8Array.from({ length: size }, () => (salts += 1) % 256);
export const restartSalts = (): void => void (salts = 0);

export const someFacts = (facts: Partial<EntryFacts> = {}): EntryFacts => ({
  at: '2026-04-01T00:30:00.000Z', act: 'deposit', result: 'done', actor: { id: 'p-sato', role: 'staff', name: '佐藤 花子' }, municipality: SUMIDA, ...facts,
});

export async function openTemporaryLedger(seed: Uint8Array = SEED, origin: string = ORIGIN, source?: DocumentSource): Promise<TemporaryLedger> {
  const folder = await mkdtemp(join(tmpdir(), 'kagibako-ledger-'));
  const file = join(folder, 'kagibako.db');
  const store = await openStore({ file, create: true });
  const ledger = createLedger({ store, signer: createSigner(origin, seed), origin, now: () => '2026-04-01T00:30:00.000Z', randomBytes: countedBytes, ...(source === undefined ? {} : { source }) });
  return {
    ledger, store, file,
    append: async (facts) => (await store.change((tx) => ledger.append(tx, someFacts(facts)))).index,
    async bundle(municipality = SUMIDA, options = {}) {
      let text = '';
      for await (const line of ledger.exportBundle(municipality, options)) text += line;
      return text;
    },
    async close() {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}
