// Writes many small files in one go, for a thread that may wait for the disk: the calls of the system and nothing else. Guarantees: a file gets its name only once
// all of them are confirmed (fsync); no link is followed and no file that is there is touched.

import { closeSync, constants, fsync, lstatSync, openSync, renameSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import { errno } from './failure.ts';

export interface ToWrite {
  /** Where it is written, and what it is named then. */
  readonly incoming: string;
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What went wrong, by the system's own code; of `confirm` nobody knows what of it is on the disk. `done`: how many of the files were through this stage, and are ours. */
export interface Trouble { readonly stage: 'write' | 'confirm' | 'name'; readonly code: string; readonly done: number }

/** Confirmations asked of the disk at once: its journal takes them together, and one after another each would wait for a turn of its own. Fewer than the process has threads for such calls. */
const AT_ONCE = 4;
const confirm = promisify(fsync);

/** Returns what went wrong, or null when all are written, confirmed and named; their folder is not confirmed yet. Never throws: after trouble each may be there or not. */
export async function writeTogether(files: readonly ToWrite[]): Promise<Trouble | null> {
  const open: number[] = [];
  let stage: Trouble['stage'] = 'write';
  let named = 0;
  const trouble = (code: string): Trouble => ({ stage, code, done: stage === 'name' ? named : open.length });
  try {
    for (const { incoming, bytes } of files) {
      const file = openSync(incoming, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW, 0o600);
      open.push(file);
      for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done, bytes.length - done, done);
    }
    stage = 'confirm';
    await confirmAll(open);
    stage = 'name';
    for (const { incoming, path } of files) {
      // A rename replaces what it finds.
      if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) return trouble('EEXIST');
      renameSync(incoming, path);
      named += 1;
    }
    return null;
  } catch (error) {
    return trouble(errno(error) ?? 'unknown error');
  } finally {
    for (const file of open) closeSync(file);
  }
}

/** Resolves or rejects when none is on its way any more: a file that is closed under it would give its number to another. */
async function confirmAll(files: readonly number[]): Promise<void> {
  const left = [...files];
  const walk = async (): Promise<void> => {
    for (let file = left.pop(); file !== undefined; file = left.pop()) await confirm(file);
  };
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, walk));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
