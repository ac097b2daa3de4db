/** Cuts a byte stream into lines. Guarantees bounded memory: a line over the limit is refused before it is gathered. */
import { joined } from './encoding.ts';

export class LineTooLong extends Error {
  constructor(limit: number) {
    super(`expected lines of at most ${limit} bytes, a longer one came`);
    this.name = 'LineTooLong';
  }
}

/** No line of a bundle is longer (FORMAT.md): the receipt of ten thousand files with long names stands in one. */
export const MOST_LINE_BYTES = 16 * 1024 * 1024;

const NEWLINE = 0x0a;

/**
 * Takes chunks of bytes, yields the lines of each chunk together (one promise per line would cost more than checking it), without their newline.
 * A last line without newline is a line. Throws LineTooLong.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>, limitInBytes: number): AsyncGenerator<Uint8Array[]> {
  // Joined seldom, however small the chunks are: a long line must not cost the square of its length.
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    const lines: Uint8Array[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      if (size + end - start > limitInBytes) break;
      lines.push(joined(...held, chunk.subarray(start, end)));
      [held, size] = [[], 0];
      start = end + 1;
    }
    // What came before a line that is too long is given out first, so that the caller knows where it stands.
    yield lines;
    const end = chunk.indexOf(NEWLINE, start);
    if (size + (end < 0 ? chunk.length : end) - start > limitInBytes) throw new LineTooLong(limitInBytes);
    held.push(chunk.subarray(start));
    if (held.length === 1024) held = [joined(...held)];
    size += chunk.length - start;
  }
  if (size > 0) yield [joined(...held)];
}
