// Archives that must not reach whoever unpacks them, by each way in.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tarOf } from '../inspecting/tar-of.ts';
import { zipOf } from '../inspecting/zip-of.ts';
import { tusLine } from '../http/uploads/tus-line.ts';
import { draftFor, foundTown, upload, type Town } from '../town.ts';

describe('an archive with links, names that lead out, or two stories [H 28]', () => {
  let town: Town;
  let depositId: string;
  const csv = { name: '1.csv', bytes: Buffer.from('番号,金額\r\n1,2\r\n') };
  const good = zipOf([csv, { name: '2.csv', bytes: csv.bytes, sizeBehind: true }]);
  const odd: readonly (readonly [code: string, name: string, bytes: Buffer])[] = [
    ['ARCHIVE_LINK', 'notices.zip', zipOf([csv, { name: 'passwd', bytes: Buffer.from('/etc/passwd'), mode: 0o120_777 }])], ['ARCHIVE_LINK', 'notices.bin', tarOf([{ name: 'a', type: '2' }])],
    ['ARCHIVE_PATH', 'notices.xlsx', zipOf([{ ...csv, name: '../../start.bat' }])], ['ARCHIVE_ODD', 'notices.zip', good.subarray(0, -9)],
  ];

  beforeAll(async () => {
    town = await foundTown({ policy: { locks: 'password' } });
    depositId = (await draftFor(town.sato, town, { recipientIds: [town.firm.id] })).id;
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  it('is refused with what to do, and nothing of it is kept', async () => {
    for (const [code, name, bytes] of odd) await expect(upload(town.sato, depositId, name, bytes)).rejects.toMatchObject({ problem: { code, status: 422, detail: { ja: expect.stringMatching(/作り直し/) as string, en: expect.stringMatching(/again/) as string } } });
    const line = tusLine(town, town.sato);
    const [[code, name, bytes] = ['', '', Buffer.alloc(0)]] = odd;
    const { path } = await line.create({ depositId, filename: name }, bytes.length);
    await line.patch(path, 0, bytes.subarray(0, 40));
    expect((await line.patch(path, 40, bytes.subarray(40))).json['code']).toBe(code);
    expect((await town.sato.api.call('deposit', { id: depositId })).transfers[0]?.files).toEqual([]);
    expect(await readdir(join(town.folder, 'data', 'vault', 'incoming'))).toEqual([]);
  });

  it('passes where it is sound', async () => {
    await upload(town.sato, depositId, 'notices.zip', good);
    expect((await town.sato.api.call('deposit', { id: depositId })).transfers[0]?.files).toHaveLength(1);
  });
});
