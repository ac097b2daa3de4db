// A folder below the data in which a copy is made or a database is restored: one process at a time, and overwritten when it is done with, whatever it held.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { lockFolder } from '../store/folder-lock.ts';
import { StoreRefused } from '../store/refusal.ts';
import { createDisk, openFolder } from '../vault/disk.ts';
import { wipe } from '../vault/wiping.ts';
import { RecoveryRefused } from './refusal.ts';

type Random = (count: number) => Uint8Array;
const roomIn = (dataFolder: string): string => join(dataFolder, 'copying');

/** Does `work` in the emptied folder and empties it again. Throws `RecoveryRefused` COPY_RUNNING while another process is in it. */
export async function withWorkRoom<T>(dataFolder: string, random: Random, work: (folder: string) => Promise<T>): Promise<T> {
  const path = (await openFolder(roomIn(dataFolder))).path;
  const lock = await lockFolder(`${path}.lock`).catch((error: unknown) => {
    if (!(error instanceof StoreRefused)) throw error;
    throw new RecoveryRefused('COPY_RUNNING', '写しか復元がもう動いています。終わるのを待ってください。', 'a copy or a restore is at work already: wait for its end', error);
  });
  try {
    await empty(path, random);
    return await work(path);
  } finally {
    await empty(path, random).finally(() => lock.close());
    await rm(path, { recursive: true, force: true });
  }
}

/** For a start: overwrites what a copy that was killed left behind. It may hold names that are wiped later; while a copy is at work it is left alone. */
export async function clearWorkRoom(dataFolder: string, random: Random): Promise<void> {
  const left = await readdir(roomIn(dataFolder)).catch(() => null);
  if (left === null) return;
  await withWorkRoom(dataFolder, random, () => Promise.resolve()).catch((error: unknown) => {
    if (!(error instanceof RecoveryRefused)) throw error;
  });
}

async function empty(path: string, random: Random): Promise<void> {
  const folder = await openFolder(path);
  const disk = createDisk((handle) => handle.sync());
  for (const name of await readdir(path)) await wipe('body', { folder, path: join(path, name) }, { disk, randomBytes: random, reach: () => undefined });
}
