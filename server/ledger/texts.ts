/**
 * The texts behind commitments while a bundle is verified: each is opened right after its entry, or a later entry says it was wiped.
 * Guarantees that a text that is simply gone is named, and that the memory this takes is bounded.
 */
import type { EntryLine } from './bundle.ts';
import { commitment, TEXTS_WIPED } from './entry.ts';
import type { Sha256 } from './primitives.ts';
import { createUnopened } from './unopened.ts';
import { Bad } from './verdict.ts';
import type { Unverifiable } from './verdict.ts';

/** An honest bundle has as many of these as texts of transfers alive at one time; a hostile one must not fill the memory. */
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
  const unopened = createUnopened();
  let [opened, wiped, notIncluded] = [0, 0, 0];
  let current: { line: EntryLine; left: Map<string, string> } | null = null;

  const missing = (): Bad =>
    new Bad('TEXT_MISSING', unopened.oldest, 'the text behind each commitment, or an entry that says it was wiped', 'neither');

  function close(): void {
    if (current === null || current.left.size === 0) return;
    const { line: { index, transfer }, left } = current;
    current = null;
    if (!promised) {
      notIncluded += left.size;
      return;
    }
    for (const name of left.keys()) unopened.add(`${index}:${name}`, index, transfer);
    if (unopened.size > MAX_UNOPENED) throw missing();
  }

  return {
    begin(line) {
      close();
      // The wiping entry settles what came before it, never its own texts.
      if (line.act === TEXTS_WIPED && line.done) wiped += unopened.settle({ ids: line.wipedIds, transfer: line.transfer });
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
      if (unopened.size > 0) throw missing();
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
