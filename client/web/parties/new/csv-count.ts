// Counts the rows and columns of a CSV file as its bytes come by. Nothing of it is kept but two figures and, where the first row is plainly one of
// headings, their names.
import { areHeadings, createFirstRow } from '../../../../server/inspecting/first-row.ts';

export interface CsvCounted {
  /** All rows that hold anything, headings among them. */
  readonly rows: number;
  readonly columns: number;
  /** Empty where the first row does not look like headings. */
  readonly headings: readonly string[];
}

const [QUOTE, LF, CR] = [0x22, 0x0a, 0x0d];

/** Takes a file piece by piece; `end` gives the figures. */
export interface CsvCounter { take(piece: Uint8Array): void; /** Null where the bytes are no CSV in either encoding (UTF-16, a binary file). */ end(): CsvCounted | null }

export function createCsvCounter(): CsvCounter {
  const first = createFirstRow();
  let rows = 0;
  let isText = true;
  let inQuotes = false;
  let rowHolds = false;
  const endRow = (): void => {
    if (rowHolds) rows += 1;
    rowHolds = false;
  };
  return {
    take: (piece) => {
      if (!first.isDone) first.take(piece);
      for (const byte of piece) {
        if (byte === 0) isText = false;
        if (byte === QUOTE) inQuotes = !inQuotes;
        if (!inQuotes && (byte === LF || byte === CR)) endRow();
        else rowHolds = true;
      }
    },
    end: () => {
      endRow();
      const fields = first.fields();
      if (!isText || fields === null) return null;
      return { rows, columns: fields.length, headings: areHeadings(fields) ? fields : [] };
    },
  };
}
