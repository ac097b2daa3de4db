/**
 * The texts behind commitments while a bundle is verified: each is opened right after its entry, or a later entry says it was wiped.
 * Guarantees that a text that is simply gone is named, and that the memory this takes is bounded.
 */
import type { EntryLine } from './bundle.ts';
import { commitment, TEXTS_WIPED } from './entry.ts';
import type { Sha256 } from './primitives.ts';
import { Bad } from './verdict.ts';
import type { Unverifiable } from './verdict.ts';

/** An honest bundle has as many of these as transfers alive at one time; a hostile one must not fill the memory. */
const MAX_UNOPENED = 100_000;

export interface Texts {
  /** An entry begins; its openings may follow. */
  begin(line: EntryLine): void;
  /** Throws Bad if the opening is of another entry or does not fit its commitment. */
  open(index: number, name: string, salt: Uint8Array, text: string): void;
  /** The entry's openings are over: what is left unopened waits for the entry that says it was wiped. */
  close(): void;
  /** Throws Bad if a text is missing without such an entry. */
  finish(): void;
  readonly opened: number;
  unverifiable(): Unverifiable[];
}

/** Takes whether the bundle promises openings at all. */
export function createTexts(promised: boolean, sha256: Sha256): Texts {
  /** By transfer, or by entry where there is none: the first entry concerned and how many texts. Oldest first, as Maps keep their order. */
  const unopened = new Map<string, { index: number; count: number }>();
  let [opened, wiped, notIncluded] = [0, 0, 0];
  let current: { line: EntryLine; left: Map<string, string> } | null = null;

  const missing = (index: number): Bad =>
    new Bad('TEXT_MISSING', index, 'the text behind each commitment, or an entry that says it was wiped', 'neither');

  function settle(key: string): void {
    wiped += unopened.get(key)?.count ?? 0;
    unopened.delete(key);
  }

  function close(): void {
    if (current === null || current.left.size === 0) return;
    const { line: { index, transfer }, left } = current;
    current = null;
    if (!promised) {
      notIncluded += left.size;
      return;
    }
    const key = transfer === null ? `entry ${index}` : `transfer ${transfer}`;
    const before = unopened.get(key);
    unopened.set(key, { index: before?.index ?? index, count: (before?.count ?? 0) + left.size });
    if (unopened.size > MAX_UNOPENED) for (const oldest of unopened.values()) throw missing(oldest.index);
  }

  return {
    begin(line) {
      close();
      // The wiping entry settles what came before it, never its own texts.
      if (line.act === TEXTS_WIPED && line.done) {
        if (line.transfer !== null) settle(`transfer ${line.transfer}`);
        for (const index of line.wipedEntries) settle(`entry ${index}`);
      }
      current = { line, left: new Map(line.commitments) };
    },
    open(index, name, salt, text) {
      const expected = current?.line.index === index ? current.left.get(name) : undefined;
      if (expected === undefined) throw new Bad('OPENING', index, 'openings of the entry just before them, each once', `one of entry ${index}, ${name}`);
      if (commitment(sha256, salt, text) !== expected) throw new Bad('OPENING', index, `the text committed to as ${name}, ${expected}`, 'another text or salt');
      current?.left.delete(name);
      opened += 1;
    },
    close,
    finish() {
      close();
      for (const oldest of unopened.values()) throw missing(oldest.index);
    },
    get opened() {
      return opened;
    },
    unverifiable: () => [
      ...(wiped > 0 ? [{ what: 'texts-wiped' as const, count: wiped }] : []),
      ...(notIncluded > 0 ? [{ what: 'texts-not-included' as const, count: notIncluded }] : []),
    ],
  };
}
