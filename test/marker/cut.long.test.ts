import { createHash, randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { upload } from '../town.ts';
import type { Child } from '../crash/child.ts';
import { filesIn, findOnDisk } from '../crash/disk.ts';
import { foundWorld } from '../crash/stages.ts';
import { endings, sceneOf, steps, type Scene } from '../crash/steps.ts';
import { copyOf, dataOf, foldersOf, openChild, openHere, remove, type World } from '../crash/world.ts';
import { startClamd } from '../scanning/daemon.ts';
import { needs } from '../setup/programs.ts';
import { expectOpenOnlyOwn, expectUnmarked, incomingIn, markedPayload, until } from './marks.ts';

const bytes = markedPayload(1_900_000);
const payload = { name: '納入通知書.csv', bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
let founded: World;

beforeAll(async () => {
  founded = await foundWorld(1, [payload]);
});
afterAll(() => remove(founded));

/** Begins an upload and lets go of the line once a megabyte of the body is in the vault. */
async function cutUpload({ world, people: { sato } }: Scene, within: () => Promise<void>): Promise<void> {
  const sent = request(sato.api.address('addFile', { id: world.known.depositId ?? '' }), { method: 'POST', headers: { ...sato.line.headers(), 'content-type': 'multipart/form-data; boundary=cut' } });
  sent.on('error', () => undefined);
  sent.write('--cut\r\ncontent-disposition: form-data; name="file"; filename="cut.csv"\r\n\r\n');
  sent.write(bytes);
  await until('a megabyte of the body', async () => {
    const [path] = await incomingIn(world);
    return path !== undefined && (await stat(path)).size >= 1024 * 1024 ? path : undefined;
  });
  await within();
  sent.destroy();
}

const bodiesIn = (world: World): Promise<string[]> => filesIn(`${dataOf(world)}/vault/bodies`);

describe('a connection cut in mid-upload [H 2]', () => {
  let world: World;
  let child: Child;
  let scene: Scene;
  beforeAll(async () => {
    world = await copyOf(founded);
    child = await openChild(world, null);
    scene = sceneOf(world, child);
    await steps.draft(scene);
  });
  afterAll(() => remove(world));

  it('leaves no row and no file, and its recipient never sees a part of it [H 2] [I 2] [I 3]', async () => {
    await cutUpload(scene, async () => {
      await expectUnmarked(world);
      expect(await scene.people.tanaka.api.call('transfers', {})).toMatchObject({ transfers: [], total: 0 });
      await expect(scene.people.tanaka.api.call('transfer', { id: world.known.transfers[0]?.id ?? '' })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    });
    await until('the vault to be clear', async () => ((await incomingIn(world)).length === 0 ? true : undefined));
    expect(await bodiesIn(world)).toEqual([]);
    const deposit = await scene.people.sato.api.call('deposit', { id: world.known.depositId ?? '' });
    expect(deposit.transfers[0]?.files).toEqual([]);
    await expectUnmarked(world);
    await expectOpenOnlyOwn(world, child.pid);
  });

  it('leaves a whole file of the same draft as it was, and the deposit can be completed [H 2] [I 1]', async () => {
    await steps.upload(scene);
    const [whole] = await bodiesIn(world);
    const before = await readFile(whole ?? '');
    await cutUpload(scene, () => Promise.resolve());
    await until('the vault to be clear', async () => ((await incomingIn(world)).length === 0 ? true : undefined));
    expect(await bodiesIn(world)).toEqual([whole]);
    expect((await readFile(whole ?? '')).equals(before)).toBe(true);
    for (const step of ['submit', 'approve', 'notice', 'handover', 'collect'] as const) await steps[step](scene);
    await child.close();
    expect(child.faults).toEqual([]);
  });

  it('is in the ledger as a refusal of its sender [H 2]', async () => {
    const here = await openHere(world);
    const rows = await here.running.gateway.store.read.selectFrom('ledger_entries').select('bytes').where('result', '=', 'refused').where('actor_id', '=', world.visitors.sato.id).execute();
    await here.close();
    expect(rows.filter((row) => row.bytes.includes('"UPLOAD_CUT"'))).toHaveLength(2);
  });
});

describe('what the wipe leaves in the database and in the scanner', () => {
  it('names are gone from every page of the database, also from pages that were split or joined since [H 90] [I 5]', async () => {
    const world = await copyOf(founded);
    const child = await openChild(world, null);
    const drafted = async (): Promise<Scene> => {
      const scene = sceneOf({ ...world, known: { ...structuredClone(world.known), idempotencyKey: randomBytes(12).toString('hex') } }, child);
      await steps.draft(scene);
      return scene;
    };
    // A name repeats its mark, so that any piece of it that stays in the slack of a page still holds one. Names of several drafts lie side by side.
    const drafts = await Promise.all(['MarkOfTheOneDraft', 'MarkOfOtherDrafts', 'MarkOfThirdDrafts'].map(async (mark) => ({ mark, scene: await drafted() })));
    for (let at = 0; at < 15; at += 1) {
      for (const { mark, scene } of drafts) await upload(scene.people.sato, scene.world.known.depositId ?? '', `${String(at).padStart(2, '0')}${mark.repeat(1 + (at * 5) % 14)}.csv`, Buffer.from('1,2'));
    }
    const left = drafts.map(({ mark }) => mark);
    for (const { mark, scene } of drafts) {
      await endings.discard(scene);
      await child.tick();
      left.splice(left.indexOf(mark), 1);
      const found = await findOnDisk([dataOf(world)], drafts.map((one) => ({ what: one.mark, bytes: Buffer.from(one.mark) })));
      expect(new Set(found.map((one) => one.split(':')[0]))).toEqual(new Set(left));
    }
    await child.close();
    expect(child.faults).toEqual([]);
    await remove(world);
  });

  needs('clamd', 'with a virus scanner, too, no plaintext is on a disk, and none is left in its memory files [I 2] [H 91]', async (program) => {
    const daemon = await startClamd(program);
    const world = await copyOf(founded);
    const child = await openChild(world, null, { KAGIBAKO_SCANNER: 'clamd', KAGIBAKO_CLAMD_CONFIG: daemon.configPath });
    const scene = sceneOf(world, child);
    await steps.draft(scene);
    await cutUpload(scene, () => expectUnmarked(world));
    await steps.upload(scene);
    const temporary = /^TemporaryDirectory (.+)$/m.exec(await readFile(daemon.configPath, 'utf8'))?.[1] ?? '';
    expect(temporary).toMatch(/^\/dev\/shm\//);
    await until('the scanner to let go of what was cut', async () => ((await filesIn(temporary)).length === 0 ? true : undefined));
    await expectUnmarked(world, [temporary]);
    expect(await findOnDisk(foldersOf(world), [{ what: 'file name', bytes: Buffer.from(payload.name) }])).not.toEqual([]);
    await child.close();
    expect(child.faults).toEqual([]);
    await daemon.stop();
    await remove(world);
  });
});
