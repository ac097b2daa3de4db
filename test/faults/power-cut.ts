// What a disk may hold after the power failed: the files as they were, and what was noted of the calls since (shim.c), of which only what was confirmed is sure. Of the
// rest each write is there, not there, or torn at a sector; each name that was given, taken or moved is there or not, whatever came after it.
//
// Taken for granted, as of every file system with a journal: a renaming is done or not done, and what fsync confirmed stays.
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Dice } from '../histories/dice.ts';

interface Noted { readonly op: string; readonly place: number; readonly name: string; readonly other: string; readonly bytes: Buffer }

/** The lines of the shim's log with their bytes. */
export function parseNotes(log: Buffer): Noted[] {
  const noted: Noted[] = [];
  for (let at = 0; at < log.length;) {
    const end = log.indexOf(0x0a, at);
    const [op = '', place = '', length = '', name = '', other = ''] = log.subarray(at, end).toString('utf8').split(' ');
    noted.push({ op, place: Number(place), name, other, bytes: log.subarray(end + 1, end + 1 + Number(length)) });
    at = end + 1 + Number(length);
  }
  return noted;
}

type Pending = { readonly kind: 'write'; readonly place: number; readonly bytes: Buffer } | { readonly kind: 'cut'; readonly size: number };
/** `sure`: what is confirmed. */
interface Inode { sure: Buffer; pending: Pending[] }
interface Naming { readonly folders: readonly string[]; readonly take: (names: Map<string, Inode>) => void }

function applied(bytes: Buffer, change: Pending): Buffer {
  if (change.kind === 'cut') return Buffer.concat([bytes.subarray(0, change.size), Buffer.alloc(Math.max(0, change.size - bytes.length))]);
  const grown = Buffer.alloc(Math.max(bytes.length, change.place + change.bytes.length));
  bytes.copy(grown);
  change.bytes.copy(grown, change.place);
  return grown;
}

/** A disk of which nothing is lost yet. */
class Disk {
  /** As programs see the names, and as they are sure. */
  readonly seen = new Map<string, Inode>();
  readonly sure = new Map<string, Inode>();
  namings: Naming[] = [];

  note({ op, place, name, other, bytes }: Noted): void {
    const inode = this.seen.get(name);
    if (op === 'create') this.#name([name], (names, made) => { if (![...names.values()].includes(made)) names.set(name, made); }, { sure: Buffer.alloc(0), pending: [] });
    else if (op === 'write') inode?.pending.push({ kind: 'write', place, bytes });
    else if (op === 'cut') inode?.pending.push({ kind: 'cut', size: place });
    else if (op === 'rename' && inode !== undefined) this.#name([name, other], (names, moved) => { names.delete(name); names.set(other, moved); }, inode);
    else if (op === 'unlink' && inode !== undefined) this.#name([name], (names, gone) => { if (names.get(name) === gone) names.delete(name); }, inode);
    else if (op === 'sync') this.#sync(name, inode);
  }

  #name(paths: readonly string[], change: (names: Map<string, Inode>, inode: Inode) => void, inode: Inode): void {
    change(this.seen, inode);
    this.namings.push({ folders: paths.map((path) => dirname(path)), take: (names) => { change(names, inode); } });
  }

  #sync(name: string, inode: Inode | undefined): void {
    if (inode !== undefined) {
      inode.sure = inode.pending.reduce(applied, inode.sure);
      inode.pending = [];
      return;
    }
    // A folder: every name in it so far.
    for (const naming of this.namings.filter(({ folders }) => folders.includes(name))) naming.take(this.sure);
    this.namings = this.namings.filter(({ folders }) => !folders.includes(name));
  }

  /** What is found when the power is back. */
  found(dice: Dice): Map<string, Buffer> {
    const names = new Map(this.sure);
    for (const naming of this.namings) if (dice.chance(0.5)) naming.take(names);
    const contents = new Map<Inode, Buffer>();
    const contentOf = (inode: Inode): Buffer => {
      const known = contents.get(inode) ?? inode.pending.reduce((bytes, change) => { const left = leftOf(change, dice); return left === null ? bytes : applied(bytes, left); }, inode.sure);
      contents.set(inode, known);
      return known;
    };
    return new Map([...names].map(([name, inode]) => [name, contentOf(inode)]));
  }
}

const SECTOR = 512;

/** A write that was on its way: whole, not at all, or up to a sector. */
function leftOf(change: Pending, dice: Dice): Pending | null {
  const fate = dice.below(3);
  if (fate === 0) return null;
  if (fate === 1 || change.kind === 'cut') return change;
  return { ...change, bytes: change.bytes.subarray(0, dice.below(Math.floor(change.bytes.length / SECTOR) + 1) * SECTOR) };
}

/** Every file below a folder, as it is. */
export async function photograph(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(await Promise.all(paths.map(async (path) => [relative(folder, path), await readFile(path)] as const)));
}

/** Puts into `folder` what may be found there after the power failed behind the `upTo`-th call noted; `before` was all sure. */
export async function cutPower(folder: string, before: ReadonlyMap<string, Buffer>, notes: readonly Noted[], upTo: number, dice: Dice): Promise<void> {
  const disk = new Disk();
  for (const [name, bytes] of before) {
    const inode = { sure: bytes, pending: [] };
    disk.seen.set(name, inode);
    disk.sure.set(name, inode);
  }
  for (const noted of notes.slice(0, upTo)) disk.note(noted);
  const found = disk.found(dice);
  for (const name of (await photograph(folder)).keys()) await rm(join(folder, name));
  for (const [name, bytes] of found) {
    // The index of the write-ahead log is memory; it is made anew from the log.
    if (name.endsWith('-shm')) continue;
    await mkdir(dirname(join(folder, name)), { recursive: true, mode: 0o700 });
    await writeFile(join(folder, name), bytes, { mode: 0o600 });
  }
}
