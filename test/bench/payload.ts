// The file that everybody sends: pseudo-random, so that nothing can compress it, and the same in every run. It lies on the disk and
// in the page cache before the clock runs; all contestants read this one file.
import { createCipheriv } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

const pieceBytes = 1024 * 1024;

/** Makes the file, durable, so that no contestant pays for writing it out. */
export async function makePayload(path: string, sizeInBytes: number): Promise<void> {
  const stream = createCipheriv('aes-256-ctr', Buffer.alloc(32, 7), Buffer.alloc(16));
  const zeros = Buffer.alloc(pieceBytes);
  const file = await open(path, 'wx', 0o600);
  try {
    for (let made = 0; made < sizeInBytes; made += pieceBytes) await file.writeFile(stream.update(zeros.subarray(0, Math.min(pieceBytes, sizeInBytes - made))));
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The file's bytes in pieces of 1 MiB, from its beginning again until there are `sizeInBytes`. */
export async function* readPayload(path: string, sizeInBytes: number): AsyncGenerator<Uint8Array> {
  for (let sent = 0; sent < sizeInBytes;) {
    for await (const piece of createReadStream(path, { highWaterMark: pieceBytes }) as AsyncIterable<Buffer>) {
      const part = piece.subarray(0, sizeInBytes - sent);
      if (part.length > 0) yield part;
      sent += part.length;
    }
  }
}
