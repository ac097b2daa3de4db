// Tables on paper: a row stays on one page, headings are repeated on the next one, a cell longer than a page goes on in a further row.
import { shown } from './fonts.ts';
import type { Column, Table } from './blocks.ts';
import { artifact, branch, leaf, type Doc, type Element } from './tags.ts';

const padding = 5;
const size = 9.5;
/** No piece of a cell is higher than this, in points: several fit on a page. */
const highest = 190;
const shade = '#f1f1f4';
const rule = '#767676';
export const ink = '#1a1a1c';

interface Drawn { readonly doc: Doc; readonly table: Table; readonly widths: readonly number[]; readonly element: Element }
interface Row { readonly cells: readonly string[]; readonly continued: boolean }

/** Draws a table at the document's place and adds it to `parent`. */
export function drawTable(doc: Doc, parent: Element, table: Table): void {
  const total = table.columns.reduce((sum, column) => sum + column.share, 0);
  const width = doc.page.width - doc.page.margins.left - doc.page.margins.right;
  const drawn: Drawn = { doc, table, widths: table.columns.map((column) => (column.share / total) * width), element: branch(doc, parent, 'Table') };
  const rows = table.rows.flatMap((row) => pieces(drawn, row.map(shown)));
  const headings = table.columns.map((column) => shown(column.heading));
  const heading = table.headless === true ? 0 : heightOf(drawn, headings);
  const [first] = rows;
  if (first !== undefined && doc.y + heading + heightOf(drawn, first.cells) > bottom(doc)) doc.addPage();
  if (heading > 0) drawHeadings(drawn, headings, false);
  for (const [at, row] of rows.entries()) {
    // The last row never stands alone on a page: the one before it goes with it.
    const last = at > 0 && at === rows.length - 2 ? rows[at + 1] : undefined;
    if (doc.y + heightOf(drawn, row.cells) + (last === undefined ? 0 : heightOf(drawn, last.cells)) > bottom(doc)) {
      doc.addPage();
      if (heading > 0) drawHeadings(drawn, headings, true);
    }
    drawRow(drawn, row);
  }
  drawn.element.end();
  doc.x = doc.page.margins.left;
}

/** How high the first row will be, with its headings: what stands before it must leave this much room. */
export function leadHeight(doc: Doc, table: Table): number {
  const total = table.columns.reduce((sum, column) => sum + column.share, 0);
  const widths = table.columns.map((column) => (column.share / total) * (doc.page.width - 2 * doc.page.margins.left));
  const measure = (cells: readonly string[]): number => measured(doc, widths, cells, table.rowHeight ?? 0);
  const first = (table.rows[0] ?? []).map((cell) => shown(cell).slice(0, 300));
  return (table.headless === true ? 0 : measure(table.columns.map((column) => column.heading))) + Math.min(measure(first), highest);
}

const bottom = (doc: Doc): number => doc.page.height - doc.page.margins.bottom;

/** A row as it was given, or as several where a cell is too high. */
function pieces({ doc, widths, table }: Drawn, cells: readonly string[]): Row[] {
  const cut = cells.map((cell, at) => splitCell(doc, cell, (widths[at] ?? 0) - 2 * padding));
  const count = Math.max(1, ...cut.map((piece) => piece.length));
  return Array.from({ length: count }, (_, at) => ({
    continued: at > 0,
    cells: cut.map((piece, column) => piece[at] ?? (at > 0 && table.columns[column]?.label === true ? `${cells[column] ?? ''}（続き）` : '')),
  }));
}

function splitCell(doc: Doc, text: string, width: number): string[] {
  doc.font('bold').fontSize(size);
  const fits = (part: string): boolean => doc.heightOfString(part === '' ? ' ' : part, { width }) <= highest;
  const parts: string[] = [];
  let rest = Array.from(text);
  // A page takes some hundred characters: more are not measured at once.
  while (rest.length > 0 && !(rest.length < 3000 && fits(rest.join('')))) {
    let [low, high] = [1, Math.min(rest.length, 3000)];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (fits(rest.slice(0, middle).join(''))) low = middle;
      else high = middle - 1;
    }
    const cut = atSentence(rest, low);
    parts.push(rest.slice(0, cut).join(''));
    rest = rest.slice(cut);
  }
  return [...parts, rest.join('')];
}

/** A little before `low`, where a sentence or a line ends; there if none does. */
function atSentence(text: readonly string[], low: number): number {
  for (let at = low; at > Math.max(low - 60, 1); at -= 1) if (text[at - 1] === '\n' || text[at - 1] === '。') return at;
  return low;
}

/** Measured in bold, the wider of the two weights. */
function measured(doc: Doc, widths: readonly number[], cells: readonly string[], least: number): number {
  doc.font('bold').fontSize(size);
  const heights = cells.map((cell, at) => doc.heightOfString(cell === '' ? ' ' : cell, { width: (widths[at] ?? 0) - 2 * padding }));
  return Math.max(least, Math.max(0, ...heights) + 2 * padding - 2);
}

const heightOf = ({ doc, widths, table }: Drawn, cells: readonly string[]): number => measured(doc, widths, cells, table.rowHeight ?? 0);

/** Headings are read once; those repeated on a further page are only seen. */
function drawHeadings(drawn: Drawn, headings: readonly string[], repeated: boolean): void {
  const { doc, widths, element } = drawn;
  const height = measured(doc, widths, headings, 0);
  const row = repeated ? null : branch(doc, element, 'TR');
  drawCells(drawn, headings, height, (at, draw) => {
    if (row === null) artifact(doc, 'Pagination', draw);
    else leaf(doc, row, 'TH', draw, { scope: 'Column' });
  }, () => true);
  row?.end();
}

function drawRow(drawn: Drawn, { cells }: Row): void {
  const { doc, table, element } = drawn;
  const row = branch(doc, element, 'TR');
  const isLabel = (at: number): boolean => table.columns[at]?.label === true;
  drawCells(drawn, cells, heightOf(drawn, cells), (at, draw) => (isLabel(at) ? leaf(doc, row, 'TH', draw, { scope: 'Row' }) : leaf(doc, row, 'TD', draw)), isLabel);
  row.end();
}

function drawCells({ doc, table, widths }: Drawn, cells: readonly string[], height: number, place: (at: number, draw: () => void) => void, isLabel: (at: number) => boolean): void {
  const top = doc.y;
  let left = doc.page.margins.left;
  for (const [at, cell] of cells.entries()) {
    const width = widths[at] ?? 0;
    const x = left;
    artifact(doc, 'Layout', () => drawBox(doc, { x, top, width, height }, isLabel(at)));
    place(at, () => {
      doc.font(isLabel(at) ? 'bold' : 'regular').fontSize(size).fillColor(ink);
      doc.text(cell, x + padding, top + padding - 1, { width: width - 2 * padding, align: alignOf(table.columns[at], isLabel(at), table.headless === true) });
    });
    left += width;
  }
  doc.x = doc.page.margins.left;
  doc.y = top + height;
}

const alignOf = (column: Column | undefined, isLabel: boolean, headless: boolean): 'left' | 'center' | 'right' => (isLabel && !headless && column?.label !== true ? 'center' : column?.align ?? 'left');

function drawBox(doc: Doc, { x, top, width, height }: { x: number; top: number; width: number; height: number }, filled: boolean): void {
  if (filled) doc.rect(x, top, width, height).fill(shade);
  doc.lineWidth(0.5).rect(x, top, width, height).stroke(rule);
}
