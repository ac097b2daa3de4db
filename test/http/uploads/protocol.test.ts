// Each MUST of tus 1.0.0 (core, and the extensions that we announce) with its gist in our words, and the places where we are stricter.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKeyPair } from '../../../client/opening.ts';
import { addPerson, confirmedCertificate, draftFor, foundTown, start, type Town } from '../../town.ts';
import { base64, metadataOf, sha256, tusLine, type TusLine } from './tus-line.ts';

describe('tus 1.0.0 under /api/uploads', () => {
  let town: Town;
  let line: TusLine;
  let depositId: string;
  const file = randomBytes(5000);
  const type = { 'content-type': 'application/offset+octet-stream' };

  beforeAll(async () => {
    town = await foundTown();
    await confirmedCertificate(town.tanaka, town.sato, (await makeKeyPair({ name: 'みどり印刷', passphrase: 'みどり の つくえ 3' }, new Date(start))).certificate);
    line = tusLine(town, town.sato);
    depositId = (await draftFor(town.sato, town, { recipientIds: [town.firm.id] })).id;
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });
  const begun = async (length = file.length, facts: Record<string, string> = {}): Promise<string> => (await line.create({ depositId, filename: '名簿.csv', ...facts }, length)).path;

  describe('core', () => {
    it('HEAD: always tells the offset, zero too, and the length, and forbids caching', async () => {
      const path = await begun();
      const { status, headers, text } = await line.send('HEAD', path);
      expect([status, headers['upload-offset'], headers['upload-length'], headers['cache-control'], text]).toEqual([200, '0', '5000', 'no-store', '']);
    });

    it('HEAD: an upload that does not exist is 404 and has no offset', async () => {
      const { status, headers } = await line.send('HEAD', `/api/uploads/${'0'.repeat(32)}`);
      expect([status, headers['upload-offset']]).toEqual([404, undefined]);
    });

    it('PATCH: is answered with 204 and the new offset, the old one and what came; the next goes on there', async () => {
      const path = await begun();
      const first = await line.patch(path, 0, file.subarray(0, 1234));
      expect([first.status, first.headers['upload-offset'], first.text]).toEqual([204, '1234', '']);
      expect(await line.offsetOf(path)).toBe(1234);
    });

    it('PATCH: another offset than the upload stands at is 409 and changes nothing [H 17]', async () => {
      const path = await begun();
      await line.patch(path, 0, file.subarray(0, 1000));
      for (const offset of [0, 999, 1001, 4999]) {
        const said = await line.patch(path, offset, file.subarray(offset, offset + 1));
        expect([said.status, said.json['code'], said.headers['upload-offset']]).toEqual([409, 'UPLOAD_OFFSET_DIFFERS', undefined]);
      }
      expect(await line.offsetOf(path)).toBe(1000);
    });

    it('PATCH: the offset is there and a whole number that is not negative', async () => {
      const path = await begun();
      for (const offset of [null, '-1', '1.5', 'x', '', '0x0']) {
        const said = await line.send('PATCH', path, { ...type, 'upload-offset': offset }, file.subarray(0, 10));
        expect([offset, said.status, said.json['code']]).toEqual([offset, 400, 'TUS_REFUSED']);
      }
      expect(await line.offsetOf(path)).toBe(0);
    });

    it('PATCH: the media type is application/offset+octet-stream and no other', async () => {
      const path = await begun();
      for (const given of [null, 'application/octet-stream', 'application/json', 'multipart/form-data; boundary=x']) {
        const said = await line.send('PATCH', path, { 'content-type': given, 'upload-offset': '0' }, file.subarray(0, 10));
        expect([given, said.status]).toEqual([given, 415]);
      }
      expect(await line.offsetOf(path)).toBe(0);
    });

    it('PATCH: an upload that does not exist is 404', async () => {
      expect((await line.patch(`/api/uploads/${'a'.repeat(32)}`, 0, file)).status).toBe(404);
    });

    it('OPTIONS: is answered with 204 and the versions, with extensions and the largest size; no length is asked', async () => {
      const { status, headers } = await line.send('OPTIONS', '/api/uploads', { 'tus-resumable': null, cookie: null });
      expect([status, headers['tus-version'], headers['tus-extension']]).toEqual([204, '1.0.0', 'creation,creation-with-upload,termination,expiration']);
      expect(Number(headers['tus-max-size'])).toBeGreaterThan(0);
    });

    it('Tus-Resumable: stands in every answer', async () => {
      const path = await begun();
      const answers = [await line.send('HEAD', path), await line.patch(path, 0, file.subarray(0, 5)), await line.patch(path, 0, file.subarray(0, 5)), await line.send('DELETE', path), await line.send('HEAD', path)];
      expect(answers.map(({ status, headers }) => [status, headers['tus-resumable']])).toEqual([[200, '1.0.0'], [204, '1.0.0'], [409, '1.0.0'], [204, '1.0.0'], [404, '1.0.0']]);
    });

    it('Tus-Resumable: another version, or none, is 412 with the version that we speak, and is not acted on', async () => {
      const path = await begun();
      for (const version of [null, '0.2.2', '1.0.1']) {
        const said = await line.send('PATCH', path, { ...type, 'upload-offset': '0', 'tus-resumable': version }, file.subarray(0, 10));
        expect([version, said.status, said.headers['tus-version'], said.json['code']]).toEqual([version, 412, '1.0.0', 'TUS_VERSION_REFUSED']);
        expect((await line.send('POST', '/api/uploads', { 'upload-length': '10', 'upload-metadata': metadataOf({ depositId, filename: 'a.csv' }), 'tus-resumable': version })).headers.location).toBeUndefined();
      }
      expect(await line.offsetOf(path)).toBe(0);
    });

    it('X-HTTP-Method-Override: counts in place of the method of a POST; elsewhere it is refused, so that no reading request changes anything [H 47]', async () => {
      const path = await begun();
      const said = await line.send('POST', path, { ...type, 'upload-offset': '0', 'x-http-method-override': 'PATCH' }, file.subarray(0, 100));
      expect([said.status, said.headers['upload-offset']]).toEqual([204, '100']);
      expect((await line.send('HEAD', path, { 'x-http-method-override': 'DELETE' })).status).toBe(400);
      expect((await line.send('GET', path, { 'x-http-method-override': 'DELETE' })).status).toBe(400);
      expect((await line.send('POST', path, { 'x-http-method-override': 'DELETE', origin: null })).status).toBe(403);
      expect(await line.offsetOf(path)).toBe(100);
    });
  });

  describe('creation', () => {
    it('is answered with 201 and the address of the new upload, made of our own origin whatever the request says of itself', async () => {
      const odd = { forwarded: 'host=evil.example;proto=https', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
      const said = await line.send('POST', '/api/uploads', { 'upload-length': '10', 'upload-metadata': metadataOf({ depositId, filename: 'a.csv' }), ...odd });
      expect(said.status).toBe(201);
      expect(said.headers.location).toMatch(new RegExp(`^${town.running.origins.ward}/api/uploads/[0-9a-f]{32}$`));
      expect((await line.send('POST', '/api/uploads', { host: 'evil.example', 'upload-length': '10', 'upload-metadata': metadataOf({ depositId, filename: 'a.csv' }) })).headers.location).toBeUndefined();
    });

    it('asks for the length, a whole number that is not negative, and takes no deferred one, for that is not announced', async () => {
      const facts = { 'upload-metadata': metadataOf({ depositId, filename: 'a.csv' }) };
      for (const headers of [{}, { 'upload-length': '-1' }, { 'upload-length': 'x' }, { 'upload-defer-length': '1' }, { 'upload-length': '5', 'upload-defer-length': '1' }]) {
        expect([headers, (await line.send('POST', '/api/uploads', { ...facts, ...headers })).status]).toEqual([headers, 400]);
      }
    });

    it('refuses a file that is larger than allowed with 413, and an empty one as the multipart route does', async () => {
      const big = await line.create({ depositId, filename: 'a.csv' }, 64 * 1024 * 1024 + 1);
      expect([big.said.status, big.said.json['code']]).toEqual([413, 'FILE_TOO_BIG']);
      expect((await line.create({ depositId, filename: 'a.csv' }, 0)).said.json['code']).toBe('FILE_EMPTY');
    });

    it('metadata: pairs of a key and base64, each key once; HEAD tells them as they came', async () => {
      const facts = `${metadataOf({ depositId, filename: '名簿 7月.csv' })},own ${base64('x')},flag`;
      const said = await line.send('POST', '/api/uploads', { 'upload-length': '10', 'upload-metadata': facts });
      expect((await line.send('HEAD', new URL(said.headers.location ?? '').pathname)).headers['upload-metadata']).toBe(facts);
      const good = metadataOf({ depositId, filename: 'a.csv' });
      for (const bad of [null, '', `${good},`, `${good},own a b`, `${good},own %%%%`, `${good},filename ${base64('b.csv')}`, `filename ${base64('a.csv')}`]) {
        expect([bad, (await line.send('POST', '/api/uploads', { 'upload-length': '10', 'upload-metadata': bad })).status]).toEqual([bad, 400]);
      }
    });

    it('refuses a name that is no text, or holds control characters [H 20]', async () => {
      const name = (bytes: Buffer) => line.send('POST', '/api/uploads', { 'upload-length': '10', 'upload-metadata': `depositId ${base64(depositId)},filename ${bytes.toString('base64')}` });
      for (const bytes of [Buffer.from([0x83, 0x5c, 0x2e]), Buffer.from('a\0.csv'), Buffer.from('a\n.csv')]) expect((await name(bytes)).json['code']).toBe('FILE_NAME_REFUSED');
    });
  });

  describe('creation with upload', () => {
    it('takes the beginning with the announcement and tells the offset', async () => {
      const { said, path } = await line.create({ depositId, filename: 'b.csv' }, file.length, file.subarray(0, 321));
      expect([said.status, said.headers['upload-offset']]).toEqual([201, '321']);
      expect(await line.offsetOf(path)).toBe(321);
    });

    it('takes a whole file in one request and says what the draft knows it by', async () => {
      const { said } = await line.create({ depositId, filename: '一度に.csv', sha256: sha256(file) }, file.length, file);
      expect([said.status, said.json['size'], said.json['sha256']]).toEqual([201, 5000, sha256(file)]);
      const { transfers: [transfer] } = await town.sato.api.call('deposit', { id: depositId });
      expect(transfer?.files.find((one) => one.name === '一度に.csv')).toMatchObject({ uploadId: said.json['uploadId'], size: 5000, sha256: sha256(file) });
    });
  });

  describe('expiration', () => {
    it('tells until when an unfinished upload is kept, as an HTTP date, when it is made and with each part; when it is over it is gone', async () => {
      const { said, path } = await line.create({ depositId, filename: 'c.csv' }, file.length);
      expect(said.headers['upload-expires']).toBe(new Date(start + 24 * 3_600_000).toUTCString());
      expect((await line.patch(path, 0, file.subarray(0, 10))).headers['upload-expires']).toBe(new Date(start + 24 * 3_600_000).toUTCString());
    });
  });

  describe('termination', () => {
    it('is answered with 204; the upload is gone for every later request', async () => {
      const path = await begun();
      await line.patch(path, 0, file.subarray(0, 10));
      expect((await line.send('DELETE', path)).status).toBe(204);
      expect([(await line.send('HEAD', path)).status, (await line.patch(path, 10, file.subarray(10, 20))).status, (await line.send('DELETE', path)).status]).toEqual([404, 404, 404]);
    });
  });

  describe('what tus does not say', () => {
    it('an upload is its sender\'s alone: to a colleague of the same section it does not exist [H 48] [H 17]', async () => {
      const path = await begun();
      const colleague = tusLine(town, await addPerson(town, town.admin, { role: 'staff', login: 'doryo', name: '同僚 花', sectionId: town.section.id }));
      for (const said of [await colleague.send('HEAD', path), await colleague.patch(path, 0, file.subarray(0, 10)), await colleague.send('DELETE', path)]) expect(said.status).toBe(404);
      expect(await line.offsetOf(path)).toBe(0);
    });

    it('asks for a session and for our own origin [H 47]', async () => {
      const path = await begun();
      expect((await line.send('HEAD', path, { cookie: null })).status).toBe(401);
      for (const method of ['PATCH', 'DELETE']) for (const origin of [null, 'https://evil.example', 'null']) expect((await line.send(method, path, { ...type, 'upload-offset': '0', origin })).json['code']).toBe('ORIGIN_REFUSED');
      expect((await tusLine(town, town.auditor).send('HEAD', path)).status).toBe(403);
      expect(await line.offsetOf(path)).toBe(0);
    });

    it('takes no more than was announced, and no encoded body [H 3]', async () => {
      const path = await begun(100);
      expect((await line.patch(path, 0, file.subarray(0, 101))).json['code']).toBe('UPLOAD_TOO_LONG');
      expect((await line.send('PATCH', path, { ...type, 'upload-offset': '0', 'content-length': null, 'transfer-encoding': 'chunked' }, file.subarray(0, 101))).json['code']).toBe('UPLOAD_TOO_LONG');
      expect((await line.send('PATCH', path, { ...type, 'upload-offset': '0', 'content-encoding': 'gzip' }, file.subarray(0, 10))).status).toBe(415);
      expect(await line.offsetOf(path)).toBe(0);
    });

    it('drops a file that is not the one announced [H 17]', async () => {
      const path = await begun(file.length, { sha256: '0'.repeat(64) });
      expect((await line.patch(path, 0, file)).json['code']).toBe('UPLOAD_DIFFERS');
      expect((await line.send('HEAD', path)).status).toBe(404);
    });

    it('knows no other address and no other method', async () => {
      for (const path of ['/api/uploads/x', '/api/uploads/../v1/session', `/api/uploads/${'0'.repeat(31)}`, `/api/uploads/${'0'.repeat(32)}/x`, '/api/uploads/%2e%2e']) expect([path, (await line.send('HEAD', path)).status >= 400]).toEqual([path, true]);
      expect((await line.send('GET', await begun())).status).toBe(405);
      expect((await line.send('PUT', await begun(), {}, file)).status).toBe(405);
    });
  });
});
