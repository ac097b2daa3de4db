// Writes one sealed body durably. Guarantees: what commit() returned is on the disk under its id; whatever happens before that leaves at
// most a file in incoming/, which the next start sweeps. A disk that takes no more in takes nothing away of what checkpoint() told.

import { rename, unlink } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { createBodyFile } from './body-file.ts';
import type { BodyFile, BodyHash } from './body-file.ts';
import { isNameFree } from './disk.ts';
import type { Disk } from './disk.ts';
import { VaultFailed, errno, failure } from './failure.ts';
import { reachable } from './place.ts';
import type { Place } from './place.ts';
import type { Traffic } from './traffic.ts';

export type Reach = (label: string) => void | Promise<void>;

export interface StoredBody {
  readonly id: string;
  /** In bytes. */
  readonly size: number;
  /** Of the stored bytes, lower-case hex. */
  readonly sha256: string;
}

/** What is on the disk of a body that is not finished. Its id is not known to anything but `readPart`. */
export type BodyPart = StoredBody;

export interface BodyWriter {
  /** Takes a copy of the chunk; resolves when the next may come (the last may still be on its way to the disk). Await each call. */
  write(chunk: Uint8Array): Promise<void>;
  /** Makes durable what was written so far, under the id of the body, in incoming/. */
  checkpoint(): Promise<BodyPart>;
  /** Makes the body durable. */
  commit(): Promise<StoredBody>;
  /** Removes what was written, also where a write has failed; after commit() it does nothing. Never throws: what cannot be removed is swept at the next start. */
  abort(): Promise<void>;
  /** Lets go of the body and leaves in incoming/ what was written, to be read by `readPart` as far as a checkpoint tells. Never throws. */
  leave(): Promise<void>;
}

interface Parts {
  readonly id: string;
  readonly handle: FileHandle;
  readonly incoming: Place;
  readonly place: Place;
  readonly disk: Disk;
  readonly reach: Reach;
  /** Of all bodies that are being written. */
  readonly traffic: Traffic;
  readonly ended: () => void;
  /** Where the caller hashes what it writes. */
  readonly hash: BodyHash | undefined;
}

/** broken: a call failed after a checkpoint; what that told of lies in incoming/ until abort() or leave() says what becomes of it. */
type State = 'open' | 'busy' | 'broken' | 'committed' | 'aborted';

export function createBodyWriter(parts: Parts): BodyWriter {
  const file = createBodyFile(parts.handle, parts.incoming.path, parts.traffic, parts.hash);
  const doing = `Writing body ${parts.id}`;
  let state: State = 'open';
  let isHeld = false;
  let running: Promise<unknown> = Promise.resolve();

  const letGo = async (next: State): Promise<void> => {
    state = next;
    await file.close();
    await parts.handle.close().catch(() => undefined);
    parts.ended();
  };
  const discard = async (): Promise<void> => {
    if (state !== 'broken') await letGo('aborted');
    state = 'aborted';
    await unlink(parts.incoming.path).catch(() => undefined);
  };

  const attempt = async <T>(work: () => Promise<T>, next: State): Promise<T> => {
    try {
      const result = await work();
      state = next;
      return result;
    } catch (error) {
      await (isHeld ? letGo('broken') : discard());
      throw failure('WRITE_FAILED', doing, error);
    }
  };

  const step = async <T>(work: () => Promise<T>, next: State): Promise<T> => {
    if (state !== 'open') throw new VaultFailed('MISUSED', `${doing}: the writer is ${state}; each call must be awaited and none may follow commit() or abort().`);
    state = 'busy';
    const attempted = attempt(work, next);
    running = attempted;
    return attempted;
  };

  return {
    write: (chunk) => step(() => file.append(chunk), 'open'),
    checkpoint: () => step(async () => {
      const part = await holdFast(file, parts, doing);
      isHeld = true;
      return part;
    }, 'open'),
    commit: () => step(() => makeDurable(file, parts, doing), 'committed'),
    async abort() {
      // A cut connection may abort while a write is on its way: closing under it could give its file number to another file.
      await running.catch(() => undefined);
      if (state === 'open' || state === 'broken') await discard();
    },
    async leave() {
      await running.catch(() => undefined);
      if (state === 'open') await letGo('aborted');
    },
  };
}

/** The name in incoming/ is made durable with the bytes: what is acknowledged is found again under it. */
async function holdFast(file: BodyFile, { id, handle, incoming, disk, reach }: Parts, doing: string): Promise<BodyPart> {
  const { size, sha256 } = await file.settle();
  await reach('part.written');
  await disk.sync(handle, doing);
  await disk.syncFolder(incoming.folder);
  await reach('part.fsynced');
  return { id, size, sha256 };
}

async function makeDurable(file: BodyFile, { id, handle, incoming, place, disk, reach, ended }: Parts, doing: string): Promise<StoredBody> {
  const { size, sha256 } = await file.settle();
  await file.close();
  await reach('body.written');
  await disk.sync(handle, doing);
  await reach('body.fsynced');
  await handle.close();
  await install(incoming, place);
  await reach('body.renamed');
  // Commit point of the body: a crash before this fsync leaves it in incoming/ or under its name, referred to by nothing; from here it stays,
  // and only from here may the record be written. A body without a record is found by listBodies() and wiped at the next start.
  await disk.syncFolder(place.folder);
  await reach('body.folder-fsynced');
  ended();
  return { id, size, sha256 };
}

/** Gives a finished file its name. Nothing is replaced: an id met twice means that the source of randomness is broken (HOSTILE 45). */
export async function install(incoming: Place, place: Place): Promise<void> {
  await reachable(incoming);
  await reachable(place);
  if (!(await isNameFree(place.path))) throw new VaultFailed('ODD_STORE', `${place.path}: the name is taken. Ids are random: check the machine's source of randomness.`);
  await rename(incoming.path, place.path).catch((error: unknown) => {
    throw failure(errno(error) === 'ENOENT' ? 'ODD_STORE' : 'WRITE_FAILED', `Naming ${place.path}`, error);
  });
}
