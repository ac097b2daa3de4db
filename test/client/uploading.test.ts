// A file that a program sends over a line that is cut, and over restarts of program and gateway: it goes on from what has arrived, is whole once, and other
// bytes under its name never come after its own.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApi } from '../../client/api.ts';
import { sendFile, type SendingLine } from '../../client/cli/send-file.ts';
import { createSignedFetch } from '../../client/cli/signed-fetch.ts';
import { openUploadMemory } from '../../client/cli/upload-memory.ts';
import { LineCut } from '../../client/fetching.ts';
import { draftFor, foundTown, type Town } from '../town.ts';
import { cutterTo, type Cutter } from './cutter.ts';

const BYTES = 6_000_000;

describe('a file that a program sends', () => {
  let town: Town;
  let cutter: Cutter;
  let folder: string;
  let path: string;
  let bytes: Buffer;
  let depositId: string;
  beforeAll(async () => {
    town = await foundTown({ policy: { locks: 'password' } });
    cutter = await cutterTo(town.running.origins.ward);
    folder = await mkdtemp(join(tmpdir(), 'kagibako-send-'));
    path = join(folder, 'noufu.csv');
  });
  beforeEach(async () => {
    cutter.plan = [];
    bytes = randomBytes(BYTES);
    await writeFile(path, bytes);
    depositId = (await direct(() => draftFor(town.sato, town, { recipientIds: [town.firm.id] }))).id;
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await cutter.close();
    await town.close();
    await rm(folder, { recursive: true, force: true });
  });

  const direct = async <T>(work: () => Promise<T>): Promise<T> => {
    town.running.gateway.setOrigin('ward', town.running.origins.ward);
    return work();
  };
  /** This person's program at the other end of the cutter; nobody waits for the pauses. */
  async function send(more: Partial<SendingLine> = {}): Promise<Awaited<ReturnType<typeof sendFile>>> {
    town.running.gateway.setOrigin('ward', cutter.origin);
    const line = createSignedFetch(cutter.origin, town.sato.line.headers()['cookie']);
    return sendFile({ depositId, path }, { origin: cutter.origin, api: createApi({ base: cutter.origin, fetch: line.fetch }), sign: () => ({ ...line.headers(), connection: 'close' }), pause: () => Promise.resolve(), ...more });
  }
  const files = () => direct(async () => (await town.sato.api.call('deposit', { id: depositId })).transfers.flatMap((transfer) => transfer.files.map((file) => [file.name, file.size, file.sha256])));
  const arrived = () => direct(async () => (await town.sato.api.call('unfinished', { id: depositId }))[0]?.offset ?? 0);
  const whole = (): unknown[] => [['noufu.csv', BYTES, createHash('sha256').update(bytes).digest('hex')]];

  it('is whole once after cuts before, in and after its bytes, and when only the answer is lost', async () => {
    cutter.plan = [{ up: 0 }, { down: 0 }, { down: 1 }, { up: 300 }, { up: 2_000_000 }, { up: 100 }, { up: 1_500_000 }, { down: 1 }];
    const sealed = await send();
    expect(sealed.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(await files()).toEqual(whole());
    expect(await direct(() => town.sato.api.call('unfinished', { id: depositId }))).toEqual([]);
  });

  it('that is small goes in one request, and is whole once when its answer is lost', async () => {
    await writeFile(path, bytes.subarray(0, 10_000));
    cutter.plan = [{ down: 1 }];
    await send();
    expect((await files()).map(([name, size]) => [name, size])).toEqual([['noufu.csv', 10_000]]);
  });

  it('is gone on with by the next run, after a restart of the gateway too', async () => {
    const memoryFile = join(folder, 'uploads.json');
    cutter.plan = [{}, { up: 4_000_000 }, ...Array.from({ length: 60 }, () => ({ up: 0 }))];
    await expect(send({ memory: await openUploadMemory(memoryFile) })).rejects.toBeInstanceOf(LineCut);
    cutter.plan = [];
    await expect.poll(() => stat(memoryFile).then(({ mode }) => mode & 0o777, () => null)).toBe(0o600);
    expect(await readFile(memoryFile, 'utf8')).not.toContain(town.sato.line.headers()['cookie']);
    await expect.poll(() => arrived()).toBeGreaterThan(1_000_000);
    await town.restart();
    const told: number[] = [];
    await send({ memory: await openUploadMemory(memoryFile), onBytes: (sent) => told.push(sent) });
    expect(told[0]).toBeGreaterThan(1_000_000);
    expect(await files()).toEqual(whole());
    expect(await readFile(memoryFile, 'utf8')).toBe('{}');
  });

  it('that was changed since the last run begins anew, and nothing of the old one is left', async () => {
    const memoryFile = join(folder, 'uploads-2.json');
    cutter.plan = [{}, { up: 4_000_000 }, ...Array.from({ length: 60 }, () => ({ up: 0 }))];
    await expect(send({ memory: await openUploadMemory(memoryFile) })).rejects.toBeInstanceOf(LineCut);
    cutter.plan = [];
    // The address is written beside the sending, and nobody here waits for the pauses in which it is.
    await expect.poll(() => readFile(memoryFile, 'utf8').catch(() => '')).toContain('/api/uploads/');
    bytes = randomBytes(BYTES);
    await writeFile(path, bytes);
    await send({ memory: await openUploadMemory(memoryFile) });
    expect(await files()).toEqual(whole());
    expect(await direct(() => town.sato.api.call('unfinished', { id: depositId }))).toEqual([]);
  });

  it('that is changed while it is sent stops, and says so', async () => {
    cutter.plan = [{}, { up: 2_000_000 }];
    await expect(send({ pause: () => utimes(path, new Date(0), new Date(0)) })).rejects.toMatchObject({ name: 'SourceBroken' });
    expect(await files()).toEqual([]);
  });
});
