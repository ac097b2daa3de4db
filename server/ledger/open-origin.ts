/**
 * Opens a new origin: a ledger whose end is lost goes on under another name. Guarantees that its first entry cites the newest head of the former name that is known,
 * and that the first head under the new name covers that entry and is signed under both.
 */
import type { Tx } from '../store/store.ts';
import type { Checkpoint } from './checkpoint.ts';
import { toBase64 } from './encoding.ts';
import { signHeadIn } from './head.ts';
import type { AppendedEntry, Ledger } from './ledger.ts';
import type { NoteSigner } from './note.ts';
import { OPEN_ORIGIN } from './origin-opening.ts';

/** The next key of the chain takes over with the head of this size; `first` is the key of all heads before, where none was ever changed. */
export async function followKey(tx: Tx, { first, to, size, at }: { first: string; to: string; size: number; at: string }): Promise<void> {
  await tx.insertInto('ledger_keys').values({ position: 0, vkey: first, from_size: 0, until_size: null, at }).onConflict((conflict) => conflict.doNothing()).execute();
  const rows = await tx.selectFrom('ledger_keys').select('position').execute();
  await tx.updateTable('ledger_keys').set({ until_size: size }).where('until_size', 'is', null).execute();
  await tx.insertInto('ledger_keys').values({ position: rows.length, vkey: to, from_size: size, until_size: null, at }).execute();
}

/** In the caller's transaction: an entry without its head is never committed. Throws LedgerRefused INCONSISTENT if the ledger does not continue its newest head. */
export async function openOrigin(tx: Tx, given: { readonly ledger: Pick<Ledger, 'append'>; readonly former: NoteSigner; readonly signer: NoteSigner; readonly cited: Checkpoint; readonly at: string }): Promise<AppendedEntry> {
  const { ledger, former, signer, cited: { origin, size, root }, at } = given;
  if (former.name === signer.name) throw new Error(`expected another name than ${former.name} for a new origin`);
  const entry = await ledger.append(tx, { at, act: OPEN_ORIGIN, result: 'done', actor: { system: true }, facts: { origin, size, root: toBase64(root), from: former.vkey, to: signer.vkey } });
  await followKey(tx, { first: former.vkey, to: signer.vkey, size: entry.index + 1, at });
  await signHeadIn(tx, { origin: signer.name, now: () => at }, [former, signer]);
  return entry;
}
