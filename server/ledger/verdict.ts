/** What a verification says, as types: the verdict, the first thing that does not hold, and what the bundle cannot show by itself. */
import type { BundleHeader } from './bundle.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Vouched } from './witness-check.ts';

export type BadCode =
  | 'LINE' | 'INDEX' | 'LEAF' | 'ROOT' | 'SIGNATURE' | 'PLACE' | 'OPENING' | 'TEXT_MISSING' | 'DOCUMENT' | 'DOCUMENT_MISSING' | 'DOCUMENT_SIGNATURE'
  | 'ROTATION' | 'KEY' | 'KNOWN_ROOT' | 'TAIL_CUT' | 'END';

/** More about what does not hold: the last entry it can be, where it is not the first; the document it is about. */
export interface BadPlace { readonly lastIndex?: number | null; readonly document?: string }

/** One thing that does not hold. */
export class Bad extends Error {
  readonly code: BadCode;
  readonly index: number | null;
  readonly lastIndex: number | null;
  readonly expected: string;
  readonly came: string;
  readonly document: string | undefined;
  constructor(code: BadCode, index: number | null, expected: string, came: string, { lastIndex = index, document }: BadPlace = {}) {
    super(`expected ${expected}, ${came} came`);
    this.name = 'Bad';
    this.code = code;
    this.index = index;
    this.lastIndex = lastIndex;
    this.expected = expected;
    this.came = came;
    this.document = document;
  }
}

/**
 * What does not hold, first. `index` is the first entry it can be, `lastIndex` the last where a signed head covers several; null where no entry is meant.
 * `document` names the document it is about, `receipt R8-31`.
 */
export interface FirstBad {
  readonly code: BadCode; readonly line: number; readonly index: number | null; readonly lastIndex: number | null; readonly expected: string; readonly came: string; readonly document?: string;
}
/** What this bundle cannot show by itself, and how often. */
export interface Unverifiable {
  readonly what: 'foreign-entries' | 'heads-lost' | 'texts-wiped' | 'texts-not-included' | 'documents-wiped' | 'documents-not-included' | 'signatures-not-checked' | 'key-from-bundle'; readonly count: number;
}

export interface Verdict {
  readonly ok: boolean;
  readonly header: BundleHeader;
  /** Entries seen in full; `foreign` are those of others, seen as hashes. */
  readonly entries: number;
  readonly foreign: number;
  readonly checkpoints: number;
  readonly openings: number;
  /** Receipts, wipe certificates and versions of 確認書 that are the ones their entries commit to. */
  readonly documents: number;
  /** The newest head that held. */
  readonly head: Checkpoint | null;
  readonly firstBad?: FirstBad;
  /** Of the witnesses that the reader named: up to which size each vouches. */
  readonly witnesses: readonly Vouched[];
  readonly unverifiable: readonly Unverifiable[];
}
