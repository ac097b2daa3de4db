/**
 * Pages in Japanese: a list of blocks becomes an A4 PDF with the font embedded. The only importer of pdfkit, fontkit and the fonts.
 * Guarantees that the same blocks and date give the same bytes, and that no text overlaps or leaves the page: long cells go on in the next row.
 */
import { createRequire } from 'node:module';
import { openSync, type Font } from 'fontkit';
import PDFDocument from 'pdfkit';
import { legible } from './legible.ts';

export type Align = 'left' | 'center' | 'right';

export interface Column {
  heading: string;
  /** Share of the width of the page; the shares of a table are added up. */
  share: number;
  align?: Align;
  /** A column that names what stands beside it: bold on grey, as headings are. */
  label?: boolean;
}

export type Block =
  | { kind: 'heading'; text: string; align?: Align }
  | { kind: 'text'; text: string; align?: Align; size?: number; strong?: boolean }
  | { kind: 'table'; columns: readonly Column[]; rows: readonly (readonly string[])[]; headless?: boolean }
  | { kind: 'gap'; points: number }
  | { kind: 'page' };

export interface PdfContents {
  title: string;
  author: string;
  /** Written into the file; given, so that the bytes can be made again. */
  createdAt: Date;
  blocks: readonly Block[];
  /** Small text at the foot of each page, before the page number. */
  footer?: string;
}

type Doc = InstanceType<typeof PDFDocument>;

const margin = 56;
const padding = 6;
const longestCell = 300;
const ink = '#1a1a1c';
const rule = '#949494';
const shade = '#f1f1f4';

const fontFile = (weight: string): string =>
  createRequire(import.meta.url).resolve(`@expo-google-fonts/noto-sans-jp/${weight}/NotoSansJP_${weight}.ttf`);

let glyphs: Font | undefined;

/** Whether the font has a glyph; both weights have the same ones. The font is read once. */
function hasGlyph(codePoint: number): boolean {
  if (glyphs === undefined) {
    const opened = openSync(fontFile('400Regular'));
    if (!('hasGlyphForCodePoint' in opened)) throw new Error('The font file holds a collection; one font was expected. Reinstall @expo-google-fonts/noto-sans-jp.');
    glyphs = opened;
  }
  return glyphs.hasGlyphForCodePoint(codePoint);
}

const shown = (text: string): string => legible(text, hasGlyph);

/** Makes a PDF in memory: meant for forms and certificates of some pages, not for print runs. */
export async function makePdf(contents: PdfContents): Promise<Uint8Array> {
  const doc = new PDFDocument({
    size: 'A4',
    margin,
    bufferPages: true,
    lang: 'ja',
    displayTitle: true,
    info: { Title: contents.title, Author: contents.author, CreationDate: contents.createdAt, Producer: 'Kagibako', Creator: 'Kagibako' },
  });
  doc.registerFont('regular', fontFile('400Regular'));
  doc.registerFont('bold', fontFile('700Bold'));
  const bytes = collect(doc);
  doc.fillColor(ink);
  for (const block of contents.blocks) draw(doc, block);
  drawFooters(doc, contents.footer);
  doc.end();
  return await bytes;
}

async function collect(doc: Doc): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of doc) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('pdfkit gave something other than bytes.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function draw(doc: Doc, block: Block): void {
  switch (block.kind) {
    case 'heading':
      doc.font('bold').fontSize(16).text(shown(block.text), { align: block.align ?? 'left' });
      doc.moveDown(0.4);
      break;
    case 'text':
      doc.font(block.strong === true ? 'bold' : 'regular').fontSize(block.size ?? 10.5).text(shown(block.text), { align: block.align ?? 'left' });
      break;
    case 'table':
      drawTable(doc, block);
      break;
    case 'gap':
      doc.y += block.points;
      break;
    case 'page':
      doc.addPage();
  }
}

function drawTable(doc: Doc, table: Extract<Block, { kind: 'table' }>): void {
  const total = table.columns.reduce((sum, column) => sum + column.share, 0);
  const widths = table.columns.map((column) => (column.share / total) * (doc.page.width - 2 * margin));
  const heading = (): void => {
    if (table.headless !== true) drawRow(doc, table.columns, widths, table.columns.map((column) => shown(column.heading)), true);
  };
  heading();
  for (const row of table.rows) {
    for (const part of splitLong(row.map(shown))) {
      if (doc.y + rowHeight(doc, widths, part) > doc.page.height - margin) {
        doc.addPage();
        heading();
      }
      drawRow(doc, table.columns, widths, part, false);
    }
  }
  doc.x = margin;
}

/** A row whose cells are longer than a page can take becomes several rows. */
function splitLong(cells: readonly string[]): string[][] {
  const pieces = cells.map((cell) => {
    const chars = Array.from(cell.replaceAll('\n', ' '));
    return Array.from({ length: Math.max(1, Math.ceil(chars.length / longestCell)) }, (_, at) => chars.slice(at * longestCell, (at + 1) * longestCell).join(''));
  });
  const rows = Math.max(1, ...pieces.map((piece) => piece.length));
  return Array.from({ length: rows }, (_, at) => pieces.map((piece) => piece[at] ?? ''));
}

/** Measured in bold, the wider of the two weights. */
function rowHeight(doc: Doc, widths: readonly number[], cells: readonly string[]): number {
  doc.font('bold').fontSize(9.5);
  return Math.max(...cells.map((cell, at) => doc.heightOfString(cell === '' ? ' ' : cell, { width: (widths[at] ?? 0) - 2 * padding }))) + 2 * padding - 2;
}

function drawRow(doc: Doc, columns: readonly Column[], widths: readonly number[], cells: readonly string[], isHeading: boolean): void {
  const top = doc.y;
  const height = rowHeight(doc, widths, cells);
  let left = margin;
  for (const [at, cell] of cells.entries()) {
    const width = widths[at] ?? 0;
    const isLabel = isHeading || columns[at]?.label === true;
    if (isLabel) doc.rect(left, top, width, height).fill(shade).fillColor(ink);
    doc.lineWidth(0.5).rect(left, top, width, height).stroke(rule);
    doc.font(isLabel ? 'bold' : 'regular').fontSize(9.5);
    doc.text(cell, left + padding, top + padding - 1, { width: width - 2 * padding, align: isHeading ? 'center' : (columns[at]?.align ?? 'left') });
    left += width;
  }
  doc.x = margin;
  doc.y = top + height;
}

function drawFooters(doc: Doc, footer: string | undefined): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page);
    // Below the margin pdfkit would begin a new page; the foot is outside of the flow.
    doc.page.margins.bottom = 0;
    const words = [footer, `${String(page - start + 1)} / ${String(count)}`].filter((part) => part !== undefined).join('　　');
    doc.font('regular').fontSize(8).fillColor(ink).text(shown(words), margin, doc.page.height - margin + 18, { align: 'right', lineBreak: false, width: doc.page.width - 2 * margin });
  }
}
