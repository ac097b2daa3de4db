import { createHash, randomBytes } from 'node:crypto';
import { cp, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { upload } from '../town.ts';
import type { Child } from '../crash/child.ts';
import { findOnDisk, samplesOf } from '../crash/disk.ts';
import { expectWipedFromDisk } from '../crash/invariants.ts';
import { foundWorld } from '../crash/stages.ts';
import { advance, renew, sceneOf, steps, type Scene } from '../crash/steps.ts';
import { dataOf, foldersOf, openChild, remove, type World } from '../crash/world.ts';
import { expectOpenOnlyOwn, expectUnmarked, incomingIn, markedPayload, until } from './marks.ts';

const mark = (what: string): string => `${what}の目印${randomBytes(6).toString('hex')}`;
const reasons = { title: mark('件名'), sentBack: mark('差戻し'), told: mark('手渡し'), differs: mark('件数'), recalled: mark('取消') };
const reasonNeedles = Object.entries(reasons).map(([what, text]) => ({ what: `reason ${what}`, bytes: Buffer.from(text) }));

/** Sends half, tells that it is under way, goes on when it is told. */
function inTwoHalves(bytes: Uint8Array): { chunks: AsyncIterable<Uint8Array>; goOn: () => void } {
  let goOn = (): void => undefined;
  const told = new Promise<void>((resolve) => (goOn = resolve));
  const pieces = async function* (from: number, to: number): AsyncGenerator<Uint8Array> {
    for (let at = from; at < to; at += 65_536) yield await Promise.resolve(bytes.subarray(at, Math.min(at + 65_536, to)));
  };
  const half = Math.floor(bytes.length * 0.75);
  return { goOn, chunks: (async function* () {
    yield* pieces(0, half);
    await told;
    yield* pieces(half, bytes.length);
  })() };
}

describe('plaintext, file password and session key are on the disk at no step, and after the wipe nothing is [I 2] [I 5] [I 8] [H 90] [H 91]', () => {
  const bytes = markedPayload(3 * 1024 * 1024);
  const name = `${mark('納入通知書')}.csv`;
  let world: World;
  let child: Child;
  let scene: Scene;
  let id = '';
  const copies: string[] = [];

  /** The disk at this step is searched now, and kept to be searched for the session key, which only its recipient will know. */
  const look = async (step: string): Promise<void> => {
    await expectUnmarked(world);
    await expectOpenOnlyOwn(world, child.pid);
    const copy = join(world.folder, 'copies', step);
    await mkdir(copy, { recursive: true });
    for (const folder of ['data', 'keys', 'tmp']) await cp(join(world.folder, folder), join(copy, folder), { recursive: true });
    copies.push(copy);
  };
  const view = () => scene.people.sato.api.call('transfer', { id });

  beforeAll(async () => {
    world = await foundWorld(1, [{ name, bytes, sha256: createHash('sha256').update(bytes).digest('hex') }]);
    child = await openChild(world, null);
    scene = sceneOf(world, child);
  });
  afterAll(() => remove(world));

  it('while the upload is under way, and its recipient sees nothing of it [I 2] [I 3]', async () => {
    const { known } = world;
    const draft = await scene.people.sato.api.call('addDeposit', {
      idempotencyKey: known.idempotencyKey, body: { engagementId: known.engagementId, formId: known.formId, recipientIds: known.recipients.map((one) => one.id), quantity: 3, title: reasons.title },
    });
    known.depositId = draft.id;
    known.transfers = draft.transfers.map((one) => ({ id: one.id, recipientId: one.recipient.id }));
    id = known.transfers[0]?.id ?? '';
    const { chunks, goOn } = inTwoHalves(bytes);
    const sending = upload(scene.people.sato, draft.id, name, chunks);
    await until('a megabyte of the body', async () => {
      const [path] = await incomingIn(world);
      return path !== undefined && (await stat(path)).size >= 1024 * 1024 ? path : undefined;
    });
    await look('uploading');
    expect(await scene.people.tanaka.api.call('transfers', {})).toMatchObject({ total: 0 });
    expect((await view()).files).toEqual([]);
    goOn();
    await sending;
    known.acknowledged.push(known.payloads[0]?.sha256 ?? '');
    await look('uploaded');
  });

  it('when it is deposited, sent back with a reason, deposited again and approved [I 2]', async () => {
    await steps.submit(scene);
    await look('submitted');
    await scene.people.takahashi.api.call('sendBack', { id, body: { reason: reasons.sentBack, digest: (await view()).digest } });
    await scene.people.sato.api.call('submit', { id: world.known.depositId ?? '' });
    await steps.approve(scene);
    await look('approved');
  });

  it('when the password is shown, and shown again, and handed over [I 2] [I 8] [H 57] [ASVS 16.2.5]', async () => {
    await steps.notice(scene);
    await look('noticed');
    await renew(scene);
    expect(new Set(world.known.shown).size).toBe(2);
    await look('noticed-again');
    const { notice } = await view();
    await scene.people.sato.api.call('handover', { id: notice?.id ?? '', body: { method: 'other', to: world.visitors.tanaka.id, at: new Date(world.at).toISOString(), reason: reasons.told } });
    await look('handed-over');
  });

  it('when it is collected, opened and confirmed with a reason [I 2] [I 8]', async () => {
    await steps.collect(scene);
    await look('collected');
    const { tanaka } = scene.people;
    await tanaka.api.call('confirm', { id, body: { quantity: 2, opened: true, reason: reasons.differs, digest: (await tanaka.api.call('transfer', { id })).digest } });
    await look('confirmed');
  });

  it('never the session key, at none of these steps [I 2] [ASVS 14.2.4]', async () => {
    const keys = world.known.perishable.filter(({ what }) => what.startsWith('session key'));
    expect(keys.length).toBeGreaterThan(0);
    expect(await findOnDisk(copies, keys)).toEqual([]);
  });

  it('finds what it looks for where it is: names and reasons before the wipe', async () => {
    const found = await findOnDisk([dataOf(world)], [...reasonNeedles, { what: 'file name', bytes: Buffer.from(name) }]);
    const kinds = new Set(found.map((one) => one.split(':')[0]));
    expect([...kinds].sort()).toEqual(['file name', 'reason differs', 'reason sentBack', 'reason title', 'reason told']);
  });

  it('after the wipe neither lock, session key, body, name nor reason, in no file, WAL and memory file included [I 5] [H 90] [ASVS 14.2.2]', async () => {
    await steps.wipe(scene);
    await scene.people.sato.signInAgain();
    expect(await view()).toMatchObject({ state: 'wiped', copy: 'wiped' });
    await look('wiped');
    await expectWipedFromDisk(world);
    expect(await findOnDisk(foldersOf(world), reasonNeedles)).toEqual([]);
    await scene.people.tanaka.signInAgain();
    await expect(scene.people.tanaka.api.call('lock', { id })).rejects.toMatchObject({ problem: { code: 'ALREADY_WIPED', status: 410 } });
  });

  it('nor after a recall with a reason [I 5] [H 90]', async () => {
    const { known } = world;
    const again: Scene = { ...scene, world: { ...world, known: { ...known, idempotencyKey: randomBytes(12).toString('hex'), perishable: known.perishable } } };
    for (const step of ['draft', 'upload', 'submit'] as const) await steps[step](again);
    known.perishable.push(...await samplesOf(`${dataOf(world)}/vault`, 'bodies'), ...await samplesOf(`${dataOf(world)}/vault`, 'locks'));
    const recalled = again.world.known.transfers[0]?.id ?? '';
    await scene.people.sato.api.call('recall', { id: recalled, body: { reason: 'other', text: reasons.recalled } });
    await child.tick();
    expect(await scene.people.sato.api.call('transfer', { id: recalled })).toMatchObject({ state: 'wiped' });
    await expectUnmarked(world);
    await expectWipedFromDisk(world);
    expect(await findOnDisk(foldersOf(world), reasonNeedles)).toEqual([]);
  });

  it('nor after an orderly end [I 5]', async () => {
    await advance(scene, 1);
    await child.close();
    expect(child.faults).toEqual([]);
    await expectUnmarked(world);
    await expectWipedFromDisk(world);
    expect(await findOnDisk(foldersOf(world), reasonNeedles)).toEqual([]);
  });
});
