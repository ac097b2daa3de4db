// `kagibako send` and `kagibako collect` as processes of their own, for tests that kill them: what client/cli/main.ts runs, with a given clock and a point at which it
// kills itself. Points are counted: before each request, after each answer, and at each event that is told (its record is on the disk then).
//
// The first argument is JSON of `Orders`. It writes the events as JSON lines, and ends with the command's exit code.
import { createRequire, syncBuiltinESMExports } from 'node:module';
import type { ClientRequest } from 'node:http';
import { z } from 'zod';
import { collectCommand } from '../../client/cli/collect/command.ts';
import { sendCommand } from '../../client/cli/send/command.ts';

const sending = z.object({
  paths: z.array(z.string()), gateway: z.string(), key: z.string(), engagement: z.string(), form: z.string(), recipients: z.array(z.string()), quantity: z.string(),
  watch: z.string(), once: z.boolean(), quiet: z.string(), every: z.string(), after: z.string(),
});
const collecting = z.object({ into: z.string(), gateway: z.string(), key: z.string() });
const orders = z.object({
  /** What the wall clock shows, in milliseconds since 1970. */
  at: z.number(),
  /** The number of the point at which it dies; null: never. */
  dieAt: z.int().nullable(),
  send: sending.optional(), collect: collecting.optional(),
});

const { at, dieAt, send, collect } = orders.parse(JSON.parse(process.argv[2] ?? '{}'));
let points = 0;
function point(): void {
  points += 1;
  if (points === dieAt) process.kill(process.pid, 'SIGKILL');
}

const asked = globalThis.fetch;
globalThis.fetch = async (...given) => {
  point();
  const response = await asked(...given);
  point();
  return response;
};
// Uploads go by Node's own client.
const http = createRequire(import.meta.url)('node:http') as { request: (...given: unknown[]) => ClientRequest };
const request = http.request.bind(http);
http.request = (...given) => {
  point();
  return request(...given).once('response', point);
};
syncBuiltinESMExports();

const around = {
  json: true, draw: null, now: () => at, monotonic: () => performance.now(), signal: new AbortController().signal,
  out: (line: string): void => {
    process.stdout.write(`${line}\n`);
    point();
  },
};
process.exitCode = send !== undefined ? await sendCommand(send, around) : collect !== undefined ? await collectCommand(collect, around) : 2;
