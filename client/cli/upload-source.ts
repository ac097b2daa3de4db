// A file on this computer's disk as the source of an upload: read from wherever the gateway has come to, never two readings open at once.
import { createReadStream, type ReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { UploadSource } from '../upload-resumable.ts';

/** As it was when it was looked at: a file that is written to meanwhile is another file. */
export interface Seen { readonly size: number; readonly mtimeMs: number }

/** @returns what a file looks like now: bytes, and milliseconds of its last change. Throws the system's error where there is none. */
export async function seenNow(path: string): Promise<Seen> {
  const { size, mtimeMs } = await stat(path);
  return { size, mtimeMs };
}

export function fileSource(path: string, seen: Seen): UploadSource {
  let open: ReadStream | null = null;
  return {
    size: seen.size,
    slice: async (start, end, broken) => {
      open?.destroy();
      const now = await seenNow(path);
      if (now.size !== seen.size || now.mtimeMs !== seen.mtimeMs) throw new Error(`${path} was changed while it was sent: ${seen.size} bytes were expected, ${now.size} stand there`);
      open = createReadStream(path, { start, end: end - 1, highWaterMark: 1 << 18 }).on('error', broken);
      return Object.assign(open, { size: end - start });
    },
    close: () => open?.destroy(),
  };
}
