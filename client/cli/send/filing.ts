/**
 * Where the files of a watched folder are: taken out of it before anything is sent (.kagibako/taking/), and put away after (sent/, failed/). All of it is in the
 * one folder, so that each move is a rename: a file is in one place or the other, whole.
 *
 * Order: the ledger's `seen`, the marker's move, the file's move; …; for a failure the reason first, then the file, then `filed`. After a crash each step finds what
 * is done by where the file lies.
 */
import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isThere, moveDurably, writeDurably } from '../durable.ts';
import { isSame, lookAt } from './found.ts';
import type { SendLedger, Sending } from './ledger.ts';

/** What becomes of files that were sent. */
export type After = 'move' | 'delete' | 'keep';
export interface Place {
  /** The watched folder; null where files were named one by one and stay where they are. */
  readonly folder: string | null;
  readonly after: After;
}

/** Folders in the watched folder that are ours. */
export const OWN: readonly string[] = ['.kagibako', 'sent', 'failed'];

/** Where the files of a sending lie while it is under way. */
export const placeOf = ({ folder, after }: Place, { seen, origin }: Sending): string => (folder === null || after === 'keep' ? seen.path : join(folder, '.kagibako', 'taking', origin, basename(seen.path)));

/** Takes the files out of the folder. False where they were changed or taken away meanwhile: nothing was sent, and the sending is given up. */
export async function take(ledger: SendLedger, place: Place, sending: Sending): Promise<boolean> {
  const { key, seen } = sending;
  const taken = placeOf(place, sending);
  if (taken === seen.path || await isThere(taken)) return true;
  const ready = join(taken, '..', '.ready');
  const now = await lookAt(seen.path);
  if (now === null || !isSame(now.files, seen.files)) {
    // The marker goes back: whoever finishes the file need not know that we looked too early.
    if (seen.marker !== null && now !== null && await isThere(ready)) await moveDurably(ready, seen.marker);
    await ledger.note({ state: 'gone', key });
    return false;
  }
  await mkdir(join(taken, '..'), { recursive: true, mode: 0o700 });
  // The marker first: one that stayed behind would vouch for the next file of this name, finished or not.
  if (seen.marker !== null && await isThere(seen.marker)) await moveDurably(seen.marker, ready);
  await moveDurably(seen.path, taken);
  return true;
}

/** Puts away what has ended, and notes it. Returns where the files are now; null where they were deleted. */
export async function putAway(ledger: SendLedger, place: Place, sending: Sending): Promise<string | null> {
  const to = await (sending.failure === null ? putSent(place, sending) : putFailed(place, sending));
  await ledger.note({ state: 'filed', key: sending.key, to });
  return to;
}

async function putSent(place: Place, sending: Sending): Promise<string | null> {
  const from = placeOf(place, sending);
  if (place.folder === null || place.after === 'keep') return from;
  const to = join(place.folder, 'sent', sending.transfers[0]?.number ?? sending.key, basename(sending.seen.path));
  if (await isThere(from)) {
    if (place.after === 'move') await moveDurably(from, to);
    else await rm(from, { recursive: true });
  }
  await rm(join(from, '..'), { recursive: true, force: true });
  return place.after === 'move' ? to : null;
}

/** A file that cannot be sent stands aside with the reason, and stops no other. */
async function putFailed(place: Place, sending: Sending): Promise<string | null> {
  const taken = placeOf(place, sending);
  const { failure, seen, key } = sending;
  if (place.folder === null || place.after === 'keep' || failure === null) return taken;
  const aside = join(place.folder, 'failed', `${basename(seen.path)}-${key.slice(0, 8)}`);
  await mkdir(aside, { recursive: true, mode: 0o700 });
  await writeDurably(join(aside, 'reason.txt'), `${failure.code}\n${failure.ja}\n${failure.en}\n`);
  // What was unfit at the first look was never taken.
  const now = await lookAt(seen.path);
  const from = await isThere(taken) ? taken : now !== null && isSame(now.files, seen.files) ? seen.path : null;
  if (seen.marker !== null && from === seen.path && await isThere(seen.marker)) await moveDurably(seen.marker, join(aside, basename(seen.marker)));
  if (from !== null) await moveDurably(from, join(aside, basename(seen.path)));
  await rm(join(taken, '..'), { recursive: true, force: true });
  return join(aside, basename(seen.path));
}
