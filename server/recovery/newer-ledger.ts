// The ledger as others hold it: exports, forwarded lines and kept heads, each checked as a verifier checks it, put together to what is newer than a copy of the
// database. Guarantees that all of them are one history, and that it continues the copy.
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { DocumentLine } from '../ledger/bundle.ts';
import { parseCheckpoint, verifyCheckpoint, type Checkpoint } from '../ledger/checkpoint.ts';
import { isSame } from '../ledger/encoding.ts';
import { sha256, verifyEd25519 } from '../ledger/node-primitives.ts';
import { parseNote, parseVerifierKey } from '../ledger/note.ts';
import { parseProof } from '../ledger/tlog-proof.ts';
import { createFrontier } from '../ledger/tree.ts';
import type { Verdict } from '../ledger/verdict.ts';
import { verifyBundle } from '../ledger/verify.ts';
import type { CopyManifest } from './manifest.ts';
import { RecoveryRefused } from './refusal.ts';

export interface Head { readonly checkpoint: Checkpoint; readonly note: string }
export interface NewEntry { readonly index: number; readonly bytes: string; readonly leaf: Uint8Array }

export interface NewerLedger {
  /** From the size of the copy on, without a gap. */
  readonly entries: readonly NewEntry[];
  /** Signed heads above the size of the copy, as far as the entries reach, smallest first. */
  readonly heads: readonly Head[];
  readonly documents: ReadonlyMap<number, DocumentLine>;
  /** The keys of the ledger in the order in which they took over, as the exports tell; empty without any. */
  readonly vkeys: readonly string[];
  /** The gateway's own certificates (armored) that the exports name. */
  readonly certificates: readonly string[];
  /** The newest head that anybody is known to hold, within the entries or beyond them. */
  readonly known: Checkpoint | null;
}

export interface LedgerFiles { readonly bundles: readonly string[]; readonly checkpoints: readonly string[]; readonly witnesses: readonly string[] }

interface Gathered {
  readonly full: Map<number, NewEntry>;
  readonly hashes: Map<number, Uint8Array>;
  readonly heads: Map<number, Head>;
  readonly documents: Map<number, DocumentLine>;
  vkeys: readonly string[];
  readonly certificates: Set<string>;
}

const parts = (what: string): RecoveryRefused => new RecoveryRefused('LEDGER_PARTS', `写しと台帳が、一つの歴史ではありません（${what}）。どちらかが偽りか、別の鍵箱のものです。何も変えず、監査人に知らせてください。`,
  `the copy and the ledger are not one history (${what}): one of them is false, or of another gateway. Change nothing, tell the auditor`);

/** Takes what the copy says and the keys that are trusted. Throws `RecoveryRefused` (LEDGER_BAD, LEDGER_PARTS). */
export async function readNewerLedger(manifest: CopyManifest, trusted: readonly string[], files: LedgerFiles): Promise<NewerLedger> {
  const kept = await Promise.all(files.checkpoints.map(readKept));
  const gathered: Gathered = { full: new Map(), hashes: new Map(), heads: new Map(), documents: new Map(), vkeys: [], certificates: new Set() };
  for (const file of files.bundles) await readBundle(file, { manifest, trusted, witnesses: files.witnesses, kept }, gathered);
  const keys = [...new Set([...gathered.vkeys, ...trusted])];
  const known = await Promise.all(kept.map((note) => keptHead(note, manifest.origin, keys)));
  for (const checkpoint of known) {
    if (checkpoint.size === manifest.size && !isSame(checkpoint.root, manifest.root)) throw parts(`${checkpoint.size}`);
  }
  const entries: NewEntry[] = [];
  for (let entry = gathered.full.get(manifest.size); entry !== undefined; entry = gathered.full.get(manifest.size + entries.length)) entries.push(entry);
  const reached = manifest.size + entries.length;
  const newest = [...known, ...[...gathered.heads.values()].map(({ checkpoint }) => checkpoint)].sort((a, b) => b.size - a.size)[0] ?? null;
  return {
    entries, documents: gathered.documents, vkeys: gathered.vkeys, certificates: [...gathered.certificates], known: newest,
    heads: [...gathered.heads.values()].filter(({ checkpoint: { size } }) => size > manifest.size && size <= reached).sort((a, b) => a.checkpoint.size - b.checkpoint.size),
  };
}

async function readKept(file: string): Promise<string> {
  const text = await readFile(file, 'utf8');
  try {
    return text.startsWith('c2sp.org/tlog-proof') ? parseProof(text).checkpoint : text;
  } catch (error) {
    throw bad(file, error instanceof Error ? error.message : String(error), error);
  }
}

const bad = (file: string, why: string, cause?: unknown): RecoveryRefused => new RecoveryRefused('LEDGER_BAD', `${file} は、正しい台帳の書き出し・検証点ではありません（${why}）。kagibako verify で確かめ、別のものを使ってください。`,
  'not a good export or checkpoint: look with "kagibako verify" and use another', cause);

async function keptHead(note: string, origin: string, vkeys: readonly string[]): Promise<Checkpoint> {
  return verifyCheckpoint(note, origin, vkeys.map((vkey) => parseVerifierKey(sha256, vkey)), verifyEd25519).catch((error: unknown) => {
    throw bad('--checkpoint', error instanceof Error ? error.message : String(error), error);
  });
}

interface Reading { readonly manifest: CopyManifest; readonly trusted: readonly string[]; readonly witnesses: readonly string[]; readonly kept: readonly string[] }

/** A kept head beyond the end of an export says that it is old, not that it is bad: it is read again without that one. */
async function readBundle(file: string, reading: Reading, gathered: Gathered): Promise<void> {
  const first = await verifyOnce(file, reading, gathered, reading.kept);
  if (first.ok) return;
  const size = first.entries + first.foreign;
  const within = reading.kept.filter((note) => parseCheckpoint(parseNote(note).text).size <= size);
  const again = first.firstBad?.code === 'TAIL_CUT' ? await verifyOnce(file, reading, gathered, within) : first;
  if (!again.ok) throw bad(file, `${again.firstBad?.code ?? ''} ${again.firstBad?.expected ?? ''}`);
}

/** Notes what is newer than the copy, and compares what is older with it by the root of its tree. */
async function verifyOnce(file: string, { manifest, trusted, witnesses }: Reading, gathered: Gathered, known: readonly string[]): Promise<Verdict> {
  const tree = createFrontier(sha256);
  const verdict = await verifyBundle(createReadStream(file, { highWaterMark: 1 << 18 }), { sha256, verifyEd25519, vkeys: trusted, known, witnesses }, {
    leaf: (index, hash, line) => {
      if (index < manifest.size) tree.push(hash);
      if (index === manifest.size - 1 && !isSame(tree.root(), manifest.root)) throw parts(`${manifest.size}`);
      if (index < manifest.size) return;
      const before = gathered.hashes.get(index);
      if (before !== undefined && !isSame(before, hash)) throw parts(`${index}`);
      gathered.hashes.set(index, hash);
      if (line !== null) gathered.full.set(index, { index, bytes: Buffer.from(line.bytes).toString('utf8'), leaf: hash });
    },
    head: (checkpoint, note) => { if (checkpoint.size > manifest.size) gathered.heads.set(checkpoint.size, { checkpoint, note }); },
    document: (line) => {
      if (line.index >= manifest.size) gathered.documents.set(line.index, line);
      return undefined;
    },
  }).catch((error: unknown) => {
    throw error instanceof RecoveryRefused ? error : bad(file, error instanceof Error ? error.message : String(error), error);
  });
  if (verdict.header.origin !== manifest.origin) throw bad(file, verdict.header.origin);
  if (verdict.header.vkeys.length > gathered.vkeys.length) gathered.vkeys = verdict.header.vkeys;
  for (const certificate of verdict.header.certificates) gathered.certificates.add(certificate);
  return verdict;
}
