// One crash: a gateway in a process of its own is driven through a step and dies by SIGKILL at a labelled point; another is started on
// the same disk. I1-I10 must hold at once, the journey must come to its end from there, and hold again when it has.
import { expect } from 'vitest';
import { endOf } from './child.ts';
import { expectInvariants, expectSecretsOffDisk, expectWipedFromDisk } from './invariants.ts';
import { carryOn, sceneOf, type Step } from './steps.ts';
import { copyOf, openChild, openHere, remove, type World } from './world.ts';

/** For `describe`: each kill once, or as often as KAGIBAKO_KILLS says. */
export const kills = { repeats: Number(process.env['KAGIBAKO_KILLS'] ?? '1') - 1 };

/** A label, with ` × n` for its n-th time. */
export function pointOf(text: string): { label: string; count: number } {
  const [label = '', count = '1'] = text.split(' × ');
  return { label, count: Number(count) };
}

/** Runs the step until the gateway dies at `point`. The caller gets the disk as the crash left it. */
export async function crashAt(before: World, step: Step, point: string): Promise<World> {
  const world = await copyOf(before);
  const child = await openChild(world, pointOf(point));
  if (child.started !== null) {
    await step(sceneOf(world, child)).catch(() => undefined);
    // A point that the step never reached would leave it alive: say so instead of waiting.
    expect(await endOf(child, point)).toBe('SIGKILL');
  }
  expect(await child.died).toBe('SIGKILL');
  expect(child.faults).toEqual([]);
  await expectSecretsOffDisk(world);
  return world;
}

/** Starts again, checks, goes on to the end, checks. */
export async function recover(world: World, finish: Step = carryOn): Promise<void> {
  const here = await openHere(world);
  const scene = sceneOf(world, here);
  try {
    await expectInvariants(scene, here);
    await finish(scene);
    // Waits for what an act of this gateway has set going.
    await here.tick();
    for (const { handler } of world.known.recipients) await scene.people[handler].signInAgain();
    await expectInvariants(scene, here);
    const states = await here.running.gateway.store.read.selectFrom('transfers').select('state').execute();
    expect(new Set(states.map(({ state }) => state))).toEqual(new Set(['wiped']));
  } finally {
    await here.close();
  }
  await expectSecretsOffDisk(world);
  await expectWipedFromDisk(world);
  await remove(world);
}
