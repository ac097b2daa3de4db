// A file system that is really full: a gateway whose data folder is a memory file system of a few megabytes, in a name space of its own. What does not fit is refused with
// 507 and leaves nothing; what was acknowledged stays; and once an operator has made a little room, it goes on.
import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { Refused } from '../../client/api.ts';
import { foundWorld } from '../crash/stages.ts';
import { sceneOf, steps, type Scene } from '../crash/steps.ts';
import { dataOf, openChild, remove } from '../crash/world.ts';
import { needs } from '../setup/programs.ts';
import { upload, type Someone } from '../town.ts';

const MEBIBYTE = 1024 * 1024;

/** Runs its arguments in a name space where `folder` is a memory file system of that size which holds what lies in `content`. */
const on = (unshare: string, folder: string, content: string, mebibytes: number): string[] => [
  unshare, '-rm', 'sh', '-c', 'mount -t tmpfs -o mode=0700,size="$1" none "$2" && cp -a "$3/." "$2" && shift 3 && exec "$@"', 'sh', `${mebibytes}m`, folder, content,
];

const take = async (who: Someone, depositId: string, name: string, bytes: Uint8Array): Promise<string> => upload(who, depositId, name, bytes).then(() => 'taken', (error: unknown) => (error instanceof Refused ? `${error.problem.status} ${error.problem.code}` : String(error)));

async function fillUp({ people: { sato }, world: { known } }: Scene): Promise<string[]> {
  const answers: string[] = [];
  // Ever smaller, until not even a little fits.
  for (const size of [4, 2, 1, 0.25, 0.05]) {
    for (let at = 0; at < 8; at += 1) {
      answers.push(await take(sato, known.depositId ?? '', `${size}-${at}.dat`, randomBytes(size * MEBIBYTE)));
      if (answers.at(-1) !== 'taken') break;
    }
  }
  return answers;
}

needs('unshare', 'a disk that is really full refuses with 507, keeps what it acknowledged, and takes again once there is room [H 84] [I 1] [I 10]', async (unshare) => {
  const world = await foundWorld(1);
  const content = await mkdtemp(join(tmpdir(), 'kagibako-full-'));
  await cp(dataOf(world), content, { recursive: true });
  // What the guide lets an operator delete.
  await writeFile(join(content, 'access.log.1'), randomBytes(2 * MEBIBYTE));
  const child = await openChild(world, null, {}, on(unshare, dataOf(world), content, 16));
  const scene = sceneOf(world, child);
  await steps.draft(scene);
  await steps.upload(scene);
  const answers = await fillUp(scene);
  expect(answers[0]).toBe('taken');
  const refused = answers.filter((answer) => answer !== 'taken');
  expect(refused.length).toBeGreaterThan(2);
  expect(new Set(refused)).toEqual(new Set(['507 STORAGE_FULL']));
  const { sato } = scene.people;
  const id = world.known.depositId ?? '';
  const { transfers } = await sato.api.call('deposit', { id });
  expect(transfers[0]?.files.length).toBe(world.known.payloads.length + answers.filter((answer) => answer === 'taken').length);
  for (const hash of world.known.acknowledged) expect(transfers[0]?.files.map((file) => file.sha256)).toContain(hash);
  // A disk without a single page left cannot even note that something goes; with a little room, what is taken out makes more by itself.
  await rm(join(`/proc/${String(child.pid)}/root`, dataOf(world), 'access.log.1'));
  for (const file of transfers[0]?.files.slice(world.known.payloads.length) ?? []) await sato.api.call('removeFile', { id, uploadId: file.uploadId });
  expect(await take(sato, id, 'again.dat', randomBytes(4 * MEBIBYTE))).toBe('taken');
  await steps.submit(scene);
  await child.tick();
  expect((await sato.api.call('deposit', { id })).transfers[0]?.state).toBe('awaiting-approval');
  await child.close();
  await rm(content, { recursive: true });
  await remove(world);
}, 600_000);
