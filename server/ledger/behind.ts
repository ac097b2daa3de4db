/** What stands behind the commitments of a bundle's entries, as they pass: texts first, then the document. Guarantees that neither is taken for another entry's. */
import { BUNDLE_FORMAT } from './bundle.ts';
import type { BundleHeader, DocumentLine, EntryLine } from './bundle.ts';
import type { Committed } from './committed.ts';
import { createDocuments } from './documents.ts';
import { LineMalformed } from './line-json.ts';
import type { Sha256 } from './primitives.ts';
import { createTexts } from './texts.ts';
import type { Unverifiable } from './verdict.ts';

export interface Behind {
  begin(line: EntryLine): void;
  /** Throws Bad if the opening is of another entry or does not fit. */
  open(index: number, name: string, salt: Uint8Array, text: string): void;
  /** Throws Bad if the document is of another entry or does not fit; LineMalformed in a bundle of the former format. */
  take(line: DocumentLine): Committed;
  close(): void;
  /** Throws Bad if something is missing that no entry says was wiped. */
  finish(): void;
  counts(): { readonly openings: number; readonly documents: number };
  unverifiable(): Unverifiable[];
}

export function createBehind(header: BundleHeader, sha256: Sha256): Behind {
  const hasDocuments = header.format === BUNDLE_FORMAT;
  const texts = createTexts(header.openings, sha256);
  const documents = createDocuments(header.openings && hasDocuments, sha256);
  return {
    begin(line) {
      texts.begin(line);
      documents.begin(line);
    },
    open: (index, name, salt, text) => texts.open(index, name, salt, text),
    take(line) {
      if (!hasDocuments) throw new LineMalformed(`no documents in a bundle of format ${header.format}`);
      texts.close();
      return documents.take(line);
    },
    close() {
      texts.close();
      documents.close();
    },
    finish() {
      texts.finish();
      documents.finish();
    },
    counts: () => ({ openings: texts.opened, documents: documents.count }),
    unverifiable: () => [...texts.unverifiable(), ...documents.unverifiable()],
  };
}
