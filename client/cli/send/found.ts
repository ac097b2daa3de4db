// What lies in a folder (or was named on the command line) and could be sent: a file, or a folder with files, with what tells one version from another.
import type { BigIntStats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { hasCode } from '../durable.ts';

/** One file as it was seen. Two looks that agree in all of it are at the same bytes, unless somebody set the time back on purpose. */
export const seenFile = z.object({ name: z.string(), size: z.number(), mtimeNs: z.string(), inode: z.string() });
export type SeenFile = z.infer<typeof seenFile>;

/** What is sent together. */
export interface Found {
  /** Where it lies: the file, or the folder. */
  readonly path: string;
  readonly isFolder: boolean;
  /** Names below `path` for a folder; the file's own name otherwise. Sorted. */
  readonly files: readonly SeenFile[];
  /** The ready-marker beside it, where there is one. */
  readonly marker: string | null;
}

/** Names that programs give to what they have not finished, and what operating systems put into folders. */
const TEMPORARY = /^(?:\.|~|Thumbs\.db$|desktop\.ini$)|(?:~|\.(?:tmp|temp|part|partial|crdownload|filepart|download|swp|lock|lck|new|writing))$/i;
export const isTemporary = (name: string): boolean => TEMPORARY.test(name);

export const fileOf = (name: string, stats: BigIntStats): SeenFile => ({ name, size: Number(stats.size), mtimeNs: String(stats.mtimeNs), inode: `${stats.dev}:${stats.ino}` });

/** Whether two looks are at the same files, unchanged. */
export const isSame = (a: readonly SeenFile[], b: readonly SeenFile[]): boolean => a.length === b.length
  && a.every((one, at) => one.name === b[at]?.name && one.size === b[at].size && one.mtimeNs === b[at].mtimeNs && one.inode === b[at].inode);

/** What lies at `path`; null for nothing, a link, a folder in a folder, an empty file or folder, or a name that says it is not finished. */
export async function lookAt(path: string): Promise<Pick<Found, 'path' | 'isFolder' | 'files'> | null> {
  const stats = await statOf(path);
  if (stats?.isFile() === true) return stats.size === 0n ? null : { path, isFolder: false, files: [fileOf(basename(path), stats)] };
  if (stats?.isDirectory() !== true) return null;
  const files: SeenFile[] = [];
  for (const name of (await readdir(path).catch(() => [])).sort()) {
    const inner = await statOf(join(path, name));
    // A folder with something unfinished or strange in it is not finished itself.
    if (inner?.isFile() !== true || inner.size === 0n || isTemporary(name)) return null;
    files.push(fileOf(name, inner));
  }
  return files.length === 0 ? null : { path, isFolder: true, files };
}

/** Links are never followed: they could name a file that the writer of the folder may not read. */
async function statOf(path: string): Promise<BigIntStats | null> {
  return lstat(path, { bigint: true }).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return null;
    throw error;
  });
}

/** Everything in `folder` that could be sent. With `markerSuffix` only what has its marker beside it (`noufu.csv` and `noufu.csv.done`). */
export async function lookInto(folder: string, own: readonly string[], markerSuffix: string | null): Promise<Found[]> {
  const names = (await readdir(folder)).sort();
  const found: Found[] = [];
  for (const name of names) {
    if (isTemporary(name) || own.includes(name) || (markerSuffix !== null && name.endsWith(markerSuffix))) continue;
    const marker = markerSuffix === null ? null : `${name}${markerSuffix}`;
    if (marker !== null && !names.includes(marker)) continue;
    const one = await lookAt(join(folder, name));
    if (one !== null) found.push({ ...one, marker: marker === null ? null : join(folder, marker) });
  }
  return found;
}

export const pathsOf = ({ path, isFolder, files }: Pick<Found, 'path' | 'isFolder' | 'files'>): string[] => files.map(({ name }) => (isFolder ? join(path, name) : path));
