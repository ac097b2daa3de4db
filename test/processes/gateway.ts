// A gateway as a process of its own, for tests that kill it or look at its disk from outside. Runs what `npm start` runs, but with a clock
// that the test turns and a labelled point at which it kills itself: no clean-up runs, as with a power cut or `kill -9`.
//
// Settings come from the environment as always; the first argument is JSON of `Orders`. It writes one JSON line with its origins to its
// output, then answers each order line on its input with one line.
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { readSettings } from '../../config/settings.ts';
import { run } from '../../server/running.ts';

const stop = z.object({ label: z.string(), count: z.number() });
const orders = z.object({
  /** What the wall clock shows, in milliseconds since 1970; it stands still until it is told to go on. */
  at: z.number(),
  /** Dies when the label is reached for the `count`-th time. */
  stopAt: stop.nullable(),
});
const order = z.discriminatedUnion('do', [
  z.object({ do: z.literal('advance'), minutes: z.number() }), z.object({ do: z.literal('tick') }), z.object({ do: z.literal('close') }),
]);

const { at, stopAt } = orders.parse(JSON.parse(process.argv[2] ?? '{}'));
let minutes = 0;
let reached = 0;
const say = (line: unknown): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

const running = await run(readSettings(process.env), {
  time: { wall: () => at + minutes * 60_000, monotonic: () => minutes * 60_000 }, random: randomBytes, tickEvery: 0, webFolder: null,
  fault: (id, error) => say({ fault: `${id} ${error instanceof Error ? error.stack ?? error.message : String(error)}` }),
  reach: (label) => {
    if (label !== stopAt?.label) return;
    reached += 1;
    if (reached === stopAt.count) process.kill(process.pid, 'SIGKILL');
  },
});
say({ origins: running.origins });

for await (const line of createInterface({ input: process.stdin })) {
  const asked = order.parse(JSON.parse(line));
  if (asked.do === 'advance') minutes += asked.minutes;
  else if (asked.do === 'tick') await running.gateway.tick();
  else await running.close();
  say({ done: asked.do });
  if (asked.do === 'close') break;
}
process.exit(0);
