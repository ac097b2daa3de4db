import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeKeyPair } from '../../client/opening.ts';
import { confirmedCertificate, draftFor, foundTown, start, upload, type Town } from '../town.ts';
import { boundary, closing, comesTo, entryCount, field, filePart, head, kept, newestEntries, open, part, problemIn, raw, readAnswer, uploadOf, uploadsAtRest, type Kept } from './line.ts';

const limit = 1024 * 1024;

describe('multipart requests that are not what they should be', () => {
  let town: Town;
  let draft = '';
  let before: Kept;
  const ward = (): string => town.running.origins.ward;
  const send = (body: readonly Uint8Array[], headers: Readonly<Record<string, string>> = {}) => raw(ward(), uploadOf(town.sato, draft, body, headers));
  const leavesNothing = async (): Promise<void> => {
    await uploadsAtRest(town);
    expect(await comesTo(() => kept(town), before)).toEqual(before);
  };

  beforeAll(async () => {
    town = await foundTown({ policy: { maxFileBytes: limit } });
    const key = await makeKeyPair({ name: '株式会社みどり印刷', passphrase: 'みどり の つくえ 3' }, new Date(start));
    await confirmedCertificate(town.tanaka, town.sato, key.certificate);
    draft = (await draftFor(town.sato, town, { recipientIds: [town.firm.id] })).id;
  });
  beforeEach(async () => {
    before = await kept(town);
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  it.each([
    ['none', 'multipart/form-data'],
    ['an empty one', 'multipart/form-data; boundary='],
    ['one that the body does not use', 'multipart/form-data; boundary=another'],
    ['one of 71 characters', `multipart/form-data; boundary=${'b'.repeat(71)}`],
  ])('refuses a boundary: %s [H 1]', async (_, type) => {
    const answer = await send([filePart(), closing], { 'content-type': type });
    expect([answer.status, problemIn(answer).code]).toEqual([400, expect.stringMatching(/MULTIPART_REFUSED|UPLOAD_CUT/)]);
    await leavesNothing();
  });

  it.each([1, 60, 130, 160, 1000, 300_000])('keeps nothing of a request that is cut after %i bytes of its body [H 2]', async (bytes) => {
    const body = Buffer.concat([filePart(Buffer.alloc(400_000, 1)), closing]);
    const request = uploadOf(town.sato, draft, [body]);
    const socket = await open(ward());
    socket.write(request.subarray(0, request.length - body.length + bytes));
    // The gateway has it in hand, and some of the file where some has come.
    await expect.poll(async () => (await town.running.gateway.standing()).uploads.active).toBe(1);
    if (bytes >= 1000) await expect.poll(async () => (await kept(town)).incoming).toBe(before.incoming + 1);
    socket.destroy();
    await leavesNothing();
  });

  it('answers a body that ends before its last boundary, and keeps nothing [H 2]', async () => {
    const answer = await send([filePart(Buffer.alloc(300_000, 1))]);
    expect([answer.status, problemIn(answer).code]).toEqual([400, 'UPLOAD_CUT']);
    expect((await newestEntries(town, 1))[0]).toMatch(/^add-?[fF]ile refused UPLOAD_CUT$/);
    await leavesNothing();
  });

  it('refuses a body shorter than its content-length when the line ends [H 3]', async () => {
    const socket = await open(ward());
    socket.end(uploadOf(town.sato, draft, [filePart(), closing], { 'content-length': '100000' }));
    await readAnswer(socket).catch(() => undefined);
    await leavesNothing();
  });

  it('does not take what stands after the content-length as part of the file [H 3]', async () => {
    const body = Buffer.concat([filePart('0123456789'), closing]);
    const answer = await send([body], { 'content-length': String(body.length - closing.length - 4) });
    expect(answer.status).toBe(400);
    await leavesNothing();
  });

  it.each([
    ['a chunk size that is no number', `5\r\nhello\r\nzz\r\n`],
    ['a chunk longer than it says', `2\r\nhello\r\n0\r\n\r\n`],
  ])('refuses chunked bodies with %s [H 3] [ASVS 4.2.1]', async (_, chunks) => {
    const answer = await raw(ward(), head(town.sato, 'POST', `/api/v1/deposits/${draft}/files`, { 'content-type': `multipart/form-data; boundary=${boundary}`, 'transfer-encoding': 'chunked' }) + chunks);
    expect([0, 400]).toContain(answer.status);
    await leavesNothing();
  });

  it('refuses content-length and transfer-encoding together, and closes the line [H 3] [ASVS 4.2.1]', async () => {
    const answer = await raw(ward(), head(town.sato, 'POST', `/api/v1/deposits/${draft}/files`, { 'content-type': `multipart/form-data; boundary=${boundary}`, 'transfer-encoding': 'chunked', 'content-length': '5' }) + '0\r\n\r\n');
    expect([answer.status, answer.headers['connection']]).toEqual([400, 'close']);
    await leavesNothing();
  });

  it('stops at the limit of parts, however many come [H 4]', async () => {
    const answer = await send([filePart(), ...Array.from({ length: 10_000 }, (_, index) => field(`f${index}`, 'x')), closing]);
    expect(answer.status).toBe(413);
    await leavesNothing();
  });

  it('refuses ten thousand fields without a file [H 4]', async () => {
    const answer = await send([...Array.from({ length: 10_000 }, (_, index) => field(`f${index}`, 'x')), closing]);
    expect(answer.status).toBe(413);
    await leavesNothing();
  });

  it('refuses a field name of a megabyte [H 5]', async () => {
    const answer = await send([field('n'.repeat(1_000_000), 'x'), closing]);
    expect([400, 413]).toContain(answer.status);
    await leavesNothing();
  });

  it('refuses a file part whose field name is longer than any of ours [H 5]', async () => {
    const answer = await send([part(`name="${'n'.repeat(5_000)}"; filename="a.csv"`, 'x'), closing]);
    expect([400, 413]).toContain(answer.status);
    await leavesNothing();
  });

  it.each(['items[4294967294]', '__proto__[x]', 'constructor.prototype', '__proto__', 'file[__proto__]'])('refuses the field name %s at once [H 6] [ASVS 15.3.6]', async (name) => {
    const started = performance.now();
    for (const answer of [await send([field(name, 'x'), closing]), await send([part(`name="${name}"; filename="a.csv"`, 'x'), closing])]) expect([400, 413]).toContain(answer.status);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
    await leavesNothing();
  });

  it('refuses fields beside the file: the draft carries the facts, so none can be said twice [H 7] [H 8]', async () => {
    for (const body of [[field('contractId', 'a'), field('contractId', 'b'), filePart(), closing], [filePart(), field('file', 'b'), closing], [field('a', ''), filePart(), closing]]) {
      const answer = await send(body);
      expect([400, 413]).toContain(answer.status);
    }
    await leavesNothing();
  });

  it('refuses a second file, and keeps nothing of the first [H 9]', async () => {
    const answer = await send([filePart(Buffer.alloc(300_000, 1)), filePart(Buffer.alloc(300_000, 2), 'b.csv'), closing]);
    expect([answer.status, problemIn(answer).code]).toEqual([400, 'MULTIPART_REFUSED']);
    await leavesNothing();
  });

  it('refuses a file under another name than "file", and a text in its place [H 9]', async () => {
    for (const body of [[part('name="data"; filename="a.csv"', 'x'), closing], [field('file', 'x'), closing], [closing]]) {
      const answer = await send(body);
      expect([answer.status, problemIn(answer).code]).toEqual([400, 'MULTIPART_REFUSED']);
    }
    await leavesNothing();
  });

  it('refuses an empty file with what to do, and keeps nothing [H 10]', async () => {
    const answer = await send([filePart(''), closing]);
    expect([answer.status, problemIn(answer).code]).toEqual([422, 'FILE_EMPTY']);
    expect(problemIn(answer).detail.ja).toContain('空のファイル');
    await leavesNothing();
  });

  it('refuses one byte over the limit with 413 and the limit named, and keeps nothing [H 11] [ASVS 5.2.1]', async () => {
    const answer = await send([filePart(Buffer.alloc(limit + 1, 1)), closing]);
    const said = problemIn(answer);
    expect([answer.status, said.code, said.facts?.['limitBytes']]).toEqual([413, 'FILE_TOO_BIG', limit]);
    expect(said.detail.ja).toContain('1,048,576バイト');
    await leavesNothing();
  });

  it('takes a file of exactly the limit [H 11]', async () => {
    const answer = await send([filePart(Buffer.alloc(limit, 1)), closing]);
    expect(answer.status).toBe(201);
    expect(await kept(town)).toMatchObject({ files: before.files + 1, bodies: before.bodies + 1, incoming: 0 });
    const { files } = (await town.sato.api.call('deposit', { id: draft })).transfers[0] ?? { files: [] };
    await town.sato.api.call('removeFile', { id: draft, uploadId: files[0]?.uploadId ?? '' });
    expect(await kept(town)).toEqual(before);
  });

  it('answers while a file over the limit is still coming, takes no more of it, and serves others meanwhile [H 12] [ASVS 5.2.1]', async () => {
    const socket = await open(ward());
    const answer = readAnswer(socket);
    socket.write(head(town.sato, 'POST', `/api/v1/deposits/${draft}/files`, { 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': String(10 * 1024 ** 3) }));
    socket.write(filePart(Buffer.alloc(3 * limit, 1)).subarray(0, -2));
    // Ten gigabytes are announced; two megabytes over the limit have come, and no more ever does.
    expect((await town.takahashi.api.call('session', {})).side).toBe('ward');
    expect((await answer).status).toBe(413);
    await leavesNothing();
  });

  it.each(['gzip', 'deflate', 'br'])('refuses a request body in %s [H 13]', async (encoding) => {
    const answer = await send([filePart(), closing], { 'content-encoding': encoding });
    expect([answer.status, problemIn(answer).code]).toEqual([415, 'ENCODING_REFUSED']);
    const json = JSON.stringify({ login: 'sato', password: 'x' });
    const signIn = await raw(ward(), head(town.sato, 'POST', '/api/v1/session', { 'content-type': 'application/json', 'content-encoding': encoding, 'content-length': String(json.length) }) + json);
    expect(signIn.status).toBe(415);
    await leavesNothing();
  });

  it('takes two files at once into one draft, and loses neither [H 16]', async () => {
    const own = (await draftFor(town.sato, town, { recipientIds: [town.firm.id] })).id;
    await Promise.all(['a.csv', 'b.csv', 'c.csv'].map((name) => upload(town.sato, own, name, Buffer.alloc(300_000, 3))));
    const found = await town.sato.api.call('deposit', { id: own });
    expect(found.transfers[0]?.files.map((file) => file.name).sort()).toEqual(['a.csv', 'b.csv', 'c.csv']);
    expect(await kept(town)).toMatchObject({ bodies: before.bodies + 3, files: before.files + 3, incoming: 0 });
  });

  it('makes one deposit of a double click, and refuses the key for another request [H 16]', async () => {
    const [one, two, three] = await Promise.all([0, 1, 2].map(() => draftFor(town.sato, town, { recipientIds: [town.firm.id], key: 'double-click' })));
    expect([two?.id, three?.id]).toEqual([one?.id, one?.id]);
    expect(await kept(town)).toMatchObject({ transfers: before.transfers + 1, locks: before.locks + 2 });
    expect((await draftFor(town.sato, town, { recipientIds: [town.firm.id], key: 'double-click' })).id).toBe(one?.id);
    await expect(draftFor(town.sato, town, { recipientIds: [town.firm.id], key: 'double-click', quantity: 4 })).rejects.toMatchObject({ problem: { code: 'IDEMPOTENCY_KEY_REUSED', status: 409 } });
    expect(await kept(town)).toMatchObject({ transfers: before.transfers + 1, locks: before.locks + 2 });
  });

  it('refuses an upload into what was submitted, and enters the refusal [H 80]', async () => {
    const own = (await draftFor(town.sato, town, { recipientIds: [town.firm.id] })).id;
    await upload(town.sato, own, 'a.csv', Buffer.from('x'));
    await town.sato.api.call('submit', { id: own });
    before = await kept(town);
    const entries = await entryCount(town);
    await expect(upload(town.sato, own, 'b.csv', Buffer.alloc(300_000, 1))).rejects.toMatchObject({ problem: { code: 'WRONG_STATE', status: 409 } });
    expect(await entryCount(town)).toBe(entries + 1);
    expect(await newestEntries(town, 1)).toEqual(['add-file refused WRONG_STATE']);
    await leavesNothing();
  });

  it('drops a file whose draft was submitted while it came [H 80]', async () => {
    const own = (await draftFor(town.sato, town, { recipientIds: [town.firm.id] })).id;
    await upload(town.sato, own, 'a.csv', Buffer.from('x'));
    const request = uploadOf(town.sato, own, [filePart(Buffer.alloc(300_000, 1), 'b.csv'), closing]);
    const socket = await open(ward());
    const answer = readAnswer(socket);
    socket.write(request.subarray(0, 200_000));
    await comesTo(async () => (await kept(town)).incoming, 1);
    await town.sato.api.call('submit', { id: own });
    before = { ...(await kept(town)), incoming: 0 };
    socket.write(request.subarray(200_000));
    expect((await answer).status).toBe(409);
    await leavesNothing();
  });
});
