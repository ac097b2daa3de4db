// What stands around the work is erased by its own rules: who was reminded, searches of people who left, from where a firm came, terminals that were taken out.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPerson, foundTown, type Someone, type Town } from '../town.ts';

const phrase = '保存期間の満了により消去済み';
const day = 24 * 60;

describe('what stands around the work', () => {
  let town: Town;
  let leaver: Someone;
  let gone: { id: string };
  const read = () => town.running.gateway.store.read;
  const count = async (table: 'mails' | 'reminders' | 'reminder_days' | 'known_addresses' | 'sessions' | 'readings'): Promise<number> => (await read().selectFrom(table).select((make) => make.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count;
  const searches = async (): Promise<string[]> => (await read().selectFrom('saved_searches').select('name').orderBy('name').execute()).map(({ name }) => name);

  beforeAll(async () => {
    town = await foundTown();
    leaver = await addPerson(town, town.admin, { role: 'auditor', login: 'kansa2', name: '監査 次郎' });
    for (const [who, name] of [[leaver, '山本さんの受取'], [town.auditor, '毎週の確認']] as const) await who.api.call('saveSearch', { body: { name, filter: {}, shared: true } });
    await town.admin.api.call('disableAccount', { id: leaver.id });
    gone = await town.admin.api.call('addContractor', { body: { name: 'あおば封入センター', address: '○○県△△市1-1' } });
    const terminal = await town.admin.api.call('addTerminal', { id: gone.id, body: { address: '192.0.2.7', label: '山本の席', reason: '契約による。' } });
    await town.admin.api.call('removeTerminal', { id: terminal.id, body: { reason: '契約の終わり。' } });
    const since = town.running.gateway.clock.now();
    await town.running.gateway.store.change(async (tx) => {
      await tx.insertInto('reminder_days').values({ account_id: town.sato.id, day: '2026-07-02' }).execute();
      await tx.insertInto('reminders').values({ account_id: town.sato.id, item: 'x', day: '2026-07-02' }).execute();
      await tx.insertInto('mails').values({ id: randomBytes(16).toString('hex'), account_id: town.sato.id, day: '2026-07-02', tasks: 1, overdue: 0, state: 'sent', attempts: 1, next_at: since }).execute();
      for (const id of [gone.id, town.firm.id]) await tx.insertInto('known_addresses').values({ contractor_id: id, salt: randomBytes(32), hash: '0'.repeat(64), occasion: 'o', first: 1, since }).execute();
    });
  });
  afterAll(() => town.close());

  it('sign-ins that are over go with the next day, nothing else does', async () => {
    expect(await count('sessions')).toBeGreaterThan(0);
    town.time.advance(day);
    await town.running.gateway.tick();
    expect([await count('sessions'), await count('readings'), await count('mails')]).toEqual([0, 0, 1]);
    expect(await searches()).toEqual(['山本さんの受取', '毎週の確認']);
  });

  it('when the years are over each rule takes what is its own, and enters it; what is in use stays [H 106]', async () => {
    town.time.advance(7 * 365 * day);
    await town.running.gateway.tick();
    expect(town.faults).toEqual([]);
    expect([await count('mails'), await count('reminders'), await count('reminder_days')]).toEqual([0, 0, 0]);
    expect(await searches()).toEqual(['毎週の確認']);
    expect(await read().selectFrom('known_addresses').select('contractor_id').where('hash', '=', '0'.repeat(64)).execute()).toEqual([{ contractor_id: town.firm.id }]);
    expect(await read().selectFrom('terminals').select(['address', 'label']).execute()).toEqual([{ address: '', label: phrase }]);
    const entered = await read().selectFrom('ledger_entries').select(['act', 'idx']).where('act', 'in', ['erase-reminders', 'erase-searches', 'erase-addresses', 'erase-terminals', 'erase-accounts']).orderBy('idx').execute();
    const register = await read().selectFrom('erasures').select(['rule', 'items', 'entry']).where('rule', 'in', ['reminders', 'searches', 'addresses', 'terminals', 'accounts']).orderBy('number').execute();
    expect(register.map(({ rule, items }) => [rule, items])).toEqual([['reminders', 3], ['searches', 1], ['addresses', 1], ['terminals', 1], ['accounts', 1]]);
    expect(register.map(({ entry }) => entry)).toEqual(entered.map(({ idx }) => idx));
    await town.auditor.signInAgain();
    const view = await town.auditor.api.call('retention', {});
    expect(view.erased.map(({ what }) => what.en)).toContain('Kept searches of people who left (they may hold names)');
    expect(view.kept.length).toBeGreaterThan(5);
  });
});
