// A new key for what waits at rest (`kagibako admin rotate-waiting-key`), on a stopped gateway.
//
// Order of writes: 1. the new key, durable, as `waiting.key.next`; 2. each waiting file wrapped anew beside the old one, durable; 3. one transaction: the
// transfers name the new files, the secrets of second factors are wrapped anew, the record names the new key, the entry tells it; 4. the old key is overwritten, and with it what it wrapped; 5. the new
// one gets its name; 6. the old files are wiped. Commit point: the commit of 3. Killed before it, rows and record still name old files and old key, and
// the next start or run destroys the new ones; killed after it, the next start or run does 4 to 6 (again). Each named file opens under the recorded key.
import { rewrapSecrets } from '../accounts/factors.ts';
import { keyFiles } from './keys.ts';
import { destroyRewrapped, nameRewrapped, rewrap } from '../transfers/rewrap.ts';
import { resume } from '../transfers/resume.ts';
import { createVault } from '../vault/vault.ts';
import { takeOver, writeNext } from './key-files.ts';
import type { Rooms } from './rooms.ts';
import { waitingMark } from './settle.ts';

export interface WaitingKeyChanged { readonly transfers: number; readonly entry: number }

/** Takes who does it, as typed. Throws `RewrapRefused` for a file that the present key does not open. */
export async function rotateWaitingKey(rooms: Rooms, by: string): Promise<WaitingKeyChanged> {
  const { store, ledger, room, random, reach, keys, clock } = rooms;
  const vault = await createVault({ folder: rooms.vaultFolder, randomBytes: random });
  // Bodies hold no key: the next start looks through them.
  await resume({ store, vault }, AbortSignal.abort());
  const key = random(32);
  await writeNext(room, keyFiles.waiting, key);
  await reach('rotate-waiting-key.written');
  const rewrapped = await rewrap({ store, vault, random, reach }, keys.waiting, key);
  const entry = await store.change(async (tx) => {
    await nameRewrapped(tx, rewrapped);
    await rewrapSecrets(tx, { present: keys.waiting, next: key, random });
    const at = clock.now();
    await tx.updateTable('waiting_keys').set({ until_at: at }).where('mark', '=', waitingMark(keys.waiting)).execute();
    await tx.insertInto('waiting_keys').values({ mark: waitingMark(key), from_at: at, until_at: null }).execute();
    const entered = await ledger.append(tx, { at, act: 'rotate-waiting-key', result: 'done', actor: { system: true }, facts: { transfers: rewrapped.length }, texts: { by } });
    await reach('rotate-waiting-key.entered');
    return entered;
  });
  key.fill(0);
  await reach('rotate-waiting-key.committed');
  await takeOver(room, keyFiles.waiting);
  await reach('rotate-waiting-key.replaced');
  await destroyRewrapped(vault, rewrapped);
  await reach('rotate-waiting-key.wiped');
  await ledger.sign();
  return { transfers: rewrapped.length, entry: entry.index };
}
