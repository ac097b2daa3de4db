// A thread that seals many small files and writes them into the vault, beside the thread that takes requests. It knows no person and no draft; its keys and the plain
// files are overwritten before it answers. Whatever goes wrong but the disk ends the thread, and with it every order that it had in hand.
import { createHash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { continueBody } from '../../sealing/body.ts';
import { createCollector } from '../../sealing/dead-buffers.ts';
import { writeTogether } from '../../vault/write-together.ts';
import type { BatchAnswer, BatchOrder } from './orders.ts';

const buffers = createCollector({ youngEvery: 4 * 1024 * 1024 });

async function obey({ files, keys, bodies }: BatchOrder): Promise<BatchAnswer> {
  const sealed = bodies.map(({ file, key, start, incoming, path }) => ({ incoming, path, bytes: seal(files[file], keys[key], start) }));
  for (const plain of files) plain.fill(0);
  for (const { bytes } of keys) bytes.fill(0);
  const written = writeTogether(sealed);
  // Summed while the disk works.
  const told = sealed.map(({ bytes }) => ({ size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }));
  buffers.worked(sealed.reduce((sum, { bytes }) => sum + 2 * bytes.length, 0));
  return { trouble: await written, bodies: told };
}

function seal(plain: Uint8Array | undefined, key: BatchOrder['keys'][number] | undefined, start: Uint8Array): Uint8Array {
  if (plain === undefined || key === undefined) throw new Error('expected the file and the key of each body');
  const sealer = continueBody(key.bytes, key.format, start);
  const body = Buffer.concat([...sealer.update(plain), ...sealer.final()]);
  sealer.wipe();
  return body;
}

let last: Promise<unknown> = Promise.resolve();
parentPort?.on('message', (order: BatchOrder) => {
  // One after another: answers are told in the order of what was asked.
  last = last.then(async () => { parentPort?.postMessage(await obey(order)); });
});
