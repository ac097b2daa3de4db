import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApi } from '../../client/api.ts';
import { createSignedFetch } from '../../client/cli/signed-fetch.ts';
import { routes, type RouteName } from '../../server/http/wire/routes.ts';
import { foundTown, resetByTwo, type Someone, type Town } from '../town.ts';
import { entryCount, head, kept, newestEntries, problemIn, raw } from './line.ts';

describe('sessions, origins and methods', () => {
  let town: Town;
  beforeAll(async () => {
    town = await foundTown();
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  const signInBody = (who: Someone): string => JSON.stringify({ login: who.login, password: who.password });
  const post = (who: Someone, path: string, body: string, headers: Readonly<Record<string, string>> = {}) =>
    raw(town.running.origins.ward, head(who, 'POST', path, { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), ...headers }) + body);
  const tokenIn = (answer: { headers: Readonly<Record<string, string>> }): string => /=([^;]*)/.exec(answer.headers['set-cookie'] ?? '')?.[1] ?? '';
  const sessionOf = async (cookie: string): Promise<number> => (await raw(town.running.origins.ward, head(town.sato, 'GET', '/api/v1/session', { cookie }))).status;

  it('gives a new session at each sign-in, never the one that was brought, and ends that [H 46] [ASVS 7.2.1] [ASVS 7.2.2] [ASVS 7.2.4]', async () => {
    const brought = 'a'.repeat(43);
    const first = await post(town.sato, '/api/v1/session', signInBody(town.sato), { cookie: `__Host-kagibako-ward=${brought}` });
    expect(first.status).toBe(201);
    expect(tokenIn(first)).toMatch(/^[\w-]{43}$/);
    expect(tokenIn(first)).not.toBe(brought);
    expect(await sessionOf(`__Host-kagibako-ward=${brought}`)).toBe(401);
    const second = await post(town.sato, '/api/v1/session', signInBody(town.sato), { cookie: `__Host-kagibako-ward=${tokenIn(first)}` });
    expect(tokenIn(second)).not.toBe(tokenIn(first));
    expect([await sessionOf(`__Host-kagibako-ward=${tokenIn(first)}`), await sessionOf(`__Host-kagibako-ward=${tokenIn(second)}`)]).toEqual([401, 200]);
  });

  it('keeps the cookie to this host, to HTTP and to our own pages [H 46] [ASVS 3.3.1] [ASVS 3.3.2] [ASVS 3.3.3] [ASVS 3.3.4]', async () => {
    const answer = await post(town.sato, '/api/v1/session', signInBody(town.sato));
    expect(answer.headers['set-cookie']).toMatch(/^__Host-kagibako-ward=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict$/);
    const cookie = `__Host-kagibako-ward=${tokenIn(answer)}`;
    expect(await sessionOf(`${cookie}; ${cookie}`)).toBe(401);
    expect(await sessionOf(`__Host-kagibako-contractor=${tokenIn(answer)}`)).toBe(401);
    // Not good on the other listener either, under its own name.
    expect((await raw(town.running.origins.contractor, head(town.tanaka, 'GET', '/api/v1/session', { cookie: `__Host-kagibako-contractor=${tokenIn(answer)}` }))).status).toBe(401);
  });

  it('makes the old token void when the password changes, and of signing out [H 46] [H 68] [ASVS 7.4.1] [ASVS 7.4.3]', async () => {
    const one = await post(town.sato, '/api/v1/session', signInBody(town.sato));
    const two = await post(town.sato, '/api/v1/session', signInBody(town.sato), { cookie: '' });
    const next = '新しい ことばを 四つ ならべる';
    const changed = await post(town.sato, '/api/v1/session/password', JSON.stringify({ current: town.sato.password, next }), { cookie: `__Host-kagibako-ward=${tokenIn(one)}` });
    expect(changed.status).toBe(200);
    expect([await sessionOf(`__Host-kagibako-ward=${tokenIn(one)}`), await sessionOf(`__Host-kagibako-ward=${tokenIn(two)}`), await sessionOf(`__Host-kagibako-ward=${tokenIn(changed)}`)]).toEqual([401, 401, 200]);
    const cookie = `__Host-kagibako-ward=${tokenIn(changed)}`;
    expect((await post(town.sato, '/api/v1/session/password', JSON.stringify({ current: next, next: `${town.sato.password} 2` }), { cookie })).status).toBe(200);
    const third = await post(town.sato, '/api/v1/session', JSON.stringify({ login: 'sato', password: `${town.sato.password} 2` }));
    const out = await raw(town.running.origins.ward, head(town.sato, 'DELETE', '/api/v1/session', { cookie: `__Host-kagibako-ward=${tokenIn(third)}` }));
    expect([out.status, out.headers['set-cookie'], out.headers['clear-site-data']]).toEqual([204, '__Host-kagibako-ward=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0', '"cache"']);
    expect(await sessionOf(`__Host-kagibako-ward=${tokenIn(third)}`)).toBe(401);
    await resetByTwo(town, town.sato.id);
  });

  it.each([['none', {}], ['a foreign one', { origin: 'https://evil.example' }], ['null', { origin: 'null' }], ['our own, from another site', { 'sec-fetch-site': 'cross-site' }], ['the other listener', { origin: 'CONTRACTOR' }]])('refuses every changing request with origin: %s [H 47]', async (_, headers) => {
    const before = [await entryCount(town), await kept(town)];
    const changing = Object.values(routes).filter((route) => route.method !== 'GET' && (route.sides as readonly string[]).includes('ward'));
    for (const { method, path } of changing) {
      const lines: Record<string, string> = { ...headers };
      if (lines['origin'] === 'CONTRACTOR') lines['origin'] = town.running.origins.contractor;
      const own = { host: new URL(town.running.origins.ward).host, cookie: town.takahashi.line.headers()['cookie'] ?? '', ...('sec-fetch-site' in lines ? { origin: town.running.origins.ward } : {}), ...lines };
      const text = `${method} /api/v1${path.replace(/:\w+/g, '0')} HTTP/1.1\r\n${Object.entries(own).map(([name, value]) => `${name}: ${value}\r\n`).join('')}content-length: 0\r\n\r\n`;
      const answer = await raw(town.running.origins.ward, text);
      expect([method, path, answer.status, problemIn(answer).code]).toEqual([method, path, 403, 'ORIGIN_REFUSED']);
    }
    expect([await entryCount(town), await kept(town)]).toEqual(before);
  });

  it.each(['cross-site', 'same-site'])('reads nothing of the API for a page of another site, nor of a neighbouring host: %s [H 47] [ASVS 3.5.3]', async (site) => {
    const before = [await entryCount(town), await kept(town)];
    const reading = Object.values(routes).filter((route) => route.method === 'GET' && (route.sides as readonly string[]).includes('ward'));
    for (const path of [...reading.map((route) => `/api/v1${route.path.replace(/:\w+/g, '0')}`), '/api/openapi.json', '/API/v1/session']) {
      const answer = await raw(town.running.origins.ward, head(town.takahashi, 'GET', path, { 'sec-fetch-site': site }));
      expect([path, answer.status, problemIn(answer).code]).toEqual([path, 403, 'ORIGIN_REFUSED']);
    }
    expect([await entryCount(town), await kept(town)]).toEqual(before);
    for (const own of ['same-origin', 'none']) expect((await raw(town.running.origins.ward, head(town.takahashi, 'GET', '/api/v1/session', { 'sec-fetch-site': own }))).status).toBe(200);
  });

  it('refuses a form where JSON is expected [H 47] [ASVS 3.5.2]', async () => {
    const answer = await post(town.takahashi, '/api/v1/session/password', 'current=a&next=b', { 'content-type': 'application/x-www-form-urlencoded' });
    expect([answer.status, problemIn(answer).code]).toEqual([415, 'MEDIA_TYPE_REFUSED']);
  });

  it('refuses another host name, and believes no forwarded one [H 64] [ASVS 4.1.3]', async () => {
    for (const headers of [{ host: 'evil.example' }, { host: 'localhost' }]) expect((await raw(town.running.origins.ward, head(town.takahashi, 'GET', '/api/v1/gateway', headers))).status).toBe(421);
    expect((await raw(town.running.origins.ward, head(town.takahashi, 'GET', '/api/v1/gateway', { 'x-forwarded-host': 'evil.example', 'x-forwarded-for': '203.0.113.9' }))).status).toBe(200);
    await post(town.takahashi, '/api/v1/session', signInBody(town.takahashi), { 'x-forwarded-for': '203.0.113.9', cookie: '' });
    const rows = await town.running.gateway.store.read.selectFrom('sessions').select('address').execute();
    expect(rows.filter(({ address }) => address.includes('203.0.113.9'))).toEqual([]);
  });

  it.each(['HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'PUT', 'PATCH', 'MKCOL'])('answers %s with 405 and what is allowed [H 65] [ASVS 4.1.4] [ASVS 13.4.4]', async (method) => {
    for (const path of ['/api/v1/session', '/api/v1/transfers', `/api/v1/transfers/${'0'.repeat(32)}/files/${'0'.repeat(32)}/body`]) {
      const answer = await raw(town.running.origins.ward, head(town.takahashi, method, path, method === 'HEAD' ? { connection: 'close' } : { 'content-length': '0' }));
      expect([path, answer.status, (answer.headers['allow'] ?? '').length > 0]).toEqual([path, 405, true]);
    }
  });

  it('serves no route of one side on the other', async () => {
    for (const name of Object.keys(routes) as RouteName[]) {
      const { sides, path, method } = routes[name];
      if ((sides as readonly string[]).includes('contractor')) continue;
      const answer = await raw(town.running.origins.contractor, head(town.tanaka, method, `/api/v1${path.replace(/:\w+/g, '0')}`, { 'content-length': '0' }));
      expect([name, answer.status]).toEqual([name, expect.toSatisfy((status: number) => status === 404 || status === 405)]);
    }
  });

  it.each([['role', { role: 'administrator' }], ['state', { state: 'wiped' }], ['a prototype', { constructor: { prototype: { role: 'administrator' } } }]])('refuses fields that are not asked for: %s [H 61] [ASVS 1.5.2] [ASVS 15.3.3]', async (_, extra) => {
    const before = await entryCount(town);
    const answer = await post(town.takahashi, '/api/v1/session/password', JSON.stringify({ current: 'a', next: 'b', ...extra }));
    expect([answer.status, problemIn(answer).code]).toEqual([400, 'INVALID_REQUEST']);
    expect(answer.text).not.toContain('administrator');
    expect(await entryCount(town)).toBe(before + 1);
  });

  it.each(['state=draft&state=wiped', 'unknown=1', '__proto__=1', 'limit=0', 'limit=1e9', 'state=admin', 'limit[]=1'])('refuses the query %s [H 61] [ASVS 2.2.2] [ASVS 15.3.7]', async (query) => {
    const answer = await raw(town.running.origins.ward, head(town.takahashi, 'GET', `/api/v1/transfers?${query}`));
    expect([answer.status, problemIn(answer).code]).toEqual([400, 'INVALID_REQUEST']);
  });

  it('refuses numbers, depth and surrogates that JSON should not hold [H 14]', async () => {
    for (const body of ['{"transferIds":1e400}', '['.repeat(100_000), '{"transferIds":["\\ud800"]}', '{"transferIds":[],"transferIds":[]}', '{', '"x"', 'null', '']) {
      const answer = await post(town.takahashi, '/api/v1/notices', body);
      expect([body.slice(0, 20), answer.status]).toEqual([body.slice(0, 20), body === '' ? expect.toSatisfy((status: number) => status === 400 || status === 415) : 400]);
    }
    expect((await post(town.takahashi, '/api/v1/notices', ' '.repeat(1_200_000))).status).toBe(413);
  });

  it('answers large headers with 431 [H 63]', async () => {
    expect((await raw(town.running.origins.ward, head(town.takahashi, 'GET', '/api/v1/gateway', { 'x-long': 'x'.repeat(64_000) }))).status).toBe(431);
  });

  it('gives auditors no way to a payload, and administrators none to a payload, a password or a document [H 59] [H 60] [ASVS 8.2.1] [ASVS 8.3.1]', async () => {
    const id = '0'.repeat(32);
    const tries = [['GET', `/transfers/${id}`], ['GET', `/transfers/${id}/lock`], ['GET', `/transfers/${id}/manifest`], ['GET', `/transfers/${id}/files/${id}/body`], ['POST', `/transfers/${id}/recall`], ['POST', '/notices'], ['GET', '/transfers']] as const;
    for (const who of [town.auditor, town.admin]) {
      for (const [method, path] of tries) {
        const answer = await raw(town.running.origins.ward, head(who, method, `/api/v1${path}`, { 'content-length': '0' }));
        expect([path, answer.status, problemIn(answer).code]).toEqual([path, 403, 'NOT_ALLOWED']);
      }
      expect((await newestEntries(town, 1))[0]).toMatch(/refused NOT_ALLOWED$/);
    }
    for (const [method, path] of [['PUT', '/ledger/search'], ['DELETE', '/ledger/0'], ['PUT', '/ledger/0']] as const) expect((await raw(town.running.origins.ward, head(town.auditor, method, `/api/v1${path}`, { 'content-length': '0' }))).status).toBe(405);
    const account = await raw(town.running.origins.ward, head(town.admin, 'POST', `/api/v1/admin/accounts/${town.sato.id}/password`, { 'content-length': '0' }));
    expect(account.status).toBe(404);
  });

  it('takes a person off the roster at once: the next request is refused, and so is the next sign-in\'s work [H 50] [ASVS 8.3.2]', async () => {
    const { roster } = (await town.admin.api.call('engagements', {})).find((one) => one.id === town.engagement.id) ?? { roster: [] };
    expect((await town.tanaka.api.call('session', {})).side).toBe('contractor');
    await town.admin.api.call('removeRosterEntry', { id: roster[0]?.id ?? '' });
    await expect(town.tanaka.api.call('session', {})).rejects.toMatchObject({ problem: { code: 'SESSION_ENDED', status: 401 } });
    await town.tanaka.signInAgain();
    expect(await town.tanaka.api.call('transfers', {})).toMatchObject({ total: 0 });
  });

  it('counts strangers and enters nothing of what they typed [H 104]', async () => {
    const before = await entryCount(town);
    const line = createSignedFetch(town.running.origins.ward);
    const api = createApi({ base: town.running.origins.ward, fetch: line.fetch });
    for (const login of ['secret-typed-here', 'takahashi']) await expect(api.call('signIn', { body: { login, password: 'wrong wrong wrong' } })).rejects.toMatchObject({ problem: { code: 'SIGN_IN_FAILED' } });
    expect(await entryCount(town)).toBe(before);
    town.time.advance(2);
    await town.running.gateway.tick();
    const row = await town.running.gateway.store.read.selectFrom('ledger_entries').select('bytes').orderBy('idx', 'desc').limit(1).executeTakeFirstOrThrow();
    expect(row.bytes).toContain('sign-in-failed');
    expect(row.bytes).not.toContain('secret-typed-here');
  });
});
