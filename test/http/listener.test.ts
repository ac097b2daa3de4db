// What every answer of a listener carries, asked of the application itself: headers, problem documents, the two sides, OpenAPI.
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problem } from '../../server/http/wire/problem.ts';
import { routes } from '../../server/http/wire/routes.ts';
import { z } from 'zod';
import { foundTown, type Town } from '../town.ts';

const openApi = z.object({ paths: z.record(z.string(), z.record(z.string(), z.object({ operationId: z.string() }))) });

describe('a listener', () => {
  let town: Town;
  const host = 'kagibako.example';
  beforeAll(async () => {
    town = await foundTown();
    for (const side of ['ward', 'contractor'] as const) town.running.gateway.setOrigin(side, `https://${host}`);
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });
  const ask = (side: 'ward' | 'contractor') => request(town.running.gateway.applications[side]);

  it('answers with the headers that keep a browser safe [ASVS 3.4.1] [ASVS 3.4.4] [ASVS 3.4.5] [ASVS 3.4.6] [ASVS 3.5.8] [ASVS 14.3.2]', async () => {
    const answer = await ask('ward').get('/api/v1/gateway').set('host', host).expect(200);
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cache-control': 'no-store', 'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin', 'content-security-policy': "default-src 'none';frame-ancestors 'none'",
    });
    expect(answer.headers['strict-transport-security']).toMatch(/max-age=63072000/);
    expect(answer.headers['x-powered-by']).toBeUndefined();
  });

  it('says a refusal as a problem document in two languages, with its code [ASVS 4.1.1]', async () => {
    const answer = await ask('ward').get('/api/v1/transfers').set('host', host).expect(401).expect('content-type', /application\/problem\+json/);
    const told = problem.parse(answer.body);
    expect(told).toMatchObject({ type: 'urn:kagibako:problem:NOT_SIGNED_IN', status: 401, code: 'NOT_SIGNED_IN' });
    expect(told.detail.ja).toContain('サインイン');
    expect(told.detail.en).toContain('Sign in');
  });

  it('refuses a host that it does not serve [H 64]', async () => {
    expect((await ask('ward').get('/api/v1/gateway').set('host', 'evil.example').expect(421)).body).toMatchObject({ code: 'HOST_REFUSED' });
  });

  it('refuses a change that another site asked for [H 47] [ASVS 3.5.1]', async () => {
    const body = { login: 'sato', password: town.sato.password };
    for (const headers of [{}, { origin: 'https://evil.example' }, { origin: `https://${host}`, 'sec-fetch-site': 'cross-site' }]) {
      expect((await ask('ward').post('/api/v1/session').set({ host, ...headers }).send(body).expect(403)).body).toMatchObject({ code: 'ORIGIN_REFUSED' });
    }
    const signedIn = await ask('ward').post('/api/v1/session').set({ host, origin: `https://${host}`, 'sec-fetch-site': 'same-origin' }).send(body).expect(201);
    expect(signedIn.headers['set-cookie']?.[0]).toMatch(/^__Host-kagibako-ward=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict$/);
  });

  it('serves only the routes of its own side, and describes just those in its OpenAPI document', async () => {
    for (const side of ['ward', 'contractor'] as const) {
      const answer = await ask(side).get('/api/openapi.json').set('host', host).expect(200);
      const described = Object.values(openApi.parse(answer.body).paths).flatMap((path) => Object.values(path).map((operation) => operation.operationId));
      const own = Object.entries(routes).filter(([, route]) => (route.sides as readonly string[]).includes(side)).map(([name]) => name);
      expect(described.sort()).toEqual(own.sort());
    }
    await ask('contractor').get('/api/v1/admin/accounts').set('host', host).expect(404);
    await ask('contractor').get('/api/v1/ledger').set('host', host).expect(404);
  });

  it('does not take a session of one side for one of the other', async () => {
    const body = { login: 'sato', password: town.sato.password };
    const signedIn = await ask('ward').post('/api/v1/session').set({ host, origin: `https://${host}` }).send(body).expect(201);
    const token = /=([\w-]{43});/.exec(signedIn.headers['set-cookie']?.[0] ?? '')?.[1] ?? '';
    await ask('ward').get('/api/v1/session').set({ host, cookie: `__Host-kagibako-ward=${token}` }).expect(200);
    await ask('contractor').get('/api/v1/session').set({ host, cookie: `__Host-kagibako-contractor=${token}` }).expect(401);
  });
});
