// A sealed body that a program collects over a line that is cut, and over restarts of the program: what is held is kept, and the gateway records one collection.
import { randomBytes } from 'node:crypto';
import { appendFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { downloadBody, type Download } from '../../client/cli/download.ts';
import { LineCut } from '../../client/fetching.ts';
import { sha256, hex } from '../../server/sealing/sha256.ts';
import { comesTo } from '../hostile/line.ts';
import { draftFor, foundTown, upload, type Town } from '../town.ts';
import { cutterTo, type Cutter } from './cutter.ts';
import type { TransferView } from '../../server/http/wire/transfers.ts';

const BYTES = 3_000_000;

describe('a body that a program collects', () => {
  let town: Town;
  let cutter: Cutter;
  let folder: string;
  let path: string;
  beforeAll(async () => {
    town = await foundTown({ policy: { locks: 'password', approval: { 'to-contractor': false, 'to-section': false } } });
    cutter = await cutterTo(town.running.origins.contractor);
    folder = await mkdtemp(join(tmpdir(), 'kagibako-desk-'));
    path = join(folder, 'noufu.csv.body');
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await cutter.close();
    await town.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function sent(): Promise<TransferView> {
    await rm(path, { force: true });
    await rm(`${path}.part`, { force: true });
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    await upload(town.sato, draft.id, 'noufu.csv', randomBytes(BYTES));
    const id = (await town.sato.api.call('submit', { id: draft.id })).transfers[0]?.id ?? '';
    town.time.advance(61);
    for (const one of [town.sato, town.tanaka]) await one.signInAgain();
    await town.sato.api.call('addNotice', { body: { transferIds: [id] } });
    return town.tanaka.api.call('transfer', { id });
  }
  const fileOf = (transfer: TransferView) => {
    const [file] = transfer.files;
    if (file === undefined) throw new Error('expected one file');
    return file;
  };
  /** As this person's program, over the line that is cut; nobody waits for the pauses. */
  const download = (transfer: TransferView, more: Partial<Download> = {}): Download => ({
    address: town.tanaka.api.address('body', { id: transfer.id, fileId: fileOf(transfer).id }), file: fileOf(transfer), path, pause: () => Promise.resolve(),
    fetch: (input, init) => {
      town.running.gateway.setOrigin('contractor', cutter.origin);
      return fetch(input.replace(town.running.origins.contractor, cutter.origin), { ...init, headers: { ...Object.fromEntries(new Headers(init.headers)), ...town.tanaka.line.headers(), origin: cutter.origin, connection: 'close' } })
        .finally(() => town.running.gateway.setOrigin('contractor', town.running.origins.contractor));
    },
    ...more,
  });
  const acts = async (id: string): Promise<string[]> => (await town.running.gateway.store.read.selectFrom('ledger_entries').select('act').where('transfer_id', '=', id).where('act', 'in', ['start-collecting', 'interrupt-collecting', 'collect', 'collect-again', 'collected-again']).orderBy('idx').execute()).map((row) => row.act);
  const isWhole = async (transfer: TransferView): Promise<boolean> => hex(sha256(await readFile(path))) === fileOf(transfer).bodySha256;

  it('is whole after cuts in the middle, at its beginning and before its first answer, and is one collection [H 66]', async () => {
    const transfer = await sent();
    cutter.plan = [{ down: 0 }, { down: 300_000 }, { down: 200 }, { down: 0 }, { down: 1_500_000 }];
    await downloadBody(download(transfer));
    expect(await isWhole(transfer)).toBe(true);
    expect(await comesTo(() => acts(transfer.id).then((all) => all.filter((act) => act !== 'interrupt-collecting')), ['start-collecting', 'collect'])).toEqual(['start-collecting', 'collect']);
  });

  it('is gone on with by the next run of the program, from what the last one held', async () => {
    const transfer = await sent();
    cutter.plan = [{ down: 1_200_000 }, ...Array.from({ length: 60 }, () => ({ down: 0 }))];
    await expect(downloadBody(download(transfer))).rejects.toBeInstanceOf(LineCut);
    cutter.plan = [];
    const held = (await stat(`${path}.part`)).size;
    expect(held).toBeGreaterThan(1_000_000);
    // The gateway hears of the cut in its own time; a run that went on before would find the first collection still open, and none was interrupted.
    expect(await comesTo(() => acts(transfer.id), ['start-collecting', 'interrupt-collecting'])).toEqual(['start-collecting', 'interrupt-collecting']);
    const told: number[] = [];
    await downloadBody(download(transfer, { onBytes: (done) => told.push(done) }));
    expect(told[0]).toBeGreaterThan(held);
    expect(await isWhole(transfer)).toBe(true);
    expect(await comesTo(() => acts(transfer.id), ['start-collecting', 'interrupt-collecting', 'collect'])).toEqual(['start-collecting', 'interrupt-collecting', 'collect']);
    // A third run has nothing to do, and asks for nothing.
    await downloadBody(download(transfer, { fetch: () => Promise.reject(new Error('asked for what is there')) }));
  });

  it('gets its name only when every byte is what was sealed; what is damaged is removed', async () => {
    const transfer = await sent();
    await writeFile(`${path}.part`, randomBytes(500_000));
    await expect(downloadBody(download(transfer))).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
    await expect(stat(path)).rejects.toThrow('ENOENT');
    await expect(stat(`${path}.part`)).rejects.toThrow('ENOENT');
  });

  it('begins anew where the part is longer than the body', async () => {
    const transfer = await sent();
    await appendFile(`${path}.part`, '');
    await truncate(`${path}.part`, fileOf(transfer).bodySize + 1);
    await downloadBody(download(transfer));
    expect(await isWhole(transfer)).toBe(true);
  });
});
