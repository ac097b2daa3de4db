// The journey with a real clamd between: what it finds is stopped, what it could not look into is never called clean.
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { SIGNATURE } from './scanning/daemon.ts';
import { foundScannedTown, type ScannedTown } from './scanning/scanned-town.ts';
import { zip } from './scanning/zip.ts';
import { needs, program } from './setup/programs.ts';
import { draftFor, upload, type Town } from './town.ts';

describe('virus scan between the ward and the seal', () => {
  let close: ScannedTown['close'];
  let loseScanner: ScannedTown['loseScanner'];
  let town: Town;
  const clamd = program('clamd');

  beforeAll(async () => {
    if (clamd === undefined) return;
    ({ town, loseScanner, close } = await foundScannedTown(clamd, { policy: { locks: 'password' } }));
  });
  afterAll(async () => {
    if (clamd !== undefined) await close();
  });

  const stored = async (): Promise<number> => {
    let bodies = 0;
    for await (const _ of town.running.gateway.vault.listBodies()) bodies += 1;
    return bodies;
  };
  const attempt = async (name: string, bytes: Uint8Array) => {
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    return upload(town.sato, draft.id, name, bytes);
  };

  needs('clamd', 'a clean file says so, with the scanner that said it [O 1-5]', async () => {
    const deposit = await attempt('notices.csv', Buffer.from('被保険者番号,氏名\r\n'.repeat(1000)));
    expect(deposit.transfers[0]?.files[0]?.scan).toMatchObject({ verdict: 'clean' });
    expect(await town.sato.api.call('gateway', {})).toMatchObject({ scanner: { kind: 'clamd' } });
  });

  needs('clamd', 'a file with a known signature is refused and nothing of it is kept, in an archive too [H 27] [ASVS 5.4.3]', async () => {
    const before = await stored();
    for (const bytes of [Buffer.from(`x${SIGNATURE}x`), zip('inner.txt', Buffer.from(SIGNATURE))]) {
      await expect(attempt('notices.dat', bytes)).rejects.toMatchObject({ problem: { code: 'VIRUS_FOUND', status: 422 } });
    }
    expect(await stored()).toBe(before);
  });

  needs('clamd', 'a file above the scanner\'s limit is refused as not scanned, never called clean [H 97]', async () => {
    const before = await stored();
    await expect(attempt('large.bin', Buffer.alloc(2_600_000, 7))).rejects.toMatchObject({ problem: { code: 'UNSCANNABLE', status: 422 } });
    expect(await stored()).toBe(before);
  });

  needs('clamd', 'an encrypted archive is refused as not scanned [H 29]', async () => {
    await expect(attempt('locked.zip', zip('inner.txt', Buffer.from('secret'), true))).rejects.toMatchObject({ problem: { code: 'UNSCANNABLE' } });
  });

  needs('clamd', 'an archive nested deeper than the scanner looks is refused as not scanned [H 28]', async () => {
    const before = await stored();
    let nested = zip('x', Buffer.from('harmless'));
    for (let depth = 0; depth < 50; depth += 1) nested = zip('x.zip', nested);
    await expect(attempt('notices.zip', nested)).rejects.toMatchObject({ problem: { code: 'UNSCANNABLE' } });
    expect(await stored()).toBe(before);
  });

  needs('clamd', 'without its scanner the gateway keeps nothing [H 96] [ASVS 16.5.3]', async () => {
    const before = await stored();
    await loseScanner();
    await expect(attempt('notices.csv', Buffer.from('after the scanner died'))).rejects.toMatchObject({ problem: { code: 'NOT_SCANNED' } });
    expect(await stored()).toBe(before);
  });
});
