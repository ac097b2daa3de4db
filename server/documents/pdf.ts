// Papers as PDF. What draws them (pdfkit, fontkit, a font to look at) takes more memory than an upload of any length, and is loaded with the first paper: a gateway whose
// day brings none does without it.
import type { PdfContents } from './blocks.ts';

export type { Align, Block, Column, PdfContents, Table } from './blocks.ts';

/** Makes a PDF in memory, the same for the same blocks and date: meant for forms and certificates of some pages, not for print runs. */
export async function makePdf(contents: PdfContents): Promise<Uint8Array> {
  const { drawPdf } = await import('./drawing.ts');
  return drawPdf(contents);
}
