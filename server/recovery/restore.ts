// `kagibako restore`: a database out of a copy and the newer ledger that others hold, into a data folder that has none.
//
// Order of writes: 1. the copy's database, checked, in a folder of its own below the data; 2. entries newer than it, exactly as they were hashed, and what they tell of
// wiping, rights and numbers; 3. what waited ends; 4. one entry that tells the restore, and a signed head; 5. the database gets its name, durable.
// Commit point: the name. A crash before it leaves a data folder without a database, and what lay in the folder is overwritten by the next try or start.
import { access, link, open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readKeys, type Keys } from '../keys/keys.ts';
import { siteOf } from '../keys/rooms.ts';
import { createClock, type TimeSource } from '../ledger/clock.ts';
import { createLedger } from '../ledger/ledger.ts';
import { createSigner } from '../ledger/node-primitives.ts';
import { openStore } from '../store/store.ts';
import { bringBack, type BroughtBack } from './bring-back.ts';
import { readSigningKeys } from './changed-keys.ts';
import { readNewerLedger, type NewerLedger } from './newer-ledger.ts';
import { mustBeSigned, readManifest, unpack, type ReadCopy } from './read-copy.ts';
import { RecoveryRefused } from './refusal.ts';
import { withWorkRoom } from './work-room.ts';

export interface RestoreGiven {
  readonly site: ReturnType<typeof siteOf>;
  readonly copy: string;
  /** Exports, newest of each municipality; heads that others kept; keys that are trusted beside the one in the keys folder; keys of witnesses. */
  readonly bundles: readonly string[];
  readonly checkpoints: readonly string[];
  readonly vkeys: readonly string[];
  readonly witnesses: readonly string[];
  readonly time: TimeSource;
  readonly random: (count: number) => Uint8Array;
  readonly reach?: (label: string) => void | Promise<void>;
}

/** Restores; returns what became of it. Throws `RecoveryRefused`, `KeysRefused`, `StoreRefused` (SCHEMA_NEWER), and what the disk throws: then there is still no database. */
export async function restore(given: RestoreGiven): Promise<BroughtBack> {
  const { site, copy: file, reach = () => undefined } = given;
  await mustBeAbsent(site.databaseFile);
  const keys = await readKeys(site.keysFolder);
  const copy = await readManifest(file);
  const own = createSigner(copy.manifest.origin, keys.ledgerSeed).vkey;
  const newer = await readNewerLedger(copy.manifest, [own, ...given.vkeys], given);
  await mustBeSigned(copy, [own, ...newer.vkeys, ...given.vkeys]);
  mustReach(copy, newer, site.ledgerOrigin);
  return withWorkRoom(dirname(site.databaseFile), given.random, async (folder) => {
    const path = await unpack(file, copy, folder);
    await reach('restore.unpacked');
    const brought = await fill(path, { given, keys, copy, newer, reach });
    await reach('restore.filled');
    await install(path, site.databaseFile);
    await reach('restore.named');
    return brought;
  });
}

async function mustBeAbsent(databaseFile: string): Promise<void> {
  if (await access(databaseFile).then(() => true, () => false)) {
    throw new RecoveryRefused('DATA_THERE', `データベースがもうあります: ${databaseFile}。壊れたものなら、調べのために別の場所へ移してから、もう一度行ってください。上書きはしません。`, 'there is a database already: if it is the broken one, move it away for the inquiry, then try again; nothing is overwritten');
  }
}

/** What is known to have been signed must be at hand; else only a ledger of another name can go on. */
function mustReach({ manifest }: ReadCopy, { entries, known }: NewerLedger, origin: string): void {
  const size = manifest.size + entries.length;
  const short = known !== null && known.size > size;
  if (short && origin === manifest.origin) {
    throw new RecoveryRefused('LEDGER_SHORT', `手元の台帳は記録 ${size}件までで、署名済みの検証点（${known.size}件）に届きません。すべての団体の新しい書き出しを --ledger で渡してください。どこにも残っていなければ、KAGIBAKO_LEDGER_ORIGIN に新しい名前（例 ${origin}-2）を書き、台帳を改めて始めてください。`,
      `the ledger at hand ends at ${size} entries, before the known head of ${known.size}: give newer exports of every municipality with --ledger; if there are none anywhere, set KAGIBAKO_LEDGER_ORIGIN to a new name and restore again: a new origin is opened`);
  }
  if (!short && origin !== manifest.origin) {
    throw new RecoveryRefused('ORIGIN_DIFFERS', `台帳の名前が写し（${manifest.origin}）と違います（${origin}）。台帳は途切れていないので、KAGIBAKO_LEDGER_ORIGIN を元に戻してください。`, 'the ledger is whole and goes on under its own name: set KAGIBAKO_LEDGER_ORIGIN back');
  }
}

interface Filling { readonly given: RestoreGiven; readonly keys: Keys; readonly copy: ReadCopy; readonly newer: NewerLedger; readonly reach: (label: string) => void | Promise<void> }

async function fill(path: string, { given, keys, copy, newer, reach }: Filling): Promise<BroughtBack> {
  const { site, time, random } = given;
  const store = await openStore({ file: path });
  try {
    const clock = createClock(time, newestTime(newer) ?? copy.manifest.at);
    const [former, signer] = [createSigner(copy.manifest.origin, keys.ledgerSeed), createSigner(site.ledgerOrigin, keys.ledgerSeed)];
    const ledger = createLedger({ store, signer, origin: site.ledgerOrigin, now: () => clock.now(), randomBytes: random });
    const signingKeys = await readSigningKeys(site.keysFolder, keys.gateway);
    return await bringBack({ store, ledger, clock, former, signer, waitingKey: keys.waiting, signingKeys, random, reach }, copy.manifest, newer);
  } finally {
    await store.close();
  }
}

const newestTime = ({ entries }: NewerLedger): string | null => {
  const told: unknown = JSON.parse(entries.at(-1)?.bytes ?? 'null');
  return typeof told === 'object' && told !== null && 'at' in told && typeof told.at === 'string' ? told.at : null;
};

/** Nothing of it may still lie in a write-ahead log; then it gets its name, which nothing has. */
async function install(path: string, databaseFile: string): Promise<void> {
  const left = await stat(`${path}-wal`).catch(() => null);
  if (left !== null && left.size > 0) throw new Error('expected a closed database, its write-ahead log is still there');
  const file = await open(path, 'r+');
  await file.sync().finally(() => file.close());
  await mustBeAbsent(databaseFile);
  await link(path, databaseFile);
  await rm(path);
  const folder = await open(dirname(databaseFile), 'r');
  await folder.sync().finally(() => folder.close());
}
