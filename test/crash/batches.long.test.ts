import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendBatch } from '../../client/batches.ts';
import { crashAt, kills, pointOf, recover } from './crash.ts';
import { draft } from './in-parts.ts';
import { draftedWorld, labelsOf, payload } from './stages.ts';
import { carryOn, type Step } from './steps.ts';
import { remove, type World } from './world.ts';

const payloads = Array.from({ length: 12 }, (_, at) => payload(`納入通知書_${String(at)}.csv`, Buffer.from(`被保険者番号,氏名\r\n${String(at).padStart(10, '0')},髙橋 﨑子 ${'住所 '.repeat(400)}\r\n`)));
/** So many go together: two requests for all of them. */
const together = 6;

/** In the order in which two batches for two firms reach them. */
const points = [
  'bodies.begun', 'bodies.renamed', 'bodies.folder-fsynced', 'upload.sealed', 'add-file.entered', 'add-file.entered × 2', 'add-file.unsigned', 'upload.recorded', 'ledger.signed',
  'bodies.begun × 2', 'bodies.renamed × 2', 'upload.sealed × 2', 'add-file.entered × 3', 'upload.recorded × 2',
] as const;

/** Sends every batch, whatever of it is there: as a sender does that heard no answer. All of a batch are there or none; what was acknowledged is. */
const upload: Step = async ({ world: { known }, people: { sato } }) => {
  const id = known.depositId ?? '';
  for (let at = 0; at < known.payloads.length; at += together) {
    const batch = known.payloads.slice(at, at + together);
    const before = (await sato.api.call('deposit', { id })).transfers.map(({ files }) => files.filter(({ sha256 }) => batch.some((one) => one.sha256 === sha256)).length);
    expect(before[1]).toBe(before[0]);
    expect([0, together]).toContain(before[0]);
    if (known.acknowledged.includes(batch[0]?.sha256 ?? '')) expect(before[0]).toBe(together);
    const told = await sendBatch(batch.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256, key: sha256 })), {
      send: (body, headers, signal) => fetch(sato.api.address('addBatch', { id }), { method: 'POST', headers: { ...headers, ...sato.line.headers() }, body, signal }),
      onCut: () => undefined, signal: new AbortController().signal, pause: () => Promise.reject(new Error('the line is cut')),
    });
    expect(told.map(({ kept }) => kept?.sha256)).toEqual(batch.map(({ sha256 }) => sha256));
    known.acknowledged.push(...batch.map(({ sha256 }) => sha256));
  }
};

/** On to the end of the journey; each file was added once to each transfer. */
const goOn: Step = async (scene) => {
  await upload(scene);
  const { known } = scene.world;
  const { transfers } = await scene.people.sato.api.call('deposit', { id: known.depositId ?? '' });
  expect(transfers.map(({ files }) => files.map(({ sha256 }) => sha256))).toEqual(transfers.map(() => known.payloads.map(({ sha256 }) => sha256)));
  await carryOn(scene);
};

describe('a gateway killed at any point of a batch of files comes back with all of them or none, and the batch sent again is there once [H 83] [I 1] [I 2] [I 4] [I 10]', kills, () => {
  let world: World;
  beforeAll(async () => {
    world = await draftedWorld(2, payloads, draft);
  });
  afterAll(() => remove(world));

  it('has a test for each labelled point', async () => {
    expect(await labelsOf(world, upload)).toEqual([...new Set(points.map((point) => pointOf(point).label))].sort());
  });

  it.each(points)('killed at %s, and sent again [H 82] [H 83]', async (point) => {
    await recover(await crashAt(world, upload, point), goOn);
  });
});
