// Searches every byte of every file in some folders, as somebody would who has the disk.
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

export interface Needle { readonly what: string; readonly bytes: Uint8Array }

/** All plain files below `folder`; one that goes away meanwhile is left out. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Where needles were found, as "what: file"; empty when nowhere. */
export async function findOnDisk(folders: readonly string[], needles: readonly Needle[]): Promise<string[]> {
  const found: string[] = [];
  for (const folder of folders) {
    for (const path of await filesIn(folder)) {
      const bytes = await readFile(path).catch(() => Buffer.alloc(0));
      for (const needle of needles) if (bytes.includes(Buffer.from(needle.bytes))) found.push(`${needle.what}: ${relative(folder, path)}`);
    }
  }
  return found;
}

/** Something secret in every form in which a program might write it. */
export function inEveryForm(what: string, secret: Uint8Array): Needle[] {
  const bytes = Buffer.from(secret);
  const texts = [bytes.toString('hex'), bytes.toString('hex').toUpperCase(), bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url')];
  return [{ what, bytes }, ...texts.map((text) => ({ what: `${what}, encoded`, bytes: Buffer.from(text) }))];
}

/** A file password as it is typed, spoken and printed. */
export function passwordNeedles(password: string): Needle[] {
  const groups = password.match(/.{4}/g) ?? [];
  const texts = [...['', '-', ' ', '　'].flatMap((between) => [groups.join(between), groups.join(between).toLowerCase()]), ...groups.slice(1).map((group, at) => `${groups[at] ?? ''}${group}`)];
  return [...new Set(texts)].map((text) => ({ what: 'file password', bytes: Buffer.from(text) }));
}

/** 64 bytes out of the middle of each sealed file in the vault. */
export async function samplesOf(vault: string, kind: 'bodies' | 'locks'): Promise<Needle[]> {
  const files = await filesIn(join(vault, kind));
  return Promise.all(files.map(async (path) => {
    const bytes = await readFile(path);
    const from = Math.max(0, Math.floor(bytes.length / 2) - 32);
    return { what: `${kind} ${relative(vault, path)}`, bytes: bytes.subarray(from, from + 64) };
  }));
}
