// The first row of a CSV file, read as its bytes come by, in UTF-8 or Shift_JIS: in both, a comma, a quote and a line's end are never part of another
// character (JIS X 0208, annex 1). Pure; the browser uses it too.

const [COMMA, QUOTE, LF, CR] = [0x2c, 0x22, 0x0a, 0x0d];
const mostBytes = 65_536;

export interface FirstRow {
  take(piece: Uint8Array): void;
  /** True once nothing that follows can change it. */
  readonly isDone: boolean;
  /** The fields, without their quotes; empty for a file without a row, null for bytes that are no text. */
  fields(): string[] | null;
}

/** Quoted fields may hold commas, quotes and line ends (RFC 4180). Rows that hold nothing are passed over. */
export function createFirstRow(): FirstRow {
  const row: number[] = [];
  let isText = true;
  let inQuotes = false;
  let isDone = false;
  return {
    get isDone() { return isDone; },
    take: (piece) => {
      for (const byte of piece) {
        if (isDone) return;
        if (byte === 0) isText = false;
        if (byte === QUOTE) inQuotes = !inQuotes;
        if (!inQuotes && (byte === LF || byte === CR)) isDone = row.length > 0;
        else if (row.length < mostBytes) row.push(byte);
        else isDone = true;
      }
    },
    fields: () => (!isText ? null : row.length === 0 ? [] : fieldsOf(Uint8Array.from(row))),
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

const heading = /番号|氏名|名称|住所|区分|コード|年月|日付|金額|保険料|カナ|フリガナ|生年|郵便|name|number|code|date|address|amount/iu;

/**
 * A row of a person's data must never be taken for headings and shown: a word of headings, or a name that `isKnown`, must stand there; numbers,
 * repeats and gaps speak against it.
 */
export function areHeadings(fields: readonly string[], isKnown: (field: string) => boolean = () => false): boolean {
  return fields.length > 1 && fields.some((field) => heading.test(field) || isKnown(field)) && new Set(fields).size === fields.length
    && fields.every((field) => field !== '' && field.length <= 40 && !/\d{3}|\d[-/年]\d/u.test(field.normalize('NFKC')));
}
