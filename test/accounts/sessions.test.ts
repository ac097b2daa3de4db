import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApi } from '../../client/api.ts';
import { createSignedFetch } from '../../client/cli/signed-fetch.ts';
import { foundTown, resetByTwo, type Town } from '../town.ts';

describe('sessions', () => {
  let town: Town;
  beforeAll(async () => {
    town = await foundTown();
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  const ended = { problem: { code: 'SESSION_ENDED', status: 401 } };
  const alive = async (): Promise<boolean> => (await town.sato.api.call('session', {})).side === 'ward';

  it('end after thirty idle minutes, and not while somebody works [ASVS 7.3.1]', async () => {
    for (let turn = 0; turn < 4; turn += 1) {
      town.time.advance(29);
      expect(await alive()).toBe(true);
    }
    town.time.advance(30);
    await expect(alive()).rejects.toMatchObject(ended);
  });

  it('end after ten hours, however busy, and a changed password does not stretch them [ASVS 7.3.2]', async () => {
    await town.sato.signInAgain();
    for (let minutes = 0; minutes < 580; minutes += 20) {
      town.time.advance(20);
      expect(await alive()).toBe(true);
    }
    await town.sato.api.call('changePassword', { body: { current: town.sato.password, next: `${town.sato.password} 二` } });
    town.time.advance(19);
    expect(await alive()).toBe(true);
    town.time.advance(1);
    await expect(alive()).rejects.toMatchObject(ended);
  });

  it('are kept as hashes: what lies in the database opens nothing [ASVS 7.2.3]', async () => {
    await town.takahashi.signInAgain();
    const token = /=(.*)/.exec(town.takahashi.line.headers()['cookie'] ?? '')?.[1] ?? '';
    const rows = await town.running.gateway.store.read.selectFrom('sessions').select('id_hash').execute();
    expect([token.length, rows.every((row) => /^[0-9a-f]{64}$/.test(row.id_hash) && row.id_hash !== token)]).toEqual([43, true]);
  });

  it('of an initial password allow nothing but to change it, once, within seven days [ASVS 6.4.1]', async () => {
    await town.admin.signInAgain();
    const person = async (login: string) => (await town.admin.api.call('addAccount', { body: { role: 'auditor', login, name: '新 人' } })).initial;
    const [soon, late] = [await person('soon'), await person('late')];
    const newcomer = () => createApi({ base: town.running.origins.ward, fetch: createSignedFetch(town.running.origins.ward).fetch });
    const api = newcomer();
    expect(await api.call('signIn', { body: { login: soon.login, password: soon.password } })).toMatchObject({ mustChangePassword: true });
    await expect(api.call('searchLedger', { body: {} })).rejects.toMatchObject({ problem: { code: 'PASSWORD_CHANGE_REQUIRED', status: 403 } });
    await expect(newcomer().call('signIn', { body: { login: soon.login, password: soon.password } })).rejects.toMatchObject({ problem: { code: 'SIGN_IN_FAILED' } });
    town.time.advance(7 * 24 * 60);
    await expect(newcomer().call('signIn', { body: { login: late.login, password: late.password } })).rejects.toMatchObject({ problem: { code: 'SIGN_IN_FAILED', status: 401 } });
  });

  it('end at once when the account is disabled or its password reset [ASVS 7.4.2] [ASVS 6.5.6] [ASVS 7.4.5]', async () => {
    await town.admin.signInAgain();
    await town.takahashi.signInAgain();
    await resetByTwo(town, town.takahashi.id);
    await expect(town.takahashi.api.call('session', {})).rejects.toMatchObject(ended);
    await expect(town.takahashi.signInAgain()).rejects.toMatchObject({ problem: { code: 'SIGN_IN_FAILED' } });
    await town.auditor.signInAgain();
    await town.admin.api.call('disableAccount', { id: town.auditor.id });
    await expect(town.auditor.api.call('session', {})).rejects.toMatchObject(ended);
    await expect(town.auditor.signInAgain()).rejects.toMatchObject({ problem: { code: 'SIGN_IN_FAILED' } });
  });
});
