// Bodies that no row names, because a crash came before their commit point, are wiped after a start: shard by shard, so that a vault of a million bodies
// neither delays the start nor holds anything up. Whatever this process itself has written since it opened the vault is left alone.
import { setImmediate } from 'node:timers/promises';
import type { Store } from '../store/store.ts';
import type { Vault } from '../vault/vault.ts';

/** So many are looked at before anybody is served: a small vault is in order when its start is done. */
const AT_START = 20_000;

export interface BodySweep {
  /** How many were wiped before anybody was served. */
  readonly atStart: number;
  /** Resolves with how many were wiped in all. */
  readonly whole: Promise<number>;
}

/** Begins the sweep; resolves when the first part of it is done. `signal` ends the rest, which the next start does again. */
export async function sweepBodies({ store, vault }: { store: Pick<Store, 'search'>; vault: Pick<Vault, 'leftOvers' | 'wipeBody'> }, signal: AbortSignal): Promise<BodySweep> {
  const shards = vault.leftOvers()[Symbol.asyncIterator]();
  const sweep = async (most: number): Promise<number> => {
    let swept = 0;
    for (let seen = 0; seen < most && !signal.aborted; ) {
      const shard = await shards.next();
      if (shard.done === true) break;
      seen += shard.value.length;
      for (const id of await unnamed(store, shard.value)) {
        await vault.wipeBody(id);
        swept += 1;
      }
      await setImmediate();
    }
    return swept;
  };
  const atStart = await sweep(AT_START);
  return { atStart, whole: sweep(Number.POSITIVE_INFINITY).then((rest) => atStart + rest) };
}

/** Of the ids of one shard, those that no row names: one walk over the index between the first and the last of them. */
async function unnamed({ search }: Pick<Store, 'search'>, ids: readonly string[]): Promise<string[]> {
  const sorted = [...ids].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return [];
  const rows = await search.selectFrom('files').select('body_id').where('body_id', '>=', first).where('body_id', '<=', last).execute();
  const named = new Set(rows.map((row) => row.body_id));
  return sorted.filter((id) => !named.has(id));
}
