/** What a verification says, as types: the verdict, the first thing that does not hold, and what the bundle cannot show by itself. */
import type { BundleHeader } from './bundle.ts';
import type { Checkpoint } from './checkpoint.ts';

export type BadCode = 'LINE' | 'INDEX' | 'LEAF' | 'ROOT' | 'SIGNATURE' | 'PLACE' | 'OPENING' | 'TEXT_MISSING' | 'KEY' | 'KNOWN_ROOT' | 'TAIL_CUT' | 'END';

/** One thing that does not hold. */
export class Bad extends Error {
  readonly code: BadCode;
  readonly index: number | null;
  readonly lastIndex: number | null;
  readonly expected: string;
  readonly came: string;
  constructor(code: BadCode, index: number | null, expected: string, came: string, lastIndex: number | null = index) {
    super(`expected ${expected}, ${came} came`);
    this.name = 'Bad';
    this.code = code;
    this.index = index;
    this.lastIndex = lastIndex;
    this.expected = expected;
    this.came = came;
  }
}

/** What does not hold, first. `index` is the first entry it can be, `lastIndex` the last where a signed head covers several; null where no entry is meant. */
export interface FirstBad {
  readonly code: BadCode; readonly line: number; readonly index: number | null; readonly lastIndex: number | null; readonly expected: string; readonly came: string;
}
/** What this bundle cannot show by itself, and how often. */
export interface Unverifiable { readonly what: 'foreign-entries' | 'texts-wiped' | 'texts-not-included' | 'key-from-bundle'; readonly count: number }

export interface Verdict {
  readonly ok: boolean;
  readonly header: BundleHeader;
  /** Entries seen in full; `foreign` are those of others, seen as hashes. */
  readonly entries: number;
  readonly foreign: number;
  readonly checkpoints: number;
  readonly openings: number;
  /** The newest head that held. */
  readonly head: Checkpoint | null;
  readonly firstBad?: FirstBad;
  readonly unverifiable: readonly Unverifiable[];
}
