/** What a comparison of two bundles says, as types (FORMAT.md, "Comparing"). */
import type { Checkpoint } from './checkpoint.ts';
import type { Verdict } from './verdict.ts';

export type Side = 'a' | 'b';

/**
 * same: one history to the same entry. continues: one goes on where the other ends. truncated: the shorter one lacks entries that its time had.
 * restored: it went back to a head that the log had signed long before. rewritten: entries were edited, removed or added. split-view: two histories
 * that grew beside each other. other-key: the same name, but no key in common. other-log: two logs. bad: one of them does not hold by itself.
 */
export type Outcome = 'same' | 'continues' | 'truncated' | 'restored' | 'rewritten' | 'split-view' | 'other-key' | 'other-log' | 'bad';

/** An entry of one side, as much as its bundle shows; an entry of others has only its hash. */
export interface Shown { readonly hash: Uint8Array; readonly at: string | null; readonly act: string | null; readonly transfer: string | null }

/** Where two histories part. `index` is the first entry that differs; `lastIndex` and `differing` tell how far and how many, within what both have. */
export interface Parting {
  readonly index: number; readonly lastIndex: number; readonly differing: number;
  /** What happened to `a`'s entry in `b`, as far as it can be seen. */
  readonly change: 'edited' | 'removed' | 'added' | 'unknown';
  readonly a: Shown; readonly b: Shown;
  /** The first signed heads after it: both cannot be of one log. */
  readonly heads: { readonly a: Checkpoint | null; readonly b: Checkpoint | null };
}

export interface Comparison {
  /** True for `same` and `continues`. */
  readonly ok: boolean;
  readonly outcome: Outcome;
  readonly a: Verdict;
  readonly b: Verdict;
  /** The number of entries that both have alike from the beginning. */
  readonly common: number;
  /** The newest signed head that both histories contain. */
  readonly agreed: Checkpoint | null;
  readonly longer: Side | null;
  /** The side that contradicts what the other showed before; null where nothing does, or where it cannot be told. */
  readonly contradicts: Side | null;
  readonly parting: Parting | null;
}
