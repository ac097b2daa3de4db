// What a start does before anybody is served: finishes or undoes what a crash left half done (I10). Everything here may run twice.
import { sql } from '../store/sql.ts';
import type { Store, Tx } from '../store/store.ts';
import { z } from 'zod';
import type { Vault } from '../vault/vault.ts';
import { cutWhatWasGoing } from './deliveries.ts';
import { sweepBodies, type BodySweep } from './sweep-bodies.ts';

export interface Resumed { readonly unfinishedFiles: number; readonly bodies: BodySweep; readonly unnamedLocks: number }

/**
 * Sweeps files that were being written, bodies that no row names (the crash came before their commit point) and key files that
 * no transfer names (it came before the row, or after the row had let them go). Wipes that were begun are due again by their state. Of a large vault the bodies
 * are looked through after the start; `signal` ends that.
 */
export async function resume({ store, vault }: { store: Store; vault: Vault }, signal: AbortSignal): Promise<Resumed> {
  // What an upload goes on from stays; the clock sweeps it when nobody does.
  const parts = await store.read.selectFrom('uploads').select('part_id').where('part_id', 'is not', null).execute();
  // Killed between the last body and the row that names it: the sender was told of less, and goes on from there.
  for (const { part_id: id } of parts) if (id !== null) await vault.takeBack(id);
  const unfinishedFiles = await vault.sweepIncoming(new Set(parts.flatMap((row) => row.part_id ?? [])));
  await store.change(async (tx) => {
    // The process that held it is gone: two live processes on one folder are refused at the door.
    await tx.deleteFrom('leases').execute();
  });
  await cutWhatWasGoing(store);
  return { unfinishedFiles, unnamedLocks: await sweepLocks(store, vault), bodies: await sweepBodies({ store, vault }, signal) };
}

async function sweepLocks(store: Store, vault: Vault): Promise<number> {
  const named = await namedLocks(store.read);
  let swept = 0;
  for await (const id of vault.listLocks()) {
    if (named.has(id)) continue;
    await vault.wipeLock(id);
    swept += 1;
  }
  return swept;
}

/** A hundred thousand transfers are not parsed for three ids: the database takes them out, five thousand rows at a time (`locksOf` of transfer.ts). */
async function namedLocks(tx: Tx): Promise<ReadonlySet<string>> {
  const named = new Set<string>();
  for (let after: string | undefined = ''; after !== undefined; ) {
    const rows: { id: string; ids: string }[] = await tx.selectFrom('transfers').select(['id', sql<string>`json_array(json_extract(document, '$.lock.id'), json_extract(document, '$.waiting'), json_extract(document, '$.draftKey'))`.as('ids')])
      .where('id', '>', after).where('state', '!=', 'wiped').orderBy('id').limit(5000).execute();
    for (const { ids } of rows) for (const id of lockIds.parse(JSON.parse(ids))) if (id !== null) named.add(id);
    after = rows.at(-1)?.id;
  }
  return named;
}

const lockIds = z.array(z.string().nullable());
