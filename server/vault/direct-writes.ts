/// <reference lib="es2024.arraybuffer" />
// Writes of large bodies past the page cache (open(2), O_DIRECT): copying a body into the cache, and writing it out of there, costs more processor
// time than sealing it. Guarantees: what was written stands in the file of the handle, by whichever way; where the system has no such way, by the usual one.

import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { writeAt } from './disk.ts';
import { errno } from './failure.ts';

/** What any disk takes as the unit of such a write. */
const BLOCK_BYTES = 4096;

/** A buffer that begins at a page of memory, as O_DIRECT asks: one that could be resized gets pages of its own. */
export function pageBuffer(size: number): Buffer {
  return Buffer.from(new ArrayBuffer(size, { maxByteLength: size }), 0, size);
}

export interface Writes {
  /** Writes all of the bytes, which lie in a `pageBuffer` from its beginning, at a place in the file. Several may be on their way at once. */
  write(bytes: Uint8Array, position: number): Promise<void>;
  /** Ends what was opened for it; the handle itself stays open. To be called when no write is on its way. */
  close(): Promise<void>;
}

/** @param path the name of the file of `handle`; if another file has that name by now, it is left alone */
export function createWrites(handle: FileHandle, path: string, wholeBytes: number): Writes {
  let opening: Promise<FileHandle | null> | undefined;
  let isRefused = false;
  // Only whole buffers: small files, and the ends of large ones, go through the cache.
  const past = async (bytes: Uint8Array, position: number): Promise<boolean> => {
    if (bytes.length !== wholeBytes || wholeBytes % BLOCK_BYTES !== 0 || position % BLOCK_BYTES !== 0) return false;
    opening ??= openDirect(handle, path);
    const direct = await opening;
    if (direct === null || isRefused) return false;
    try {
      await writeAt(direct, bytes, position);
      return true;
    } catch (error) {
      // A file system that opens and then refuses, or a write that the disk cut short within a block: the usual way tells what is the matter.
      if (errno(error) !== 'EINVAL') throw error;
      isRefused = true;
      return false;
    }
  };
  return {
    async write(bytes, position) {
      if (!(await past(bytes, position))) await writeAt(handle, bytes, position);
    },
    async close() {
      await (await opening?.catch(() => null))?.close().catch(() => undefined);
      opening = Promise.resolve(null);
    },
  };
}

/** A second handle for the same file; null where there is none to be had. */
async function openDirect(handle: FileHandle, path: string): Promise<FileHandle | null> {
  if (process.platform !== 'linux') return null;
  const opened = await open(path, constants.O_WRONLY | constants.O_DIRECT | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(() => null);
  if (opened === null) return null;
  const [ours, found] = await Promise.all([handle.stat(), opened.stat()]);
  if (ours.dev === found.dev && ours.ino === found.ino) return opened;
  await opened.close();
  return null;
}
