// What is looked for in a file while it streams by on its way to be sealed: individual numbers, the names of other recipients, the first row of a CSV
// file. A pass-through like hash and scan: it copies nothing but a few thousand bytes, and what it tells holds no content but the first row.
import { createFirstRow } from './first-row.ts';
import { GzipSearch } from './gzip-search.ts';
import type { ArchiveTrouble } from './members.ts';
import { NameSearch, type Name } from './name-search.ts';
import type { NumbersFound, Place } from './number-search.ts';
import { isTar, TarMembers } from './tar-members.ts';
import { TextSearch } from './text-search.ts';
import { type PartSink, ZipSearch } from './zip-search.ts';

export interface Wanted {
  /** Search for individual numbers. */
  readonly numbers: boolean;
  /** It is a CSV file: its first row is wanted, and places are told by row and column. */
  readonly isCsv: boolean;
  readonly names: readonly Name[];
  /** So many inflated bytes of an archive are looked at, of all its parts together. */
  readonly mostInflatedBytes?: number;
}

/** A small archive can unfold into terabytes; half a gibibyte takes a few seconds. */
const mostInflatedBytes = 512 * 1024 * 1024;

export interface Inspected {
  /** How far the content could be read: a PDF, a picture or an old workbook is not looked into; of an archive perhaps a part. */
  readonly looked: 'whole' | 'part' | 'not';
  readonly numbers: { readonly count: number; readonly places: readonly Place[] };
  /** The ids of the names that stand in it. */
  readonly names: readonly string[];
  /** Null where it is no CSV file or not readable as one. */
  readonly firstRow: readonly string[] | null;
  /** Why an archive should not reach anybody; null also for what is none. */
  readonly archive: ArchiveTrouble | null;
}

export interface Inspection {
  /** To be awaited where it answers a promise; the piece may be used again afterwards. */
  take(piece: Uint8Array): Promise<void> | undefined;
  /** What `end` would tell of the archive, as far as it is known: nothing after it is looked at. */
  readonly trouble: ArchiveTrouble | null;
  end(): Inspected;
}

/** An archive begins with its first part, with its end where it is empty, or with the mark of one that was split. */
const isZip = (piece: Uint8Array): boolean => piece[0] === 0x50 && piece[1] === 0x4b && [0x0304, 0x0506, 0x0708].includes(256 * (piece[2] ?? 0) + (piece[3] ?? 0));
const isGzip = (piece: Uint8Array): boolean => piece[0] === 0x1f && piece[1] === 0x8b && piece[2] === 8;
const nothing: Inspected = { looked: 'whole', numbers: { count: 0, places: [] }, names: [], firstRow: null, archive: null };

/** The first piece must hold at least 512 bytes where the file does. */
export function createInspection(wanted: Wanted): Inspection {
  let inner: Inspection | undefined;
  return {
    take: (piece) => {
      inner ??= inspectionOf(piece)(wanted);
      return inner.take(piece);
    },
    get trouble() {
      return inner?.trouble ?? null;
    },
    end: () => inner?.end() ?? nothing,
  };
}

function inspectionOf(piece: Uint8Array): (wanted: Wanted) => Inspection {
  if (isZip(piece)) return (wanted) => inspectParts(wanted, (sinkFor, limit) => new ZipSearch(sinkFor, limit));
  if (isGzip(piece)) return (wanted) => inspectParts(wanted, (sinkFor, limit) => new GzipSearch(sinkFor, limit));
  return isTar(piece) ? inspectTar : inspectText;
}

function inspectText(wanted: Wanted): Inspection {
  const text = new TextSearch(wanted.isCsv);
  const names = new NameSearch(wanted.names);
  const row = createFirstRow();
  return {
    trouble: null,
    take: (piece) => {
      if (text.isText) {
        if (wanted.numbers || text.isUntold) text.take(piece);
        names.take(piece);
      }
      if (wanted.isCsv && !row.isDone) row.take(piece);
      return undefined;
    },
    end: () => {
      const numbers = text.end();
      if (numbers === null) return { ...nothing, looked: 'not' };
      return { looked: 'whole', numbers: wanted.numbers ? numbers : { count: 0, places: [] }, names: names.found, firstRow: wanted.isCsv ? row.fields() : null, archive: null };
    },
  };
}

/** Its members are read, their contents are not. */
function inspectTar(): Inspection {
  const tar = new TarMembers();
  return {
    get trouble() {
      return tar.trouble;
    },
    take: (piece) => {
      tar.take(piece);
      return undefined;
    },
    end: () => {
      tar.end();
      return { ...nothing, looked: 'not', archive: tar.trouble };
    },
  };
}

interface PartsSearch { take(bytes: Uint8Array): Promise<void>; readonly trouble: ArchiveTrouble | null; end(): boolean }

/** Rows and columns of a workbook's cells are not told: its parts stand in another order than its pages. */
function inspectParts({ numbers, names, mostInflatedBytes: limit = mostInflatedBytes }: Wanted, searchOf: (sinkFor: () => PartSink, limit: number) => PartsSearch): Inspection {
  const found = new NameSearch(names);
  const results: NumbersFound[] = [];
  let isText = true;
  const search = searchOf(() => {
    const text = new TextSearch(false);
    return {
      take: (bytes) => {
        if (numbers) text.take(bytes);
        found.take(bytes);
      },
      end: () => {
        const one = text.end();
        if (one === null) isText = false;
        else results.push(one);
      },
    };
  }, limit);
  return {
    get trouble() {
      return search.trouble;
    },
    take: (piece) => search.take(piece),
    end: () => {
      const looked = search.end() && isText ? 'whole' : 'part';
      return { looked, numbers: { count: results.reduce((sum, one) => sum + one.count, 0), places: [] }, names: found.found, firstRow: null, archive: search.trouble };
    },
  };
}
