// What a start does before anybody is served: finishes or undoes what a crash left half done (I10). Everything here may run twice.
import type { Store } from '../store/store.ts';
import type { Vault } from '../vault/vault.ts';
import { cutWhatWasGoing } from './deliveries.ts';
import { parseTransfer } from './rows.ts';
import { locksOf } from './transfer.ts';

export interface Resumed { readonly unfinishedFiles: number; readonly unnamedBodies: number; readonly unnamedLocks: number }

/**
 * Sweeps files that were being written, bodies that no row names (the crash came before their commit point) and key files that
 * no transfer names (it came before the row, or after the row had let them go). Wipes that were begun are due again by their state.
 */
export async function resume({ store, vault }: { store: Store; vault: Vault }): Promise<Resumed> {
  // What an upload goes on from stays; the clock sweeps it when nobody does.
  const parts = await store.read.selectFrom('uploads').select('part_id').where('part_id', 'is not', null).execute();
  const unfinishedFiles = await vault.sweepIncoming(new Set(parts.flatMap((row) => row.part_id ?? [])));
  await store.change(async (tx) => {
    // The process that held it is gone: two live processes on one folder are refused at the door.
    await tx.deleteFrom('leases').execute();
  });
  await cutWhatWasGoing(store);
  return { unfinishedFiles, unnamedBodies: await sweepBodies(store, vault), unnamedLocks: await sweepLocks(store, vault) };
}

async function sweepBodies(store: Store, vault: Vault): Promise<number> {
  let swept = 0;
  for await (const id of vault.listBodies()) {
    const row = await store.read.selectFrom('files').select('id').where('body_id', '=', id).executeTakeFirst();
    if (row !== undefined) continue;
    await vault.wipeBody(id);
    swept += 1;
  }
  return swept;
}

async function sweepLocks(store: Store, vault: Vault): Promise<number> {
  const rows = await store.read.selectFrom('transfers').select('document').where('state', '!=', 'wiped').execute();
  const named = new Set(rows.flatMap((row) => locksOf(parseTransfer(row.document))));
  let swept = 0;
  for await (const id of vault.listLocks()) {
    if (named.has(id)) continue;
    await vault.wipeLock(id);
    swept += 1;
  }
  return swept;
}
