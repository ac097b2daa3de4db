// A file whose content is not what its name says, by each way in.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tusLine, type TusLine } from '../http/uploads/tus-line.ts';
import { draftFor, foundTown, upload, type Town } from '../town.ts';

describe('a file that is something else than its name says [H 26] [ASVS 5.2.2]', () => {
  let town: Town;
  let line: TusLine;
  let depositId: string;
  const exe = Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), Buffer.alloc(700_000)]);
  const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n');

  beforeAll(async () => {
    town = await foundTown({ policy: { locks: 'password' } });
    line = tusLine(town, town.sato);
    depositId = (await draftFor(town.sato, town, { recipientIds: [town.firm.id] })).id;
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  const nothingKept = async (): Promise<void> => {
    expect((await town.sato.api.call('deposit', { id: depositId })).transfers[0]?.files).toEqual([]);
    expect(await readdir(join(town.folder, 'data', 'vault', 'incoming'))).toEqual([]);
  };

  it('is refused with what was expected and what came, and nothing of it is kept', async () => {
    await expect(upload(town.sato, depositId, 'notices.csv', pdf)).rejects.toMatchObject({ problem: { code: 'FILE_KIND_DIFFERS', status: 422, detail: { ja: expect.stringContaining('名前からは文字のファイル、中身はPDF') as string, en: expect.stringContaining('by its name text, by its content a PDF') as string } } });
    await expect(upload(town.sato, depositId, '見本.pdf', Buffer.from('番号,氏名\r\n'))).rejects.toMatchObject({ problem: { code: 'FILE_KIND_DIFFERS' } });
    for (const name of ['notices.csv', '見本.pdf', 'setup.exe', 'notices']) await expect(upload(town.sato, depositId, name, exe)).rejects.toMatchObject({ problem: { code: 'FILE_IS_PROGRAM', status: 422 } });
    await nothingKept();
  });

  it('is refused when it comes byte by byte, and in parts', async () => {
    const slowly = (async function* () { for (const byte of pdf) yield await Promise.resolve(Uint8Array.of(byte)); })();
    await expect(upload(town.sato, depositId, 'notices.csv', slowly)).rejects.toMatchObject({ problem: { code: 'FILE_KIND_DIFFERS' } });
    const { path } = await line.create({ depositId, filename: 'notices.csv' }, exe.length);
    const said = await line.patch(path, 0, exe.subarray(0, 1));
    expect(said.status).toBe(204);
    const rest = await line.patch(path, 1, exe.subarray(1));
    expect([rest.status, rest.json['code']]).toEqual([422, 'FILE_IS_PROGRAM']);
    expect((await line.send('HEAD', path)).status).toBe(404);
    await nothingKept();
  });

  it('passes where name and content agree, or the name promises nothing', async () => {
    for (const [name, bytes] of [['見本.pdf', pdf], ['notices.csv', Buffer.from('番号,氏名\r\n')], ['data.bin', pdf], ['README', Buffer.from('x')]] as const) await upload(town.sato, depositId, name, bytes);
    expect((await town.sato.api.call('deposit', { id: depositId })).transfers[0]?.files.map(({ name }) => name)).toEqual(['見本.pdf', 'notices.csv', 'data.bin', 'README']);
  });
});
