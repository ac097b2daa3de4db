/**
 * The documents of a bundle while it is verified: each stands right after the entry that commits to it, or a later entry says it was wiped on schedule.
 * Guarantees that a document edited, exchanged or taken away is named with its number and entry, in bounded memory.
 */
import type { DocumentLine, EntryLine } from './bundle.ts';
import { DOCUMENT_ID, documentHash, nameOfDocument } from './committed.ts';
import type { Committed } from './committed.ts';
import { TEXTS_WIPED } from './entry.ts';
import type { Sha256 } from './primitives.ts';
import { Bad } from './verdict.ts';
import type { Unverifiable } from './verdict.ts';

/** A hostile bundle must not fill the memory with documents that never come. */
const MAX_MISSING = 100_000;

export interface Documents {
  /** An entry begins; its document may follow. */
  begin(line: EntryLine): void;
  /** Throws Bad if the document is of another entry or is not the one committed to. Returns what the entry said of it. */
  take(line: DocumentLine): Committed;
  /** The entry's document should have come. */
  close(): void;
  /** Throws Bad if a document is missing and no entry says that it was wiped. */
  finish(): void;
  readonly count: number;
  unverifiable(): Unverifiable[];
}

/** Takes whether the bundle promises its documents. */
export function createDocuments(promised: boolean, sha256: Sha256): Documents {
  const missing = new Map<string, { readonly index: number; readonly committed: Committed }>();
  let [count, wiped, notIncluded] = [0, 0, 0];
  let current: { readonly index: number; readonly committed: Committed } | null = null;

  function refuseMissing(): void {
    for (const { index, committed } of missing.values()) {
      throw new Bad('DOCUMENT_MISSING', index, `the document ${nameOfDocument(committed)} of entry ${index}, or an entry that says it was wiped`, 'neither', { document: nameOfDocument(committed) });
    }
  }

  function close(): void {
    if (current === null) return;
    if (promised) missing.set(`${current.index}:${DOCUMENT_ID}`, current);
    else notIncluded += 1;
    current = null;
    if (missing.size > MAX_MISSING) refuseMissing();
  }

  return {
    begin(line) {
      close();
      if (line.act === TEXTS_WIPED && line.done) wiped += (line.wipedIds ?? []).filter((id) => missing.delete(id)).length;
      if (line.committed !== null) current = { index: line.index, committed: line.committed };
    },
    take(line) {
      const committed = current?.index === line.index ? current.committed : null;
      if (committed === null) throw new Bad('DOCUMENT', line.index, 'a document just after the entry that commits to it, once', `one of entry ${line.index}, ${line.kind}`);
      const [expected, came] = [`${nameOfDocument(committed)} with hash ${committed.hash}`, documentHash(sha256, line.document, line.salt)];
      if (line.kind !== committed.kind || (line.salt !== null) !== committed.salted || came !== committed.hash) {
        throw new Bad('DOCUMENT', line.index, expected, `${line.kind} with hash ${came}: it was changed or exchanged`, { document: nameOfDocument(committed) });
      }
      current = null;
      count += 1;
      return committed;
    },
    close,
    finish() {
      close();
      refuseMissing();
    },
    get count() {
      return count;
    },
    unverifiable: () => [
      ...(wiped > 0 ? [{ what: 'documents-wiped' as const, count: wiped }] : []),
      ...(notIncluded > 0 ? [{ what: 'documents-not-included' as const, count: notIncluded }] : []),
    ],
  };
}
