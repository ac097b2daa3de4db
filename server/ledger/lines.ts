/** Cuts a byte stream into lines. Guarantees bounded memory: a line over the limit is refused before it is gathered. */
import { joined } from './encoding.ts';

export class LineTooLong extends Error {
  constructor(limit: number) {
    super(`expected lines of at most ${limit} bytes, a longer one came`);
    this.name = 'LineTooLong';
  }
}

const NEWLINE = 0x0a;

/**
 * Takes chunks of bytes, yields the lines of each chunk together (one promise per line would cost more than checking it), without their newline.
 * A last line without newline is a line. Throws LineTooLong.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>, limitInBytes: number): AsyncGenerator<Uint8Array[]> {
  let held: Uint8Array = new Uint8Array(0);
  for await (const chunk of chunks) {
    const lines: Uint8Array[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      const line = joined(held, chunk.subarray(start, end));
      if (line.length > limitInBytes) throw new LineTooLong(limitInBytes);
      lines.push(line);
      held = new Uint8Array(0);
      start = end + 1;
    }
    held = joined(held, chunk.subarray(start));
    if (held.length > limitInBytes) throw new LineTooLong(limitInBytes);
    yield lines;
  }
  if (held.length > 0) yield [held];
}
