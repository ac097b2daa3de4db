// What each change of keys works with: the stopped gateway's own folder, held by this process alone, with its keys settled.
import { join } from 'node:path';
import { access } from 'node:fs/promises';
import { readKeys, type Keys } from './keys.ts';
import { createClock, type Clock, type TimeSource } from '../ledger/clock.ts';
import { createLedger, type Ledger } from '../ledger/ledger.ts';
import { createSigner } from '../ledger/node-primitives.ts';
import type { NoteSigner } from '../ledger/note.ts';
import type { RandomBytes } from '../store/identifier.ts';
import { openStore, type Store } from '../store/store.ts';
import { openKeyRoom, type KeyRoom, type Reach } from './key-files.ts';
import { settleKeys } from './settle.ts';

/** Where the gateway's things lie, and what it is given. */
export interface Site { readonly databaseFile: string; readonly vaultFolder: string; readonly keysFolder: string; readonly ledgerOrigin: string }
export interface Given { readonly time: TimeSource; readonly random: RandomBytes; readonly reach?: Reach }

export interface Rooms extends Site {
  readonly store: Store;
  readonly keys: Keys;
  readonly room: KeyRoom;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly signer: NoteSigner;
  readonly random: RandomBytes;
  readonly reach: Reach;
}

/**
 * Holds the data folder, finishes or undoes what an earlier change left, then does `work`.
 * Throws `StoreRefused` (IN_USE while the gateway runs, NOT_INITIALISED), `KeysRefused`, and whatever the work throws.
 */
export async function withRooms<T>(site: Site, { time, random, reach = () => undefined }: Given, work: (rooms: Rooms) => Promise<T>): Promise<T> {
  const store = await openStore({ file: site.databaseFile });
  try {
    const room = await openKeyRoom(site.keysFolder, random, reach);
    await settleKeys(store, room, site.ledgerOrigin);
    const keys = await readKeys(site.keysFolder);
    const newest = await store.read.selectFrom('ledger_entries').select('at').orderBy('idx', 'desc').limit(1).executeTakeFirst();
    const clock = createClock(time, newest?.at ?? null);
    const signer = createSigner(site.ledgerOrigin, keys.ledgerSeed);
    const ledger = createLedger({ store, signer, origin: site.ledgerOrigin, now: () => clock.now(), randomBytes: random });
    return await work({ ...site, store, keys, room, clock, ledger, signer, random, reach });
  } finally {
    await store.close();
  }
}

/** For a start: finishes or undoes what a change of keys left, then reads the keys. Throws as `withRooms` and `readKeys` do. */
export async function settledKeys(site: Site, random: RandomBytes): Promise<Keys> {
  // Without data there is nothing to settle; without keys, their own refusal says more.
  const ready = await Promise.all([site.databaseFile, site.keysFolder].map((path) => access(path).then(() => true, () => false)));
  if (!ready.includes(false)) {
    const store = await openStore({ file: site.databaseFile });
    try {
      await settleKeys(store, await openKeyRoom(site.keysFolder, random, () => undefined), site.ledgerOrigin);
    } finally {
      await store.close();
    }
  }
  return readKeys(site.keysFolder);
}

export const siteOf = (settings: { readonly dataFolder: string; readonly keysFolder: string; readonly ledgerOrigin: string }): Site => ({
  databaseFile: join(settings.dataFolder, 'kagibako.db'), vaultFolder: join(settings.dataFolder, 'vault'), keysFolder: settings.keysFolder, ledgerOrigin: settings.ledgerOrigin,
});
