// Many small files in one request: what each of them is asked, what of them stays, and what a second try of the same request does.
import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { request as requestHttp } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frameOf, sendBatch, type BatchFile } from '../../../client/batches.ts';
import { batchMedia } from '../../../server/http/wire/batch-limits.ts';
import { addEngagement, draftFor, foundTown, testPolicy, type Someone, type Town } from '../../town.ts';

let town: Town;
beforeAll(async () => {
  town = await foundTown({ policy: { locks: 'password', maxFiles: 12, maxFileBytes: 5000 } });
});
afterAll(() => town.close());

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const file = (name: string, text: string, change: Partial<BatchFile> = {}): BatchFile => ({ name, bytes: Buffer.from(text), key: sha256Of(Buffer.from(name)), ...change });
const draft = async (town: Town): Promise<string> => (await draftFor(town.sato, town, { recipientIds: [town.firm.id], key: randomBytes(12).toString('hex') })).id;
const send = (who: Someone, depositId: string, files: readonly BatchFile[]) => sendBatch(files, {
  send: (body, headers, signal) => fetch(who.api.address('addBatch', { id: depositId }), { method: 'POST', headers: { ...headers, ...who.line.headers() }, body, signal }), onCut: () => undefined, signal: new AbortController().signal, pause: () => Promise.reject(new Error('expected no second try')),
});
const raw = (who: Someone, depositId: string, body: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(who.api.address('addBatch', { id: depositId }), { method: 'POST', headers: { 'content-type': batchMedia, ...who.line.headers(), ...headers }, body });
const namesIn = async (who: Someone, id: string) => (await who.api.call('deposit', { id })).transfers.map(({ files }) => files.map(({ name }) => name));
const entriesOf = async (town: Town, id: string) => {
  const [transfer] = (await town.sato.api.call('deposit', { id })).transfers;
  return (await town.running.gateway.store.read.selectFrom('ledger_entries').select(['act', 'result', 'bytes']).where('transfer_id', '=', transfer?.id ?? '').orderBy('idx').execute()).map(({ act, result, bytes }) => `${act} ${result} ${(JSON.parse(bytes) as { code?: string }).code ?? ''}`.trim());
};
const bodiesOf = async (town: Town): Promise<number> => {
  const folder = join(town.folder, 'data', 'vault', 'bodies');
  return (await Promise.all((await readdir(folder)).map((shard) => readdir(join(folder, shard))))).flat().length;
};

describe('many small files in one request', () => {
  it('are each sealed, durable and in the ledger by themselves, in their order, and what is told of each is what was sent', async () => {
    const id = await draft(town);
    const files = [file('一.txt', 'あ'), file('二.csv', '氏名\r\n佐藤'), file('三.bin', 'c'.repeat(4000))];
    const told = await send(town.sato, id, files.map((one) => ({ ...one, sha256: sha256Of(one.bytes) })));
    expect(told.map(({ kept }) => [kept?.size, kept?.sha256])).toEqual(files.map(({ bytes }) => [bytes.length, sha256Of(bytes)]));
    expect(await namesIn(town.sato, id)).toEqual([['一.txt', '二.csv', '三.bin']]);
    expect(await entriesOf(town, id)).toEqual(['draft done', ...files.map(() => 'add-file done')]);
    const rows = await town.running.gateway.store.read.selectFrom('files').select(['body_id', 'body_size', 'body_sha256']).where('upload_id', 'in', told.map(({ kept }) => kept?.uploadId ?? '')).execute();
    for (const { body_id: body, body_size: size, body_sha256: sha256 } of rows) {
      const pieces: Buffer[] = [];
      for await (const piece of town.running.gateway.vault.readBody(body ?? '')) pieces.push(piece as Buffer);
      expect([Buffer.concat(pieces).length, sha256Of(Buffer.concat(pieces))]).toEqual([size, sha256]);
    }
    expect(rows.length).toBe(3);
  });

  it('are refused one by one: the others stay, each refusal is told and entered, and nothing of what was refused is left', async () => {
    const [id, before] = [await draft(town), await bodiesOf(town)];
    const told = await send(town.sato, id, [
      file('良い.txt', 'よい'), file('番号.txt', '個人番号 123456789018 です'), file('空.txt', ''), file('大.bin', 'x'.repeat(5001)), file('制御\u0007.txt', 'x'), file('違う.txt', 'y', { sha256: '0'.repeat(64) }), file('もう一つ.txt', 'もう'),
    ]);
    expect(told.map(({ kept, refused }) => (kept === null ? refused?.code : 'kept'))).toEqual(['kept', 'INDIVIDUAL_NUMBER_FOUND', 'FILE_EMPTY', 'FILE_TOO_BIG', 'FILE_NAME_REFUSED', 'UPLOAD_DIFFERS', 'kept']);
    expect(await namesIn(town.sato, id)).toEqual([['良い.txt', 'もう一つ.txt']]);
    expect((await entriesOf(town, id)).sort()).toEqual(['add-file done', 'add-file done', ...['FILE_EMPTY', 'FILE_NAME_REFUSED', 'FILE_TOO_BIG', 'INDIVIDUAL_NUMBER_FOUND', 'UPLOAD_DIFFERS'].map((code) => `add-file refused ${code}`), 'draft done']);
    expect(await bodiesOf(town)).toBe(before + 2);
  });

  it('are there once when the same request comes again, at once or later; another file under a key is refused, and one that was taken out may come again', async () => {
    const id = await draft(town);
    const files = [file('a.txt', 'a'), file('b.txt', 'b')];
    const [one, other] = await Promise.all([send(town.sato, id, files), send(town.sato, id, files)]);
    expect(other).toEqual(one);
    expect(await send(town.sato, id, [...files, file('c.txt', 'c')])).toEqual([...one, expect.objectContaining({ refused: null })]);
    const before = await bodiesOf(town);
    expect((await send(town.sato, id, [file('a.txt', 'not a')])).map(({ refused }) => refused?.code)).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    expect(await bodiesOf(town)).toBe(before);
    await town.sato.api.call('removeFile', { id, uploadId: one[0]?.kept?.uploadId ?? '' });
    await send(town.sato, id, files);
    expect((await namesIn(town.sato, id))[0]?.sort()).toEqual(['a.txt', 'b.txt', 'c.txt']);
  });

  it('have names distinct from each other and from what is there, and no more room than the draft has', async () => {
    const id = await draft(town);
    await send(town.sato, id, [file('x.txt', '1')]);
    const told = await send(town.sato, id, Array.from({ length: 14 }, (_, at) => file('X.txt', String(at), { key: `number-${at}` })));
    expect(told.map(({ refused }) => refused?.code ?? 'kept')).toEqual([...Array.from({ length: 11 }, () => 'kept'), ...Array.from({ length: 3 }, () => 'TOO_MANY_FILES')]);
    expect((await namesIn(town.sato, id))[0]).toEqual(['x.txt', ...Array.from({ length: 11 }, (_, at) => `X (${at + 2}).txt`)]);
  });

  it('are with every recipient or, for one alone, with that one only [H 82]', async () => {
    const second = await town.admin.api.call('addContractor', { body: { name: '有限会社あおば発送', address: '○○県△△市3-5-7' } });
    const engagement = await addEngagement(town.admin, { title: '二社の業務', sectionIds: [town.section.id], contractorIds: [town.firm.id, second.id], policy: { ...testPolicy, locks: 'password' } });
    const { id } = await draftFor(town.sato, { engagement }, { recipientIds: [town.firm.id, second.id], key: randomBytes(12).toString('hex') });
    await send(town.sato, id, [file('共通1.txt', '1'), file('共通2.txt', '2')]);
    const alone = await fetch(`${town.sato.api.address('addBatch', { id })}?for=${second.id}`, { method: 'POST', headers: { 'content-type': batchMedia, ...town.sato.line.headers() }, body: frameOf([file('共通1.txt', '1'), file('一社.txt', '3')]) });
    expect(alone.status).toBe(200);
    const { transfers } = await town.sato.api.call('deposit', { id });
    expect(Object.fromEntries(transfers.map(({ recipient, files }) => [recipient.id, files.map(({ name }) => name)]))).toEqual({ [town.firm.id]: ['共通1.txt', '共通2.txt'], [second.id]: ['共通1.txt', '共通2.txt', '共通1 (2).txt', '一社.txt'] });
    const bodies = transfers.flatMap(({ files }) => files.map(({ bodySha256 }) => bodySha256));
    expect(new Set(bodies).size).toBe(bodies.length);
  });

  it('are refused together where the request is not whole, not as announced, too large, or the draft not one\'s own; then nothing is kept', async () => {
    const [id, before] = [await draft(town), await bodiesOf(town)];
    const good = frameOf([file('a.txt', 'aaaa'), file('b.txt', 'bbbb')]);
    const codes: unknown[] = [];
    const ask = async (...given: Parameters<typeof raw>): Promise<void> => {
      const response = await raw(...given);
      codes.push([response.status, ((await response.json()) as { code: string }).code]);
    };
    await ask(town.sato, id, good.slice(0, -1));
    await ask(town.sato, id, Uint8Array.of(...good, 0));
    await ask(town.sato, id, new Uint8Array(0));
    await ask(town.sato, id, Uint8Array.of(0, 0, 0, 2, 0x7b, 0x7d));
    await ask(town.sato, id, frameOf([file('a.txt', 'a', { key: 'same-key' }), file('b.txt', 'b', { key: 'same-key' })]));
    await ask(town.sato, id, new Uint8Array(4 * 1024 * 1024 + 1));
    await ask(town.sato, id, good, { 'content-type': 'application/octet-stream' });
    await ask(town.sato, id, good, { 'content-encoding': 'gzip' });
    await ask(town.sato, id, good, { 'content-digest': `sha-256=:${createHash('sha256').update('other').digest('base64')}:` });
    await ask(town.takahashi, id, good);
    await ask(town.sato, '0'.repeat(32), good);
    expect(codes).toEqual([
      [400, 'BATCH_REFUSED'], [400, 'BATCH_REFUSED'], [400, 'BATCH_REFUSED'], [400, 'BATCH_REFUSED'], [400, 'BATCH_REFUSED'], [413, 'BODY_TOO_BIG'], [415, 'MEDIA_TYPE_REFUSED'], [415, 'ENCODING_REFUSED'], [400, 'BATCH_REFUSED'], [403, 'NOT_SENDER'], [404, 'NOT_FOUND'],
    ]);
    expect([await namesIn(town.sato, id), await bodiesOf(town)]).toEqual([[[]], before]);
  });

  it('are as many bytes and files as were announced, or nothing: a line that is cut leaves none of them', async () => {
    const [id, before] = [await draft(town), await bodiesOf(town)];
    const whole = frameOf([file('a.txt', 'a'), file('b.txt', 'b')]);
    const headers = { 'content-type': batchMedia, 'content-length': whole.length, ...town.sato.line.headers() };
    await new Promise<void>((resolve) => {
      const request = requestHttp(town.sato.api.address('addBatch', { id }), { method: 'POST', headers }).on('error', () => { resolve(); });
      request.write(whole.subarray(0, -1), () => { request.destroy(new Error('cut')); });
    });
    // The place that it held is free again: the next is taken.
    await send(town.sato, await draft(town), [file('c.txt', 'c')]);
    const { transfers: [transfer] } = await town.sato.api.call('deposit', { id });
    expect(transfer?.files).toEqual([]);
    expect(await bodiesOf(town)).toBe(before + 1);
    expect(town.faults).toEqual([]);
  });
});
