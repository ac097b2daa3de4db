// Many small bodies that become durable together. Guarantees: none of them has a name in bodies/ before it is whole and confirmed, and all of them are durable
// when commit() has returned; whatever happens before that leaves what the next start sweeps.
//
// Order of writes: each file written in incoming/, each confirmed (fsync), each named in the one folder, that folder confirmed. Commit point of all: the last.

import { unlink } from 'node:fs/promises';
import type { Reach } from './body-writer.ts';
import type { Disk } from './disk.ts';
import { VaultFailed, failure } from './failure.ts';
import { reachable } from './place.ts';
import type { Places } from './place.ts';
import type { Trouble } from './write-together.ts';

export interface TogetherParts {
  readonly places: Places;
  readonly disk: Disk;
  readonly reach: Reach;
  /** Ids being written by this process: not to be swept. */
  readonly inHand: Set<string>;
  /** Bodies of this process, until what was there before it has been looked through; then null. */
  readonly fresh: Set<string> | null;
  readonly wipeBody: (id: string) => Promise<void>;
}

export interface PlaceTogether { readonly id: string; /** Where it is written. */ readonly incoming: string; /** What it is named when it is confirmed. */ readonly path: string }

export interface BodiesTogether {
  readonly places: readonly PlaceTogether[];
  /** Looks that the folders are the vault's own. To be called before they are written. Throws VaultFailed. */
  begin(): Promise<void>;
  /** Takes what went wrong in `writeTogether`, if anything; makes the names durable. Throws VaultFailed (SYNC_FAILED and every time from then on, FULL, WRITE_FAILED, ODD_STORE); then they are to be dropped. */
  commit(trouble: Trouble | null): Promise<void>;
  /** Removes what was written of them, and nothing that stood under one of their names before. Never throws: what cannot be removed, or what nobody told of, is swept at the next start. */
  drop(): Promise<void>;
}

/** @param ids of one shard */
export function beginTogether(parts: TogetherParts, ids: readonly string[]): Promise<BodiesTogether> {
  const { places, disk, reach, inHand, fresh } = parts;
  disk.requireSound();
  const [first] = ids;
  const set = ids.map((id): PlaceTogether => ({ id, incoming: places.incoming(id).path, path: places.body(id).path }));
  const folders = first === undefined ? [] : [places.incoming(first), places.body(first)];
  for (const id of ids) {
    inHand.add(id);
    fresh?.add(id);
  }
  let [written, named] = [set.length, 0];
  return Promise.resolve({
    places: set,
    begin: async () => {
      for (const place of folders) await reachable(place);
      await reach('bodies.begun');
    },
    commit: async (trouble) => {
      if (trouble?.stage === 'write') written = trouble.done;
      named = trouble === null ? set.length : trouble.stage === 'name' ? trouble.done : 0;
      if (trouble?.stage === 'confirm') disk.failed();
      if (trouble !== null) throw asFailure(trouble);
      disk.requireSound();
      await reach('bodies.renamed');
      const shard = folders.at(-1);
      if (shard !== undefined) await disk.syncFolder(shard.folder);
      await reach('bodies.folder-fsynced');
      for (const id of ids) inHand.delete(id);
    },
    drop: async () => {
      for (const { incoming } of set.slice(0, written)) await unlink(incoming).catch(() => undefined);
      for (const { id } of set.slice(0, named)) await parts.wipeBody(id).catch(() => undefined);
      for (const { id } of set) inHand.delete(id);
    },
  });
}

function asFailure({ stage, code }: Trouble): VaultFailed {
  const doing = `Writing bodies together (${stage})`;
  if (stage === 'confirm') return new VaultFailed('SYNC_FAILED', `${doing}: the disk did not confirm (${code}). Nothing was promised. Check the disk, then start the gateway again.`);
  if (code === 'EEXIST') return new VaultFailed('ODD_STORE', `${doing}: a name is taken. Ids are random: check the machine's source of randomness.`);
  return failure('WRITE_FAILED', doing, Object.assign(new Error(code), { code }));
}
