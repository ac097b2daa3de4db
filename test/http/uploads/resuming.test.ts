// Uploads that are cut: at many places, by restarts, beside each other; every one completes, byte for byte, and nothing readable is ever on the disk.
import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKeyPair } from '../../../client/opening.ts';
import { confirmedCertificate, draftFor, foundTown, start, type Town } from '../../town.ts';
import { sha256, tusLine, type TusLine } from './tus-line.ts';

describe('an upload that is cut', () => {
  let town: Town;
  let line: TusLine;
  const mark = randomBytes(16).toString('hex');
  const file = Buffer.from(`${mark},名前\r\n`.repeat(70_000)); // 2.8 MB, readable wherever it is cut

  beforeAll(async () => {
    town = await foundTown();
    await confirmedCertificate(town.tanaka, town.sato, (await makeKeyPair({ name: 'みどり印刷', passphrase: 'みどり の つくえ 3' }, new Date(start))).certificate);
    line = tusLine(town, town.sato);
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  const draft = async (): Promise<string> => (await draftFor(town.sato, town, { recipientIds: [town.firm.id] })).id;
  const incoming = () => readdir(join(town.folder, 'data', 'vault', 'incoming'));
  const readable = async (): Promise<string[]> => {
    const found: string[] = [];
    for (const entry of await readdir(town.folder, { recursive: true, withFileTypes: true })) if (entry.isFile() && (await readFile(join(entry.parentPath, entry.name))).includes(mark)) found.push(entry.name);
    return found;
  };
  /** Waits until the gateway has noticed a cut, then says where the upload stands. */
  const standing = async (path: string): Promise<number> => {
    await expect.poll(async () => (await line.send('HEAD', path)).status).toBe(200);
    return line.offsetOf(path);
  };
  const finishes = async (depositId: string, path: string): Promise<void> => {
    const offset = await standing(path);
    const said = await line.patch(path, offset, file.subarray(offset));
    expect([said.status, said.json['size'], said.json['sha256']]).toEqual([200, file.length, sha256(file)]);
    const { transfers: [transfer] } = await town.sato.api.call('deposit', { id: depositId });
    expect(transfer?.files).toMatchObject([{ sha256: sha256(file), size: file.length }]);
    expect(await incoming()).toEqual([]);
  };

  it('goes on from the acknowledged byte after cuts at many places, to the same bytes [H 2]', async () => {
    const depositId = await draft();
    const { path } = await line.create({ depositId, filename: '途切れ.csv', sha256: sha256(file) }, file.length);
    for (const size of [1, 65_536, 131_071, 262_144, 300_001, 524_289, 1]) {
      const offset = await standing(path);
      await line.cut(path, offset, file.subarray(offset, offset + size), file.length - offset);
      expect(await standing(path)).toBeLessThanOrEqual(offset + size);
    }
    expect(await readable()).toEqual([]);
    await finishes(depositId, path);
  });

  it('goes on after a restart of the gateway, again and again; what waits is not readable [I 2]', async () => {
    const depositId = await draft();
    const { path } = await line.create({ depositId, filename: '再起動.csv' }, file.length);
    for (const end of [10, 200_000, 700_001, 1_900_000]) {
      const offset = await standing(path);
      const said = await line.patch(path, offset, file.subarray(offset, end));
      expect([said.status, said.headers['upload-offset']]).toEqual([204, String(end)]);
      await town.restart(async () => expect(await readable()).toEqual([]));
      expect([end, await standing(path)]).toEqual([end, end]);
    }
    await finishes(depositId, path);
  });

  it('goes on after its pipeline was let go of for others', async () => {
    const depositId = await draft();
    const { path } = await line.create({ depositId, filename: '待つ.csv' }, file.length);
    await line.patch(path, 0, file.subarray(0, 1_000_000));
    town.time.advance(3);
    await town.running.gateway.tick();
    await finishes(depositId, path);
  });

  it('refuses to go on with a part that was changed on the disk, and forgets it', async () => {
    const depositId = await draft();
    const { path } = await line.create({ depositId, filename: '壊れ.csv' }, file.length);
    await line.patch(path, 0, file.subarray(0, 1_000_000));
    await town.restart(async () => {
      const [part = ''] = await incoming();
      const where = join(town.folder, 'data', 'vault', 'incoming', part);
      const bytes = await readFile(where);
      bytes.writeUInt8((bytes[5000] ?? 0) ^ 1, 5000);
      await (await import('node:fs/promises')).writeFile(where, bytes);
    });
    expect((await line.patch(path, 1_000_000, file.subarray(1_000_000))).json['code']).toBe('UPLOAD_GONE');
    expect((await line.send('HEAD', path)).status).toBe(404);
    expect(await incoming()).toEqual([]);
  });

  it('tells a second request that it is busy, and takes over from a line that has fallen silent [H 82] [H 17]', async () => {
    const depositId = await draft();
    const { path } = await line.create({ depositId, filename: '二重.csv' }, file.length);
    const first = line.open(path, 0, file.length);
    await first.write(file.subarray(0, 400_000));
    await expect.poll(async () => (await line.send('HEAD', path)).status).toBe(423);
    const second = await line.patch(path, 0, file);
    expect([second.status, second.json['code'], second.headers['retry-after']]).toEqual([423, 'UPLOAD_BUSY', '5']);
    // Silent is counted from the last byte that the gateway took out of the line, and the system may still hold some of them.
    await expect.poll(async () => { town.time.advance(1); return (await line.send('HEAD', path)).status; }).toBe(200);
    expect(await line.offsetOf(path)).toBeLessThanOrEqual(400_000);
    await expect(first.answer).rejects.toThrow();
    await finishes(depositId, path);
  });

  it('lists what is unfinished to its sender alone, and sweeps it after a day, leaving nothing [H 82] [H 17]', async () => {
    const depositId = await draft();
    const { path } = await line.create({ depositId, filename: '放置.csv', lastModified: '1782968400000' }, file.length);
    await line.patch(path, 0, file.subarray(0, 500_000));
    expect(await town.sato.api.call('unfinished', { id: depositId })).toMatchObject([{ name: '放置.csv', size: file.length, offset: 500_000, lastModified: 1_782_968_400_000, recipientId: null }]);
    expect(await town.takahashi.api.call('unfinished', { id: depositId })).toEqual([]);
    town.time.advance(24 * 60 + 1);
    await town.running.gateway.tick();
    await town.sato.signInAgain();
    expect((await line.send('HEAD', path)).status).toBe(410);
    expect(await incoming()).toEqual([]);
  });

  it('sweeps what hangs on a draft that is discarded', async () => {
    const depositId = await draft();
    const { path } = await line.create({ depositId, filename: '取り消し.csv' }, file.length);
    await line.patch(path, 0, file.subarray(0, 500_000));
    await town.sato.api.call('discard', { id: depositId });
    await town.running.gateway.tick();
    expect((await line.send('HEAD', path)).status).toBe(410);
    expect(await incoming()).toEqual([]);
  });

  it('keeps the session alive while bytes come, and lets no more in once it has ended', async () => {
    const depositId = await draft();
    const { path } = await line.create({ depositId, filename: '遅い.csv' }, file.length);
    const slow = line.open(path, 0, file.length);
    const seen = async () => (await town.running.gateway.store.read.selectFrom('sessions').select('last_seen_at').where('account_id', '=', town.sato.id).orderBy('last_seen_at', 'desc').executeTakeFirst())?.last_seen_at;
    await slow.write(file.subarray(0, 1000));
    await expect.poll(async () => (await line.send('HEAD', path)).status).toBe(423);
    for (let at = 1; at < 5; at += 1) {
      town.time.advance(20);
      await slow.write(file.subarray(at * 1000, at * 1000 + 1000));
      await expect.poll(seen).toBe(town.running.gateway.clock.now());
    }
    expect((await town.sato.api.call('session', {})).account.id).toBe(town.sato.id);
    slow.destroy();
    await standing(path);
    expect((await line.send('DELETE', path)).status).toBe(204);
  });
});
