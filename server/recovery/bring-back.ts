// What a restored database is made of beyond its copy: the newer entries, and everything that follows from them. Nothing here was promised to anybody before the end.
import { replaceUnreadable } from '../accounts/factors.ts';
import type { Clock } from '../ledger/clock.ts';
import { isSame } from '../ledger/encoding.ts';
import { ROTATE_KEY } from '../ledger/key-succession.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { indexOf, isObject, textOf, type JsonObject } from '../ledger/line-json.ts';
import { sha256 } from '../ledger/node-primitives.ts';
import type { NoteSigner } from '../ledger/note.ts';
import { followKey, openOrigin } from '../ledger/open-origin.ts';
import { restoreEntry } from '../ledger/restored-entries.ts';
import { readRoot } from '../ledger/stored-tree.ts';
import type { Store, Tx } from '../store/store.ts';
import { followSigningKeys, type SigningKeys } from './changed-keys.ts';
import { endWaiting, type EndedAfter } from './end-waiting.ts';
import { factOf } from './fact-of.ts';
import { keepNumber } from './lost-numbers.ts';
import { enterLost, takeDocument, wipeAgain } from './lost-texts.ts';
import type { CopyManifest } from './manifest.ts';
import type { NewEntry, NewerLedger } from './newer-ledger.ts';
import { RecoveryRefused } from './refusal.ts';
import { takeBack } from './taken-back.ts';

/** The act of the entry that tells a restore. */
export const RESTORED = 'restore';

export interface BringParts {
  readonly store: Store;
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** The ledger's key under the name of the copy, and under today's. */
  readonly former: NoteSigner;
  readonly signer: NoteSigner;
  /** The key in keys/ that wraps what waits. */
  readonly waitingKey: Uint8Array;
  readonly signingKeys: SigningKeys;
  readonly random: (count: number) => Uint8Array;
  readonly reach: (label: string) => void | Promise<void>;
}

export interface BroughtBack extends EndedAfter {
  /** Entries in the copy, and in all before the restore was entered. */
  readonly copied: number;
  readonly size: number;
  /** How often each act stands among the newer entries: whatever is no transfer's is not in the data and is to be done again. */
  readonly acts: ReadonlyMap<string, number>;
  /** Rights taken away once more. */
  readonly takenBack: number;
  /** People whose one-time codes went with a waiting key that is another by now. */
  readonly codesLost: number;
  /** The head that was cited, where a new origin was opened. */
  readonly cited: number | null;
  readonly checkpoint: string;
}

const AT_ONCE = 500;

export async function bringBack(parts: BringParts, manifest: CopyManifest, newer: NewerLedger): Promise<BroughtBack> {
  const { store, ledger, clock, reach } = parts;
  await mustContain(store.read, manifest, newer);
  const size = manifest.size + newer.entries.length;
  const told = await appendAll(store, newer);
  await reach('restore.appended');
  const cited = newer.known !== null && newer.known.size > size ? newer.known : null;
  if (cited !== null) await store.change((tx) => openOrigin(tx, { ...parts, cited, at: clock.now() }));
  const acts = countsOf(told.entries);
  const codesLost = await store.change(async (tx) => {
    const lost = await replaceUnreadable(tx, { key: parts.waitingKey, random: parts.random });
    await ledger.append(tx, { at: clock.now(), act: RESTORED, result: 'done', actor: { system: true }, facts: { copyAt: manifest.at, copySize: manifest.size, size, codesLost: lost, acts: Object.fromEntries(acts) } });
    await enterLost(tx, ledger, clock.now(), told.lost);
    await followSigningKeys(tx, told.entries, { origin: manifest.origin, keys: parts.signingKeys, certificates: newer.certificates, now: new Date(clock.millis()) });
    await forget(tx);
    return lost;
  });
  const ended = await endWaiting(parts, byTransfer(told.entries));
  await ledger.sign();
  await reach('restore.signed');
  return { ...ended, copied: manifest.size, size, acts, takenBack: told.takenBack, codesLost, cited: cited?.size ?? null, checkpoint: await ledger.checkpoint() };
}

/** Kept heads within the copy are of its tree. */
async function mustContain(tx: Tx, manifest: CopyManifest, { known }: NewerLedger): Promise<void> {
  const at = known !== null && known.size < manifest.size ? known : { size: manifest.size, root: manifest.root };
  if (isSame(await readRoot(tx, sha256, at.size), at.root)) return;
  throw new RecoveryRefused('LEDGER_PARTS', `写しの台帳が、手元の検証点（${at.size}件）と合いません。`, 'the ledger in the copy does not fit a head that is kept: it is another history');
}

interface Told { readonly entries: readonly JsonObject[]; readonly lost: readonly string[]; readonly takenBack: number }

/** Exactly as they were hashed, in their order; what each tells that must not come back is done to the rows at once. */
async function appendAll(store: Store, { entries, heads, documents, vkeys }: NewerLedger): Promise<Told> {
  const told: JsonObject[] = [];
  const lost = new Set<string>();
  let takenBack = 0;
  const take = async (tx: Tx, one: NewEntry): Promise<void> => {
    const entry = await restoreEntry(tx, one);
    told.push(entry);
    await wipeAgain(tx, entry);
    for (const id of await takeDocument(tx, entry, documents.get(one.index))) lost.add(id);
    if (await takeBack(tx, entry)) takenBack += 1;
    await keepNumber(tx, entry);
    if (entry['act'] === ROTATE_KEY && entry['result'] === 'done') await changeKey(tx, entry, vkeys);
  };
  for (let from = 0; from < entries.length; from += AT_ONCE) {
    await store.change(async (tx) => {
      for (const one of entries.slice(from, from + AT_ONCE)) await take(tx, one);
    });
  }
  await store.change(async (tx) => {
    for (const { checkpoint: { size, root }, note } of heads) await tx.insertInto('ledger_checkpoints').values({ size, root, note, at: textOf(told.at(-1)?.['at']) ?? '' }).onConflict((conflict) => conflict.doNothing()).execute();
  });
  return { entries: told, lost: [...lost].filter((id) => !isWiped(told, id)), takenBack };
}

/** A later entry says so already. */
const isWiped = (told: readonly JsonObject[], id: string): boolean => told.some((entry) => {
  if (entry['act'] !== 'wipe-texts' || entry['result'] !== 'done') return false;
  const facts = entry['facts'];
  return isObject(facts) && Array.isArray(facts['ids']) && facts['ids'].includes(id);
});

/** The chain of keys, as the change itself wrote it. */
async function changeKey(tx: Tx, entry: JsonObject, vkeys: readonly string[]): Promise<void> {
  await followKey(tx, { first: vkeys[0] ?? '', to: factOf(entry, 'to'), size: (indexOf(entry['index']) ?? 0) + 1, at: textOf(entry['at']) ?? '' });
}

/** What meant something only where it was written. The waiting key may be another by now; nothing waits under it. */
async function forget(tx: Tx): Promise<void> {
  await tx.deleteFrom('waiting_keys').execute();
  await tx.deleteFrom('witness_standing').execute();
}

function countsOf(entries: readonly JsonObject[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const entry of entries) {
    const act = textOf(entry['act']) ?? '';
    if (entry['result'] === 'done') counts.set(act, (counts.get(act) ?? 0) + 1);
  }
  return counts;
}

function byTransfer(entries: readonly JsonObject[]): ReadonlyMap<string, readonly JsonObject[]> {
  const found = new Map<string, JsonObject[]>();
  for (const entry of entries) {
    const transfer = textOf(entry['transfer']);
    if (transfer !== null && entry['result'] === 'done') found.set(transfer, [...found.get(transfer) ?? [], entry]);
  }
  return found;
}
