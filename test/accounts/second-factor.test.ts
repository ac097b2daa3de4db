import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApi, type Api } from '../../client/api.ts';
import { createSignedFetch, type SignedFetch } from '../../client/cli/signed-fetch.ts';
import { filesBelow } from '../../client/cli/demo/same-bytes.ts';
import { routes, type RouteName } from '../../server/http/wire/routes.ts';
import { newestEntries } from '../hostile/line.ts';
import { foundTown, type Someone, type Town } from '../town.ts';
import { authenticator, enrol, type Authenticator } from './authenticator.ts';

const refusal = (code: string) => ({ problem: { code } });

describe('a second factor', () => {
  let town: Town;
  let app: Authenticator & { readonly recoveryCodes: readonly string[] };
  beforeAll(async () => {
    town = await foundTown();
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });
  const lines = new WeakMap<Api, SignedFetch>();
  const stranger = (): Api => {
    const line = createSignedFetch(town.running.origins.ward);
    const api = createApi({ base: town.running.origins.ward, fetch: line.fetch });
    lines.set(api, line);
    return api;
  };
  const half = async (who: Someone): Promise<Api> => {
    const api = stranger();
    expect(await api.call('signIn', { body: { login: who.login, password: who.password } })).toEqual({ secondFactor: ['code'] });
    return api;
  };
  const comesIn = async (code: string): Promise<void> => {
    const api = await half(town.sato);
    expect((await api.call('secondStep', { body: { code } })).account.name).toBe('佐藤 恵');
  };

  it('is begun only with the password asked again, however the session came about [ASVS 7.5.1]', async () => {
    await expect(town.sato.api.call('beginCodes', { body: { password: 'まちがい まちがい まちがい' } })).rejects.toMatchObject(refusal('PASSWORD_CURRENT_WRONG'));
    await expect(town.sato.api.call('renewRecoveryCodes', { body: { password: town.sato.password } })).rejects.toMatchObject(refusal('SECOND_FACTOR_NOT_BEGUN'));
    expect(await town.sato.api.call('factors', {})).toEqual({ codesSince: null, recoveryCodesLeft: 0, passkeys: [], passkeysPossible: false, rule: 'optional' });
  });

  it('counts for nothing before a code has confirmed it, and no recovery code exists before that', async () => {
    const { secret, address } = await town.sato.api.call('beginCodes', { body: { password: town.sato.password } });
    expect([secret.length, new URL(address).searchParams.get('secret')]).toEqual([32, secret]);
    const { read } = town.running.gateway.store;
    expect(await read.selectFrom('recovery_codes').selectAll().execute()).toEqual([]);
    // Nothing but the password is asked still, and there is no second step to give anything to.
    expect(await stranger().call('signIn', { body: { login: 'sato', password: town.sato.password } })).toMatchObject({ account: { name: '佐藤 恵' } });
    await expect(stranger().call('secondStep', { body: { code: authenticator(town, secret).code() } })).rejects.toMatchObject(refusal('SIGN_IN_BEGIN_AGAIN'));
    await expect(town.sato.api.call('confirmCodes', { body: { code: authenticator(town, secret).code(5) } })).rejects.toMatchObject(refusal('SECOND_FACTOR_WRONG'));
    town.time.advance(31);
    await town.sato.signInAgain();
    await expect(town.sato.api.call('confirmCodes', { body: { code: authenticator(town, secret).code() } })).rejects.toMatchObject(refusal('SECOND_FACTOR_NOT_BEGUN'));
  });

  it('once confirmed gives ten recovery codes, a new token, and ends every other session [ASVS 7.4.3] [ASVS 6.5.3]', async () => {
    const elsewhere = stranger();
    await elsewhere.call('signIn', { body: { login: 'sato', password: town.sato.password } });
    const before = town.sato.line.headers()['cookie'];
    app = await enrol(town, town.sato);
    expect([app.recoveryCodes.length, new Set(app.recoveryCodes).size, app.recoveryCodes.every((code) => /^(?:[b-df-hj-km-np-tv-xz2-9]{4}-){5}[b-df-hj-km-np-tv-xz2-9]{4}$/.test(code))]).toEqual([10, 10, true]);
    expect(town.sato.line.headers()['cookie']).not.toBe(before);
    await expect(elsewhere.call('session', {})).rejects.toMatchObject(refusal('SESSION_ENDED'));
    expect(await town.sato.api.call('factors', {})).toMatchObject({ recoveryCodesLeft: 10, rule: 'optional' });
  });

  it('stands wrapped in the database: neither secret nor recovery code is in any file, log or entry [ASVS 6.5.2]', async () => {
    for (const path of await filesBelow(town.folder)) {
      const bytes = await readFile(join(path));
      for (const word of [app.secret, ...app.recoveryCodes, ...app.recoveryCodes.map((code) => code.replaceAll('-', ''))]) expect(bytes.includes(word), path).toBe(false);
    }
  });

  it('between password and code nothing opens but the second step [ASVS 6.3.3]', async () => {
    const api = await half(town.sato);
    const names = (Object.keys(routes) as RouteName[]).filter((name) => routes[name].roles !== 'anyone' && routes[name].method === 'GET' && !routes[name].path.includes(':') && (routes[name].sides as readonly string[]).includes('ward'));
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) expect([name, (await fetch(`${town.running.origins.ward}/api/v1${routes[name].path}`, { headers: lines.get(api)?.headers() ?? {} })).status]).toEqual([name, 401]);
    expect((await api.call('secondStep', { body: { code: app.code() } })).account.name).toBe('佐藤 恵');
    expect((await api.call('session', {})).account.name).toBe('佐藤 恵');
    town.time.advance(1);
  });

  it('a code is good once, a step early or late, never again, and not after a restart either [H 55] [ASVS 6.5.1] [ASVS 6.5.8]', async () => {
    const code = app.code();
    await comesIn(code);
    await expect((await half(town.sato)).call('secondStep', { body: { code } })).rejects.toMatchObject(refusal('SECOND_FACTOR_WRONG'));
    expect((await newestEntries(town, 1))[0]).toContain('SECOND_FACTOR_WRONG');
    await town.restart();
    await expect((await half(town.sato)).call('secondStep', { body: { code } })).rejects.toMatchObject(refusal('SECOND_FACTOR_WRONG'));
    // The telephone is half a minute ahead, then behind: what was used, and whatever came before it, stays void.
    const ahead = app.code(1);
    await comesIn(ahead);
    await expect((await half(town.sato)).call('secondStep', { body: { code: app.code() } })).rejects.toMatchObject(refusal('SECOND_FACTOR_WRONG'));
    town.time.advance(2);
    await comesIn(app.code(-1));
    await expect((await half(town.sato)).call('secondStep', { body: { code: app.code(2) } })).rejects.toMatchObject(refusal('SECOND_FACTOR_WRONG'));
  });

  it('of two who give the same code at once one comes in', async () => {
    town.time.advance(20);
    const code = app.code();
    const both = await Promise.all([half(town.sato), half(town.sato)]);
    const came = await Promise.allSettled(both.map((api) => api.call('secondStep', { body: { code } })));
    expect(came.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('a recovery code comes in once, however it is written, and the ledger tells that one was used [ASVS 6.5.1] [ASVS 6.5.4]', async () => {
    const [first = '', second = ''] = app.recoveryCodes;
    await comesIn(first.toUpperCase().replaceAll('-', ' '));
    await expect((await half(town.sato)).call('secondStep', { body: { code: first } })).rejects.toMatchObject(refusal('SECOND_FACTOR_WRONG'));
    await comesIn(second);
    const told = await town.running.gateway.store.read.selectFrom('ledger_entries').select('bytes').where('act', '=', 'sign-in').orderBy('idx', 'desc').limit(1).executeTakeFirstOrThrow();
    expect(JSON.parse(told.bytes)).toMatchObject({ facts: { factor: 'recovery-code', left: 8 } });
  });

  it('the second step ends after five minutes, and with a changed password', async () => {
    const late = await half(town.sato);
    town.time.advance(6);
    await expect(late.call('secondStep', { body: { code: app.code() } })).rejects.toMatchObject(refusal('SIGN_IN_BEGIN_AGAIN'));
    const waiting = await half(town.sato);
    const api = await half(town.sato);
    await api.call('secondStep', { body: { code: app.code() } });
    await api.call('changePassword', { body: { current: town.sato.password, next: `${town.sato.password} 2` } });
    town.time.advance(1);
    await expect(waiting.call('secondStep', { body: { code: app.code() } })).rejects.toMatchObject(refusal('SIGN_IN_BEGIN_AGAIN'));
    await api.call('changePassword', { body: { current: `${town.sato.password} 2`, next: town.sato.password } });
  });

  it('guessing codes is slowed like guessing passwords, and shuts nobody out who has no password to show [H 53]', async () => {
    town.time.advance(60);
    const api = await half(town.sato);
    for (let i = 0; i < 6; i += 1) await expect(api.call('secondStep', { body: { code: String(100_000 + i) } })).rejects.toMatchObject(refusal('SECOND_FACTOR_WRONG'));
    await expect(api.call('secondStep', { body: { code: app.code() } })).rejects.toMatchObject({ problem: { code: 'TOO_MANY_TRIES', status: 429 } });
    await town.takahashi.signInAgain();
    town.time.advance(2);
    await api.call('secondStep', { body: { code: app.code() } });
    // Without the password nobody comes to where codes are tried.
    for (let i = 0; i < 8; i += 1) await expect(stranger().call('secondStep', { body: { code: '123456' } })).rejects.toMatchObject(refusal('SIGN_IN_BEGIN_AGAIN'));
    town.time.advance(1);
    await comesIn(app.code());
  });

  it('is taken away with the password asked again, and the recovery codes with it [ASVS 6.5.6]', async () => {
    await town.takahashi.signInAgain();
    const other = await enrol(town, town.takahashi);
    await expect(town.takahashi.api.call('removeCodes', { body: { password: 'まちがい まちがい まちがい' } })).rejects.toMatchObject(refusal('PASSWORD_CURRENT_WRONG'));
    const { recoveryCodes: renewed } = await town.takahashi.api.call('renewRecoveryCodes', { body: { password: town.takahashi.password } });
    expect(renewed.some((code) => other.recoveryCodes.includes(code))).toBe(false);
    await expect((await half(town.takahashi)).call('secondStep', { body: { code: other.recoveryCodes[0] ?? '' } })).rejects.toMatchObject(refusal('SECOND_FACTOR_WRONG'));
    expect((await town.takahashi.api.call('removeCodes', { body: { password: town.takahashi.password } })).factors).toMatchObject({ codesSince: null, recoveryCodesLeft: 0 });
    await town.takahashi.signInAgain();
    expect((await town.takahashi.api.call('session', {})).account.name).toBe('髙橋 健');
  });
});
