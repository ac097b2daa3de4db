// Marks that nothing else contains, for payloads, names and reasons; and what a process has open outside its folders.
import { randomBytes } from 'node:crypto';
import { readdir, readlink } from 'node:fs/promises';
import { expect } from 'vitest';
import { encodeCp932 } from '../../client/cli/demo-data/cp932.ts';
import { filesIn, findOnDisk, inEveryForm, passwordNeedles, type Needle } from '../crash/disk.ts';
import { dataOf, foldersOf, type World } from '../crash/world.ts';

/** A line that ends up in a file of the payload: in ASCII, and in Shift_JIS as the print data is. */
const ascii = `MARKER-${randomBytes(9).toString('hex')}`;
const japanese = '目印髙﨑①鍵箱納入通知書印字検査用';
export const shiftJis = encodeCp932(japanese);

/** About `bytes` of print data with a mark in every line, so that each piece of a write or of a cipher holds some. */
export function markedPayload(bytes: number): Buffer {
  const line = Buffer.concat([Buffer.from(`${ascii},`), shiftJis, Buffer.from('\r\n')]);
  return Buffer.concat(Array.from({ length: Math.ceil(bytes / line.length) }, () => line));
}

const payloadNeedles: readonly Needle[] = [
  ...inEveryForm('payload mark', Buffer.from(ascii)), ...inEveryForm('payload mark in Shift_JIS', shiftJis),
  { what: 'payload mark in UTF-8', bytes: Buffer.from(japanese) }, { what: 'payload mark in UTF-16', bytes: Buffer.from(ascii, 'utf16le') },
];

/** Nothing of the payload, and no file password that was ever shown, is in any file that the gateway may write to. */
export async function expectUnmarked(world: World, alsoIn: readonly string[] = []): Promise<void> {
  const found = await findOnDisk([...foldersOf(world), ...alsoIn], [...payloadNeedles, ...world.known.shown.flatMap(passwordNeedles)]);
  expect(found).toEqual([]);
}

/** The process has no file open but its own data, its program and what is no file at all: a temporary file of any library would show here. */
export async function expectOpenOnlyOwn(world: World, pid: number): Promise<void> {
  if (process.platform !== 'linux') return; // /proc is Linux; the gateway's temporary folder is searched everywhere
  const names = await Promise.all((await readdir(`/proc/${pid}/fd`)).map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')));
  const files = names.filter((name) => name.startsWith('/') && !name.startsWith('/dev/') && !name.startsWith(process.cwd()));
  expect(files.filter((name) => !name.startsWith(dataOf(world)))).toEqual([]);
}

/** What is being written in the vault now, in bytes. */
export async function incomingIn(world: World): Promise<string[]> {
  return filesIn(`${dataOf(world)}/vault/incoming`);
}

/** Waits until `look` gives something. Throws after ten seconds. */
export async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 200; tries += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited ten seconds for ${what}`);
}
