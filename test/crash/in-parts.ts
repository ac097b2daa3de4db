// A deposit's files by the resumable protocol, in parts: a step that goes on from where the gateway says it stands, as a sender does after a breakdown.
import { expect } from 'vitest';
import { tusLine } from '../http/uploads/tus-line.ts';
import { advance, carryOn, steps, type Step } from './steps.ts';

/** A part a little larger than a sealed piece: some of it is in the body, the newest is beside it. */
const partBytes = 300_001;

/** What was acknowledged, by the payload's SHA-256: the step notes it, and does not believe less. */
export type Acknowledged = Map<string, number>;

/** Sends what is missing of each payload. */
export const uploadInParts = (told: Acknowledged): Step => async ({ world: { known }, gate, people: { sato } }) => {
  const line = tusLine({ running: gate }, sato);
  for (const { name, bytes, sha256 } of known.payloads) {
    const { transfers } = await sato.api.call('deposit', { id: known.depositId ?? '' });
    for (const { files } of transfers) expect(files).toEqual(transfers[0]?.files.map((file) => expect.objectContaining({ sha256: file.sha256 }) as unknown));
    if (transfers[0]?.files.some((file) => file.sha256 === sha256) === true) continue;
    const { path } = await line.create({ depositId: known.depositId ?? '', filename: name, sha256, idempotencyKey: sha256 }, bytes.length);
    let offset = await line.offsetOf(path);
    expect(offset).toBeGreaterThanOrEqual(told.get(sha256) ?? 0);
    while (offset < bytes.length) {
      const said = await line.patch(path, offset, bytes.subarray(offset, offset + partBytes));
      expect([200, 204]).toContain(said.status);
      offset = Number(said.headers['upload-offset']);
      told.set(sha256, offset);
    }
    known.acknowledged.push(sha256);
  }
};

/** On to the end of the journey; each file was added once to each transfer, whatever happened on the way. */
export const carryOnInParts = (told: Acknowledged): Step => async (scene) => {
  await uploadInParts(told)(scene);
  const { known } = scene.world;
  const { transfers } = await scene.people.sato.api.call('deposit', { id: known.depositId ?? '' });
  expect(transfers.map(({ files }) => files.map(({ sha256 }) => sha256).sort())).toEqual(transfers.map(() => known.payloads.map(({ sha256 }) => sha256).sort()));
  await carryOn(scene);
};

/** Nobody comes back: a day later nothing of it is left, and the deposit is made by whole files. */
export const abandon: Step = async (scene) => {
  await advance(scene, 24 * 60 + 1);
  await scene.gate.tick();
  for (const who of Object.values(scene.people)) await who.signInAgain();
  await carryOn(scene);
};

export const { draft } = steps;
