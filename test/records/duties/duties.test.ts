import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cancel, dutiesOf, owe, settle, type NewDuty } from '../../../server/records/duties/duties.ts';
import { openStore, type Store } from '../../../server/store/store.ts';

const now = '2026-07-02T05:00:00.000Z';

describe('duties', () => {
  let folder: string;
  let store: Store;
  const about = (change: Partial<NewDuty> = {}): NewDuty => ({
    municipalityId: 'm', kind: 'erasure', engagementId: 'e', contractorId: 'c', transferId: null, owedBy: 'contractor',
    what: { ja: 'データ消去報告書を出す', en: 'Submit the data erasure report' }, recordKind: 'erasure-report', dueOn: '2026-07-13', ...change,
  });
  const open = (filter = {}) => store.change((tx) => dutiesOf(tx, filter));
  const add = (change: Partial<NewDuty> = {}) => store.change((tx) => owe(tx, about(change), { now }));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kagibako-duties-'));
    store = await openStore({ file: join(folder, 'kagibako.db'), create: true });
    await store.change(async (tx) => {
      await tx.insertInto('municipalities').values({ id: 'm', code: 'm', name: '区', created_at: now }).execute();
      for (const id of ['c', 'd']) await tx.insertInto('contractors').values({ id, municipality_id: 'm', name: id, address: '', page: id, created_at: now, tile: id === 'c' ? 1 : 2 }).execute();
      await tx.insertInto('engagements').values({ id: 'e', municipality_id: 'm', title: '業務', purpose: '', legal_basis: '', period_from: '2026-04-01', period_to: '2027-03-31', items: '[]', policy: '{}', preset: null, created_at: now, terminated_at: null }).execute();
    });
  });
  afterAll(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  it('are owed once however often they are said, and again after they were settled', async () => {
    const first = await add();
    expect(await add({ dueOn: '2026-09-01' })).toBe(first);
    expect(await open()).toEqual([{ ...about(), id: first, since: now }]);
    expect(await store.change((tx) => settle(tx, { kinds: ['erasure'], engagementId: 'e', contractorId: 'c', transferId: null }, null, now))).toBe(1);
    expect(await open()).toEqual([]);
    expect(await add()).not.toBe(first);
  });

  it('stand apart by kind and contractor, the earliest due first', async () => {
    await add({ contractorId: 'd', dueOn: '2026-07-10' });
    await add({ kind: 'return', dueOn: '2026-07-06' });
    expect((await open()).map(({ kind, contractorId }) => [kind, contractorId])).toEqual([['return', 'c'], ['erasure', 'd'], ['erasure', 'c']]);
    expect((await open({ contractorId: 'd' })).length).toBe(1);
    expect((await open({ kinds: ['return', 'erasure'], contractorId: null })).length).toBe(0);
  });

  it('are taken back without a trace in the open list, and only those named', async () => {
    expect(await store.change((tx) => cancel(tx, { kinds: ['erasure'], engagementId: 'e', contractorId: 'd' }, now))).toBe(1);
    expect((await open()).map(({ kind, contractorId }) => [kind, contractorId])).toEqual([['return', 'c'], ['erasure', 'c']]);
    expect((await store.read.selectFrom('duties').select('cancelled_at').where('contractor_id', '=', 'd').executeTakeFirst())?.cancelled_at).toBe(now);
  });
});
