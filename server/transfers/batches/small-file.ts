// One file among many, on its way into a draft.
import type { Refused } from '../../ledger/refused.ts';

export interface SmallFile {
  /** As the sender gives it. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Of the bytes, as the sender has it (lower-case hexadecimal); null where it did not say. */
  readonly expected: string | null;
  /** The sender's own, the same whenever this very file is sent again into this draft. */
  readonly key: string;
}

/** With what the draft is to know it by, and the hash of what came. */
export interface NamedFile extends SmallFile { readonly uploadId: string; readonly sha256: string }

export interface Kept { readonly uploadId: string; readonly size: number; readonly sha256: string }

/** What became of one file. */
export type Outcome = { readonly kept: Kept } | { readonly refused: Refused };
