// The power fails at the end of each step of the journey and in the midst of it: whatever was not confirmed is dropped, torn or there without what came before it, in the vault
// and in the database alike. What was answered is there after the next start, and nothing is lost, half-done or leaked.
//
// KAGIBAKO_CUTS=<n>: so many moments within each step (one by itself); KAGIBAKO_SEED gives the choices, KAGIBAKO_CUT=<step>:<seed>:<calls> repeats one (calls `end`: when it had answered).
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { recover } from '../crash/crash.ts';
import { journeyInStages, type Stages } from '../crash/stages.ts';
import { carryOn, order, sceneOf, steps, type Step, type StepName } from '../crash/steps.ts';
import { copyOf, dataOf, openChild, remove, type World } from '../crash/world.ts';
import { dice } from '../histories/dice.ts';
import { needs } from '../setup/programs.ts';
import type { Someone } from '../town.ts';
import { cutPower, parseNotes, photograph } from './power-cut.ts';
import { controlOver } from './shim.ts';

const cuts = Number(process.env['KAGIBAKO_CUTS'] ?? '1');
const seed = Number(process.env['KAGIBAKO_SEED'] ?? '20260702');
const wanted = process.env['KAGIBAKO_CUT']?.split(':');

interface Taken { readonly before: Map<string, Buffer>; readonly notes: ReturnType<typeof parseNotes>; /** What people know after the step. */ readonly after: World }

/** Takes the step in a process that is killed when it has answered, and notes its calls from its start. */
async function takeNoted(cc: string, stage: World, name: StepName): Promise<Taken> {
  const world = await copyOf(stage);
  const log = join(world.folder, 'calls.log');
  const before = await photograph(dataOf(world));
  const control = await controlOver(cc, dataOf(world), log);
  await control.arm(0, 'EIO');
  const child = await openChild(world, null, control.environment);
  await steps[name](sceneOf(world, child));
  child.kill();
  expect(await child.died).toBe('SIGKILL');
  await control.close();
  const notes = parseNotes(await readFile(log));
  await remove(world);
  return { before, notes, after: world };
}

/** A disk after the cut, and what people know who were there: within the step no more than before it. */
async function cutAt(stage: World, taken: Taken, upTo: number, chance: number): Promise<void> {
  const world = await copyOf(stage);
  world.at = taken.after.at;
  if (upTo === taken.notes.length) Object.assign(world, { known: structuredClone(taken.after.known), visitors: structuredClone(taken.after.visitors) });
  else world.known.shown.push(...taken.after.known.shown);
  await cutPower(dataOf(world), taken.before, taken.notes, upTo, dice(chance));
  await recover(world, signInAndGoOn);
}

/** Sessions may be lost with the last minute, or over. */
const signInAndGoOn: Step = async (scene) => {
  for (const who of Object.values<Someone>(scene.people)) await who.signInAgain();
  await carryOn(scene);
};

describe('the power fails', () => {
  let stages: Stages;
  beforeAll(async () => {
    stages = await journeyInStages(1);
  });
  afterAll(() => stages.close());

  for (const [place, name] of order.entries()) {
    if (wanted !== undefined && wanted[0] !== name) continue;
    needs('cc', `at the end of ${name} and within it: what was answered stays, nothing is half-done [H 83] [I 1] [I 2] [I 3] [I 4] [I 5] [I 6] [I 7] [I 10]`, async (cc) => {
      const taken = await takeNoted(cc, stages.before[name], name);
      expect(taken.notes.filter(({ op }) => op === 'write').length).toBeGreaterThan(3);
      const from = seed + place * 1_000_000;
      const points: [number, number][] = [[taken.notes.length, from], ...Array.from({ length: cuts }, (_, at): [number, number] => [dice(from + at).below(taken.notes.length), from + at])];
      const chosen: [number, number][] = wanted === undefined ? points : [[wanted[2] === 'end' ? taken.notes.length : Number(wanted[2]), Number(wanted[1])]];
      for (const [upTo, chance] of chosen) {
        await cutAt(stages.before[name], taken, upTo, chance).catch((error: unknown) => {
          throw new Error(`KAGIBAKO_CUT=${name}:${chance}:${upTo === taken.notes.length ? 'end' : upTo}`, { cause: error });
        });
      }
    }, 24 * 3_600_000);
  }
});
