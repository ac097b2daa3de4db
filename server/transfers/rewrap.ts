// Puts everything that waits under one key under another: the session keys of drafts and the packets that wait for a password notice.
//
// Order of writes: new files first, durable; then, in the caller's transaction, the rows that name them; the old files are destroyed after the commit.
// A crash before the commit leaves new files that no row names, one after it the old ones: `resume` sweeps both.
import { unwrapWaiting, wrapWaiting } from '../sealing/waiting.ts';
import type { RandomBytes } from '../store/identifier.ts';
import type { Store, Tx } from '../store/store.ts';
import { VaultFailed, type Vault } from '../vault/vault.ts';
import { draftContext, waitingContext } from './key-files.ts';
import { parseTransfer } from './rows.ts';
import type { Transfer } from './transfer.ts';

/** One transfer whose files were wrapped anew: what it names now, and what it is to name. */
export interface Rewrapped { readonly before: Transfer; readonly after: Transfer }

/** A file that should open under the old key does not. */
export class RewrapRefused extends Error {
  override readonly name = 'RewrapRefused';
}

interface RewrapParts { readonly store: Store; readonly vault: Vault; readonly random: RandomBytes; readonly reach: (label: string) => void | Promise<void> }

/** Writes the new files; no row names them yet. Throws `RewrapRefused` with the number of the transfer whose file does not open. */
export async function rewrap(parts: RewrapParts, from: Uint8Array, to: Uint8Array): Promise<Rewrapped[]> {
  const rows = await parts.store.read.selectFrom('transfers').select('document').where('state', '!=', 'wiped').orderBy('id').execute();
  const done: Rewrapped[] = [];
  for (const before of rows.map((row) => parseTransfer(row.document))) {
    const again = (id: string | null, context: string): Promise<string | null> => (id === null ? Promise.resolve(null) : rewrapFile(parts, before, { id, context, from, to }));
    const [waiting, draftKey] = [await again(before.waiting, waitingContext(before.id)), await again(before.draftKey, draftContext(before.id))];
    if (waiting !== before.waiting || draftKey !== before.draftKey) done.push({ before, after: { ...before, waiting, draftKey } });
  }
  return done;
}

async function rewrapFile({ vault, random, reach }: RewrapParts, transfer: Transfer, { id, context, from, to }: { id: string; context: string; from: Uint8Array; to: Uint8Array }): Promise<string> {
  // A wipe that was begun may have destroyed its files already; it names them until it is done.
  if ((transfer.state === 'wiping' || transfer.state === 'wipe-failed') && await vault.isAbsent(id)) return id;
  const plain = await vault.readLock(id).then((bytes) => unwrapWaiting(bytes, from, context)).catch((cause: unknown) => {
    if (cause instanceof VaultFailed && cause.code !== 'ABSENT') throw cause;
    throw new RewrapRefused(`授受 ${transfer.number} の待機中の鍵を開けません。送り主に取り戻してもらってから、もう一度実行してください。何も変えていません。 / what waits of transfer ${transfer.number} does not open under the present key: have it recalled or discarded, then run this again; nothing was changed`, { cause });
  });
  try {
    const written = await vault.writeLock(wrapWaiting(plain, to, context, random));
    await reach('rotate-waiting-key.wrapped');
    return written;
  } finally {
    plain.fill(0);
  }
}

/** Names the new files instead of the old ones. No step of the transfers: neither state nor version changes, and one entry tells of all. */
export async function nameRewrapped(tx: Tx, rewrapped: readonly Rewrapped[]): Promise<void> {
  for (const { before, after } of rewrapped) {
    const row = await tx.updateTable('transfers').set({ document: JSON.stringify(after) }).where('id', '=', before.id).where('version', '=', before.version).executeTakeFirst();
    if (row.numUpdatedRows !== 1n) throw new Error('expected nobody else to change transfers while the gateway is stopped');
  }
}

/** Destroys the files that are named no more. What the old key wrapped opens for nobody already: the key went first. */
export async function destroyRewrapped(vault: Vault, rewrapped: readonly Rewrapped[]): Promise<void> {
  for (const { before, after } of rewrapped) {
    for (const [was, is] of [[before.waiting, after.waiting], [before.draftKey, after.draftKey]] as const) if (was !== null && was !== is) await vault.wipeLock(was);
  }
}
