/**
 * The ledger (DESIGN, "The ledger"): entries are appended inside the transaction of the change they tell, heads are signed after it.
 * Guarantees gap-free numbers, O(log n) per entry, and that every head given out is consistent with all before it.
 */
import { insertMany } from '../store/many-rows.ts';
import type { Store, Tx } from '../store/store.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { utf8 } from './encoding.ts';
import { NO_DOCUMENTS } from './document-source.ts';
import type { DocumentSource } from './document-source.ts';
import { buildEntry, commitment, EntryRefused, SALT_BYTES, TEXTS_WIPED } from './entry.ts';
import type { Entry, EntryFacts } from './entry.ts';
import { exportLines } from './export.ts';
import { createHeadSigner } from './head.ts';
import { readChain } from './key-chain.ts';
import { sha256 } from './node-primitives.ts';
import { parseNote } from './note.ts';
import type { NoteSigner } from './note.ts';
import { consistencyParts, inclusionParts } from './proofs.ts';
import { LedgerRefused } from './refusal.ts';
import { withCosignatures } from './stored-cosignatures.ts';
import { removeTexts } from './stored-texts.ts';
import { growStoredTreeBy, readHashes, storedSize } from './stored-tree.ts';
import { formatProof } from './tlog-proof.ts';

/** An entry just written; `textIds` says under which id of the table `texts` each of its texts stands. */
export interface AppendedEntry extends Entry { readonly textIds: Readonly<Record<string, string>> }

export type WipingFacts = Omit<EntryFacts, 'act' | 'result' | 'texts' | 'facts'> & ({ readonly transfer: string; readonly textIds?: undefined } | { readonly textIds: readonly string[] });

export interface Ledger {
  /**
   * Numbers and writes an entry inside the caller's transaction. Call `sign` after the commit.
   * Throws EntryRefused or CanonicalRefused for facts that cannot be an entry, and whatever the store throws: the change must then not happen either.
   */
  append(tx: Tx, facts: EntryFacts): Promise<AppendedEntry>;
  /** The same for several, in this order: as many entries, in far fewer statements. */
  appendAll(tx: Tx, every: readonly EntryFacts[]): Promise<AppendedEntry[]>;
  /**
   * Deletes readable texts and enters that they are gone, in the caller's transaction: those in `textIds` (a file taken out of a draft), else all of `transfer`.
   * A text deleted in any other way makes every later bundle look robbed. Returns the entry, or null if there were none left.
   */
  wipeTexts(tx: Tx, facts: WipingFacts): Promise<AppendedEntry | null>;
  /** Brings everything committed so far under a signed head; at start, what a crash left. Throws LedgerRefused INCONSISTENT, loudly. Not inside a change. */
  sign(): Promise<void>;
  /** The newest signed head (a C2SP checkpoint), covering everything committed before the call, with the cosignatures of witnesses known for it. */
  checkpoint(): Promise<string>;
  /** Hashes from the leaf's sibling to the root's child (RFC 6962 2.1.1). Throws ProofRefused out of range. */
  inclusionProof(index: number, size: number): Promise<Uint8Array[]>;
  /** RFC 6962 2.1.2. Throws ProofRefused out of range. */
  consistencyProof(first: number, second: number): Promise<Uint8Array[]>;
  /** The proof file of an entry against the newest head (c2sp.org/tlog-proof@v1), for a receipt. Throws LedgerRefused NO_SUCH_ENTRY. */
  proof(index: number): Promise<string>;
  /** The bundle of one municipality as JSON Lines (FORMAT.md); `openings` (true unless said otherwise) adds the texts behind commitments that still exist. */
  exportBundle(municipality: string, options?: { readonly openings?: boolean }): AsyncIterable<string>;
  /** Time of the newest entry, or null in an empty ledger. */
  lastEntryAt(): Promise<string | null>;
  /** The public key under which heads are signed now, for auditors; an export names the earlier ones too. */
  readonly vkey: string;
}

export interface LedgerParts {
  readonly store: Store;
  readonly signer: NoteSigner;
  /** Names the log for ever, e.g. `kagibako.example.lg.jp/ledger`; the signer's key name. */
  readonly origin: string;
  /** ISO 8601, UTC, milliseconds (the gateway's clock). */
  readonly now: () => string;
  readonly randomBytes: (size: number) => Uint8Array;
  /** Where exports take receipts, wipe certificates and 確認書 from. */
  readonly source?: DocumentSource;
}

/** Free text is limited where it comes in; this only keeps a bundle's lines within what a verifier reads. */
const MAX_TEXT_BYTES = 65_535;

async function appendAll(tx: Tx, every: readonly EntryFacts[], randomBytes: (size: number) => Uint8Array): Promise<AppendedEntry[]> {
  // The one statement that numbers. Its transaction holds the write lock (BEGIN IMMEDIATE); the primary key stands behind it.
  const first = every.length === 0 ? 0 : await storedSize(tx);
  const made = every.map((facts, at) => ({ facts, ...prepare(first + at, facts, randomBytes) }));
  await insertMany(made.map(({ facts: { at, act, result, actor, ...facts }, entry }) => ({
    idx: entry.index, at, act, result, bytes: entry.bytes, leaf_hash: entry.leafHash, actor_id: 'id' in actor ? actor.id : null,
    municipality_id: facts.municipality ?? null, transfer_id: facts.transfer ?? null, engagement_id: facts.engagement ?? null, contractor_id: facts.contractor ?? null,
  })), (rows) => tx.insertInto('ledger_entries').values(rows).execute());
  await growStoredTreeBy(tx, sha256, first, made.map(({ entry }) => entry.leafHash));
  await insertMany(made.flatMap(({ texts }) => texts.map(({ row }) => row)), (rows) => tx.insertInto('texts').values(rows).execute());
  return made.map(({ entry, texts }) => ({ ...entry, textIds: Object.fromEntries(texts.map(({ name, row }) => [name, row.id])) }));
}

/** An entry with the rows of its texts; nothing is written yet. */
function prepare(index: number, facts: EntryFacts, randomBytes: (size: number) => Uint8Array) {
  const texts = Object.entries(facts.texts ?? {}).map(([name, text]) => {
    if (utf8(text).length > MAX_TEXT_BYTES) throw new EntryRefused('ENTRY_TOO_LARGE', `expected texts of at most ${MAX_TEXT_BYTES} bytes, ${name} is longer`);
    const salt = randomBytes(SALT_BYTES);
    return { name, row: { id: `${index}:${name}`, commitment: commitment(sha256, salt, text), salt, text, transfer_id: facts.transfer ?? null } };
  });
  return { texts, entry: buildEntry(sha256, index, facts, Object.fromEntries(texts.map(({ name, row }) => [name, row.commitment]))) };
}

async function append(tx: Tx, facts: EntryFacts, randomBytes: (size: number) => Uint8Array): Promise<AppendedEntry> {
  const [entry] = await appendAll(tx, [facts], randomBytes);
  if (entry === undefined) throw new Error('expected the entry that was appended');
  return entry;
}

async function wipeTexts(tx: Tx, { textIds, ...facts }: WipingFacts, randomBytes: (size: number) => Uint8Array): Promise<AppendedEntry | null> {
  const chosen = tx.selectFrom('texts').select('id').orderBy('id');
  const rows = await (textIds === undefined ? chosen.where('transfer_id', '=', facts.transfer ?? '') : chosen.where('id', 'in', textIds)).execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return null;
  await removeTexts(tx, ids);
  return append(tx, { ...facts, act: TEXTS_WIPED, result: 'done', facts: textIds === undefined ? { texts: ids.length } : { ids } }, randomBytes);
}

/** Takes its tools, returns the ledger. Throws Error if the signer's key name is not the origin (tlog-checkpoint: they should match; here they do). */
export function createLedger({ store, signer, origin, now, randomBytes, source = NO_DOCUMENTS }: LedgerParts): Ledger {
  if (signer.name !== origin) throw new Error(`expected a ledger key named ${origin}, one named ${signer.name} came: set the origin back, or restore the key of this ledger`);
  const sign = createHeadSigner({ store, signer, origin, now });

  async function checkpoint(): Promise<string> {
    await sign();
    const newest = await store.read.selectFrom('ledger_checkpoints').select(['size', 'note']).orderBy('size', 'desc').limit(1).executeTakeFirstOrThrow();
    return (await withCosignatures(store.read, [newest])).get(newest.size) ?? newest.note;
  }

  const inclusionProof = (index: number, size: number): Promise<Uint8Array[]> => readHashes(store.search, sha256, inclusionParts(index, size));

  return {
    append: (tx, facts) => append(tx, facts, randomBytes),
    appendAll: (tx, every) => appendAll(tx, every, randomBytes),
    wipeTexts: (tx, facts) => wipeTexts(tx, facts, randomBytes),
    sign,
    checkpoint,
    inclusionProof,
    consistencyProof: async (first, second) => readHashes(store.search, sha256, consistencyParts(first, second)),
    async proof(index) {
      const note = await checkpoint();
      const { size } = parseCheckpoint(parseNote(note).text);
      if (!Number.isSafeInteger(index) || index < 0 || index >= size) throw new LedgerRefused('NO_SUCH_ENTRY', `expected an entry below ${size}, ${index} came`);
      return formatProof({ index, hashes: await inclusionProof(index, size), checkpoint: note });
    },
    exportBundle: (municipality, { openings = true } = {}) => exportLines(store.search, { municipality, newestHead: checkpoint, vkeys: async () => (await readChain(store.search, signer.vkey)).map(({ vkey }) => vkey), at: now(), openings, source }),
    async lastEntryAt() {
      const row = await store.read.selectFrom('ledger_entries').select('at').orderBy('idx', 'desc').limit(1).executeTakeFirst();
      return row?.at ?? null;
    },
    vkey: signer.vkey,
  };
}
