import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRegistered, readBlock } from '../../server/engagements/terminals.ts';
import { newestEntries } from '../hostile/line.ts';
import { collectable } from '../hostile/steps.ts';
import { changeTerms } from '../records/contract-steps.ts';
import { addEngagement, foundTown, testPolicy, type Town } from '../town.ts';

const refused = (code: string, facts?: object) => ({ problem: { code, ...(facts === undefined ? {} : { facts }) } });

describe('registered terminals', () => {
  let town: Town;
  let id: string;
  const add = (address: string, contractor = town.firm.id) => town.admin.api.call('addTerminal', { id: contractor, body: { address, label: '作業室の端末', reason: '届出による' } });
  const remove = async () => {
    for (const one of await town.admin.api.call('terminals', { id: town.firm.id })) await town.admin.api.call('removeTerminal', { id: one.id, body: { reason: '端末の廃止' } });
  };

  beforeAll(async () => {
    town = await foundTown({ policy: { locks: 'password' } });
    id = town.engagement.id;
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  it('an address or a range is read as it is written; what is no address, or half the internet, is refused', () => {
    expect(readBlock(' 192.0.2.0/24 ')).toEqual({ address: '192.0.2.0', bits: 24, version: 'ipv4' });
    expect(readBlock('2001:db8::1')).toEqual({ address: '2001:db8::1', bits: 128, version: 'ipv6' });
    for (const wrong of ['', 'terminal-1', '192.0.2.300', '0.0.0.0/0', '10.0.0.0/8', '192.0.2.0/33', '192.0.2.0/24/1', '192.0.2.0/', '2001:db8::/32', '192.0.2.7/-1']) expect(() => readBlock(wrong), wrong).toThrow('ADDRESS_REFUSED');
  });

  it('an IPv4 address in IPv6 clothing counts as what it is; a name or nothing never counts', () => {
    expect(isRegistered(['192.0.2.0/24'], '::ffff:192.0.2.9')).toBe(true);
    expect(isRegistered(['192.0.2.0/24', '2001:db8::7'], '2001:db8::7')).toBe(true);
    for (const other of ['192.0.3.1', '::ffff:192.0.3.1', '2001:db8::8', '', 'localhost']) expect(isRegistered(['192.0.2.0/24', '2001:db8::7'], other), other).toBe(false);
  });

  it('are kept by administrators of the own municipality, with their history', async () => {
    await expect(add('everywhere')).rejects.toMatchObject(refused('ADDRESS_REFUSED'));
    await expect(add('192.0.2.7', '0'.repeat(32))).rejects.toMatchObject(refused('NOT_FOUND'));
    const made = await add('192.0.2.7');
    await expect(add('192.0.2.7')).rejects.toMatchObject(refused('TERMINAL_TAKEN'));
    await expect(town.sato.api.call('addTerminal', { id: town.firm.id, body: { address: '192.0.2.8', label: 'x', reason: 'x' } })).rejects.toMatchObject(refused('NOT_ALLOWED'));
    expect(await town.admin.api.call('terminals', { id: town.firm.id })).toMatchObject([{ address: '192.0.2.7', label: '作業室の端末' }]);
    await town.admin.api.call('removeTerminal', { id: made.id, body: { reason: '端末の廃止' } });
    await expect(town.admin.api.call('removeTerminal', { id: made.id, body: { reason: '再度' } })).rejects.toMatchObject(refused('NOT_FOUND'));
    const { entries } = await town.admin.api.call('history', { query: { kind: 'contractor', id: town.firm.id } });
    expect(entries.slice(0, 2)).toMatchObject([
      { act: 'remove-terminal', reason: '端末の廃止', changes: [{ field: 'terminal', before: ['192.0.2.7 作業室の端末'], after: [] }] }, { act: 'add-terminal', reason: '届出による', changes: [{ before: [], after: ['192.0.2.7 作業室の端末'] }] },
    ]);
  });

  it('where the engagement demands them, nobody signs in or collects from elsewhere, and each attempt is entered [O 0-6] [O 1-11] [ASVS 8.2.4]', async () => {
    const { transfer } = await collectable(town);
    await town.admin.signInAgain();
    await changeTerms(town, { terminals: 'registered' });
    await expect(town.tanaka.api.call('lock', { id: transfer.id }), 'a session that began before').rejects.toMatchObject(refused('TERMINAL_NOT_REGISTERED', { address: '127.0.0.1' }));
    await expect(town.tanaka.signInAgain()).rejects.toMatchObject(refused('TERMINAL_NOT_REGISTERED', { address: '127.0.0.1' }));
    expect((await newestEntries(town, 2)).map((line) => line.replace(/^.*?(?=(collect|sign-in) refused)/, ''))).toEqual(expect.arrayContaining([expect.stringContaining('collect refused TERMINAL_NOT_REGISTERED'), expect.stringContaining('sign-in refused TERMINAL_NOT_REGISTERED')]));
    await add('192.0.2.0/24');
    await expect(town.tanaka.signInAgain(), 'another address is registered').rejects.toMatchObject(refused('TERMINAL_NOT_REGISTERED'));
    await add('127.0.0.1');
    await town.tanaka.signInAgain();
    await town.tanaka.api.call('lock', { id: transfer.id });
    await remove();
    await expect(town.tanaka.api.call('lock', { id: transfer.id }), 'taken out again').rejects.toMatchObject(refused('TERMINAL_NOT_REGISTERED'));
  });

  it('a wrong password is answered the same from everywhere: the terminal is told to its owner only [O 0-6]', async () => {
    const wrong = town.tanaka.api.call('signIn', { body: { login: 'tanaka', password: 'まちがい まちがい まちがい', page: town.firm.page } });
    await expect(wrong).rejects.toMatchObject(refused('SIGN_IN_FAILED'));
  });

  it('whoever also works for an engagement that does not demand them may sign in, but not collect from the one that does [O 0-6]', async () => {
    const free = await addEngagement(town.admin, { title: '端末を問わない業務', sectionIds: [town.section.id], contractorIds: [town.firm.id], policy: testPolicy });
    await town.admin.api.call('addRosterEntry', { id: free.id, body: { contractorId: town.firm.id, accountId: town.tanaka.id, role: 'handler', startsOn: '2026-04-01' } });
    await town.tanaka.signInAgain();
    const { transfers } = await town.tanaka.api.call('transfers', {});
    await expect(town.tanaka.api.call('lock', { id: transfers.find((one) => one.engagement.id === id)?.id ?? '' })).rejects.toMatchObject(refused('TERMINAL_NOT_REGISTERED'));
  });

  it('an account is one person\'s: a user ID is given once in a firm, and what it does stands under that name [O 0-6] [O 1-11]', async () => {
    await expect(town.admin.api.call('addAccount', { body: { role: 'handler', login: 'tanaka', name: '共用', contractorId: town.firm.id } })).rejects.toMatchObject(refused('LOGIN_TAKEN'));
    await town.auditor.signInAgain();
    const { entries } = await town.auditor.api.call('searchLedger', { body: { person: '田中' } });
    expect([...new Set(entries.map((entry) => entry.actor))]).toEqual(['田中 誠']);
  });
});
