// Strangers at the door of a real gateway: from many addresses, at one login and at many. Nobody who belongs there is shut out.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quickHasher as hasher } from '../quick-hasher.ts';
import { foundTown, type Someone, type Town } from '../town.ts';
import { from, type FromAddress } from './from-address.ts';
import { entryCount } from './line.ts';

describe('sign-in', () => {
  let town: Town;
  let compared = 0;
  beforeAll(async () => {
    town = await foundTown({ surroundings: { hasher: { ...hasher, verify: (encoded, password) => { compared += 1; return hasher.verify(encoded, password); } } } });
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  const tryIt = (address: string, login: string, password = 'ちがう ことば を ならべる', side: 'ward' | 'contractor' = 'ward'): Promise<FromAddress> =>
    from(address, town.running.origins[side], { method: 'POST', path: '/api/v1/session', body: JSON.stringify({ login, password, ...(side === 'ward' ? {} : { page: town.firm.page }) }) });
  const right = (address: string, who: Someone, side: 'ward' | 'contractor' = 'ward') => tryIt(address, who.login, who.password, side);

  it('answers a wrong password, an unknown login, another ward\'s, a person who is disabled and an unknown page with the same bytes, the same headers and the same work [H 52] [ASVS 6.3.8]', async () => {
    const gone = (await town.admin.api.call('addAccount', { body: { role: 'auditor', login: 'gone', name: '退 職' } })).account;
    await town.admin.api.call('disableAccount', { id: gone.id });
    const answers: [string, number, FromAddress][] = [];
    for (const login of ['takahashi', 'nobody', 'takahashi@elsewhere', 'takahashi@asagiri', 'gone', '', ' takahashi', '髙橋']) {
      const before = compared;
      const answer = await tryIt('127.0.3.1', login === '' ? 'x' : login);
      answers.push([login, compared - before, answer]);
    }
    const shape = ({ status, headers, text }: FromAddress) => ({ status, text, headers: { ...headers, date: '' } });
    for (const [login, work, answer] of answers) expect([login, work, shape(answer)]).toEqual([login, 1, shape(answers[0]?.[2] ?? answer)]);
    const before = compared;
    const page = await from('127.0.3.2', town.running.origins.contractor, { method: 'POST', path: '/api/v1/session', body: JSON.stringify({ login: 'tanaka', password: 'x', page: '0'.repeat(32) }) });
    expect([page.status, page.text, compared - before]).toEqual([401, answers[0]?.[2].text, 1]);
  });

  it('slows whoever tries passwords, tells the seconds, and compares nothing meanwhile: the same for a login that is not there [H 53] [ASVS 6.3.1]', async () => {
    for (const login of ['takahashi', 'nobody-at-all']) {
      for (let i = 0; i < 6; i += 1) expect((await tryIt('127.0.4.1', login)).code).toBe('SIGN_IN_FAILED');
      const before = compared;
      const slowed = await tryIt('127.0.4.1', login);
      expect([slowed.status, slowed.code, slowed.headers['retry-after'], compared - before]).toEqual([429, 'TOO_MANY_TRIES', '2', 0]);
      expect(slowed.text).toContain('管理者に電話してください');
      // Written in another way it is the same login.
      expect((await tryIt('127.0.4.1', `${login}@asagiri`)).code).toBe('TOO_MANY_TRIES');
    }
    // The right password opens nothing either while one waits; then it does.
    expect((await right('127.0.4.1', town.takahashi)).code).toBe('TOO_MANY_TRIES');
    town.time.advance(0.1);
    expect((await right('127.0.4.1', town.takahashi)).status).toBe(201);
  });

  it('lets the person in meanwhile: from the own address and from a new one, however many addresses try the login [H 53]', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, i) => tryIt(`127.0.5.${String(i + 1)}`, 'tanaka', undefined, 'contractor')));
    for (let i = 20; i < 60; i += 1) await tryIt(`127.0.5.${String(i + 1)}`, 'tanaka', undefined, 'contractor');
    await tryIt('127.0.5.200', 'tanaka', undefined, 'contractor');
    expect((await tryIt('127.0.5.200', 'tanaka', undefined, 'contractor')).code).toBe('SIGN_IN_FAILED');
    expect((await tryIt('127.0.5.200', 'tanaka', undefined, 'contractor')).headers['retry-after']).toBe('60');
    expect((await right('127.0.0.1', town.tanaka, 'contractor')).status).toBe(201);
    expect((await right('127.0.5.201', town.tanaka, 'contractor')).status).toBe(201);
    // Also from the firm's registered terminal, where somebody tries at that very address.
    await town.admin.api.call('addTerminal', { id: town.firm.id, body: { address: '127.0.6.0/24', label: '印刷室', reason: '届出' } });
    for (let i = 0; i < 8; i += 1) expect((await tryIt('127.0.6.9', 'tanaka', undefined, 'contractor')).code).toBe('SIGN_IN_FAILED');
    expect((await right('127.0.6.9', town.tanaka, 'contractor')).status).toBe(201);
  });

  it('counts every try as a stranger\'s and keeps nothing of what was typed [H 53] [H 104] [ASVS 16.2.5] [ASVS 16.3.1]', async () => {
    const before = await entryCount(town);
    for (let i = 0; i < 9; i += 1) await tryIt('127.0.7.1', 'password-in-the-wrong-field');
    expect(await entryCount(town)).toBe(before);
    town.time.advance(2);
    await town.running.gateway.tick();
    const rows = await town.running.gateway.store.read.selectFrom('ledger_entries').select(['act', 'bytes']).where('idx', '>=', before).execute();
    expect(rows.map(({ act }) => act)).toEqual(['strangers']);
    expect(rows[0]?.bytes).toContain('sign-in-failed');
    expect(rows[0]?.bytes).not.toContain('password-in-the-wrong-field');
  });
});
