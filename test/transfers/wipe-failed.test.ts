// A wipe that cannot be finished: said as what it is, of the lock or of the body, tried again, and certified only when done.
import { mkdir, readdir, link, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { draftFor, foundTown, upload, type Town } from '../town.ts';

describe('a wipe that fails', () => {
  let town: Town;
  let id = '';
  let outside = '';

  beforeEach(async () => {
    town = await foundTown({ policy: { locks: 'password' } });
    outside = join(town.folder, 'outside');
    await mkdir(outside);
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    id = draft.transfers[0]?.id ?? '';
    await upload(town.sato, draft.id, 'noufu_01.csv', Buffer.from('被保険者番号\r\n0000000001\r\n'));
    await town.sato.api.call('submit', { id: draft.id });
    const { digest } = await town.takahashi.api.call('transfer', { id });
    await town.takahashi.api.call('approve', { id, body: { destination: true, content: true, attachments: true, digest } });
  });
  afterEach(() => town.close());

  /** Gives every file under a part of the vault a second name, so that overwriting it would not be the end of it; returns how to take them away. */
  async function secondNames(part: 'locks' | 'bodies'): Promise<() => Promise<void>> {
    const folder = join(town.folder, 'data', 'vault', part);
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
    expect(files.length).toBeGreaterThan(0);
    for (const { name, parentPath } of files) await link(join(parentPath, name), join(outside, name));
    return async () => {
      for (const { name } of files) await rm(join(outside, name));
    };
  }

  async function recalled(): Promise<void> {
    await town.sato.api.call('recall', { id, body: { reason: 'wrong-content' } });
    await town.running.gateway.tick();
  }

  const look = () => town.sato.api.call('transfer', { id });

  it.each([['locks', 'LockNotDestroyed'], ['bodies', 'VaultFailed']] as const)('with a second name in %s is 消去失敗, says so, and is 消去済 only once it is done [H 92] [I 6]', async (part, trouble) => {
    const free = await secondNames(part);
    await recalled();
    expect(await look()).toMatchObject({ state: 'wipe-failed', wipeTrouble: trouble, wipe: null });
    await free();
    town.time.advance(24 * 60);
    await town.sato.signInAgain();
    await town.running.gateway.tick();
    expect(await look()).toMatchObject({ state: 'wiped', copy: 'wiped', wipeTrouble: null, wipe: { number: 1 } });
  });
});
