/**
 * The change from one key of the ledger to the next. Guarantees that the first head of a new key is signed by the old one too,
 * covers the entry that names both, and continues the newest head of the old key: whoever trusts the old key can follow to the new one.
 */
import type { Tx } from '../store/store.ts';
import type { AppendedEntry, Ledger } from './ledger.ts';
import { signHeadIn } from './head.ts';
import { readChain } from './key-chain.ts';
import type { NoteSigner } from './note.ts';

export const LEDGER_KEY_CHANGED = 'rotate-ledger-key';

export interface KeyChange {
  readonly ledger: Pick<Ledger, 'append'>;
  readonly from: NoteSigner;
  readonly to: NoteSigner;
  readonly origin: string;
  /** Whoever changed it, as typed; kept behind a commitment. */
  readonly by: string;
  readonly at: string;
  /** Told when the entry is written and the head is not yet signed. */
  readonly reach: (label: string) => void | Promise<void>;
}

/**
 * Enters the change and signs the head that covers it with both keys, in the caller's transaction: an entry without that head is never committed.
 * `from` must be the key of the newest head. Throws LedgerRefused INCONSISTENT, and Error for two keys of different names.
 */
export async function changeLedgerKey(tx: Tx, { ledger, from, to, origin, by, at, reach }: KeyChange): Promise<AppendedEntry> {
  if (from.name !== to.name || from.vkey === to.vkey) throw new Error(`expected two keys of ${origin}, those of ${from.name} and ${to.name} came`);
  const entry = await ledger.append(tx, { at, act: LEDGER_KEY_CHANGED, result: 'done', actor: { system: true }, facts: { from: from.vkey, to: to.vkey }, texts: { by } });
  const size = entry.index + 1;
  const chain = await readChain(tx, from.vkey);
  if (chain.length === 1) await tx.insertInto('ledger_keys').values({ position: 0, vkey: from.vkey, from_size: 0, until_size: null, at }).onConflict((conflict) => conflict.doNothing()).execute();
  const retired = await tx.updateTable('ledger_keys').set({ until_size: size }).where('vkey', '=', from.vkey).where('until_size', 'is', null).executeTakeFirst();
  if (retired.numUpdatedRows !== 1n) throw new Error('expected the key that is being replaced to be the one in use');
  await tx.insertInto('ledger_keys').values({ position: chain.length, vkey: to.vkey, from_size: size, until_size: null, at }).execute();
  await reach('rotate-ledger-key.entered');
  await signHeadIn(tx, { origin, now: () => at }, [from, to]);
  return entry;
}
