// A thread that sends one small file after another into one draft until it is told to stop, and a plain request after each. Tells how long
// both took.
import { randomBytes } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { uploadResumable } from '../../client/upload-resumable.ts';
import { timed } from './peers/openssh.ts';

/** Seconds: announced, received, sealed, durable; and from a plain request to its answer. */
export interface SmallTime { readonly sent: number; readonly asked: number }
export interface SmallOrders { readonly origin: string; readonly depositId: string; /** Of a plain request: who is signed in. */ readonly asked: string; readonly headers: Readonly<Record<string, string>>; readonly bytes: number }

const { origin, depositId, asked, headers, bytes } = workerData as SmallOrders;
const state = { isStopped: false };
parentPort?.once('message', () => { state.isStopped = true; });

for (let count = 1; !state.isStopped; count += 1) {
  const time: SmallTime = { sent: await timed(() => send(`small_${count}.bin`)), asked: await timed(ask) };
  parentPort?.postMessage(time);
}

async function ask(): Promise<void> {
  const response = await fetch(asked, { headers });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`expected an answer, got ${response.status}`);
}

function send(filename: string): Promise<unknown> {
  return uploadResumable({
    source: { size: bytes, close: () => undefined, slice: (start, end) => Promise.resolve(Object.assign(randomBytes(end - start), { size: end - start })) }, endpoint: `${origin}/api/uploads`,
    metadata: { depositId, filename, idempotencyKey: randomBytes(12).toString('hex') }, sign: () => headers, find: () => Promise.resolve(null),
    onBytes: () => undefined, onCut: () => undefined, onAddress: () => undefined, signal: new AbortController().signal,
  });
}
