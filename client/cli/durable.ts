// Files that are there after a power cut: written beside, flushed, renamed, and the folder flushed. What is found under its name is whole.
import { mkdir, open, rename, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

export const hasCode = (error: unknown, ...codes: readonly string[]): boolean => error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code);

export async function isThere(path: string): Promise<boolean> {
  return stat(path).then(() => true, (error: unknown) => {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return false;
    throw error;
  });
}

/** Makes the names in a folder durable. A directory cannot be opened on Windows; there NTFS journals the rename. */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes a small file under its name, whole or not at all. It may be read by its owner alone. */
export async function writeDurably(path: string, bytes: Uint8Array | string): Promise<void> {
  const beside = `${path}.new`;
  await writeFile(beside, bytes, { mode: 0o600, flush: true });
  await rename(beside, path);
  await flushFolder(dirname(path));
}

/** Moves within one file system; the folder of `to` is made. What lies at `to` already would be replaced: the caller gives a name of its own. */
export async function moveDurably(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await rename(from, to);
  await flushFolder(dirname(to));
  await flushFolder(dirname(from));
}
