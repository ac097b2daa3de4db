/** Entries of this ledger that come back from an export after the database was lost. Guarantees that they are written exactly as they were hashed, in their places. */
import type { Tx } from '../store/store.ts';
import { toBase64, isSame, utf8 } from './encoding.ts';
import { isObject, textOf } from './line-json.ts';
import type { JsonObject } from './line-json.ts';
import { parseCanonical } from './line-json.ts';
import { sha256 } from './node-primitives.ts';
import { LedgerRefused } from './refusal.ts';
import { growStoredTree, storedSize } from './stored-tree.ts';
import { leafHash } from './tree.ts';

/** Writes one entry as it is, in the caller's transaction, and returns what it says. Throws LedgerRefused INCONSISTENT if it is not the next one, or not what was hashed. */
export async function restoreEntry(tx: Tx, { index, bytes, leaf }: { readonly index: number; readonly bytes: string; readonly leaf: Uint8Array }): Promise<JsonObject> {
  const size = await storedSize(tx);
  const own = leafHash(sha256, utf8(bytes));
  if (index !== size || !isSame(own, leaf)) throw new LedgerRefused('INCONSISTENT', `expected entry ${size} with leaf hash ${toBase64(leaf)}, entry ${index} with ${toBase64(own)} came`);
  const told = parseCanonical(utf8(bytes), 'an entry');
  const actor = isObject(told['actor']) ? told['actor'] : {};
  const of = (name: string): string | null => textOf(told[name]);
  await tx.insertInto('ledger_entries').values({
    idx: index, at: of('at') ?? '', act: of('act') ?? '', result: of('result') ?? '', bytes, leaf_hash: leaf, actor_id: textOf(actor['id']),
    municipality_id: of('municipality'), transfer_id: of('transfer'), engagement_id: of('engagement'), contractor_id: of('contractor'),
  }).execute();
  await growStoredTree(tx, sha256, index, leaf);
  return told;
}
