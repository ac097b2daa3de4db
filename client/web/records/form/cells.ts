// Cells copied from a spreadsheet, as the clipboard gives them: tabs between, a line per row, quotes around what holds either. Pure.

/** The rows of cells. A text of one cell gives one row of one cell. */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  const whole = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  for (let at = 0; at <= whole.length;) {
    const { cell, end } = whole[at] === '"' ? quoted(whole, at) : plain(whole, at);
    rows.at(-1)?.push(cell);
    if (whole[end] === '\n') rows.push([]);
    at = end + 1;
  }
  return rows;
}

interface Read { readonly cell: string; readonly end: number }

function plain(text: string, from: number): Read {
  const length = text.slice(from).search(/[\t\n]/);
  const end = length === -1 ? text.length : from + length;
  return { cell: text.slice(from, end).trim(), end };
}

/** A quote within is doubled. What begins with a quote and never closes was no quoted cell. */
function quoted(text: string, from: number): Read {
  const closed = /^"((?:[^"]|"")*)"(?=[\t\n]|$)/u.exec(text.slice(from));
  return closed === null ? plain(text, from) : { cell: (closed[1] ?? '').replaceAll('""', '"').trim(), end: from + closed[0].length };
}

/** Whether a paste brings more than the one cell that has the focus. */
export function isTable(text: string): boolean {
  return /[\t\n]/.test(text.replace(/\r\n?/g, '\n').replace(/\n$/, ''));
}
