// Password notices over several transfers, and what becomes of them when one of those ends.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draftFor, foundTown, upload, type Town } from '../town.ts';

describe('one notice for several transfers to one recipient', () => {
  let town: Town;
  const ids: string[] = [];
  let noticeId = '';

  beforeAll(async () => {
    town = await foundTown({ policy: { locks: 'password', approval: { 'to-contractor': false, 'to-section': false } } });
    for (let count = 0; count < 3; count += 1) {
      const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
      await upload(town.sato, draft.id, `${count}.csv`, randomBytes(100));
      ids.push((await town.sato.api.call('submit', { id: draft.id })).transfers[0]?.id ?? '');
    }
    town.time.advance(61);
    await town.sato.signInAgain();
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  it('gives one password and a lock of its own to each', async () => {
    const { notice, password } = await town.sato.api.call('addNotice', { body: { transferIds: ids } });
    noticeId = notice.id;
    expect(notice.numbers).toHaveLength(3);
    expect(password).toHaveLength(28);
    const locks = await Promise.all(ids.map(async (id) => (await town.sato.api.call('transfer', { id })).lockSha256));
    expect(new Set(locks).size).toBe(3);
  });

  it('is made anew for those that are still to be collected when one was recalled', async () => {
    const recalled = ids[0] ?? '';
    await town.sato.api.call('recall', { id: recalled, body: { reason: 'not-needed' } });
    const { notice } = await town.sato.api.call('renewNotice', { id: noticeId });
    expect(notice.transferIds).toEqual(ids.slice(1));
    expect(notice.round).toBe(2);
  });

  it('leaves the list once nothing is left that it opens, and can then neither be renewed nor handed over [H 57]', async () => {
    expect((await town.sato.api.call('notices', {})).map((notice) => notice.id)).toEqual([noticeId]);
    for (const id of ids.slice(1)) await town.sato.api.call('recall', { id, body: { reason: 'not-needed' } });
    expect(await town.sato.api.call('notices', {})).toEqual([]);
    await expect(town.sato.api.call('renewNotice', { id: noticeId })).rejects.toMatchObject({ problem: { code: 'WRONG_STATE' } });
    const { addressees } = await town.sato.api.call('notice', { id: noticeId });
    await expect(town.sato.api.call('handover', { id: noticeId, body: { method: 'in-person', to: addressees[0]?.id ?? '', at: new Date(town.time.wall()).toISOString() } })).rejects.toMatchObject({ problem: { code: 'WRONG_STATE' } });
  });
});

describe('two notices made at once for one transfer', () => {
  let town: Town;
  /** Lets neither go on to its commit before both have written their locks. */
  const bothWritten = barrier();

  beforeAll(async () => {
    town = await foundTown({ policy: { locks: 'password', approval: { 'to-contractor': false, 'to-section': false } }, surroundings: { reach: (label) => (label === 'notice.locks-written' ? bothWritten.arrive() : undefined) } });
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  it('leave one lock on the disk, the one that is named: the other password opens nothing [H 57] [I 5]', async () => {
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    await upload(town.sato, draft.id, 'a.csv', randomBytes(100));
    const id = (await town.sato.api.call('submit', { id: draft.id })).transfers[0]?.id ?? '';
    town.time.advance(61);
    await Promise.all([town.sato, town.takahashi].map((clerk) => clerk.signInAgain()));
    const made = await Promise.all([town.sato, town.takahashi].map((clerk) => clerk.api.call('addNotice', { body: { transferIds: [id] } })));
    expect(new Set(made.map((one) => one.password)).size).toBe(2);
    const locks: string[] = [];
    for await (const lock of town.running.gateway.vault.listLocks()) locks.push(lock);
    const { document } = await town.running.gateway.store.read.selectFrom('transfers').select('document').where('id', '=', id).executeTakeFirstOrThrow();
    expect(locks.map((lock) => document.includes(lock))).toEqual([true, true]);
  });
});

function barrier(): { arrive(): Promise<void> } {
  let open: () => void = () => undefined;
  const both = new Promise<void>((resolve) => (open = resolve));
  let arrived = 0;
  return { arrive: () => {
    arrived += 1;
    if (arrived === 2) open();
    return both;
  } };
}
