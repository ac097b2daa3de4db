// 常時パスワード設定・取扱者の限定 (3-9): whatever a transfer is doing, nothing of a file lies readable on the disk, and only those it is for may ask for it.
import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKeyPair } from '../../client/opening.ts';
import { addPerson, confirmedCertificate, draftFor, foundTown, start, upload, type Someone, type Town } from '../town.ts';

describe('what lies on the disk', () => {
  let town: Town;
  let strangers: Someone[];
  const secret = randomBytes(24).toString('hex');
  const applicants = Buffer.from(`氏名,住所\r\n申込 ${secret},○○県\r\n`.repeat(20_000));

  beforeAll(async () => {
    town = await foundTown();
    await confirmedCertificate(town.tanaka, town.sato, (await makeKeyPair({ name: 'みどり印刷', passphrase: 'みどり の つくえ 3' }, new Date(start))).certificate);
    const other = await town.admin.api.call('addSection', { body: { name: '別の課', telephone: '03' } });
    strangers = [
      await addPerson(town, town.admin, { role: 'staff', login: 'betsu', name: '別 課子', sectionId: other.id, canApprove: true }),
      await addPerson(town, town.admin, { role: 'handler', login: 'uketsuke', name: '受付', contractorId: town.firm.id }, town.firm.page),
    ];
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  /** Files below the town's folder that hold the secret: database, write-ahead log, vault, logs, keys. */
  const readable = async (): Promise<{ files: number; found: string[] }> => {
    const every = (await readdir(town.folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const found: string[] = [];
    for (const path of every) if ((await readFile(path)).includes(secret)) found.push(path);
    return { files: every.length, found };
  };

  it('is sealed from the first byte to the wipe, and asked for by nobody but the sender\'s section and the handlers on the roster [O 3-9]', async () => {
    const { id, transfers: [made] } = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    const transfer = made?.id ?? '';
    // Looked at while the file is still coming: its first half is in.
    const halves = (async function* () {
      yield applicants.subarray(0, applicants.length / 2);
      expect((await readable()).found).toEqual([]);
      yield applicants.subarray(applicants.length / 2);
    })();
    await upload(town.sato, id, 'moushikomi.csv', halves);
    const stages: (readonly [string, () => Promise<unknown>])[] = [
      ['awaiting-approval', () => town.sato.api.call('submit', { id })],
      ['released', async () => town.takahashi.api.call('approve', { id: transfer, body: { destination: true, content: true, attachments: true, digest: (await town.sato.api.call('transfer', { id: transfer })).digest } })],
      ['released', async () => {
        town.time.advance(61);
        for (const one of [town.sato, town.tanaka, ...strangers]) await one.signInAgain();
        await town.sato.api.call('addNotice', { body: { transferIds: [transfer] } });
      }],
      ['collected', async () => {
        const { files: [file] } = await town.tanaka.api.call('transfer', { id: transfer });
        expect(Buffer.from(await (await town.tanaka.api.call('body', { id: transfer, fileId: file?.id ?? '' })).arrayBuffer()).includes(secret)).toBe(false);
      }],
    ];
    for (const [state, step] of stages) {
      await step();
      const { files, found } = await readable();
      expect([(await town.sato.api.call('transfer', { id: transfer })).state, found]).toEqual([state, []]);
      expect(files).toBeGreaterThan(5);
      for (const who of strangers) await expect(who.api.call('transfer', { id: transfer })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    }
  });
});
