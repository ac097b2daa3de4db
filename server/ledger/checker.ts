/**
 * The state of one verification: the growing tree, the signed heads met on the way, the texts still unopened.
 * Guarantees that memory grows with the number of texts still unopened, not with the number of entries.
 */
import { LineMalformed } from './bundle.ts';
import type { BundleHeader, BundleLine, EntryLine } from './bundle.ts';
import type { Checkpoint } from './checkpoint.ts';
import { isSame, toBase64 } from './encoding.ts';
import { createHeads } from './heads.ts';
import { LineTooLong } from './lines.ts';
import type { VerifierKey } from './note.ts';
import type { Sha256, VerifyEd25519 } from './primitives.ts';
import { createTexts } from './texts.ts';
import { createFrontier, leafHash } from './tree.ts';
import { Bad } from './verdict.ts';
import type { Unverifiable } from './verdict.ts';

export interface Seen {
  readonly entries: number; readonly foreign: number; readonly checkpoints: number; readonly openings: number; readonly head: Checkpoint | null;
  readonly unverifiable: readonly Unverifiable[];
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

/** Takes the bundle's header, the trusted keys, and the heads that the auditor already holds, smallest first. */
export function createChecker(header: BundleHeader, keys: readonly VerifierKey[], known: readonly Checkpoint[], given: { sha256: Sha256; verifyEd25519: VerifyEd25519 }): Checker {
  const tree = createFrontier(given.sha256);
  const texts = createTexts(header.openings, given.sha256);
  const count = { entries: 0, foreign: 0 };
  const heads = createHeads(header.origin, keys, known, tree, given.verifyEd25519);

  function grow(index: number, leaf: Uint8Array): void {
    if (index !== tree.size) throw new Bad('INDEX', tree.size, `entry ${tree.size}`, `entry ${index}`);
    texts.close();
    tree.push(leaf);
    heads.checkKnown();
  }

  function takeEntry(line: EntryLine): void {
    const leaf = leafHash(given.sha256, line.bytes);
    if (line.index === tree.size && !isSame(leaf, line.leaf)) {
      throw new Bad('LEAF', line.index, `an entry with leaf hash ${toBase64(line.leaf)}`, `one with ${toBase64(leaf)}: its text was changed`);
    }
    grow(line.index, leaf);
    count.entries += 1;
    texts.begin(line);
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
          grow(line.index, line.leaf);
          count.foreign += 1;
          return undefined;
        case 'opening':
          texts.open(line.index, line.name, line.salt, line.text);
          return undefined;
        case 'checkpoint':
          texts.close();
          return heads.take(line.note);
      }
    },
    finish() {
      const signed = heads.newest?.size ?? 0;
      if (tree.size < header.size) throw new Bad('END', tree.size, `at least ${header.size} entries`, `${tree.size} entries`);
      if (signed !== tree.size || heads.newest === null) throw new Bad('END', signed, 'a signed checkpoint of all entries last', `${tree.size} entries, ${signed} of them signed`, Math.max(tree.size - 1, 0));
      heads.finish();
      texts.finish();
    },
    explain: (error) => (error instanceof LineMalformed || error instanceof LineTooLong ? new Bad('LINE', tree.size, error.message, 'a line of another form') : error),
    seen: () => ({ ...count, checkpoints: heads.count, openings: texts.opened, head: heads.newest, unverifiable: [...(count.foreign > 0 ? [{ what: 'foreign-entries' as const, count: count.foreign }] : []), ...texts.unverifiable()] }),
  };
}
