import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApi, type Api } from '../../client/api.ts';
import { createSignedFetch } from '../../client/cli/signed-fetch.ts';
import { browserOf } from '../../server/accounts/browser.ts';
import { ownActs } from '../../server/accounts/happenings.ts';
import type { HappeningView } from '../../server/http/wire/own-account.ts';
import { openConnection } from '../../server/store/connection.ts';
import { from } from '../hostile/from-address.ts';
import { newestEntries } from '../hostile/line.ts';
import { quickHasher } from '../quick-hasher.ts';
import { Post, textOf } from '../records/reminding/post.ts';
import { foundTown, resetByTwo, type Someone, type Town } from '../town.ts';
import { enrol } from './authenticator.ts';

const refusal = (code: string) => ({ problem: { code } });
const edge = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0';

describe('the own account', () => {
  let town: Town;
  const post = new Post();
  /** Happens once, while a new password is hashed. */
  let meanwhile: (() => Promise<unknown>) | null = null;
  const hash = async (password: string): Promise<string> => {
    const now = meanwhile;
    meanwhile = null;
    await now?.();
    return quickHasher.hash(password);
  };
  beforeAll(async () => {
    town = await foundTown({ surroundings: { hasher: { ...quickHasher, hash } }, environment: { KAGIBAKO_SMTP_URL: `smtp://127.0.0.1:${String(await post.listen())}`, KAGIBAKO_MAIL_FROM: 'kagibako@asagiri.example' } });
    await tick();
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
    await post.close();
  });

  const tick = (): Promise<void> => town.running.gateway.tick();
  /** Another browser of the same person. */
  const elsewhere = async (who: Someone, side: 'ward' | 'contractor' = 'ward'): Promise<{ api: Api; token: string }> => {
    const base = town.running.origins[side];
    const line = createSignedFetch(base, undefined, (input, init) => fetch(input, { ...init, headers: { ...Object.fromEntries(new Headers(init.headers)), 'user-agent': edge } }));
    const api = createApi({ base, fetch: line.fetch });
    await api.call('signIn', { body: { login: who.login, password: who.password, ...(side === 'ward' ? {} : { page: town.firm.page }) } });
    return { api, token: /=(.+)$/.exec(line.headers()['cookie'] ?? '')?.[1] ?? '' };
  };
  const tryAs = (login: string, password: string, address = '127.0.0.1') => from(address, town.running.origins.ward, { method: 'POST', path: '/api/v1/session', body: JSON.stringify({ login, password }) });
  const happened = async (who: Someone, what: HappeningView['what']): Promise<HappeningView[]> => (await who.api.call('happenings', {})).happenings.filter((one) => one.what === what);
  /** Gives the person an address, and returns what came by mail to that address since then. */
  const mailed = (address: string): string[] => post.arrived.filter(({ to }) => to.includes(address)).map(textOf);
  const setAddress = async (who: Someone, email: string): Promise<void> => {
    const account = (await town.admin.api.call('accounts', {})).find(({ id }) => id === who.id);
    await town.admin.api.call('changeAccount', { id: who.id, body: { changes: { email }, seen: account?.seen ?? '', reason: '本人の届出' } });
  };

  it('lists where a person is signed in, with the browser in plain words, and names no session by its token or a hash of it [ASVS 7.5.2]', async () => {
    const other = await elsewhere(town.sato);
    const { sessions } = await town.sato.api.call('ownSessions', {});
    expect(sessions.map(({ here, browser, system, address }) => [here, browser, system, address])).toEqual([[true, 'program', 'unknown', '127.0.0.1'], [false, 'edge', 'windows', '127.0.0.1']]);
    expect((await other.api.call('ownSessions', {})).sessions.map(({ here }) => here)).toEqual([true, false]);
    const said = JSON.stringify(sessions);
    for (const secret of [other.token, createHash('sha256').update(other.token).digest('hex')]) expect([secret.length > 40, said.includes(secret)]).toEqual([true, false]);
    expect(sessions.every(({ id }) => /^[0-9a-f]{32}$/.test(id))).toBe(true);
    // The name of a session opens nothing.
    expect((await from('127.0.0.1', town.running.origins.ward, { path: '/api/v1/session', headers: { cookie: `kagibako-ward=${sessions[0]?.id ?? ''}; __Host-kagibako-ward=${sessions[0]?.id ?? ''}` } })).status).toBe(401);
  });

  it.each(['ward', 'contractor'] as const)('ends each of them only with the password again, at once, and the ledger tells it (%s) [ASVS 7.5.2]', async (side) => {
    const who = side === 'ward' ? town.sato : town.tanaka;
    const others = [await elsewhere(who, side), await elsewhere(who, side), await elsewhere(who, side)];
    const id = (await others[0]?.api.call('ownSessions', {}))?.sessions.find(({ here }) => here)?.id ?? '';
    await expect(who.api.call('endOwnSession', { id, body: { password: 'まちがい まちがい まちがい' } })).rejects.toMatchObject(refusal('PASSWORD_CURRENT_WRONG'));
    await expect(who.api.call('endOtherSessions', { body: { password: 'まちがい まちがい まちがい' } })).rejects.toMatchObject(refusal('PASSWORD_CURRENT_WRONG'));
    expect((await others[0]?.api.call('session', {}))?.side).toBe(side);
    expect((await who.api.call('endOwnSession', { id, body: { password: who.password } })).sessions.map((one) => one.id)).not.toContain(id);
    expect((await newestEntries(town, 1))[0]).toContain('end-session');
    await expect(others[0]?.api.call('session', {})).rejects.toMatchObject(refusal('SESSION_ENDED'));
    await expect(who.api.call('endOwnSession', { id, body: { password: who.password } })).rejects.toMatchObject(refusal('NOT_FOUND'));
    expect((await who.api.call('endOtherSessions', { body: { password: who.password } })).sessions.map(({ here }) => here)).toEqual([true]);
    for (const { api } of others.slice(1)) await expect(api.call('session', {})).rejects.toMatchObject(refusal('SESSION_ENDED'));
    expect((await happened(who, 'sessions-ended'))[0]).toMatchObject({ isNew: false, by: null });
  });

  it('does not let a sign-in that was ended meanwhile go on by what it was about to change [ASVS 7.5.2]', async () => {
    const { sato } = town;
    const other = await elsewhere(sato);
    meanwhile = () => sato.api.call('endOtherSessions', { body: { password: sato.password } });
    await expect(other.api.call('changePassword', { body: { current: sato.password, next: `${sato.password} 3` } })).rejects.toMatchObject(refusal('SESSION_ENDED'));
    await expect(other.api.call('session', {})).rejects.toMatchObject(refusal('SESSION_ENDED'));
    expect((await sato.api.call('ownSessions', {})).sessions.map(({ here }) => here)).toEqual([true]);
    await sato.signInAgain();
  });

  it('answers about another person\'s session as about one that is not there, whatever password comes with it [H 48] [ASVS 7.5.2]', async () => {
    const theirs = (await town.takahashi.api.call('ownSessions', {})).sessions[0]?.id ?? '';
    const answers = [];
    for (const id of [theirs, randomBytes(16).toString('hex')]) {
      for (const password of [town.sato.password, 'まちがい まちがい まちがい']) {
        const { status, text } = await from('127.0.0.1', town.running.origins.ward, { method: 'POST', path: `/api/v1/sessions/${id}/end`, headers: town.sato.line.headers(), body: JSON.stringify({ password }) });
        answers.push(`${String(status)} ${text}`);
      }
    }
    expect([new Set(answers).size, answers[0]?.startsWith('404 ')]).toEqual([1, true]);
    expect((await town.takahashi.api.call('session', {})).account.name).toBe('髙橋 健');
  });

  it('tells a person at the next sign-in and by mail that the way in was changed, and of a new e-mail address at the old one too [ASVS 6.3.7]', async () => {
    const { sato } = town;
    town.time.advance(1);
    await setAddress(sato, 'old@asagiri.example');
    await tick();
    await setAddress(sato, 'sato@asagiri.example');
    await tick();
    expect([mailed('old@asagiri.example').length, mailed('sato@asagiri.example').length]).toEqual([2, 1]);
    town.time.advance(1);
    await sato.signInAgain();
    expect((await sato.api.call('session', {})).newHappenings).toBe(2);
    town.time.advance(1);
    await sato.api.call('changePassword', { body: { current: sato.password, next: `${sato.password} 2` } });
    await sato.api.call('changePassword', { body: { current: `${sato.password} 2`, next: sato.password } });
    await tick();
    // Two changes, one message: the second found the first still waiting.
    expect(mailed('sato@asagiri.example').length).toBe(2);
    town.time.advance(1);
    await sato.signInAgain();
    expect((await sato.api.call('session', {})).newHappenings).toBe(2);
    expect((await happened(sato, 'password-changed')).map(({ isNew, by }) => [isNew, by]).slice(0, 2)).toEqual([[true, null], [true, null]]);
    expect((await happened(sato, 'email-changed')).map(({ by }) => by)).toEqual(['管理 太郎', '管理 太郎']);
    town.time.advance(1);
    await sato.signInAgain();
    expect((await sato.api.call('session', {})).newHappenings).toBe(0);
    for (const text of [...mailed('old@asagiri.example'), ...mailed('sato@asagiri.example')]) {
      expect(text).toContain('/me/happenings');
      for (const word of [sato.password, 'sato@', '佐藤', '管理 太郎', 'みどり']) expect(text).not.toContain(word);
    }
    // An address of before is kept no longer than its message: sent, or too late because the mail server was away for days.
    post.away = true;
    await setAddress(sato, 'new@asagiri.example');
    await setAddress(sato, 'sato@asagiri.example');
    await tick();
    const kept = async () => (await town.running.gateway.store.read.selectFrom('mails').select('address').where('address', 'is not', null).execute()).map(({ address }) => address).sort();
    expect(await kept()).toEqual(['new@asagiri.example', 'sato@asagiri.example']);
    town.time.advance(4 * 24 * 60);
    post.away = false;
    await tick();
    expect(await kept()).toEqual([]);
    for (const who of [town.admin, sato, town.takahashi, town.auditor]) await who.signInAgain();
  });

  it('tells of each change: second factor, recovery codes, resets by others [ASVS 6.3.7]', async () => {
    const { takahashi } = town;
    await enrol(town, takahashi);
    await takahashi.api.call('renewRecoveryCodes', { body: { password: takahashi.password } });
    await takahashi.api.call('removeCodes', { body: { password: takahashi.password } });
    await town.admin.signInAgain();
    await enrol(town, takahashi);
    await resetByTwo(town, takahashi.id, 'second-factor');
    await takahashi.signInAgain();
    const told = (await takahashi.api.call('happenings', {})).happenings.map(({ what, by }) => [what, by]);
    for (const what of ['codes-enrolled', 'recovery-renewed', 'codes-removed']) expect(told).toContainEqual([what, null]);
    expect(told).toContainEqual(['reset-asked', '管理 太郎']);
    expect(told).toContainEqual(['factor-reset', '管理 次郎']);
    // Nobody hears of another's account.
    expect((await town.auditor.api.call('happenings', {})).happenings.some(({ what }) => what === 'factor-reset' || what === 'codes-enrolled')).toBe(false);
  });

  it('tells of a right password that stopped before the second factor, though nothing of it was refused, and mails it once a day [ASVS 6.3.5]', async () => {
    const { sato } = town;
    const app = await enrol(town, sato);
    await tick();
    const before = mailed('sato@asagiri.example').length;
    expect((await tryAs('sato', sato.password)).text).toContain('secondFactor');
    await tick();
    expect(await happened(sato, 'factor-not-shown')).toEqual([]);
    town.time.advance(6);
    await tick();
    expect(await happened(sato, 'factor-not-shown')).toMatchObject([{ count: 1, address: '127.0.0.1', by: null, isNew: true }]);
    expect((await sato.api.call('session', {})).newHappenings).toBeGreaterThan(0);
    expect(mailed('sato@asagiri.example').length).toBe(before + 1);
    await tryAs('sato', sato.password);
    town.time.advance(6);
    await tick();
    expect([(await happened(sato, 'factor-not-shown')).length, mailed('sato@asagiri.example').length]).toEqual([2, before + 1]);
    // Who begins again in the same browser and comes in has not stopped.
    const base = town.running.origins.ward;
    const api = createApi({ base, fetch: createSignedFetch(base).fetch });
    for (let i = 0; i < 2; i += 1) await api.call('signIn', { body: { login: 'sato', password: sato.password } });
    await api.call('secondStep', { body: { code: app.code() } });
    town.time.advance(6);
    await tick();
    expect((await happened(sato, 'factor-not-shown')).length).toBe(2);
    // Who goes on as somebody else hides nothing by it, and the step left open is no longer open.
    const other = createApi({ base, fetch: createSignedFetch(base).fetch });
    await other.call('signIn', { body: { login: 'sato', password: sato.password } });
    await other.call('signIn', { body: { login: 'takahashi', password: town.takahashi.password } });
    await tick();
    expect((await happened(sato, 'factor-not-shown')).length).toBe(3);
    // Nor does ending every other sign-in hide that somebody stood there with the password.
    await api.call('signIn', { body: { login: 'sato', password: sato.password } });
    await sato.api.call('endOtherSessions', { body: { password: sato.password } });
    await expect(api.call('secondStep', { body: { code: app.code() } })).rejects.toMatchObject(refusal('SIGN_IN_BEGIN_AGAIN'));
    await tick();
    expect((await happened(sato, 'factor-not-shown')).length).toBe(4);
  });

  it('tells of many wrong passwords, of one day as one, keeps nothing of what belongs to nobody, and lets no stranger fill a mailbox [ASVS 6.3.5] [H 104]', async () => {
    const { auditor } = town;
    await setAddress(auditor, 'kansa@asagiri.example');
    await tick();
    const before = mailed('kansa@asagiri.example').length;
    await auditor.signInAgain();
    for (let i = 0; i < 4; i += 1) await tryAs('kansa', `wrong wrong wrong ${String(i)}`);
    await tryAs('nobody-of-this-name', 'wrong wrong wrong');
    await tick();
    expect((await happened(auditor, 'tries-refused')).map(({ count, isNew, address }) => [count, isNew, address])).toEqual([[4, false, null]]);
    expect(mailed('kansa@asagiri.example').length).toBe(before);
    for (const address of ['127.0.0.2', '127.0.0.3', '127.0.0.4']) {
      await tryAs('kansa', 'wrong wrong wrong', address);
      await tick();
    }
    expect((await happened(auditor, 'tries-refused')).map(({ count, isNew }) => [count, isNew])).toEqual([[7, true]]);
    expect(mailed('kansa@asagiri.example').length).toBe(before + 1);
    expect((await town.running.gateway.store.read.selectFrom('refused_tries').select('account_id').execute()).map((row) => row.account_id)).toEqual([auditor.id]);
    // Somebody without an address is told at the next sign-in, and costs no further write meanwhile.
    for (let i = 0; i < 5; i += 1) await tryAs('takahashi', 'wrong wrong wrong', `127.0.2.${String(i + 1)}`);
    for (let i = 0; i < 2; i += 1) {
      town.time.advance(2);
      await tick();
    }
    const written = async () => town.running.gateway.store.read.selectFrom('watch_states').select('since').where('name', '=', 'account-news').executeTakeFirst();
    const last = await written();
    town.time.advance(2);
    await tick();
    expect(await written()).toEqual(last);
    // What is sent for the next day goes out on the next day.
    town.time.advance(24 * 60);
    for (let i = 0; i < 5; i += 1) await tryAs('kansa', 'wrong wrong wrong', `127.0.1.${String(i + 1)}`);
    await tick();
    expect(mailed('kansa@asagiri.example').length).toBe(before + 2);
  });

  it('tells of a sign-in from where the person had not come before, and not of the usual one [ASVS 6.3.5]', async () => {
    await town.auditor.signInAgain();
    town.time.advance(1);
    expect((await tryAs('kansa', town.auditor.password, '127.0.0.9')).status).toBe(201);
    expect((await tryAs('kansa', town.auditor.password, '127.0.0.9')).status).toBe(201);
    const found = await happened(town.auditor, 'signed-in');
    expect(found.filter(({ newAddress }) => newAddress).map(({ address, isNew }) => [address, isNew])).toEqual([['127.0.0.9', true]]);
    expect(found.filter(({ address }) => address === '127.0.0.9').length).toBe(2);
    expect((await town.auditor.api.call('session', {})).newHappenings).toBeGreaterThan(0);
    // Whoever came from there saw the line as well; the person hears of it none the less, once.
    for (const expected of [1, 0]) {
      town.time.advance(1);
      await town.auditor.signInAgain();
      expect((await town.auditor.api.call('session', {})).newHappenings).toBe(expected);
    }
  });

  it('finds a person\'s own entries without a walk through the ledger', async () => {
    const asked = town.running.gateway.store.read.selectFrom('ledger_entries').select('at').where('actor_id', '=', 'x').where(ownActs).where('act', '=', 'sign-in').orderBy('idx', 'desc').limit(1).compile();
    const connection = await openConnection(`${town.settings.dataFolder}/kagibako.db`, 'read');
    expect((await connection.all(`EXPLAIN QUERY PLAN ${asked.sql}`)).map((row) => String(row['detail']))).toEqual([expect.stringContaining('ledger_entries_own')]);
    await connection.close();
  });
});

describe('which browser it is', () => {
  it.each([
    [edge, 'edge windows'], ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15', 'safari mac'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'firefox linux'], ['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36', 'chrome android'],
    ['<script>alert(1)</script>', 'unknown unknown'], [undefined, 'unknown unknown'],
  ])('%s', (userAgent, expected) => {
    expect(browserOf(userAgent)).toBe(expected);
  });
});
