import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApi } from '../../client/api.ts';
import { createSignedFetch } from '../../client/cli/signed-fetch.ts';
import { makeKeyPair } from '../../client/opening.ts';
import type { TransferView } from '../../server/http/wire/transfers.ts';
import { confirmedCertificate, foundTown, start, type Town } from '../town.ts';
import { comesTo, head, kept, open, problemIn, raw } from './line.ts';
import { collectable } from './steps.ts';

const large = 24 * 1024 * 1024;

describe('collecting in parts, cut, and while something else happens', () => {
  let town: Town;
  beforeAll(async () => {
    town = await foundTown();
    const key = await makeKeyPair({ name: '株式会社みどり印刷', passphrase: 'みどり の つくえ 3' }, new Date(start));
    await confirmedCertificate(town.tanaka, town.sato, key.certificate);
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  const pathOf = (transfer: TransferView, index = 0): string => `/api/v1/transfers/${transfer.id}/files/${transfer.files[index]?.id ?? ''}/body`;
  const get = (transfer: TransferView, headers: Readonly<Record<string, string>> = {}, index = 0) => raw(town.running.origins.contractor, head(town.tanaka, 'GET', pathOf(transfer, index), headers));
  const stateOf = async ({ id }: TransferView): Promise<string> => (await town.tanaka.api.call('transfer', { id })).state;
  const actsOf = async ({ id }: TransferView): Promise<string[]> => (await town.running.gateway.store.read.selectFrom('ledger_entries').select('act').where('transfer_id', '=', id).orderBy('idx').execute()).map((row) => row.act).filter((act) => act.includes('collect'));
  const sizeOf = (transfer: TransferView): number => transfer.files[0]?.bodySize ?? 0;
  const confirmIt = async ({ id }: TransferView) => town.tanaka.api.call('confirm', { id, body: { quantity: 3, opened: true, digest: (await town.tanaka.api.call('transfer', { id })).digest } });

  /** Neither a statement nor a confirmation is to be had before every byte of every file was delivered, and neither leaves a receipt. */
  const noReceiptYet = async (transfer: TransferView): Promise<void> => {
    await expect(town.tanaka.api.call('receiptStatement', { id: transfer.id })).rejects.toMatchObject({ problem: { code: 'NOT_COLLECTED', status: 409 } });
    await expect(confirmIt(transfer)).rejects.toMatchObject({ problem: { code: 'NOT_COLLECTED', status: 409 } });
    await expect(town.tanaka.api.call('receipt', { id: transfer.id })).rejects.toMatchObject({ problem: { status: 404 } });
  };

  it('answers ranges as asked, and takes no receipt before every byte was delivered [H 66]', async () => {
    const { transfer } = await collectable(town, [randomBytes(5_000)]);
    const size = sizeOf(transfer);
    const first = await get(transfer, { range: 'bytes=0-0' });
    expect([first.status, first.headers['content-range'], first.headers['content-length']]).toEqual([206, `bytes 0-0/${size}`, '1']);
    await noReceiptYet(transfer);
    for (const range of [`bytes=${size}-`, `bytes=${size + 5}-${size + 9}`, 'bytes=5-2', 'bytes=-0', 'bytes=99999999999999999999999-']) {
      const answer = await get(transfer, { range });
      expect([range, answer.status, problemIn(answer).code]).toEqual([range, 416, 'RANGE_NOT_SATISFIABLE']);
      expect(answer.headers['content-range']).toBe(`bytes */${size}`);
    }
    expect(await stateOf(transfer)).toBe('collecting');
    const middle = await get(transfer, { range: `bytes=1-${size - 2}` });
    expect([middle.status, await stateOf(transfer)]).toEqual([206, 'collecting']);
    await noReceiptYet(transfer);
    const last = await get(transfer, { range: 'bytes=-1', 'if-range': middle.headers['etag'] ?? '' });
    expect([last.status, last.headers['content-range'], await stateOf(transfer)]).toEqual([206, `bytes ${size - 1}-${size - 1}/${size}`, 'collected']);
    expect(await actsOf(transfer)).toEqual(['start-collecting', 'collect']);
    expect(JSON.parse(await (await town.tanaka.api.call('receiptStatement', { id: transfer.id })).text())).toMatchObject({ files: [{ bodySize: size }] });
  });

  it('takes no receipt while one of two files is missing, or one byte of one [H 66]', async () => {
    const { transfer } = await collectable(town, [randomBytes(3_000), randomBytes(4_000)]);
    expect((await get(transfer)).status).toBe(200);
    await noReceiptYet(transfer);
    expect((await get(transfer, { range: 'bytes=1-' }, 1)).status).toBe(206);
    await noReceiptYet(transfer);
    expect((await get(transfer, { range: 'bytes=0-0' }, 1)).status).toBe(206);
    expect((await confirmIt(transfer)).state).toBe('confirmed');
  });

  it.each([['a thousand ranges', `bytes=${Array.from({ length: 1000 }, (_, at) => `${at}-${at}`).join(',')}`, {}], ['another unit', 'lines=0-5', {}], ['no numbers', 'bytes=-', {}], ['an If-Range that names another body', 'bytes=0-5', { 'if-range': '"another"' }]])('gives the whole for %s [H 66]', async (_, range, more) => {
    const { transfer } = await collectable(town);
    const answer = await get(transfer, { range, ...more });
    expect([answer.status, answer.headers['content-length'], await stateOf(transfer)]).toEqual([200, String(sizeOf(transfer)), 'collected']);
  });

  it('serves a body as an attachment that no browser interprets [H 26] [H 70] [ASVS 3.2.1] [ASVS 5.4.1]', async () => {
    const { transfer } = await collectable(town, [Buffer.from('<script>alert(1)</script>')]);
    const { headers } = await get(transfer);
    expect(headers).toMatchObject({ 'content-type': 'application/octet-stream', 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox", 'cache-control': 'no-store', 'cross-origin-resource-policy': 'same-origin', 'referrer-policy': 'no-referrer' });
    expect(headers['content-disposition']).toMatch(/^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''[\w.%-]+$/);
  });

  it('counts sixteen parallel ranges as one collection [H 67]', async () => {
    const { transfer } = await collectable(town, [randomBytes(1_000_000)]);
    const size = sizeOf(transfer);
    const step = Math.ceil(size / 16);
    const part = (at: number) => get(transfer, { range: `bytes=${at * step}-${Math.min((at + 1) * step, size) - 1}` });
    // Fifteen of sixteen parts are no receipt, however many come at once.
    const answers = await Promise.all(Array.from({ length: 15 }, (_, at) => part(at)));
    await noReceiptYet(transfer);
    answers.push(await part(15));
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 16 }, () => 206));
    expect([await stateOf(transfer), await actsOf(transfer)]).toEqual(['collected', ['start-collecting', 'collect']]);
  });

  it('gives a receipt for sixteen parts that all came at once [H 67]', async () => {
    const { transfer } = await collectable(town, [randomBytes(1_000_000)]);
    const size = sizeOf(transfer);
    const step = Math.ceil(size / 16);
    await Promise.all(Array.from({ length: 16 }, (_, at) => get(transfer, { range: `bytes=${at * step}-${Math.min((at + 1) * step, size) - 1}` })));
    expect([(await confirmIt(transfer)).state, await actsOf(transfer)]).toEqual(['confirmed', ['start-collecting', 'collect']]);
  });

  it('does not count HEAD as a collection [H 65]', async () => {
    const { transfer } = await collectable(town);
    expect((await raw(town.running.origins.contractor, head(town.tanaka, 'HEAD', pathOf(transfer), { connection: 'close' }))).status).toBe(405);
    expect([await stateOf(transfer), await actsOf(transfer)]).toEqual(['released', []]);
    await noReceiptYet(transfer);
  });

  /** Begins to collect and stops reading, so that the gateway still has most of the body to send. */
  const stalled = async (transfer: TransferView): Promise<{ socket: Socket; rest: () => Promise<number> }> => {
    const socket = await open(town.running.origins.contractor);
    let came = 0;
    socket.on('data', (piece) => (came += piece.length));
    socket.write(head(town.tanaka, 'GET', pathOf(transfer)));
    await new Promise((resolve) => socket.once('data', resolve));
    socket.pause();
    return {
      socket,
      rest: () => new Promise((resolve) => {
        socket.once('close', () => resolve(came));
        socket.resume();
      }),
    };
  };

  it('notes a cut download as interrupted and takes it up again where it stopped [H 66]', async () => {
    const { transfer } = await collectable(town, [randomBytes(large)]);
    const { socket } = await stalled(transfer);
    socket.destroy();
    expect(await comesTo(() => actsOf(transfer), ['start-collecting', 'interrupt-collecting'])).toEqual(['start-collecting', 'interrupt-collecting']);
    expect(await stateOf(transfer)).toBe('collecting');
    // What lay in our send buffer may never have arrived: only what is asked for again counts.
    const resumed = await get(transfer, { range: `bytes=${sizeOf(transfer) - 10}-` });
    expect([resumed.status, await stateOf(transfer)]).toEqual([206, 'collecting']);
    await noReceiptYet(transfer);
    expect((await get(transfer)).status).toBe(200);
    expect(await stateOf(transfer)).toBe('collected');
  });

  it('cuts a download when the sender recalls, wipes, and calls half a file no receipt [H 73] [H 76] [I 3]', async () => {
    const { transfer } = await collectable(town, [randomBytes(large)]);
    const { rest } = await stalled(transfer);
    const recalled = await town.sato.api.call('recall', { id: transfer.id, body: { reason: 'wrong-content' } });
    expect(['recalled', 'wiping', 'wiped']).toContain(recalled.state);
    expect(recalled.recall).toMatchObject({ collectedBefore: true });
    expect(await rest()).toBeLessThan(sizeOf(transfer));
    await town.running.gateway.tick();
    expect([await stateOf(transfer), (await actsOf(transfer)).includes('collect')]).toEqual(['wiped', false]);
    for (const answer of [await get(transfer), await raw(town.running.origins.contractor, head(town.tanaka, 'GET', `/api/v1/transfers/${transfer.id}/lock`))]) expect([answer.status, problemIn(answer).code]).toEqual([410, 'ALREADY_WIPED']);
    await expect(town.tanaka.api.call('receipt', { id: transfer.id })).rejects.toMatchObject({ problem: { status: 404 } });
  });

  it('cuts a download when the time runs out [H 73] [H 78] [I 3]', async () => {
    const { transfer } = await collectable(town, [randomBytes(large)]);
    const { rest } = await stalled(transfer);
    town.time.advance(8 * 24 * 60);
    await town.running.gateway.tick();
    expect(await rest()).toBeLessThan(sizeOf(transfer));
    await town.tanaka.signInAgain();
    expect([await stateOf(transfer), (await actsOf(transfer)).includes('collect')]).toEqual(['wiped', false]);
    expect((await get(transfer)).status).toBe(410);
  });

  it.each(['one', 'the others', 'by a new password'] as const)('cuts a download of a sign-in that its person ends from another browser: %s [H 50] [ASVS 7.5.2]', async (which) => {
    const { transfer } = await collectable(town, [randomBytes(large)]);
    await town.tanaka.signInAgain();
    const { rest } = await stalled(transfer);
    const { login, password } = town.tanaka;
    const base = town.running.origins.contractor;
    const line = createSignedFetch(base);
    const api = createApi({ base, fetch: line.fetch });
    await api.call('signIn', { body: { login, password, page: town.firm.page } });
    const stays = await fetch(base + pathOf(transfer), { headers: line.headers() });
    const id = (await api.call('ownSessions', {})).sessions.find(({ here }) => !here)?.id ?? '';
    if (which === 'one') await api.call('endOwnSession', { id, body: { password } });
    else if (which === 'the others') await api.call('endOtherSessions', { body: { password } });
    else await api.call('changePassword', { body: { current: password, next: `${password} 2` } });
    expect(await rest()).toBeLessThan(sizeOf(transfer));
    expect((await get(transfer)).status).toBe(401);
    // The sign-in that asked goes on, and so does what it collects.
    expect((await stays.arrayBuffer()).byteLength).toBe(sizeOf(transfer));
    if (which === 'by a new password') await api.call('changePassword', { body: { current: `${password} 2`, next: password } });
    await town.tanaka.signInAgain();
  });

  it('cuts a download when its person is taken off the roster, and lets nobody of that name go on [H 50]', async () => {
    const { transfer } = await collectable(town, [randomBytes(large)]);
    const { rest } = await stalled(transfer);
    await town.admin.signInAgain();
    const listed = (await town.admin.api.call('engagements', {})).flatMap((one) => one.roster).find((entry) => entry.person.id === town.tanaka.id && entry.removedAt === null);
    await town.admin.api.call('removeRosterEntry', { id: listed?.id ?? '' });
    expect(await rest()).toBeLessThan(sizeOf(transfer));
    expect((await get(transfer)).status).toBe(401);
    await town.tanaka.signInAgain();
    expect((await get(transfer)).status).toBe(404);
    await comesTo(() => actsOf(transfer).then((acts) => acts.includes('interrupt-collecting')), true);
    expect(await actsOf(transfer)).toContain('interrupt-collecting');
    await town.sato.signInAgain();
    await town.sato.api.call('recall', { id: transfer.id, body: { reason: 'not-needed' } });
    await town.running.gateway.tick();
    // Of everything recalled or expired nothing is left in the vault.
    expect((await kept(town)).incoming).toBe(0);
  });
});
