// A file that is announced again because the answer was lost: one upload, one file of the draft, whenever the second request comes.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { draftFor, foundTown, type Town } from '../../town.ts';
import { sha256, tusLine, type TusLine } from './tus-line.ts';

describe('a file announced twice under one key', () => {
  let town: Town;
  let line: TusLine;
  let depositId: string;
  /** What holds the gateway up between a file's last byte and its place in the draft. */
  let sealing: { begun: () => void; readonly go: Promise<void> } | null = null;
  const file = randomBytes(50_000);
  const idempotencyKey = 'one-file-0001';
  const type = { 'content-type': 'application/offset+octet-stream' };

  beforeAll(async () => {
    town = await foundTown({ policy: { locks: 'password' }, surroundings: { reach: async (point) => {
      if (point !== 'upload.sealed' || sealing === null) return;
      sealing.begun();
      await sealing.go;
    } } });
    line = tusLine(town, town.sato);
  });
  beforeEach(async () => {
    depositId = (await draftFor(town.sato, town, { recipientIds: [town.firm.id] })).id;
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });
  const facts = (more: Record<string, string> = {}) => ({ depositId, filename: '名簿.csv', idempotencyKey, ...more });
  const announce = (body?: Uint8Array, more?: Record<string, string>) => line.create(facts(more), file.length, body);
  const files = async () => (await town.sato.api.call('deposit', { id: depositId })).transfers.flatMap((transfer) => transfer.files.map((one) => [one.name, one.sha256]));
  const unfinished = () => town.sato.api.call('unfinished', { id: depositId });

  it('while the first is still being sealed, hears of the first when it is whole', async () => {
    let go: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => { sealing = { begun: resolve, go: new Promise((open) => { go = open; }) }; });
    const first = announce(file);
    await begun;
    sealing = null;
    const second = announce(file);
    // The draft knows nothing of it yet: whoever asked now would announce it again.
    expect(await files()).toEqual([]);
    go();
    const answers = [await first, await second];
    for (const { said } of answers) expect([said.status, said.headers['upload-offset'], said.json['sha256']]).toEqual([201, String(file.length), sha256(file)]);
    expect(answers[1]?.path).toBe(answers[0]?.path);
    expect(answers[1]?.said.json['uploadId']).toBe(answers[0]?.said.json['uploadId']);
    expect(await files()).toEqual([['名簿.csv', sha256(file)]]);
  });

  it('of several at the same moment only one is a file', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => announce(file)));
    for (const { said } of answers) expect([201, 423]).toContain(said.status);
    expect((await announce(file)).said.json['sha256']).toBe(sha256(file));
    expect(await files()).toEqual([['名簿.csv', sha256(file)]]);
    expect(await unfinished()).toEqual([]);
  });

  it('after a cut in the bytes hears where the first stands, and goes on from there', async () => {
    const { path } = await announce();
    await line.cut(path, 0, file.subarray(0, 20_000), file.length);
    await expect.poll(async () => (await unfinished())[0]?.offset).toBe(20_000);
    // The bytes that come with it are not put behind those that are there.
    const again = await announce(file);
    expect([again.said.status, again.path, again.said.headers['upload-offset'], again.said.text]).toEqual([201, path, '20000', '']);
    const whole = await line.patch(path, 20_000, file.subarray(20_000));
    expect(whole.json['sha256']).toBe(sha256(file));
    expect(await files()).toEqual([['名簿.csv', sha256(file)]]);
  });

  it('takes the place of a first request whose line is dead', async () => {
    const first = line.send('POST', '/api/uploads', { 'upload-length': String(file.length), ...type, 'upload-metadata': Object.entries(facts()).map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`).join(','), 'content-length': String(file.length) }, file.subarray(0, 10));
    await expect.poll(async () => (await unfinished()).length).toBe(1);
    const again = await announce(file);
    await first.catch(() => undefined);
    const offset = Number(again.said.headers['upload-offset']);
    const whole = offset === file.length ? again.said : await line.patch(again.path, offset, file.subarray(offset));
    expect(whole.json['sha256']).toBe(sha256(file));
    expect(await files()).toEqual([['名簿.csv', sha256(file)]]);
  });

  it('outlives a restart of the gateway', async () => {
    const first = await announce(file);
    await town.restart();
    const again = await announce(file);
    expect([again.path, again.said.json['sha256']]).toEqual([first.path, sha256(file)]);
    expect((await files()).length).toBe(1);
  });

  it('may be sent anew once it was taken out of the draft', async () => {
    const first = await announce(file);
    await town.sato.api.call('removeFile', { id: depositId, uploadId: String(first.said.json['uploadId']) });
    const again = await announce(file);
    expect([again.said.status, again.said.json['sha256']]).toEqual([201, sha256(file)]);
    expect(again.path).not.toBe(first.path);
    expect(await files()).toEqual([['名簿.csv', sha256(file)]]);
  });

  it('refuses the key for another file, and keeps keys of drafts and of people apart', async () => {
    const first = await announce(file);
    for (const { said } of [await announce(file, { filename: '別.csv' }), await line.create(facts(), 10, file.subarray(0, 10)), await announce(file, { sha256: sha256(file) })]) {
      expect([said.status, said.json['code']]).toEqual([409, 'IDEMPOTENCY_KEY_REUSED']);
    }
    for (const bad of ['short', 'with space 1', 'x'.repeat(201)]) expect((await announce(file, { idempotencyKey: bad })).said.status).toBe(400);
    const elsewhere = (await draftFor(town.sato, town, { recipientIds: [town.firm.id] })).id;
    const other = await announce(file, { depositId: elsewhere });
    expect([other.said.status, other.path === first.path]).toEqual([201, false]);
    const stranger = tusLine(town, town.tanaka, 'contractor');
    expect((await stranger.create(facts(), file.length, file)).said.json['code']).toBe('NOT_FOUND');
    expect(await files()).toEqual([['名簿.csv', sha256(file)]]);
  });
});
