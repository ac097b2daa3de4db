// Compares files and looks into folders: the demo believes bytes, not answers.
import { createReadStream } from 'node:fs';
import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const piece = 1 << 20;

/** True if two files have the same bytes, read piece by piece. */
export async function isSame(one: string, other: string): Promise<boolean> {
  const [left, right] = [await open(one), await open(other)];
  try {
    const [a, b] = [Buffer.alloc(piece), Buffer.alloc(piece)];
    for (;;) {
      const [readA, readB] = [await fill(left, a), await fill(right, b)];
      if (readA !== readB || !a.subarray(0, readA).equals(b.subarray(0, readB))) return false;
      if (readA === 0) return true;
    }
  } finally {
    await left.close();
    await right.close();
  }
}

/** A read may give less than asked before the end. */
async function fill(file: Awaited<ReturnType<typeof open>>, buffer: Buffer): Promise<number> {
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

/** All files below a folder. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** The files below `folder` that hold any of `markers`. */
export async function whereFound(folder: string, markers: readonly Buffer[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of await filesBelow(folder)) {
    const bytes = await readFile(path);
    if (markers.some((marker) => bytes.includes(marker))) found.push(path);
  }
  return found;
}

/** Some bytes from the middle of a file, long enough to be in no other by chance. */
export async function markerOf(path: string, size: number): Promise<Buffer> {
  const start = Math.floor(size / 2);
  const pieces: Buffer[] = [];
  for await (const chunk of createReadStream(path, { start, end: start + 47 })) pieces.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(pieces);
}
