// The text of an XML part of a workbook or document, without its tags: what a reader sees together stays together, cells and paragraphs come apart.

const [LESS, GREATER, LF] = [0x3c, 0x3e, 0x0a];
/** No name of a tag that matters is longer. */
const mostNameBytes = 16;

/** Which tags part what stands on either side. Word splits a number among runs, and Excel a shared string; everywhere else each tag is a border. */
function borderOf(partName: string): RegExp | null {
  if (partName.startsWith('word/')) return /^\/?w:(?:p|tab|br|cr|tc|tr)$/;
  return partName === 'xl/sharedStrings.xml' ? /^\/?si$/ : null;
}

export class XmlText {
  readonly #border: RegExp | null;
  #inTag = false;
  #inName = false;
  #name = '';

  constructor(partName: string) {
    this.#border = borderOf(partName);
  }

  /** The text of a piece, as bytes; a line feed for each border. */
  take(piece: Uint8Array): Uint8Array {
    const text = Buffer.allocUnsafe(piece.length);
    let filled = 0;
    for (const byte of piece) {
      if (byte === LESS) [this.#inTag, this.#inName, this.#name] = [true, true, ''];
      else if (!this.#inTag) text[filled++] = byte;
      else if (byte === GREATER) {
        this.#inTag = false;
        if (this.#border === null || this.#border.test(this.#name)) text[filled++] = LF;
      } else this.#takeName(byte);
    }
    return text.subarray(0, filled);
  }

  #takeName(byte: number): void {
    if (!this.#inName) return;
    // A blank, or the stroke of an empty tag, ends the name; the stroke of a closing tag begins it.
    if (byte <= 0x20 || (byte === 0x2f && this.#name !== '') || this.#name.length >= mostNameBytes) this.#inName = false;
    else this.#name += String.fromCharCode(byte);
  }
}
