// The structure that a screen reader follows: every text stands in an element (title, paragraph, cell); lines, grounds and what is
// repeated on each page are artifacts and are not read out (PDF 32000-1 14.7, 14.8).
import type PDFDocument from 'pdfkit';

export type Doc = InstanceType<typeof PDFDocument>;
export type Element = ReturnType<Doc['struct']>;

/** `scope` is known to pdfkit, but not to its types. */
interface ElementOptions extends PDFKit.Mixins.StructureElementOptions { readonly scope?: 'Row' | 'Column' }

/** The root under which all elements of a document stand, in reading order. */
export function documentElement(doc: Doc): Element {
  const root = doc.struct('Document');
  doc.addStructure(root);
  return root;
}

/** Adds an element that holds other elements. It must be ended by the caller. */
export function branch(doc: Doc, parent: Element, tag: string): Element {
  const made = doc.struct(tag);
  parent.add(made);
  return made;
}

/** Adds an element whose content `draw` draws at once; it may go on over pages. */
export function leaf(doc: Doc, parent: Element, tag: string, draw: () => void, options: ElementOptions = {}): void {
  const made = doc.struct(tag, options);
  parent.add(made);
  made.add(draw);
  made.end();
}

/** What is seen but not read out. */
export function artifact(doc: Doc, type: 'Layout' | 'Pagination', draw: () => void): void {
  doc.markContent('Artifact', { type });
  draw();
  doc.endMarkedContent();
}
