// Tables as CSV for the spreadsheets of an office, made in the page: what is shown is what is saved.

/** What a spreadsheet would take for a formula gets an apostrophe first (OWASP, CSV injection); text of strangers may stand in a cell. */
const harmless = (cell: string): string => (/^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/u.test(cell) ? `'${cell}` : cell);
const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Takes the heads and the rows, returns the file: RFC 4180 with CRLF, and a byte order mark, by which spreadsheets know UTF-8. */
export function csvOf(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): Blob {
  const line = (cells: readonly (string | number)[]): string => `${cells.map((cell) => quoted(typeof cell === 'number' ? String(cell) : harmless(cell))).join(',')}\r\n`;
  return new Blob(['\uFEFF', line(heads), ...rows.map(line)], { type: 'text/csv;charset=utf-8' });
}
