// Evidence with a real clamd between: what it finds or could not look into is not kept.
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { uploadFile } from '../../client/cli/upload.ts';
import { EICAR } from '../scanning/daemon.ts';
import { foundScannedTown, type ScannedTown } from '../scanning/scanned-town.ts';
import { zip } from '../scanning/zip.ts';
import { needs, program } from '../setup/programs.ts';
import type { Town } from '../town.ts';

describe('virus scan of evidence', () => {
  let close: ScannedTown['close'];
  let town: Town;
  const clamd = program('clamd');

  beforeAll(async () => {
    if (clamd === undefined) return;
    ({ town, close } = await foundScannedTown(clamd));
  });
  afterAll(async () => {
    if (clamd !== undefined) await close();
  });

  const attach = (name: string, bytes: Uint8Array) => uploadFile({ address: town.tanaka.api.address('addAttachment'), headers: town.tanaka.line.headers(), name, chunks: (async function* () { yield await Promise.resolve(bytes); })() });
  const kept = async (): Promise<number> => (await town.running.gateway.store.read.selectFrom('attachments').select('id').execute()).length;

  needs('clamd', 'keeps what is clean, refuses what has a known signature and what it could not look into [O 1-5] [H 27] [H 97] [ASVS 5.4.3]', async () => {
    await attach('証跡.txt', Buffer.from('保管庫の写し'));
    expect(await kept()).toBe(1);
    await expect(attach('証跡.txt', Buffer.from(EICAR))).rejects.toMatchObject({ problem: { code: 'VIRUS_FOUND', status: 422 } });
    await expect(attach('証跡.docx', zip('word/document.xml', Buffer.from('x'), true))).rejects.toMatchObject({ problem: { code: 'NOT_SCANNED', status: 503 } });
    await expect(attach('大きい.txt', Buffer.alloc(2_600_000, 'a'))).rejects.toMatchObject({ problem: { code: 'NOT_SCANNED' } });
    expect(await kept()).toBe(1);
  });
});
