// A batch over a line that breaks: it is sent again whole until each file is answered for, and every file is in its draft once, byte for byte.
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batchesOf, frameOf, sendBatch, type BatchFile } from '../../client/batches.ts';
import { LineCut } from '../../client/fetching.ts';
import { createSignedFetch } from '../../client/cli/signed-fetch.ts';
import { BATCH_BYTES, BATCH_FILES } from '../../server/http/wire/batch-limits.ts';
import { dice } from '../histories/dice.ts';
import { draftFor, foundTown, type Town } from '../town.ts';
import { cutterTo, type Break, type Cutter } from './cutter.ts';

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('a batch over a line that breaks', () => {
  const lot = dice(20260702);
  let town: Town;
  let cutter: Cutter;
  beforeAll(async () => {
    town = await foundTown({ policy: { locks: 'password', maxFiles: 1000 } });
    cutter = await cutterTo(town.running.origins.ward, /^POST \S+\/batch/);
    town.running.gateway.setOrigin('ward', cutter.origin);
  });
  afterAll(async () => {
    await cutter.close();
    expect(town.faults).toEqual([]);
    await town.close();
  });

  const send = (depositId: string, files: readonly BatchFile[], told: { cuts: number }) => {
    const line = createSignedFetch(cutter.origin, town.sato.line.headers()['cookie']);
    return sendBatch(files, {
      send: (body, headers, signal) => fetch(`${cutter.origin}/api/v1/deposits/${depositId}/batch`, { method: 'POST', headers: { ...headers, ...line.headers(), connection: 'close' }, body, signal }),
      onCut: () => { told.cuts += 1; }, signal: new AbortController().signal, pause: () => Promise.resolve(),
    });
  };
  const draft = async () => {
    town.running.gateway.setOrigin('ward', town.running.origins.ward);
    const made = await draftFor(town.sato, town, { recipientIds: [town.firm.id], key: randomBytes(12).toString('hex') });
    town.running.gateway.setOrigin('ward', cutter.origin);
    return made;
  };
  const filesIn = async (id: string) => (await town.running.gateway.store.read.selectFrom('files').innerJoin('transfers', 'transfers.id', 'files.transfer_id').select(['files.sha256']).where('deposit_id', '=', id).orderBy('position').execute()).map(({ sha256 }) => sha256);

  it('comes to its end after forty cuts at bytes drawn by lot, up and down; each file is there once', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { id, transfers } = await draft();
      const files = Array.from({ length: 30 }, (_, at): BatchFile => {
        const bytes = randomBytes(1 + lot.below(8_000));
        return { name: `${String(at)}.bin`, bytes, sha256: sha256Of(bytes), key: `number-${String(at)}` };
      });
      const [told, before] = [{ cuts: 0 }, cutter.cuts];
      // The last loses the answer of what is done.
      cutter.plan = Array.from({ length: 5 }, (_, at): Break => (at === 4 || lot.chance(0.3) ? { down: 1 + lot.below(200) } : { up: 1 + lot.below(frameOf(files).length) }));
      const outcomes = await send(id, files, told);
      expect([told.cuts, cutter.cuts - before]).toEqual([5, 5]);
      expect(outcomes.map(({ kept }) => kept?.sha256)).toEqual(files.map(({ sha256 }) => sha256));
      expect(await filesIn(id)).toEqual(files.map(({ sha256 }) => sha256));
      const entries = await town.running.gateway.store.read.selectFrom('ledger_entries').select('result').where('transfer_id', '=', transfers[0]?.id ?? '').where('act', '=', 'add-file').execute();
      expect(entries.map(({ result }) => result)).toEqual(files.map(() => 'done'));
    }
    expect(cutter.cuts).toBe(40);
  });

  it('that meets a line which stays down is given up, and goes on later', async () => {
    const { id } = await draft();
    const files: BatchFile[] = [{ name: 'a.txt', bytes: Buffer.from('a'), key: 'number-a' }];
    cutter.plan = Array.from({ length: 9 }, () => ({ down: 1 }));
    await expect(send(id, files, { cuts: 0 })).rejects.toThrow(LineCut);
    cutter.plan = [];
    await send(id, files, { cuts: 0 });
    expect(await filesIn(id)).toEqual([sha256Of(Buffer.from('a'))]);
  });
});

describe('files are put into batches', () => {
  it('in their order, none larger than a request may be, whatever their names', () => {
    const files = [...Array.from({ length: 1200 }, (_, at) => ({ name: `${String(at)}${'\u0001'.repeat(200)}.bin`, size: (at * 7919) % 20_000 })), { name: '大.bin', size: 512 * 1024 }];
    const batches = batchesOf(files, (file) => file);
    expect(batches.flat()).toEqual(files);
    for (const batch of batches) {
      expect(batch.length).toBeLessThanOrEqual(BATCH_FILES);
      expect(frameOf(batch.map(({ name, size }) => ({ name, bytes: new Uint8Array(size), sha256: '0'.repeat(64), key: 'k'.repeat(200) }))).length).toBeLessThanOrEqual(BATCH_BYTES);
    }
  });
});
