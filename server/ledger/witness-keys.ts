/** The changes of this ledger's key, as a witness is told them: each entry with its proof under the head that both keys signed. */
import type { Store } from '../store/store.ts';
import type { Ledger } from './ledger.ts';
import { formatLogKey } from './log-key.ts';

/** The bodies of `add-log-key`, oldest first; up to the first change whose head was lost. */
export async function keyChanges({ store, ledger }: { readonly store: Store; readonly ledger: Pick<Ledger, 'inclusionProof'> }): Promise<string[]> {
  const keys = await store.search.selectFrom('ledger_keys').select('from_size').where('position', '>', 0).orderBy('position').execute();
  const bodies: string[] = [];
  for (const { from_size: size } of keys) {
    const index = size - 1;
    const entry = await store.search.selectFrom('ledger_entries').select('bytes').where('idx', '=', index).executeTakeFirst();
    const head = await store.search.selectFrom('ledger_checkpoints').select('note').where('size', '=', size).executeTakeFirst();
    if (entry === undefined || head === undefined) return bodies;
    bodies.push(formatLogKey(entry.bytes, { index, hashes: await ledger.inclusionProof(index, size), checkpoint: head.note }));
  }
  return bodies;
}
