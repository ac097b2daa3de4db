/** The chain of keys that signed this ledger, by their public side: stored in the change that puts one in another's place. */
import type { Tx } from '../store/store.ts';

/** A key of the chain: it signed the heads of `fromSize` to `untilSize` entries, both included; null: it still signs. */
export interface ChainKey { readonly vkey: string; readonly fromSize: number; readonly untilSize: number | null }

/** All keys of the chain, oldest first; only `current` while none was ever changed. */
export async function readChain(tx: Tx, current: string): Promise<ChainKey[]> {
  const rows = await tx.selectFrom('ledger_keys').selectAll().orderBy('position').execute();
  return rows.length === 0 ? [{ vkey: current, fromSize: 0, untilSize: null }] : rows.map((row) => ({ vkey: row.vkey, fromSize: row.from_size, untilSize: row.until_size }));
}

/** The key that heads are signed under by what is stored, or null while none was ever changed. */
export async function storedKey(tx: Tx): Promise<string | null> {
  const row = await tx.selectFrom('ledger_keys').select('vkey').where('until_size', 'is', null).executeTakeFirst();
  return row?.vkey ?? null;
}
