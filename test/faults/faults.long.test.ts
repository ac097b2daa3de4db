// Each call to the disk that a step of the journey makes, of the vault and of the database alike, can be made to fail once: the answer is a refusal or a success that
// holds, and after the next start nothing is lost, half-done or leaked. A disk that does not confirm ends the process.
//
// A few calls of each step by a seed; KAGIBAKO_FAULTS=all takes every one, KAGIBAKO_FAULTS=<n> n of each step, KAGIBAKO_FAULT=<step>:<n>:<kind> repeats one.
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { recover } from '../crash/crash.ts';
import { journeyInStages, type Stages } from '../crash/stages.ts';
import { carryOn, order, sceneOf, steps, type StepName } from '../crash/steps.ts';
import { copyOf, dataOf, openChild, remove, type World } from '../crash/world.ts';
import { dice as diceOf } from '../histories/dice.ts';
import { needs } from '../setup/programs.ts';
import { controlOver, kinds, type Call, type Kind } from './shim.ts';

const asked = process.env['KAGIBAKO_FAULTS'] ?? '1';
const seed = Number(process.env['KAGIBAKO_SEED'] ?? '20260702');
const wanted = process.env['KAGIBAKO_FAULT']?.split(':');
const words = Object.keys(kinds) as Kind[];

/** How many calls the step makes when none fails. */
async function countCalls(cc: string, before: World, name: StepName): Promise<number> {
  const world = await copyOf(before);
  const control = await controlOver(cc, dataOf(world));
  const child = await openChild(world, null, control.environment);
  await control.arm(0, 'EIO');
  await steps[name](sceneOf(world, child));
  const { count } = await control.read();
  await child.close();
  await control.close();
  await remove(world);
  return count;
}

/** Takes the step while one call fails, looks at the process, starts again on the same disk and goes on to the end. Returns which call it was. */
async function failOnce(cc: string, before: World, name: StepName, failAt: number, kind: Kind): Promise<Call> {
  const world = await copyOf(before);
  const control = await controlOver(cc, dataOf(world));
  const child = await openChild(world, null, control.environment);
  await control.arm(failAt, kind);
  await steps[name](sceneOf(world, child)).catch(() => undefined);
  const { hit } = await control.read();
  // Nobody knows what such a disk holds: the process ends by itself, and no later answer of it can be believed.
  if (hit === 'sync') expect(await child.died).toBe(null);
  else child.kill(); // The database's own failing call may have ended it too.
  await child.died;
  await control.close();
  // A wipe that failed is tried again after a minute.
  world.at += 2 * 60_000;
  // A wipe comes a day later, when everybody's session has ended: the clock alone goes on with it.
  await recover(world, name === 'wipe' ? ({ gate }) => gate.tick() : carryOn);
  return hit;
}

function pointsOf(count: number, name: StepName): [number, Kind][] {
  if (asked === 'all') return Array.from({ length: count }, (_, at) => [at + 1, words[at % 3] ?? 'EIO']);
  const dice = diceOf(seed + order.indexOf(name));
  return Array.from({ length: Math.min(Number(asked), count) }, () => [1 + dice.below(count), words[dice.below(3)] ?? 'EIO']);
}

describe('a call to the disk that fails once', () => {
  let stages: Stages;
  const hits = new Map<Call, number>();
  beforeAll(async () => {
    stages = await journeyInStages(1);
  });
  afterAll(async () => {
    await stages.close();
    process.stdout.write(`calls that failed, by kind: ${[...hits].map(([call, count]) => `${call} ${count}`).join(', ')}\n`);
  });

  for (const name of order) {
    if (wanted !== undefined && wanted[0] !== name) continue;
    needs('cc', `of the step ${name} leaves nothing lost, half-done or leaked [H 85] [I 1] [I 2] [I 3] [I 4] [I 6] [I 7] [I 10]`, async (cc) => {
      const points: [number, Kind][] = wanted === undefined ? pointsOf(await countCalls(cc, stages.before[name], name), name) : [[Number(wanted[1]), words.find((one) => one === wanted[2]) ?? 'EIO']];
      for (const [at, kind] of points) {
        const hit = await failOnce(cc, stages.before[name], name, at, kind).catch((error: unknown) => {
          throw new Error(`KAGIBAKO_FAULT=${name}:${at}:${kind}`, { cause: error });
        });
        hits.set(hit, (hits.get(hit) ?? 0) + 1);
      }
    }, 24 * 3_600_000);
  }
});
