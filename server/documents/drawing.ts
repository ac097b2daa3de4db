/**
 * Pages in Japanese: a list of blocks becomes an A4 PDF with the fonts embedded, tagged in reading order. The only importer of pdfkit.
 * Guarantees that the same blocks and date give the same bytes, and that no text overlaps or leaves the page: long cells go on in the next row.
 */
import PDFDocument from 'pdfkit';
import type { Block, PdfContents } from './blocks.ts';
import { fontBytes, shown } from './fonts.ts';
import { GETA } from './legible.ts';
import { drawTable, ink, leadHeight } from './tables.ts';
import { artifact, documentElement, leaf, type Doc, type Element } from './tags.ts';

/** 20 mm; a wide sheet is low, and has less. */
const marginOf = (landscape: boolean): number => (landscape ? 42 : 56);

/** Draws the blocks; see `makePdf`. */
export async function drawPdf(contents: PdfContents): Promise<Uint8Array> {
  const doc = new PDFDocument({
    size: 'A4', layout: contents.landscape === true ? 'landscape' : 'portrait', margin: marginOf(contents.landscape === true), bufferPages: true, pdfVersion: '1.7', tagged: true, lang: 'ja', displayTitle: true,
    info: { Title: shown(contents.title), Author: shown(contents.author), CreationDate: contents.createdAt, Producer: 'Kagibako', Creator: 'Kagibako' },
  });
  doc.registerFont('regular', fontBytes('regular'));
  doc.registerFont('bold', fontBytes('bold'));
  const bytes = collect(doc);
  const root = documentElement(doc);
  const blocks = withNote(contents);
  for (const [at, block] of blocks.entries()) draw(doc, root, block, blocks[at + 1]);
  root.end();
  drawFooters(doc, contents.footer);
  doc.end();
  return await bytes;
}

/** All text of the blocks, to see whether anything of it cannot be shown. */
const textsOf = (block: Block): readonly string[] => ('text' in block ? [block.text] : block.kind === 'table' ? block.rows.flat() : []);

function withNote({ blocks, missingGlyphNote }: PdfContents): readonly Block[] {
  const isMissing = missingGlyphNote !== undefined && blocks.flatMap(textsOf).some((text) => shown(text).includes(GETA));
  return isMissing ? [...blocks, { kind: 'gap', points: 6 }, { kind: 'text', text: missingGlyphNote, size: 8.5 }] : blocks;
}

async function collect(doc: Doc): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of doc) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('pdfkit gave something other than bytes.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function draw(doc: Doc, root: Element, block: Block, next: Block | undefined): void {
  switch (block.kind) {
    case 'title':
      drawText(doc, root, 'H1', { text: block.text, weight: 'bold', size: 17, align: 'center' });
      doc.moveDown(0.4);
      break;
    case 'heading':
      keepWithNext(doc, next);
      drawText(doc, root, 'H2', { text: block.text, weight: 'bold', size: 11.5, align: block.align ?? 'left' });
      doc.moveDown(0.25);
      break;
    case 'text':
      if (next?.kind === 'table') keepWithNext(doc, next);
      drawText(doc, root, 'P', { text: block.text, weight: block.strong === true ? 'bold' : 'regular', size: block.size ?? 10.5, align: block.align ?? 'left' });
      break;
    case 'table':
      drawTable(doc, root, block);
      break;
    case 'gap':
      doc.y += block.points;
      break;
    case 'room':
      if (doc.y + block.points > doc.page.height - doc.page.margins.bottom) doc.addPage();
      break;
    case 'page':
      doc.addPage();
  }
}

/** A heading goes to the next page together with the first row of what it heads. */
function keepWithNext(doc: Doc, next: Block | undefined): void {
  const following = next?.kind === 'table' ? leadHeight(doc, next) : 20;
  if (doc.y + 24 + following > doc.page.height - doc.page.margins.bottom) doc.addPage();
}

interface Text { readonly text: string; readonly weight: 'regular' | 'bold'; readonly size: number; readonly align: 'left' | 'center' | 'right' }

function drawText(doc: Doc, root: Element, tag: string, { text, weight, size, align }: Text): void {
  leaf(doc, root, tag, () => doc.font(weight).fontSize(size).fillColor(ink).text(shown(text), doc.page.margins.left, doc.y, { align, lineGap: 2 }));
}

function drawFooters(doc: Doc, footer: string | undefined): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page);
    const margin = doc.page.margins.left;
    // Below the margin pdfkit would begin a new page; the foot is outside of the flow.
    doc.page.margins.bottom = 0;
    const at = doc.page.height - margin + 14;
    const width = doc.page.width - 2 * margin;
    artifact(doc, 'Pagination', () => {
      doc.font('regular').fontSize(8).fillColor(ink);
      if (footer !== undefined) doc.text(shown(footer), margin, at, { lineBreak: false, width: width - 50, ellipsis: true });
      doc.text(`${String(page - start + 1)} / ${String(count)}`, margin, at, { align: 'right', lineBreak: false, width });
    });
  }
}
