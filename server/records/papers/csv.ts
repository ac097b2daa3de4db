// A register as CSV for a spreadsheet: RFC 4180, UTF-8 with a byte order mark, and no cell that a spreadsheet would run as a formula. Pure.
import type { Part } from './paper.ts';

/** What a spreadsheet takes for a formula, also behind spaces (CWE-1236). The apostrophe makes it text. */
const formula = /^[\s　]*[=+\-@＝＋－＠\t\r]/u;

function cell(text: string): string {
  const safe = formula.test(text) && !/^-?[\d,.]+$/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** One line (RFC 4180): every cell quoted, none of them a formula. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;

/** The tables one after another, each with its heading in the first column, so that rows of several can be told apart. */
export function csvOf(parts: readonly Part[]): string {
  const tables = parts.flatMap(({ heading, table }) => (table === undefined ? [] : [[
    csvLine(['一覧', ...table.columns.map((column) => column.heading)]), ...table.rows.map((row) => csvLine([heading ?? '', ...row])),
  ].join('')]));
  return `\ufeff${tables.join(csvLine(['']))}`;
}
