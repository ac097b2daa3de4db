// A paper: what one of the documents of OBLIGATIONS A.3 says, before it is laid out. Built from the records alone, so that it can be made again. Pure.
import type { JsonValue } from '../../ledger/canonical.ts';

/** Number in OBLIGATIONS A.3, as far as the gateway prints them itself (2, the password notice, is never made on the server). */
export type PaperNumber = 1 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19;

export interface Column { readonly heading: string; readonly share: number; readonly align?: 'left' | 'center' | 'right' }

/** A part of a paper, in the order in which it is read: labels with their values, a table, or sentences. */
export interface Part {
  readonly heading?: string;
  readonly facts?: readonly (readonly [label: string, value: string])[];
  readonly table?: { readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] };
  readonly text?: string;
}

/** One side's confirmation: who and when, or room to write it by hand. */
export interface Sign { readonly side: string; readonly name: string; readonly at: string | null }

export interface Paper {
  readonly paper: PaperNumber | null;
  readonly title: string;
  /** As it is spoken: R8-31. Null while a register has not been issued yet: it is numbered then. */
  readonly label: string | null;
  /** The instant from which it is dated. */
  readonly at: string;
  /** To whom, with 様 or 御中; from whom. */
  readonly to: readonly string[];
  readonly from: readonly string[];
  readonly lead: string;
  readonly parts: readonly Part[];
  readonly signs: readonly Sign[];
  /** The newest entry of the ledger that it rests on. */
  readonly entry: number;
  /** What the 照合コード is computed over: see code.ts. */
  readonly seal: JsonValue;
  readonly engagementId: string | null;
  readonly contractorId: string | null;
  readonly landscape?: boolean;
}
