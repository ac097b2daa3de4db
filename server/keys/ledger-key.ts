// A new key for the ledger (`kagibako admin rotate-ledger-key`), on a stopped gateway.
//
// Order of writes: 1. everything so far is signed by the old key; 2. the new seed, durable, as `ledger.key.next`; 3. one transaction: the entry
// `rotate-ledger-key` with both public keys, the chain of keys, and the head that covers the entry, signed by both; 4. the old seed is overwritten; 5. the
// new one gets its name. Commit point: the commit of 3. Killed before it, the next start or run destroys the seed that nobody has seen; killed after it,
// the record names the new key, and the next start or run does 4 and 5 (again). At no time can a head come out that is signed by a key not in the record.
import { keyFiles } from './keys.ts';
import { changeLedgerKey } from '../ledger/key-change.ts';
import { createSigner } from '../ledger/node-primitives.ts';
import { takeOver, writeNext } from './key-files.ts';
import type { Rooms } from './rooms.ts';

export interface LedgerKeyChanged { readonly from: string; readonly to: string; readonly entry: number; /** The head with both signatures. */ readonly checkpoint: string }

/** Takes who does it, as typed. Throws LedgerRefused INCONSISTENT if the ledger does not continue its newest head: no key is changed over it. */
export async function rotateLedgerKey(rooms: Rooms, by: string): Promise<LedgerKeyChanged> {
  const { store, ledger, room, random, reach, signer, ledgerOrigin, clock } = rooms;
  await ledger.sign();
  const seed = random(32);
  const next = createSigner(ledgerOrigin, seed);
  await writeNext(room, keyFiles.ledgerSeed, seed);
  seed.fill(0);
  await reach('rotate-ledger-key.written');
  const entry = await store.change((tx) => changeLedgerKey(tx, { ledger, from: signer, to: next, origin: ledgerOrigin, by, at: clock.now(), reach }));
  await reach('rotate-ledger-key.committed');
  await takeOver(room, keyFiles.ledgerSeed);
  await reach('rotate-ledger-key.done');
  const { note } = await store.read.selectFrom('ledger_checkpoints').select('note').orderBy('size', 'desc').limit(1).executeTakeFirstOrThrow();
  return { from: signer.vkey, to: next.vkey, entry: entry.index, checkpoint: note };
}
