// A gateway that has no place left says when to come back: a program that sends or collects waits just that, as often as it is asked to, and then goes on.
// What the gateway says against a file is told at once.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchBody } from '../../client/cli/collect/body.ts';
import { sendFile, type SendingLine } from '../../client/cli/send-file.ts';
import { PAUSES, sealedBody } from '../../client/resuming.ts';
import type { TransferView } from '../../server/http/wire/transfers.ts';
import { heldPlace, MORE_THAN_A_LINE, onePlace } from '../http/held-place.ts';
import { draftFor, foundTown, upload, type Town } from '../town.ts';

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('a gateway without a free place [H 94]', () => {
  let town: Town;
  let folder: string;
  let bytes: Buffer;
  let transfer: TransferView;
  const place = heldPlace(() => town);
  beforeAll(async () => {
    town = await foundTown({ environment: onePlace, policy: { locks: 'password', approval: { 'to-contractor': false, 'to-section': false } }, terms: { downloads: { allowed: 100, reasonFrom: 101 } } });
    folder = await mkdtemp(join(tmpdir(), 'kagibako-busy-'));
    bytes = randomBytes(MORE_THAN_A_LINE);
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    await upload(town.sato, draft.id, 'noufu.dat', bytes);
    const id = (await town.sato.api.call('submit', { id: draft.id })).transfers[0]?.id ?? '';
    town.time.advance(61);
    for (const one of [town.sato, town.takahashi, town.tanaka]) await one.signInAgain();
    await town.sato.api.call('addNotice', { body: { transferIds: [id] } });
    transfer = await town.tanaka.api.call('transfer', { id });
  });
  afterAll(async () => {
    place.free();
    expect(town.faults).toEqual([]);
    await town.close();
    await rm(folder, { recursive: true, force: true });
  });

  const bodyAddress = (): string => town.tanaka.api.address('body', { id: transfer.id, fileId: transfer.files[0]?.id ?? '' });
  const holdDownloads = (): Promise<void> => place.download(town.tanaka, bodyAddress());
  /** Notes the waits. There is room again in the third. */
  function patience(lane: 'uploads' | 'downloads'): { waited: number[]; pause: (milliseconds: number) => Promise<void> } {
    const waited: number[] = [];
    return { waited, pause: async (milliseconds) => {
      waited.push(milliseconds);
      if (waited.length < 3) return;
      place.free();
      await expect.poll(() => place.active(lane)).toBe(0);
    } };
  }
  async function sent(size: number, more: Partial<SendingLine>): Promise<string[]> {
    const path = join(folder, 'a.dat');
    await writeFile(path, bytes.subarray(0, size));
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    await sendFile({ depositId: draft.id, path }, { origin: town.running.origins.ward, api: town.sato.api, sign: () => town.sato.line.headers(), ...more });
    return (await town.sato.api.call('deposit', { id: draft.id })).transfers.flatMap(({ files }) => files.map(({ sha256 }) => sha256));
  }

  it.each([10_000, 5_000_000])('is waited for as it asks, by a program that sends %i bytes', async (size) => {
    await place.upload(town.takahashi);
    const { waited, pause } = patience('uploads');
    expect(await sent(size, { pause })).toEqual([hashOf(bytes.subarray(0, size))]);
    expect(waited).toEqual([5_000, 5_000, 5_000]);
  });

  it('is waited for as it asks, by `kagibako collect`', async () => {
    const [file] = transfer.files;
    await holdDownloads();
    const { waited, pause } = patience('downloads');
    const path = join(folder, 'a.body');
    const { bodySize = 0, bodySha256 = '' } = file ?? {};
    await fetchBody({ address: bodyAddress(), fetch: town.tanaka.line.fetch, file: { bodySize, bodySha256 }, path, onBytes: () => undefined, onCut: () => undefined, pause, signal: new AbortController().signal });
    expect(hashOf(await readFile(path))).toBe(bodySha256);
    expect(waited).toEqual([5_000, 5_000, 5_000]);
  });

  it('is waited for as it asks before the first byte and after a cut, by what a page collects with', async () => {
    const waited: number[] = [];
    let cut = new AbortController();
    const pause = async (milliseconds: number): Promise<void> => {
      waited.push(milliseconds);
      if (waited.length === 4) await holdDownloads();
      if (waited.length !== 3 && waited.length !== 7) return;
      place.free();
      await expect.poll(() => place.active('downloads')).toBe(0);
    };
    await holdDownloads();
    const body = await sealedBody(bodyAddress(), {
      pause, onReconnecting: () => undefined, line: (address, headers) => town.tanaka.line.fetch(address, { headers, signal: cut.signal }),
      onBytes: (done) => {
        if (done < 1_000_000 || cut.signal.aborted || waited.length > 3) return;
        cut.abort();
        cut = new AbortController();
      },
    });
    const hash = createHash('sha256');
    for await (const piece of body) hash.update(piece);
    expect(hash.digest('hex')).toBe(transfer.files[0]?.bodySha256);
    expect(waited).toEqual([5_000, 5_000, 5_000, PAUSES[0], 5_000, 5_000, 5_000]);
  });

  it('and what is said against the draft is no reason to wait: it is told at once', async () => {
    const waited: number[] = [];
    const pause = (milliseconds: number): Promise<void> => Promise.resolve(void waited.push(milliseconds));
    const path = join(folder, 'late.dat');
    await writeFile(path, 'late');
    await expect(sendFile({ depositId: transfer.depositId, path }, { origin: town.running.origins.ward, api: town.sato.api, sign: () => town.sato.line.headers(), pause })).rejects.toMatchObject({ problem: { status: 409 } });
    expect(waited).toEqual([]);
  });
});
