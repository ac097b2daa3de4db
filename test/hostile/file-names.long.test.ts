import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKeyPair } from '../../client/opening.ts';
import { confirmedCertificate, draftFor, foundTown, start, upload, type Town } from '../town.ts';
import { boundary, closing, filePart, head, kept, part, problemIn, raw, uploadOf } from './line.ts';

describe('names that do harm, and names that are only Japanese', () => {
  let town: Town;
  let draft = '';
  beforeAll(async () => {
    town = await foundTown({ policy: { maxFiles: 200 } });
    const key = await makeKeyPair({ name: '株式会社みどり印刷', passphrase: 'みどり の つくえ 3' }, new Date(start));
    await confirmedCertificate(town.tanaka, town.sato, key.certificate);
    draft = (await draftFor(town.sato, town, { recipientIds: [town.firm.id] })).id;
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  /** Uploads one file with this name in UTF-8 and returns how it is shown, or the code of the refusal. */
  const named = async (name: string): Promise<{ name: string | null; warnings: readonly string[] } | string> => {
    const answer = await raw(town.running.origins.ward, uploadOf(town.sato, draft, [filePart(randomBytes(8), name), closing]));
    return shown(answer);
  };
  const shown = async (answer: { status: number; text: string }) => {
    if (answer.status !== 201) return problemIn(answer).code;
    const file = (await town.sato.api.call('deposit', { id: draft })).transfers[0]?.files.at(-1);
    return { name: file?.name ?? null, warnings: file?.warnings ?? [] };
  };

  it.each([
    ['../../etc/passwd-1', 'passwd-1'], ['..\\..\\x-2', 'x-2'], ['/etc/shadow-3', 'shadow-3'], ['C:\\Windows\\x-4.csv', 'x-4.csv'], ['\\\\server\\share\\x-5.csv', 'x-5.csv'], ['file:///etc/x-6.csv', 'x-6.csv'],
    ['．．／x-7.csv', 'x-7.csv'],
  ])('keeps of %s only its last part, under a random id in the vault [H 18] [H 19] [ASVS 5.3.2]', async (given, name) => {
    expect(await named(given)).toEqual({ name, warnings: ['path-removed'] });
    const shards = await readdir(join(town.settings.dataFolder, 'vault', 'bodies'), { recursive: true });
    expect(shards.filter((path) => !/^(?:[0-9a-f]{2}|[0-9a-f]{2}\/[0-9a-f]{32})$/.test(path))).toEqual([]);
  });

  it.each(['％2e％2e', '%252e%252e%252fx-8', '%2e%2e%2fx-9', '50%-10.csv'])('decodes nothing in %s [H 19] [ASVS 1.1.1]', async (given) => {
    expect(await named(given)).toEqual({ name: given, warnings: [] });
  });

  it.each([['NUL', 'a\u0000.csv'], ['TAB', 'a\t.csv'], ['ESC', 'a\u001b[31m.csv'], ['a C1 control', 'a\u0085.csv'], ['an encoded line break', 'a%0D%0Aset-cookie: x.csv']])('refuses %s in a name with 4xx, and keeps nothing [H 20] [H 70]', async (_, given) => {
    const before = await kept(town);
    expect(await named(given)).toMatch(/^(?:FILE_NAME_REFUSED|MULTIPART_REFUSED)$/);
    expect(await kept(town)).toEqual(before);
  });

  it('takes direction marks and invisible characters out, and says so [H 21]', async () => {
    expect(await named('請求書\u202Efdp.exe')).toEqual({ name: '請求書fdp.exe', warnings: ['direction-marks-removed'] });
    expect(await named('請\u200B求\u2066書\u2069-11.csv')).toEqual({ name: '請求書-11.csv', warnings: ['direction-marks-removed'] });
  });

  it.each([['CON', '_CON'], ['NUL.txt', '_NUL.txt'], ['com1.csv', '_com1.csv'], ['CONIN$', '_CONIN$'], ['x-12.csv.', 'x-12.csv'], ['x-13.csv  ', 'x-13.csv'], ['a-14.csv:evil', 'a-14.csv_evil'], ['<a>"|?*-15', '_a_____-15']])('changes %s, which Windows cannot save [H 22]', async (given, name) => {
    const found = await named(given.replaceAll('"', '%22'));
    expect(found).toMatchObject({ name });
  });

  it('shortens at a character boundary, and replaces what is no name [H 23]', async () => {
    const long = await named(`${'葛\u{E0100}'.repeat(100)}.csv`);
    if (typeof long === 'string' || long.name === null) throw new Error('expected a name');
    expect(Buffer.byteLength(long.name)).toBeLessThanOrEqual(255);
    expect(long.name.endsWith('葛\u{E0100}.csv')).toBe(true);
    expect(await named('漢'.repeat(85))).toEqual({ name: '漢'.repeat(85), warnings: [] });
    expect(await named('....')).toMatchObject({ name: '名称なし' });
    expect(await named('.csv')).toMatchObject({ name: '名称なし.csv', warnings: ['empty-name'] });
    expect(await named('')).toBe('MULTIPART_REFUSED');
  });

  it.each(['が.csv', 'ｶﾞﾊﾝｶｸ.csv', '①㈱.csv', '波〜線～.csv', '葛\u{E0100}飾.csv', '𠮷野家😀.csv', '外字\uE000\uF8FF.csv', 'résumé-é.csv'])('keeps %s as it is [H 24]', async (name) => {
    expect(await named(name)).toEqual({ name, warnings: [] });
  });

  it('stores NFD as NFC [H 24]', async () => {
    expect(await named('ぎ.csv'.normalize('NFD'))).toEqual({ name: 'ぎ.csv', warnings: [] });
  });

  it('reads a name in Shift_JIS bytes, as old programs send it [H 24]', async () => {
    const bytes = Buffer.from([0x94, 0x5b, 0x93, 0xfc, 0x92, 0xca, 0x92, 0x6d, 0x8f, 0x91]); // 納入通知書
    const answer = await raw(town.running.origins.ward, uploadOf(town.sato, draft, [part(`name="file"; filename="${bytes.toString('latin1')}.csv"`, 'x'), closing]));
    expect(await shown(answer)).toEqual({ name: '納入通知書.csv', warnings: [] });
  });

  it('reads ソ表能予十 in Shift_JIS, whose second bytes read as backslashes, also behind a path [H 24]', async () => {
    const bytes = Buffer.from('835c955c945c975c8f5c', 'hex');
    for (const [before, warnings] of [['', []], ['C:\\Temp\\', ['path-removed']]] as const) {
      const answer = await raw(town.running.origins.ward, uploadOf(town.sato, draft, [part(`name="file"; filename="${before}${bytes.toString('latin1')}${before.length}.csv"`, 'x'), closing]));
      expect(await shown(answer)).toEqual({ name: `ソ表能予十${before.length}.csv`, warnings });
    }
  });

  it('reads the encoded form of a name [H 24]', async () => {
    const answer = await raw(town.running.origins.ward, uploadOf(town.sato, draft, [part(`name="file"; filename*=UTF-8''${encodeURIComponent('督促状')}.csv`, 'x'), closing]));
    expect(await shown(answer)).toEqual({ name: '督促状.csv', warnings: [] });
  });

  it.each(["iso-2022-jp''%1B$B%46%7C%1B(B.csv", "utf-8''%ff%fe.csv", "''x", '%%%'])('refuses or reads, and never breaks on, filename*=%s [H 24]', async (encoded) => {
    const answer = await raw(town.running.origins.ward, uploadOf(town.sato, draft, [part(`name="file"; filename*=${encoded}`, 'x'), closing]));
    expect([201, 400, 422]).toContain(answer.status);
  });

  it('keeps two files whose names differ only by case or normalisation, told apart by a number [H 25]', async () => {
    expect(await named('Hokoku-ぱ.csv')).toEqual({ name: 'Hokoku-ぱ.csv', warnings: [] });
    expect(await named('HOKOKU-ぱ.CSV')).toEqual({ name: 'HOKOKU-ぱ (2).CSV', warnings: ['numbered'] });
    expect(await named('hokoku-ぱ.csv'.normalize('NFD'))).toEqual({ name: 'hokoku-ぱ (3).csv', warnings: ['numbered'] });
    expect(await named('Hokoku-ぱ.csv')).toMatchObject({ name: 'Hokoku-ぱ (4).csv' });
  });

  it('keeps the order of files when one in the middle was taken out: no two have one place', async () => {
    const own = (await draftFor(town.sato, town, { recipientIds: [town.firm.id] })).id;
    for (const name of ['a.csv', 'b.csv', 'c.csv']) await upload(town.sato, own, name, Buffer.from(name));
    const { files } = (await town.sato.api.call('deposit', { id: own })).transfers[0] ?? { files: [] };
    await town.sato.api.call('removeFile', { id: own, uploadId: files[0]?.uploadId ?? '' });
    await upload(town.sato, own, 'd.csv', Buffer.from('d'));
    const positions = await town.running.gateway.store.read.selectFrom('files').innerJoin('transfers', 'transfers.id', 'transfer_id').select('position').where('deposit_id', '=', own).execute();
    expect(new Set(positions.map((row) => row.position)).size).toBe(3);
  });

  it('refuses a name in the request that would split a header line [H 70]', async () => {
    const before = await kept(town);
    const answer = await raw(town.running.origins.ward, Buffer.concat([Buffer.from(head(town.sato, 'POST', `/api/v1/deposits/${draft}/files`, { 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': '200' })), part('name="file"; filename="a\r\nx: y.csv"', 'x'.repeat(60)), closing, Buffer.alloc(200, 32)]));
    expect([400, 422]).toContain(answer.status);
    expect(await kept(town)).toEqual(before);
  });

  it.each([
    ['formulas', Buffer.from("=cmd|'/C calc'!A0,+1,-1,@SUM(A1),\t=1\r\n")], ['a UTF-16 mark', Buffer.from('\ufeff氏名,住所\r\n', 'utf16le')], ['Shift_JIS with 機種依存文字', Buffer.from([0x87, 0x40, 0xfb, 0xfc, 0x0d, 0x0a])],
    ['NUL and an open quote', Buffer.from('"a\u0000b,\r\n"')], ['a cell of a megabyte', Buffer.alloc(1_000_000, 0x41)],
  ])('takes a CSV with %s as it is, byte for byte [H 30]', async (_, bytes) => {
    const answer = await raw(town.running.origins.ward, uploadOf(town.sato, draft, [filePart(bytes, 'meisai.csv'), closing]));
    expect(answer.status).toBe(201);
    const file = (await town.sato.api.call('deposit', { id: draft })).transfers[0]?.files.at(-1);
    expect([file?.size, file?.sha256]).toEqual([bytes.length, createHash('sha256').update(bytes).digest('hex')]);
  });

  it('puts no name into the database file where the wipe does not reach, nor into the access log [I 8]', async () => {
    const log = await readFile(join(town.settings.dataFolder, 'access.log'), 'utf8').catch(() => '');
    expect(log).not.toContain('請求書');
    const entries = await town.running.gateway.store.read.selectFrom('ledger_entries').select('bytes').execute();
    expect(entries.filter(({ bytes }) => /請求書|passwd|shadow/.test(bytes))).toEqual([]);
  });
});
