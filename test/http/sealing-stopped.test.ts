import { randomBytes } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Refused } from '../../client/api.ts';
import { kept, newestEntries } from '../hostile/line.ts';
import { draftFor, foundTown, upload, type Town } from '../town.ts';

const piece = 256 * 1024;
const begun: Worker[] = [];
const note = (worker: Worker): void => void begun.push(worker);
let town: Town;
let depositId = '';

beforeAll(async () => {
  process.on('worker', note);
  town = await foundTown({ policy: { locks: 'password' } });
  depositId = (await draftFor(town.sato, town, { recipientIds: [town.firm.id] })).id;
});
afterAll(async () => {
  process.off('worker', note);
  await town.close();
});

/** Bytes of bodies that are not finished. */
async function growing(): Promise<number> {
  const folder = join(town.settings.dataFolder, 'vault', 'incoming');
  const sizes = await Promise.all((await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Forty pieces; every thread that seals ends in the middle, when a part of the body is in the vault. */
async function* endingThreads(): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < 20; index += 1) yield randomBytes(piece);
  await expect.poll(growing).toBeGreaterThan(0);
  await Promise.all(begun.splice(0).map((worker) => worker.terminate()));
  for (let index = 0; index < 20; index += 1) yield randomBytes(piece);
}

it('a thread that ends under an upload refuses it in words, keeps nothing of it, and the next one is taken', async () => {
  await upload(town.sato, depositId, 'first.bin', randomBytes(4 * piece));
  const before = await kept(town);
  const refused = await upload(town.sato, depositId, 'second.bin', endingThreads()).then(() => undefined, (error: unknown) => error);
  expect(refused).toBeInstanceOf(Refused);
  if (!(refused instanceof Refused)) return;
  const { code, status, detail } = refused.problem;
  expect([code, status]).toEqual(['SEALING_STOPPED', 503]);
  expect(detail.ja).toContain('もう一度送って');
  expect(detail.en).toContain('Send it again');
  expect(await newestEntries(town, 1)).toEqual(['add-file refused SEALING_STOPPED']);
  expect(await kept(town)).toEqual(before);
  const { transfers } = await upload(town.sato, depositId, 'second.bin', randomBytes(4 * piece));
  expect(transfers[0]?.files.length).toBe(2);
  expect(town.faults).toEqual([]);
});
