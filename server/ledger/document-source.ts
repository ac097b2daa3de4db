/** Where an export takes the documents from that entries commit to: the ledger itself keeps only their hashes. */
import type { Tx } from '../store/store.ts';
import type { DocumentLine } from './bundle.ts';
import type { Committed } from './committed.ts';

/** An entry that commits to a document, as it is looked up. */
export interface CommittingEntry { readonly index: number; readonly transfer: string | null; readonly committed: Committed }

export interface DocumentSource {
  /** The gateway's own OpenPGP certificates, armored: the present one first, then the retired ones. */
  certificates(tx: Tx): Promise<readonly string[]>;
  /** The documents of these entries that still exist, by index. */
  documents(tx: Tx, entries: readonly CommittingEntry[]): Promise<ReadonlyMap<number, DocumentLine>>;
}

/** For a ledger without documents. */
export const NO_DOCUMENTS: DocumentSource = { certificates: () => Promise.resolve([]), documents: () => Promise.resolve(new Map()) };
