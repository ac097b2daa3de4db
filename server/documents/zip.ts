/** ZIP archives as streams: stored, not compressed (what goes in is sealed already). The only importer of yazl. Nothing is on the disk or held whole in memory. */
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** One file of an archive: bytes, or a stream of `size` bytes that is opened when its turn comes. */
export type Part = { readonly name: string } & ({ readonly bytes: Uint8Array } | { readonly size: number; readonly open: () => Readable });

/** An archive of `parts` in their order, as a stream; `at` is the time each file bears. A part that fails makes the stream fail. */
export function zipOf(parts: readonly Part[], at: Date): Readable {
  const zip = new ZipFile();
  const output = asReadable(zip.outputStream);
  zip.on('error', (error) => output.destroy(error instanceof Error ? error : new Error('the archive failed')));
  for (const part of parts) {
    if ('bytes' in part) {
      zip.addBuffer(Buffer.from(part.bytes), part.name, { compress: false, mtime: at });
      continue;
    }
    zip.addReadStreamLazy(part.name, { compress: false, mtime: at, size: part.size, forceZip64Format: part.size >= 0xffffffff }, (give) => {
      const stream = part.open();
      stream.once('error', (error) => output.destroy(error));
      output.once('close', () => stream.destroy());
      give(null, stream);
    });
  }
  zip.end();
  return output;
}

/** yazl types its output as the older interface; it is a PassThrough. */
function asReadable(stream: NodeJS.ReadableStream): Readable {
  if (isReadable(stream)) return stream;
  throw new TypeError('yazl gave something other than a stream of node:stream.');
}

const isReadable = (stream: NodeJS.ReadableStream): stream is Readable => 'destroy' in stream && typeof stream.destroy === 'function';
