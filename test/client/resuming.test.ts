// A body that is collected in the browser over a line that is cut: it goes on from the missing byte, and the gateway records one collection.
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GatewayRefused, LineCut } from '../../client/fetching.ts';
import { PAUSES, sealedBody, type Receiving } from '../../client/resuming.ts';
import { draftFor, foundTown, upload, type Town } from '../town.ts';
import type { TransferView } from '../../server/http/wire/transfers.ts';
import { comesTo } from '../hostile/line.ts';
import { cutterTo, type Cutter } from './cutter.ts';

describe('a body over a line that is cut', () => {
  let town: Town;
  let transfer: TransferView;
  let cutter: Cutter;
  let address: string;
  const told: { bytes: number[]; reconnecting: number[]; pauses: number[] } = { bytes: [], reconnecting: [], pauses: [] };
  beforeAll(async () => {
    town = await foundTown({ policy: { locks: 'password', approval: { 'to-contractor': false, 'to-section': false } }, terms: { downloads: { allowed: 100, reasonFrom: 101 } } });
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    await upload(town.sato, draft.id, 'noufu.csv', randomBytes(24_000_000));
    const id = (await town.sato.api.call('submit', { id: draft.id })).transfers[0]?.id ?? '';
    town.time.advance(61);
    for (const one of [town.sato, town.tanaka]) await one.signInAgain();
    await town.sato.api.call('addNotice', { body: { transferIds: [id] } });
    transfer = await town.tanaka.api.call('transfer', { id });
    cutter = await cutterTo(town.running.origins.contractor);
    address = town.tanaka.api.address('body', { id, fileId: transfer.files[0]?.id ?? '' });
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await cutter.close();
    await town.close();
  });

  /**
   * The browser's fetch, as this person, over the line that is cut. Nobody waits for the pauses, but for the gateway to have heard of the cut: who asked before would
   * find the first collection still open, and none was interrupted.
   */
  const receiving = (): Receiving => ({
    onBytes: (done) => told.bytes.push(done), onReconnecting: (done) => told.reconnecting.push(done),
    line: (asked, headers) => {
      town.running.gateway.setOrigin('contractor', cutter.origin);
      return fetch(asked.replace(town.running.origins.contractor, cutter.origin), { headers: { ...headers, ...town.tanaka.line.headers(), origin: cutter.origin, connection: 'close' } });
    },
    pause: async (milliseconds) => {
      told.pauses.push(milliseconds);
      await expect.poll(async () => (await town.running.gateway.standing()).downloads.active).toBe(0);
    },
  });
  const hashOf = async (stream: ReadableStream<Uint8Array>): Promise<string> => {
    const hash = createHash('sha256');
    for await (const piece of stream) hash.update(piece);
    return hash.digest('hex');
  };
  const forget = (): void => Object.values(told).forEach((list) => list.splice(0));
  const direct = async <T>(work: () => Promise<T>): Promise<T> => {
    town.running.gateway.setOrigin('contractor', town.running.origins.contractor);
    return work();
  };
  const entries = async (): Promise<string[]> => (await town.running.gateway.store.read.selectFrom('ledger_entries').select('act').where('transfer_id', '=', transfer.id).where('act', 'in', ['start-collecting', 'interrupt-collecting', 'collect', 'collected-again']).orderBy('idx').execute()).map((row) => row.act);

  it('goes on where it stood, twice and through refused connections, and is what was sealed [H 66]', async () => {
    cutter.plan = [{ down: 1_000_000 }, { down: 0 }, { down: 0 }, { down: 2_500_000 }];
    const whole = await hashOf(await sealedBody(address, receiving()));
    expect(whole).toBe(transfer.files[0]?.bodySha256);
    expect(told.bytes.at(-1)).toBe(transfer.files[0]?.bodySize);
    // Never backwards, and never told to be further than it is.
    expect(told.bytes).toEqual([...told.bytes].sort((a, b) => a - b));
    expect(told.pauses).toEqual([...PAUSES.slice(0, 3), ...PAUSES.slice(0, 1)]);
    expect(told.reconnecting).toHaveLength(4);
    expect(told.reconnecting[0]).toBeGreaterThan(500_000);
  });

  it('is one collection to the gateway, with its interruptions', async () => {
    expect(await comesTo(() => entries(), ['start-collecting', 'interrupt-collecting', 'interrupt-collecting', 'collect'])).toEqual(['start-collecting', 'interrupt-collecting', 'interrupt-collecting', 'collect']);
    expect((await direct(() => town.tanaka.api.call('transfer', { id: transfer.id }))).state).toBe('collected');
  });

  it('takes an answer whose head broke off for a cut line, as a browser hands it on over plain HTTP', async () => {
    forget();
    cutter.plan = [{ down: 1_000_000 }];
    const given = receiving();
    const heads = [{ status: 200 }, { status: 206 }, { status: 206, headers: { etag: '"5af' } }, { status: 206, headers: { etag: `"${transfer.files[0]?.bodySha256 ?? ''}"` } }];
    let asked = 0;
    const stream = await sealedBody(address, { ...given, line: (at, headers) => {
      const head = heads[asked - 1];
      asked += 1;
      return head === undefined ? given.line(at, headers) : Promise.resolve(new Response('', head));
    } });
    expect(await hashOf(stream)).toBe(transfer.files[0]?.bodySha256);
    expect(told.pauses).toEqual(PAUSES.slice(0, 5));
  });

  it('ends with a cut line when the line stays down, after pauses that grow', async () => {
    forget();
    cutter.plan = [{ down: 1_000_000 }, ...PAUSES.map(() => ({ down: 0 }))];
    await expect(hashOf(await sealedBody(address, receiving()))).rejects.toBeInstanceOf(LineCut);
    expect(told.pauses).toEqual(PAUSES);
    expect(PAUSES.every((milliseconds, at) => at === 0 || milliseconds > (PAUSES[at - 1] ?? 0))).toBe(true);
  });

  it('says a cut line when not even the first answer comes', async () => {
    forget();
    cutter.plan = [{ down: 0 }];
    await expect(sealedBody(address, receiving())).rejects.toBeInstanceOf(LineCut);
    expect(told.pauses).toEqual([]);
  });

  it('does not go on when the transfer was recalled meanwhile: the refusal is said as one', async () => {
    forget();
    cutter.plan = [{ down: 1_000_000 }];
    const stream = await sealedBody(address, { ...receiving(), pause: async () => {
      const { state } = await town.sato.api.call('transfer', { id: transfer.id });
      if (state !== 'recalled') await town.sato.api.call('recall', { id: transfer.id, body: { reason: 'wrong-content' } });
    } });
    const ended = await hashOf(stream).catch((thrown: unknown) => thrown);
    expect(ended).toBeInstanceOf(GatewayRefused);
    expect(ended).toMatchObject({ problem: { code: 'RECALLED' } });
  });
});
