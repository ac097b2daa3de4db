// How a person wants the pages shown. No act upon data: it stands in the account alone, not in the ledger.
import { z } from 'zod';
import type { Store, Tx } from '../store/store.ts';

const kept = z.object({ theme: z.enum(['light', 'dark', 'device']), language: z.enum(['ja', 'en']).nullable() });
export type Preferences = z.infer<typeof kept>;

/** Of whoever never chose: the device decides on light or dark, and the browser on the language. */
const unchosen: Preferences = { theme: 'device', language: null };

/** What the person chose. */
export async function readPreferences(tx: Tx, accountId: string): Promise<Preferences> {
  const row = await tx.selectFrom('accounts').select('preferences').where('id', '=', accountId).executeTakeFirst();
  const chosen = row?.preferences ?? null;
  return chosen === null ? unchosen : kept.parse(JSON.parse(chosen));
}

/** Keeps what the person chose, for every later sign-in, at whatever desk. */
export async function keepPreferences(store: Store, accountId: string, chosen: Preferences): Promise<void> {
  await store.change((tx) => tx.updateTable('accounts').set({ preferences: JSON.stringify(kept.parse(chosen)) }).where('id', '=', accountId).execute());
}
