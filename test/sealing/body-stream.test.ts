// Bodies sealed in a thread: the same bodies as without one, in order, and nothing in doubt when the thread ends in the middle.

import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { decrypt, readMessage } from 'openpgp';
import { afterAll, describe, expect, it } from 'vitest';
import { openBodyStream, type BodyStream } from '../../server/sealing/body-stream.ts';
import type { BodyFormat } from '../../server/sealing/formats.ts';
import { createThreads, startThread, type Threads } from '../../server/sealing/threads.ts';
import { openGpg, runProgram } from './gpg.ts';

const FORMATS: readonly BodyFormat[] = ['seipd1', 'seipd2-gcm', 'seipd2-ocb'];
const piece = 256 * 1024;

const all: Worker[] = [];
/** Threads of a test's own, and a list of those that were started. */
function own(most: number): { threads: Threads; started: Worker[] } {
  const started: Worker[] = [];
  const threads = createThreads(() => {
    const worker = startThread();
    started.push(worker);
    all.push(worker);
    return worker;
  }, most);
  return { threads, started };
}
// From the sources a thread takes a second to start: most tests share one.
const { threads, started: shared } = own(1);
afterAll(async () => {
  for (const worker of all) await worker.terminate();
});

interface Sealed { readonly body: Buffer; readonly sum: string }

async function feed(stream: BodyStream, plain: Uint8Array): Promise<void> {
  for (let at = 0; at < plain.length; at += piece) await stream.seal(plain.subarray(at, at + piece));
}

async function seal(plain: Uint8Array, key: Uint8Array, format: BodyFormat, by: Threads = threads): Promise<Sealed> {
  const taken: Buffer[] = [];
  const stream = openBodyStream({ threads: by, random: randomBytes, take: async (bytes) => {
    await Promise.resolve();
    taken.push(Buffer.from(bytes));
  } }, Uint8Array.from(key), format);
  await feed(stream, plain);
  await stream.end();
  await stream.leave();
  return { body: Buffer.concat(taken), sum: stream.sum() };
}

async function openStrictly(body: Uint8Array, key: Uint8Array): Promise<Uint8Array> {
  const message = await readMessage({ binaryMessage: new Uint8Array(body) });
  const opened: { data: unknown } = await decrypt({ message, sessionKeys: { data: key, algorithm: 'aes256' }, format: 'binary' });
  if (!(opened.data instanceof Uint8Array)) throw new Error('expected bytes');
  return opened.data;
}

it('a small file needs no thread, a larger one begins the only one', async () => {
  const { threads: few, started } = own(1);
  for (const size of [0, 10_000, piece]) await seal(randomBytes(size), randomBytes(32), 'seipd1', few);
  expect(started.length).toBe(0);
  await Promise.all([1, 2].map(() => seal(randomBytes(piece + 1), randomBytes(32), 'seipd1', few)));
  expect(started.length).toBe(1);
});

describe.each(FORMATS)('a body in %s', (format) => {
  it.each([0, 1, 10_000, piece, piece + 1, 2 * piece, 2 * piece + 1, 3 * piece - 70, 5_000_000])('of %i bytes is read back by OpenPGP.js, and its sum is told', async (size) => {
    const key = randomBytes(32);
    const plain = randomBytes(size);
    const { body, sum } = await seal(plain, key, format);
    expect(sum).toBe(createHash('sha256').update(body).digest('hex'));
    expect(Buffer.compare(await openStrictly(body, key), plain)).toBe(0);
  });

  it('[H 42] is refused when a byte was changed, wherever it lies, or its end is missing', async () => {
    const key = randomBytes(32);
    const { body } = await seal(randomBytes(3 * piece), key, format);
    for (const place of [2, 10, 50, 131_072, 131_080, 262_200, 262_260, 400_000, body.length - 40, body.length - 10]) {
      const tampered = Buffer.from(body);
      tampered.writeUInt8((tampered[place] ?? 0) ^ 1, place);
      await expect(openStrictly(tampered, key), `byte ${place}`).rejects.toThrow();
    }
    await expect(openStrictly(body.subarray(0, body.length - 17), key)).rejects.toThrow();
  });

  it('many at once, in two threads, are each whole', async () => {
    const { threads: two, started } = own(2);
    const keys = Array.from({ length: 7 }, () => randomBytes(32));
    const plains = keys.map((_, n) => randomBytes(600_000 + n * 99_991));
    const sealed = await Promise.all(keys.map((key, n) => seal(plains[n]!, key, format, two)));
    for (const [n, { body }] of sealed.entries()) expect(Buffer.compare(await openStrictly(body, keys[n]!), plains[n]!)).toBe(0);
    expect(started.length).toBe(2);
  });

  it('can be looked at on its way: what was given so far is a beginning of the body, with its sum, and no more is held back than is said', async () => {
    const taken: Buffer[] = [];
    const key = randomBytes(32);
    const plain = randomBytes(2_000_000);
    const stream = openBodyStream({ threads, random: randomBytes, take: (bytes) => Promise.resolve(void taken.push(Buffer.from(bytes))) }, Uint8Array.from(key), format);
    await feed(stream, plain.subarray(0, 4 * piece));
    await stream.settle(() => Promise.resolve());
    const part = Buffer.concat(taken);
    expect(stream.sum()).toBe(createHash('sha256').update(part).digest('hex'));
    expect(part.length).toBeGreaterThanOrEqual(2 * piece);
    await feed(stream, plain.subarray(4 * piece));
    await stream.end();
    await stream.leave();
    expect(Buffer.compare(await openStrictly(Buffer.concat(taken), key), plain)).toBe(0);
  });
});

it('a thread that ends fails the bodies it had in hand, and the next body gets another', async () => {
  const { threads: few, started } = own(1);
  const stream = openBodyStream({ threads: few, random: randomBytes, take: () => Promise.resolve() }, randomBytes(32), 'seipd1');
  await feed(stream, randomBytes(3 * piece));
  await started[0]!.terminate();
  await expect(feed(stream, randomBytes(8 * piece))).rejects.toMatchObject({ code: 'THREAD_LOST' });
  await expect(stream.end()).rejects.toMatchObject({ code: 'THREAD_LOST' });
  await stream.leave();
  const key = randomBytes(32);
  const plain = randomBytes(3 * piece);
  expect(Buffer.compare(await openStrictly((await seal(plain, key, 'seipd1', few)).body, key), plain)).toBe(0);
  expect(started.length).toBe(2);
});

it('what the disk answers is told to whoever seals, and the thread goes on for others', async () => {
  const full = openBodyStream({ threads, random: randomBytes, take: () => Promise.reject(new Error('no room')) }, randomBytes(32), 'seipd2-gcm');
  await expect(feed(full, randomBytes(20 * piece))).rejects.toThrow('no room');
  await expect(full.end()).rejects.toThrow('no room');
  await full.leave();
  const key = randomBytes(32);
  const { body } = await seal(randomBytes(3 * piece), key, 'seipd2-gcm');
  expect((await openStrictly(body, key)).length).toBe(3 * piece);
  expect(shared.length).toBe(1);
});

it('the key is the thread\'s alone once a body is begun, and gone from here when it is left [ASVS 11.7.2]', async () => {
  for (const size of [10, 3 * piece]) {
    const key = randomBytes(32);
    const stream = openBodyStream({ threads, random: randomBytes, take: () => Promise.resolve() }, key, 'seipd1');
    await feed(stream, randomBytes(size));
    if (size > piece) expect(key.every((octet) => octet === 0)).toBe(true);
    await stream.leave();
    expect(key.every((octet) => octet === 0)).toBe(true);
  }
});

describe('foreign programs', () => {
  it('GnuPG and sq read a seipd1 body that a thread sealed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kagibako-stream-'));
    const gpg = await openGpg();
    try {
      for (const size of [piece + 1, 5_000_000]) {
        const key = randomBytes(32);
        const plain = randomBytes(size);
        const file = join(folder, `f${size}`);
        await writeFile(`${file}.body`, (await seal(plain, key, 'seipd1')).body);
        const hex = key.toString('hex').toUpperCase();
        expect((await gpg.run(['--override-session-key', `9:${hex}`, '-o', `${file}.gpg-read`, '-d', `${file}.body`])).code).toBe(0);
        expect((await runProgram('sq', ['decrypt', '--session-key', hex, '-o', `${file}.sq-read`, `${file}.body`])).code).toBe(0);
        for (const reader of ['gpg', 'sq']) expect(Buffer.compare(await readFile(`${file}.${reader}-read`), plain)).toBe(0);
      }
    } finally {
      await gpg.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
