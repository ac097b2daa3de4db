// The few file system calls the vault is made of. Guarantees: only plain files in plain folders of our own are touched (no link is
// followed), and after the disk has once failed to confirm a write, nothing is promised any more until the vault is opened again.

import { constants } from 'node:fs';
import { chmod, lstat, mkdir, open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { VaultFailed, errno, failure } from './failure.ts';

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** A folder as it was when the vault was opened; its number tells a folder put in its place later from the one we made. */
export interface Folder {
  readonly path: string;
  readonly device: number;
  readonly inode: number;
}

export interface Disk {
  /** fsync of a file, the label after it. @throws VaultFailed SYNC_FAILED, and every time from then on. */
  sync(handle: FileHandle, doing: string): Promise<void>;
  /** fsync of a folder: makes names in it durable. @throws VaultFailed SYNC_FAILED or ODD_STORE. */
  syncFolder(folder: Folder): Promise<void>;
  /** @throws VaultFailed SYNC_FAILED if the disk has failed to confirm before. */
  requireSound(): void;
  /** Told of a file that was to be confirmed elsewhere and was not: nothing is promised from here on. */
  failed(): void;
}

/**
 * @param sync how a handle is made durable: `handle.sync()`; an argument so that a disk that fails can be given
 * @param unsure told when the disk first fails to confirm
 */
export function createDisk(sync: (handle: FileHandle) => Promise<void>, unsure: (error: unknown) => void = () => undefined): Disk {
  let broken = false;

  const fail = (error: unknown): void => {
    if (!broken) unsure(error);
    broken = true;
  };

  const requireSound = (): void => {
    if (broken) {
      throw new VaultFailed('SYNC_FAILED', 'The disk failed to confirm an earlier write, so nothing more is promised. Check the disk, then start the gateway again.');
    }
  };

  // After a failed fsync Linux marks the lost pages clean: a second fsync answers "done" and the bytes are gone. So it is never tried again.
  const confirm = async (handle: FileHandle, doing: string): Promise<void> => {
    requireSound();
    try {
      await sync(handle);
    } catch (error) {
      fail(error);
      throw new VaultFailed('SYNC_FAILED', `${doing}: the disk did not confirm (${errno(error) ?? 'unknown error'}). Nothing was promised. Check the disk, then start the gateway again.`, error);
    }
  };

  const syncFolder = async (folder: Folder): Promise<void> => {
    await requireFolder(folder);
    const handle = await open(folder.path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW).catch((error: unknown) => {
      throw failure('ODD_STORE', `Opening the folder ${folder.path}`, error);
    });
    try {
      await confirm(handle, `Confirming the folder ${folder.path}`);
    } finally {
      await handle.close();
    }
  };

  return { sync: confirm, syncFolder, requireSound, failed: () => fail(new VaultFailed('SYNC_FAILED', 'The disk failed to confirm a write.')) };
}

/**
 * Makes a folder (0700) or takes the one that is there, if it is plain and ours; permissions found wider are narrowed.
 * @throws VaultFailed ODD_STORE for a link, a file, or a folder of another user
 */
export async function openFolder(path: string): Promise<Folder> {
  const doing = `Opening the folder ${path}`;
  try {
    await mkdir(path, { mode: FOLDER_MODE });
  } catch (error) {
    if (errno(error) !== 'EEXIST') throw failure('WRITE_FAILED', doing, error);
  }
  const found = await lstat(path);
  if (!found.isDirectory()) throw new VaultFailed('ODD_STORE', `${doing}: expected a folder, found a link or a file. Remove it after looking where it leads.`);
  const us = process.getuid?.();
  if (us !== undefined && found.uid !== us) throw new VaultFailed('ODD_STORE', `${doing}: it belongs to user ${found.uid}, the gateway runs as ${us}. Change its owner.`);
  if ((found.mode & 0o077) !== 0) await chmod(path, FOLDER_MODE);
  return { path, device: found.dev, inode: found.ino };
}

/** @throws VaultFailed ODD_STORE if something else lies at the folder's path than when the vault was opened (HOSTILE 86). */
export async function requireFolder(folder: Folder): Promise<void> {
  const found = await lstat(folder.path).catch((error: unknown) => {
    throw new VaultFailed('ODD_STORE', `The vault's folder ${folder.path} cannot be reached (${errno(error) ?? 'unknown error'}). Nothing is concluded from that about what it held.`, error);
  });
  if (!found.isDirectory() || found.ino !== folder.inode || found.dev !== folder.device) {
    throw new VaultFailed('ODD_STORE', `Something else lies where the vault's folder ${folder.path} was when the gateway started. Put the folder back, then start the gateway again.`);
  }
}

/** A new file, 0600; never one that is there, never through a link. */
export async function createFile(path: string): Promise<FileHandle> {
  return open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW, FILE_MODE);
}

/** A file that is there, with its size. @throws VaultFailed ODD_STORE for anything but a plain file with one name. */
export async function openFile(path: string, access: 'read' | 'overwrite'): Promise<{ handle: FileHandle; size: number }> {
  // O_NONBLOCK: a pipe planted under the name would otherwise hold a thread of the pool for ever.
  const mode = access === 'read' ? constants.O_RDONLY : constants.O_WRONLY;
  const handle = await open(path, mode | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const found = await handle.stat();
    // A second name would keep the bytes reachable after a wipe, or let a wipe destroy another file.
    if (!found.isFile() || found.nlink > 1) throw new VaultFailed('ODD_STORE', `${path}: expected a plain file with one name. Look at the vault's folder before going on.`);
    return { handle, size: found.size };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** True only if the system says that nothing has this name; any other answer throws. */
export async function isNameFree(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return false;
  } catch (error) {
    if (errno(error) === 'ENOENT') return true;
    throw error;
  }
}

/** Writes all of the bytes at a place in the file, however many calls the system makes of it. */
export async function writeAt(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
