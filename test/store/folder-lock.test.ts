// The lock of a folder under those who want it in the same instant.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockFolder } from '../../server/store/folder-lock.ts';

describe('the lock of a folder', () => {
  let folder: string;
  beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'kagibako-lock-')); });
  afterAll(() => rm(folder, { recursive: true }));

  it('goes to one of those who ask in the same instant, never to none, and is free again after it', async () => {
    for (let round = 0; round < 3; round += 1) {
      const asked = await Promise.allSettled(Array.from({ length: 3 }, () => lockFolder(join(folder, 'lock.db'))));
      const held = asked.filter((one) => one.status === 'fulfilled').map(({ value }) => value);
      expect(held).toHaveLength(1);
      expect(asked.filter((one) => one.status === 'rejected').map(({ reason }) => (reason as { code?: unknown }).code)).toEqual(['IN_USE', 'IN_USE']);
      await held[0]?.close();
    }
  });
});
