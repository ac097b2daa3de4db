// Counts the rows and columns of a CSV file as its bytes come by. Nothing of it is kept but two figures and, where the first row is plainly one of
// headings, their names. UTF-8 and Shift_JIS alike: in both, a comma, a quote and a line's end are never part of another character (JIS X 0208, annex 1).

export interface CsvCounted {
  /** All rows that hold anything, headings among them. */
  readonly rows: number;
  readonly columns: number;
  /** Empty where the first row does not look like headings. */
  readonly headings: readonly string[];
}

const [COMMA, QUOTE, LF, CR] = [0x2c, 0x22, 0x0a, 0x0d];
const MOST_HEADING_BYTES = 65_536;

/** Takes a file piece by piece; `end` gives the figures. Quoted fields may hold commas, quotes and line ends (RFC 4180). */
export interface CsvCounter { take(piece: Uint8Array): void; /** Null where the bytes are no CSV in either encoding (UTF-16, a binary file). */ end(): CsvCounted | null }

export function createCsvCounter(): CsvCounter {
  const first: number[] = [];
  let rows = 0;
  let isText = true;
  let inQuotes = false;
  let rowHolds = false;
  let rowIsFirst = true;
  const endRow = (): void => {
    if (rowHolds) rows += 1;
    if (rowHolds) rowIsFirst = false;
    rowHolds = false;
  };
  return {
    take: (piece) => {
      for (const byte of piece) {
        if (byte === 0) isText = false;
        if (byte === QUOTE) inQuotes = !inQuotes;
        if (!inQuotes && (byte === LF || byte === CR)) endRow();
        else {
          if (rowIsFirst && first.length < MOST_HEADING_BYTES) first.push(byte);
          rowHolds = true;
        }
      }
    },
    end: () => {
      endRow();
      if (!isText) return null;
      const fields = fieldsOf(Uint8Array.from(first));
      return { rows, columns: rows === 0 ? 0 : fields.length, headings: areHeadings(fields) ? fields : [] };
    },
  };
}

function fieldsOf(row: Uint8Array): string[] {
  const starts = [0];
  let inQuotes = false;
  for (const [i, byte] of row.entries()) {
    if (byte === QUOTE) inQuotes = !inQuotes;
    if (byte === COMMA && !inQuotes) starts.push(i + 1);
  }
  const decoder = new TextDecoder(encodingOf(row));
  return starts.map((from, i) => decoder.decode(row.subarray(from, (starts[i + 1] ?? row.length + 1) - 1)).replace(/^\uFEFF/, '').trim().replace(/^"([\s\S]*)"$/, '$1').replaceAll('""', '"'));
}

function encodingOf(row: Uint8Array): 'utf-8' | 'shift_jis' {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(row);
    return 'utf-8';
  } catch {
    return 'shift_jis';
  }
}

const HEADING = /番号|氏名|名称|住所|区分|コード|年月|日付|金額|保険料|カナ|フリガナ|生年|郵便|name|number|code|date|address|amount/iu;

/** A row of a person's data must never be taken for headings and shown: a word of headings must stand there; numbers, repeats and gaps speak against it. */
function areHeadings(fields: readonly string[]): boolean {
  return fields.length > 1 && fields.some((field) => HEADING.test(field)) && new Set(fields).size === fields.length && fields.every((field) => field !== '' && field.length <= 40 && !/\d{3}|\d[-/年]\d/u.test(field.normalize('NFKC')));
}
