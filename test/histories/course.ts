// The course of a history: so many steps, drawn by weight from all that people, time and mischief can do. A seed is all that is needed to repeat one.
import { Refused } from '../../client/api.ts';
import { openHistory, type History } from './history.ts';
import * as around from './steps/around.ts';
import { cosignature, keys } from './steps/keys.ts';
import * as keeping from './steps/keeping.ts';
import { approval, machine } from './steps/machines.ts';
import { end, onward, stray } from './steps/onward.ts';
import { inParts } from './steps/in-parts.ts';
import * as records from './steps/records.ts';
import { outlive, retention } from './steps/retention.ts';
import { draft, type Step } from './steps/sending.ts';
import * as watching from './steps/watching.ts';
import { countedStrangers, examine } from './whole.ts';
import { copyOf, remove, type World } from './world.ts';

const steps: Readonly<Record<string, readonly [weight: number, step: Step]>> = {
  draft: [8, draft], onward: [48, onward], stray: [7, stray], end: [2, end],
  begin: [5, records.begin], goOn: [7, records.goOn], correct: [2, records.correct], attachment: [1, records.attachment], confirmation: [4, records.confirmation], paper: [2, records.paper],
  people: [3, keeping.people], organisation: [2, keeping.organisation], engagement: [2, keeping.engagement], roster: [4, keeping.roster], certificate: [2, keeping.certificate], terminal: [1, keeping.terminal],
  inParts: [7, inParts], machine: [5, machine], approval: [3, approval],
  time: [6, around.time], restart: [0.6, around.restart], session: [3, around.session], trespass: [4, around.trespass], stranger: [1, around.stranger], audit: [4, around.audit],
  search: [2, watching.search], extract: [2, watching.extract], threshold: [1.5, watching.threshold], review: [1.5, watching.review], retention: [2.5, retention], keys: [1.5, keys], cosignature: [2, cosignature],
};
/** The share of histories that last until what is kept long enough is erased. */
const outlived = 0.3;
const weight = Object.values(steps).reduce((sum, [one]) => sum + one, 0);

function drawn({ dice }: History): [string, Step] {
  let left = dice.below(weight * 1000) / 1000;
  for (const [name, [share, step]] of Object.entries(steps)) {
    left -= share;
    if (left < 0) return [name, step];
  }
  return ['onward', onward];
}

export interface Course {
  /** What did not fit, with the step after which it was seen; empty when everything did. */
  readonly wrong: readonly string[];
  readonly done: Readonly<Record<string, number>>;
  /** The acts of the ledger, each as `collect done` or with the code of its refusal, and how often; without those of the founding. */
  readonly acts: Readonly<Record<string, number>>;
}

/** Takes the founded town, the seed and how many steps are taken; stops at the first thing that does not fit. */
export async function takeCourse(founded: World, seed: number, length: number): Promise<Course> {
  const world = await copyOf(founded);
  const history = await openHistory(world, seed);
  const [founding] = await history.tape.all('SELECT count(*) AS many FROM ledger_entries');
  const done: Record<string, number> = {};
  const wrong: string[] = [];
  try {
    for (let at = 1; at <= length && wrong.length === 0; at += 1) {
      const [name, step] = drawn(history);
      done[name] = (done[name] ?? 0) + 1;
      const found = [...await taken(history, step), ...await history.reconcile()];
      if (found.length > 0) wrong.push(`after step ${String(at)}, ${name}`, ...found);
    }
    await history.running.gateway.tick();
    // Once more after the pause in which a witness with trouble is left alone.
    history.time.advance(6);
    await history.running.gateway.witnessing.settled();
    await history.running.gateway.tick();
    if (wrong.length === 0 && history.dice.chance(outlived)) wrong.push(...await taken(history, async () => { wrong.push(...await outlive(history)); }));
    if (wrong.length === 0) wrong.push(...await history.reconcile(), ...await examine(history), ...await history.reconcile());
    const acts = Object.fromEntries((await history.tape.all(`SELECT act || ' ' || coalesce(json_extract(CAST(bytes AS TEXT), '$.code'), result) AS act, count(*) AS many FROM ledger_entries WHERE idx >= ? GROUP BY 1`, [founding?.['many']])).map(({ act, many }) => [String(act), Number(many)]));
    await history.close();
    if (wrong.length === 0) wrong.push(...await history.reconcile(), ...await countedStrangers(history));
    return { wrong, done, acts };
  } finally {
    await history.close().catch(() => undefined);
    await history.tape.close();
    await remove(world);
  }
}

/** A refusal is an answer; anything else that goes wrong is a finding. */
async function taken(history: History, step: Step): Promise<string[]> {
  try {
    await step(history);
    return [];
  } catch (error) {
    if (error instanceof Refused) return [];
    return [error instanceof Error ? error.stack ?? error.message : String(error)];
  }
}
