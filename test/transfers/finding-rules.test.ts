// What a list finds, condition by condition, on rows that were laid for it: who may know of a row, whose turn it is, and the order of pages.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../server/accounts/person.ts';
import { findTransfers, tallyTransfers, type Asked, type Order } from '../../server/transfers/finding.ts';
import { idFrom, lay } from './laid-rows.ts';
import { ids, now, openWorld, people, type World } from './lists-world.ts';

const before = new Date(Date.parse(now) - 1).toISOString();
const after = new Date(Date.parse(now) + 1).toISOString();
const page: Order = { sort: 'created', order: 'desc', offset: 0, limit: 100 };
/** 佐藤 made all of them, for her section; 田中 and 鈴木 are of the firm, 鈴木 on the roster of the second engagement alone. */
const { sato, takahashi, yobo, tanaka, suzuki, aoba } = people;
interface Columns { act_sender?: string; act_recipient?: string; collect_by?: string; creator_id?: string; approver_id?: string | null; lock_ready?: number; state?: string; quantity?: number }
let world: World;
const names = new Map<string, string>();

async function row(name: string, columns: Columns = {}, over: object = {}): Promise<void> {
  await lay(world, name, over);
  names.set(idFrom('transfer', name), name);
  await world.store.change(async (tx) => { await tx.updateTable('transfers').set({ act_sender: 'none', act_recipient: 'none', collect_by: after, lock_ready: 1, state: 'released', ...columns }).where('id', '=', idFrom('transfer', name)).execute(); });
}
async function found(who: Person, asked: Asked = {}, order: Partial<Order> = {}): Promise<string[]> {
  const { ids: some, total } = await findTransfers(world.store.read, who, asked, { ...page, ...order }, now);
  if (order.limit === undefined && order.offset === undefined) expect(total).toBe(some.length);
  return some.map((id) => names.get(id) ?? id);
}
const sorted = async (who: Person, asked: Asked = {}): Promise<string[]> => (await found(who, asked)).sort();
const unattended = { id: 'terminal', engagements: ids.engagements.slice(1, 2) };

beforeAll(async () => {
  world = await openWorld(0);
  const [first, second] = [{ createdAt: '2026-07-01T00:00:00.000Z' }, { createdAt: '2026-07-01T00:00:00.000Z', engagementId: ids.engagements[1], formId: '3f'.padStart(32, '0') }];
  await row('1', { act_sender: 'approve', collect_by: before }, { ...first, quantity: 5 });
  await row('2', { act_sender: 'submit', lock_ready: 0, state: 'draft' }, { ...second, quantity: 9 });
  await row('3', { act_sender: 'wait-wipe', act_recipient: 'collect' }, { ...second, createdAt: '2026-07-01T00:00:01.000Z', quantity: 7 });
  await row('4', { act_recipient: 'confirm', creator_id: takahashi.id, collect_by: before, state: 'confirmed' }, { ...first, createdAt: '2026-06-30T00:00:00.000Z' });
  await row('5', { act_sender: 'none', state: 'wiped', collect_by: now }, { ...first, senderId: ids.firms[0]?.id, recipientId: sato.sectionId, direction: 'to-section', formId: '3e'.padStart(32, '0') });
});
afterAll(() => world.close());

describe('who may know of a transfer', () => {
  it('is its sender\'s party, and its recipient\'s once there is a lock', async () => {
    expect([await sorted(sato), await sorted(takahashi), await sorted(yobo), await sorted(aoba)]).toEqual([['1', '2', '3', '4', '5'], ['1', '2', '3', '4', '5'], [], []]);
    expect(await sorted(tanaka)).toEqual(['1', '3', '4', '5']);
    expect(await sorted({ ...sato, municipalityId: 'another' })).toEqual([]);
    expect(await sorted({ ...sato, sectionId: null })).toEqual([]);
  });

  it('is, of a firm\'s handlers, who stands on the roster of its engagement', async () => {
    expect(await sorted(suzuki)).toEqual(['3']);
    expect(await sorted({ ...suzuki, role: 'staff' })).toEqual(['1', '3', '4', '5']);
    await world.store.change(async (tx) => { await tx.updateTable('roster').set({ removed_at: now }).where('account_id', '=', suzuki.id).execute(); });
    expect(await sorted(suzuki)).toEqual([]);
    await world.store.change(async (tx) => { await tx.updateTable('roster').set({ removed_at: null, accepted_at: null }).where('account_id', '=', suzuki.id).execute(); });
    expect(await sorted(suzuki)).toEqual([]);
    await world.store.change(async (tx) => { await tx.updateTable('roster').set({ accepted_at: now }).where('account_id', '=', suzuki.id).execute(); });
  });

  it('is a terminal of its engagement, of what it receives alone', async () => {
    expect(await sorted({ ...tanaka, unattended })).toEqual(['3']);
    expect(await sorted({ ...sato, unattended })).toEqual([]);
  });
});

describe('what is asked for', () => {
  it('narrows, each by itself and all together', async () => {
    const [first, second] = ids.engagements;
    const asks: [Asked, string[]][] = [
      [{ states: ['draft', 'wiped'] }, ['2', '5']], [{ states: [] }, []], [{ act: 'approve' }, ['1']], [{ act: 'none' }, ['4', '5']], [{ engagement: second }, ['2', '3']], [{ engagement: first }, ['1', '4', '5']],
      [{ creator: takahashi.id }, ['4']], [{ overdue: true }, ['1']], [{ creator: sato.id, engagement: second, act: 'submit' }, ['2']], [{ creator: takahashi.id, act: 'submit' }, []],
    ];
    for (const [asked, expected] of asks) expect(await sorted(sato, asked), JSON.stringify(asked)).toEqual(expected);
    expect(await sorted(tanaka, { act: 'collect' })).toEqual(['3']);
  });

  it('by words finds numbers without their hyphen, forms, titles and the other party', async () => {
    const { number } = await world.store.read.selectFrom('transfers').select('number').where('id', '=', idFrom('transfer', '3')).executeTakeFirstOrThrow();
    for (const q of [number, number.replace('-', ''), number.slice(2, 7)]) expect(await found(sato, { q }), q).toContain('3');
    expect(await sorted(sato, { q: '負担割合証' })).toEqual(['2', '3']);
    expect([await sorted(sato, { q: 'みどり' }), await sorted(sato, { q: 'つつじ' }), await sorted(tanaka, { q: '介護' }), await sorted(tanaka, { q: 'みどり' })]).toEqual([['1', '2', '3', '4', '5'], [], ['1', '3', '4', '5'], []]);
    expect(await sorted(sato, { q: '負担割合証 みどり' })).toEqual(['2', '3']);
    expect(await sorted(sato, { q: '負担割合証 つつじ' })).toEqual([]);
    await world.store.change(async (tx) => {
      await tx.insertInto('texts').values({ id: 'x:title', commitment: '0'.repeat(64), salt: Buffer.alloc(32), text: '7月分', transfer_id: idFrom('transfer', '1') }).execute();
      await tx.updateTable('transfers').set({ title_text: 'x:title' }).where('id', '=', idFrom('transfer', '1')).execute();
    });
    expect(await sorted(sato, { q: '７月' })).toEqual(['1']);
  });

  it('comes in the order asked for, ties by id, page by page and from a key on', async () => {
    const tied = ['1', '2', '5'].sort((a, b) => (idFrom('transfer', a) < idFrom('transfer', b) ? -1 : 1));
    const ascending = ['4', ...tied, '3'];
    expect([await found(sato, {}, { order: 'asc' }), await found(sato)]).toEqual([ascending, ascending.toReversed()]);
    expect(await findTransfers(world.store.read, sato, {}, { ...page, order: 'asc', offset: 1, limit: 2 }, now)).toEqual({ ids: tied.slice(0, 2).map((name) => idFrom('transfer', name)), total: 5 });
    expect((await found(sato, { creator: sato.id, engagement: ids.engagements[1] }, { sort: 'quantity' }))).toEqual(['2', '3']);
    expect((await found(sato, { states: ['draft', 'released'] }, { sort: 'quantity', order: 'asc' }))).toEqual(['1', '3', '2']);
    expect((await found(sato, { engagement: ids.engagements[0], creator: sato.id }, { sort: 'collectBy', order: 'asc' }))).toEqual(['1', '5']);
    expect(await found(sato, {}, { sort: 'number' })).toEqual((await world.store.read.selectFrom('transfers').select('id').orderBy('number', 'desc').execute()).map(({ id }) => names.get(id)));
    const [low = '', middle = ''] = tied;
    const key = (name: string, createdAt = '2026-07-01T00:00:00.000Z'): Asked => ({ after: { createdAt, id: idFrom('transfer', name) } });
    expect([await found(sato, key(middle)), await found(sato, key(low)), await found(sato, key('3', '2026-07-01T00:00:01.000Z')), await found(sato, key('4', '2026-06-30T00:00:00.000Z'))]).toEqual([[low, '4'], ['4'], ascending.slice(0, 4).toReversed(), []]);
  });
});

describe('whose turn it is', () => {
  const set = (columns: Columns): Promise<unknown> => world.store.change((tx) => tx.updateTable('transfers').set({ act_sender: 'none', act_recipient: 'none', collect_by: after, creator_id: sato.id, approver_id: null, lock_ready: 1, state: 'released', ...columns }).where('id', '=', idFrom('transfer', '1')).execute());
  const turns = async (columns: Columns): Promise<string> => {
    await set(columns);
    const told: string[] = [];
    for (const [name, who] of Object.entries({ sato, approving: { ...sato, canApprove: true }, takahashi, tanaka })) {
      if ((await found(who, { mine: true })).includes('1')) told.push(`${name} mine`);
      if ((await found(who, { waiting: true })).includes('1')) told.push(`${name} waits`);
    }
    return told.join(', ');
  };

  it('is the sender\'s party\'s, its maker\'s, another approver\'s, or the recipient\'s', async () => {
    const anyone = 'sato mine, approving mine, takahashi mine';
    for (const act of ['notice', 'handover', 'write-medium', 'hand-over-medium']) expect(await turns({ act_sender: act, collect_by: before }), act).toBe(anyone);
    expect(await turns({ act_sender: 'approve', collect_by: before })).toBe('sato waits, approving waits, takahashi mine');
    expect(await turns({ act_sender: 'approve', creator_id: takahashi.id })).toBe('sato waits, approving mine, takahashi waits');
    expect(await turns({ act_sender: 'allow-unscanned' })).toBe('sato waits, approving waits, takahashi mine');
    expect(await turns({ act_sender: 'allow-unscanned', approver_id: yobo.id })).toBe('sato waits, approving waits, takahashi mine');
    expect(await turns({ act_sender: 'allow-unscanned', approver_id: takahashi.id })).toBe('sato waits, approving waits, takahashi waits');
    expect(await turns({ act_sender: 'discard', collect_by: before })).toBe('sato mine, approving mine, takahashi waits');
    expect(await turns({ act_sender: 'submit' })).toBe('sato mine, approving mine, takahashi waits');
    for (const time of [now, before]) expect(await turns({ act_sender: 'submit', collect_by: time })).toBe('sato waits, approving waits, takahashi waits');
    for (const nothing of ['none', 'wait-wipe']) expect(await turns({ act_sender: nothing, act_recipient: nothing })).toBe('');
    expect(await turns({ act_sender: 'wait-collect' })).toBe('sato waits, approving waits, takahashi waits');
    expect(await turns({ act_recipient: 'confirm', collect_by: before })).toBe('tanaka mine');
    expect(await turns({ act_recipient: 'collect' })).toBe('tanaka mine');
    for (const time of [now, before]) expect(await turns({ act_recipient: 'collect', collect_by: time })).toBe('tanaka waits');
  });

  it('is counted with what is overdue: what runs past its time', async () => {
    for (const state of ['awaiting-approval', 'returned', 'released', 'collecting', 'collected', 'draft', 'confirmed', 'recalled', 'expired', 'discarded', 'wiping', 'wipe-failed', 'wiped']) {
      await set({ act_sender: 'notice', state, collect_by: before });
      const runs = ['awaiting-approval', 'returned', 'released', 'collecting', 'collected'].includes(state);
      expect((await found(sato, { overdue: true })).includes('1'), state).toBe(runs);
      const tally = (await tallyTransfers(world.store.read, sato, now)).find(({ act, creatorId }) => act === 'notice' && creatorId === sato.id);
      expect(tally).toEqual({ state, act: 'notice', creatorId: sato.id, count: 1, mine: 1, overdue: runs ? 1 : 0 });
    }
    // By state, act and maker, each by itself.
    const beside = (columns: Columns): Promise<unknown> => world.store.change((tx) => tx.updateTable('transfers').set({ act_sender: 'notice', ...columns }).where('id', '=', idFrom('transfer', '2')).execute());
    for (const columns of [{ state: 'collecting', creator_id: sato.id }, { state: 'released', creator_id: takahashi.id }]) {
      await set({ act_sender: 'notice' });
      await beside(columns);
      const tallies = (await tallyTransfers(world.store.read, sato, now)).filter(({ act }) => act === 'notice');
      expect(tallies.map(({ state, creatorId, count }) => [state, creatorId, count])).toEqual(expect.arrayContaining([['released', sato.id, 1], [columns.state, columns.creator_id, 1]]));
      expect(tallies).toHaveLength(2);
    }
    await set({ act_recipient: 'confirm', collect_by: now });
    expect(await found(sato, { overdue: true })).toEqual([]);
    const received = await tallyTransfers(world.store.read, tanaka, now);
    expect(received.filter(({ act }) => act === 'confirm').map(({ state, count, mine, overdue }) => [state, count, mine, overdue]).sort()).toEqual([['confirmed', 1, 1, 0], ['released', 1, 1, 0]]);
    expect(received.map(({ count }) => count).reduce((a, b) => a + b)).toBe(4);
  });
});
