/** A bundle written line by line in memory, as an export is: quick, and able to say what no ledger of ours would. Entries and heads are real; only the store is not asked. */
import { BUNDLE_FORMAT, checkpointLine, documentLine, entryLine, foreignLine, headerLine, openingLine } from '../../server/ledger/bundle.ts';
import type { BundleHeader } from '../../server/ledger/bundle.ts';
import { signCheckpoint } from '../../server/ledger/checkpoint.ts';
import type { Checkpoint } from '../../server/ledger/checkpoint.ts';
import { documentHash } from '../../server/ledger/committed.ts';
import { utf8 } from '../../server/ledger/encoding.ts';
import { buildEntry, commitment } from '../../server/ledger/entry.ts';
import type { EntryFacts } from '../../server/ledger/entry.ts';
import { createSigner, sha256 } from '../../server/ledger/node-primitives.ts';
import type { NoteSigner } from '../../server/ledger/note.ts';
import { createFrontier } from '../../server/ledger/tree.ts';
import type { Frontier } from '../../server/ledger/tree.ts';
import { ORIGIN, SEED, someFacts, SUMIDA } from './temporary-ledger.ts';

export const SALT = Uint8Array.from({ length: 32 }, (_, i) => 0xa0 + i);
export const SIGNER = createSigner(ORIGIN, SEED);
export const signerOf = (byte: number, name = ORIGIN): NoteSigner => createSigner(name, new Uint8Array(32).fill(byte));
/** Facts of an entry that commits to a receipt, and to a version of a 確認書. */
export const issued = (number: string, document: string): Partial<EntryFacts> => ({ act: 'issue-document', facts: { kind: 'receipt', number, sha256: documentHash(sha256, document, null) } });
export const paper = (label: string, version: number, document: string): Partial<EntryFacts> => ({ act: 'open-paper', facts: { label, version, commitment: documentHash(sha256, document, SALT) } });

/** Of the documents: given another index, they stand as another entry's. */
interface Place { readonly index?: number; readonly signature?: string; readonly salt?: Uint8Array | null }

export interface Writing {
  /** Adds an entry of the next index; its texts become commitments. `as` is the index that it says of itself. */
  entry(facts?: Partial<EntryFacts>, as?: number): Writing;
  /** An entry of others: its hash alone. */
  foreign(facts?: Partial<EntryFacts>, as?: number): Writing;
  /** A head of the tree so far, or of what is said in its place. */
  head(over?: Partial<Checkpoint>, ...by: NoteSigner[]): Writing;
  opening(name: string, text: string, over?: { readonly index?: number; readonly salt?: Uint8Array }): Writing;
  document(kind: string, document: string, place?: Place): Writing;
  line(text: string): Writing;
  /** The bundle with its header. */
  bundle(over?: Partial<BundleHeader>): string;
  /** The newest head as a note. */
  note(): string;
  readonly tree: Frontier;
}

/** Takes the key that signs the heads and its name; returns an empty bundle to be written. */
export function writing(signer: NoteSigner = SIGNER): Writing {
  const [tree, lines] = [createFrontier(sha256), [] as string[]];
  let note = '';
  const built = (facts: Partial<EntryFacts>, index: number) => {
    const texts = Object.entries(facts.texts ?? {}).map(([name, text]) => [name, commitment(sha256, SALT, text)] as const);
    const entry = buildEntry(sha256, index, someFacts(facts), Object.fromEntries(texts));
    tree.push(entry.leafHash);
    return entry;
  };
  const self: Writing = {
    entry(facts = {}, as = tree.size) {
      const { bytes, leafHash } = built(facts, as);
      return self.line(entryLine(bytes, leafHash));
    },
    foreign: (facts = {}, as = tree.size) => self.line(foreignLine(as, built(facts, as).leafHash)),
    head(over = {}, ...by) {
      note = signCheckpoint({ origin: signer.name, size: tree.size, root: tree.root(), ...over }, by.length === 0 ? [signer] : by);
      return self.line(checkpointLine(note));
    },
    opening: (name, text, { index = tree.size - 1, salt = SALT } = {}) => self.line(openingLine(index, name, salt, text)),
    document: (kind, document, { index = tree.size - 1, signature = 's', salt = null } = {}) => self.line(documentLine({ kind, index, document, signature, salt })),
    line(text) {
      lines.push(text);
      return self;
    },
    bundle: (over = {}) => headerLine({ at: '2026-04-03T00:00:00.000Z', certificates: [], format: BUNDLE_FORMAT, municipality: SUMIDA, openings: true, origin: signer.name, size: tree.size, vkeys: [signer.vkey], ...over }) + lines.join(''),
    note: () => note,
    tree,
  };
  return self;
}

/** The bytes of a bundle in pieces of a size. */
export async function* piecesOf(text: string, size = 1 << 20): AsyncGenerator<Uint8Array> {
  const bytes = utf8(text);
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}
