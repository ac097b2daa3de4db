// What a page is made of, in the order in which it is read.

export type Align = 'left' | 'center' | 'right';

export interface Column {
  readonly heading: string;
  /** Share of the width of the page; the shares of a table are added up. */
  readonly share: number;
  readonly align?: Align;
  /** A column that names what stands beside it: bold on grey, as headings are. */
  readonly label?: boolean;
}

export interface Table {
  readonly kind: 'table';
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** No row of headings: each row is a label and its value. */
  readonly headless?: boolean;
  /** Least height of a row in points: room for a seal or a signature. */
  readonly rowHeight?: number;
}

export type Block =
  | { readonly kind: 'title'; readonly text: string }
  /** The head of a part of the document; it never stands alone at the foot of a page. */
  | { readonly kind: 'heading'; readonly text: string; readonly align?: Align }
  | { readonly kind: 'text'; readonly text: string; readonly align?: Align; readonly size?: number; readonly strong?: boolean }
  | Table
  | { readonly kind: 'gap'; readonly points: number }
  /** What follows needs this much room: otherwise it begins on the next page. */
  | { readonly kind: 'room'; readonly points: number }
  | { readonly kind: 'page' };

export interface PdfContents {
  readonly title: string;
  readonly author: string;
  /** Written into the file; given, so that the bytes can be made again. */
  readonly createdAt: Date;
  readonly blocks: readonly Block[];
  readonly landscape?: boolean;
  /** Small text at the foot of each page, before the page number. */
  readonly footer?: string;
  /** A last line that stands only if a character had to be shown as 〓. */
  readonly missingGlyphNote?: string;
}
