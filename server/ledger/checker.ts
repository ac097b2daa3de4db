/**
 * The state of one verification: the growing tree, the signed heads met on the way, the texts still unopened, the documents.
 * Guarantees that memory grows with the number of texts still unopened, not with the number of entries.
 */
import { createBehind } from './behind.ts';
import type { Behind } from './behind.ts';
import type { BundleHeader, BundleLine, DocumentLine, EntryLine } from './bundle.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Committed } from './committed.ts';
import { isSame, toBase64 } from './encoding.ts';
import { createHeads } from './heads.ts';
import type { Heads } from './heads.ts';
import { isTurn } from './key-succession.ts';
import type { Succession } from './key-succession.ts';
import { LineMalformed } from './line-json.ts';
import { LineTooLong } from './lines.ts';
import type { Sha256, VerifyEd25519 } from './primitives.ts';
import { openingOf } from './origin-opening.ts';
import { createFrontier, leafHash } from './tree.ts';
import { Bad } from './verdict.ts';
import type { Unverifiable } from './verdict.ts';

export interface Seen {
  readonly entries: number; readonly foreign: number; readonly checkpoints: number; readonly openings: number; readonly documents: number; readonly head: Checkpoint | null;
  readonly unverifiable: readonly Unverifiable[];
}

/** Told what is met, after it held: for comparing, and for finding single documents. Heads hold only when they come. */
export interface Observer {
  /** `line` is null for an entry of others. */
  leaf?(index: number, hash: Uint8Array, line: EntryLine | null): void;
  head?(checkpoint: Checkpoint, note: string): void | Promise<void>;
  /** A promise only where an OpenPGP signature is checked; may throw Bad. */
  document?(line: DocumentLine, committed: Committed): Promise<void> | undefined;
}

export interface Checker {
  /** Takes the next line; a promise only where a signature is checked. Throws (or rejects with) Bad at the first thing that does not hold. */
  take(line: BundleLine): Promise<void> | undefined;
  /** Throws Bad if the bundle may not end here. */
  finish(): void;
  /** Gives an error from reading the next line its place in the log. */
  explain(error: unknown): unknown;
  seen(): Seen;
}

/** Takes the bundle's header, the ledger's keys, the heads that the auditor already holds, smallest first, and who is told. */
export function createChecker(header: BundleHeader, keys: Succession, known: readonly Checkpoint[], given: { sha256: Sha256; verifyEd25519: VerifyEd25519 }, observer: Observer = {}): Checker {
  const [tree, behind] = [createFrontier(given.sha256), createBehind(header, given.sha256)];
  const count = { entries: 0, foreign: 0 };
  const heads = createHeads(keys, known, tree, given.verifyEd25519);

  function grow(index: number, leaf: Uint8Array, line: EntryLine | null): void {
    if (index !== tree.size) throw new Bad('INDEX', tree.size, `entry ${tree.size}`, `entry ${index}`);
    behind.close();
    tree.push(leaf);
    heads.checkKnown();
    observer.leaf?.(index, leaf, line);
  }

  function takeEntry(line: EntryLine): void {
    const leaf = leafHash(given.sha256, line.bytes);
    if (line.index === tree.size && !isSame(leaf, line.leaf)) {
      throw new Bad('LEAF', line.index, `an entry with leaf hash ${toBase64(line.leaf)}`, `one with ${toBase64(leaf)}: its text was changed`);
    }
    leaveOrigin(heads, tree.size, line);
    grow(line.index, leaf, line);
    count.entries += 1;
    behind.begin(line);
    if (isTurn(line.act) && line.done) keys.rotate(line.index, line.told);
  }

  async function takeCheckpoint(note: string): Promise<void> {
    behind.close();
    const head = await heads.take(note);
    await observer.head?.(head, note);
  }

  // A log's empty tree may already be known (size 0).
  heads.checkKnown();
  return {
    take(line) {
      switch (line.kind) {
        case 'entry':
          takeEntry(line);
          return undefined;
        case 'foreign':
          grow(line.index, line.leaf, null);
          count.foreign += 1;
          return undefined;
        case 'opening':
          behind.open(line.index, line.name, line.salt, line.text);
          return undefined;
        case 'document':
          return takeDocument(behind, observer, line.line);
        case 'checkpoint': return takeCheckpoint(line.note);
      }
    },
    finish() {
      checkEnd(header, tree.size, heads);
      keys.finish();
      behind.finish();
    },
    explain: (error) => (error instanceof LineMalformed || error instanceof LineTooLong ? new Bad('LINE', tree.size, error.message, 'a line of another form') : error),
    seen: () => ({ ...count, checkpoints: heads.count, ...behind.counts(), head: heads.newest, unverifiable: [...foreignIn(count), ...lostIn(heads), ...behind.unverifiable()] }),
  };
}

/** Throws Bad if the file ended early, or goes on after its last checkpoint. */
function checkEnd(header: BundleHeader, size: number, heads: Heads): void {
  const signed = heads.newest?.size ?? 0;
  if (size < header.size) throw new Bad('END', size, `at least ${header.size} entries`, `${size} entries`);
  if (signed !== size || heads.newest === null) throw new Bad('END', signed, 'a signed checkpoint of all entries last', `${size} entries, ${signed} of them signed`, { lastIndex: Math.max(size - 1, 0) });
  heads.finish();
}

function takeDocument(behind: Behind, observer: Observer, line: DocumentLine): Promise<void> | undefined {
  const committed = behind.take(line);
  return observer.document?.(line, committed);
}

const foreignIn = ({ foreign }: { readonly foreign: number }): Unverifiable[] => (foreign > 0 ? [{ what: 'foreign-entries', count: foreign }] : []);
const lostIn = ({ lost }: Heads): Unverifiable[] => (lost > 0 ? [{ what: 'heads-lost', count: lost }] : []);

/** Before the entry is in the tree: what is kept of the former origin ends with the entry before it. */
function leaveOrigin(heads: Heads, size: number, line: EntryLine): void {
  const opening = openingOf(line.told);
  if (opening !== null && line.index === size) heads.leaveOrigin(opening);
}
