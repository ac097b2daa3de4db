// What is looked for in a file while it streams by on its way to be sealed: individual numbers, the names of other recipients, the first row of a CSV
// file. A pass-through like hash and scan: it copies nothing but a few thousand bytes, and what it tells holds no content but the first row.
import { createFirstRow } from './first-row.ts';
import { NameSearch, type Name } from './name-search.ts';
import type { NumbersFound, Place } from './number-search.ts';
import { TextSearch } from './text-search.ts';
import { ZipSearch } from './zip-search.ts';

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
}

export interface Inspection {
  /** To be awaited where it answers a promise; the piece may be used again afterwards. */
  take(piece: Uint8Array): Promise<void> | undefined;
  end(): Inspected;
}

const isZip = (piece: Uint8Array): boolean => piece[0] === 0x50 && piece[1] === 0x4b && piece[2] === 3 && piece[3] === 4;

/** The first piece must hold at least four bytes where the file does. */
export function createInspection(wanted: Wanted): Inspection {
  let inner: Inspection | undefined;
  return {
    take: (piece) => {
      inner ??= isZip(piece) ? inspectZip(wanted) : inspectText(wanted);
      return inner.take(piece);
    },
    end: () => inner?.end() ?? { looked: 'whole', numbers: { count: 0, places: [] }, names: [], firstRow: null },
  };
}

function inspectText(wanted: Wanted): Inspection {
  const text = new TextSearch(wanted.isCsv);
  const names = new NameSearch(wanted.names);
  const row = createFirstRow();
  return {
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
      if (numbers === null) return { looked: 'not', numbers: { count: 0, places: [] }, names: [], firstRow: null };
      return { looked: 'whole', numbers: wanted.numbers ? numbers : { count: 0, places: [] }, names: names.found, firstRow: wanted.isCsv ? row.fields() : null };
    },
  };
}

/** Rows and columns of a workbook's cells are not told: its parts stand in another order than its pages. */
function inspectZip({ numbers, names, mostInflatedBytes: limit = mostInflatedBytes }: Wanted): Inspection {
  const found = new NameSearch(names);
  const results: NumbersFound[] = [];
  const zip = new ZipSearch(() => {
    const text = new TextSearch(false);
    return {
      take: (bytes) => {
        if (numbers) text.take(bytes);
        found.take(bytes);
      },
      end: () => {
        const one = text.end();
        if (one !== null) results.push(one);
      },
    };
  }, limit);
  return {
    take: (piece) => zip.take(piece),
    end: () => ({ looked: zip.end() ? 'whole' : 'part', numbers: { count: results.reduce((sum, one) => sum + one.count, 0), places: [] }, names: found.found, firstRow: null }),
  };
}
