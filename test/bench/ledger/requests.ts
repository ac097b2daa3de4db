// A thread that asks the gateway for pages' data, one request after another, until it is told that it is enough; then it tells how long each took.
import { parentPort, workerData } from 'node:worker_threads';

const { origin, headers } = workerData as { origin: string; headers: Record<string, string> };
const paths = ['/api/v1/session', '/api/v1/admin/sections', '/api/v1/admin/accounts', '/api/v1/gateway'];
const asked = { enough: false };
parentPort?.once('message', () => { asked.enough = true; });

const times: number[] = [];
for (let turn = 0; !asked.enough; turn += 1) {
  const begun = performance.now();
  const response = await fetch(`${origin}${paths[turn % paths.length] ?? ''}`, { headers });
  await response.text();
  if (!response.ok) throw new Error(`expected an answer, came ${String(response.status)}`);
  times.push(performance.now() - begun);
}
parentPort?.postMessage(times);
