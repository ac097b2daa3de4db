// The ledger is never pruned, so nobody may fill it: strangers are counted on every way they have, and who is signed in is slowed.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Route } from '../../server/http/wire/route.ts';
import { routes } from '../../server/http/wire/routes.ts';
import { foundTown, type Someone, type Town } from '../town.ts';

describe('a flood', () => {
  let town: Town;

  beforeAll(async () => {
    town = await foundTown();
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  const entries = async (from = 0) => (await town.running.gateway.store.read.selectFrom('ledger_entries').select('bytes').where('idx', '>=', from).orderBy('idx').execute()).map(({ bytes }) => JSON.parse(bytes) as { act: string; code?: string; actor: unknown; facts?: Record<string, unknown> });
  const ask = (who: Someone, path: string, method = 'GET') => fetch(`${who.line.headers()['origin'] ?? ''}/api/v1${path}`, { method, headers: who.line.headers() });

  it('of strangers on every route of both sides, on none, with a cookie that nobody has and without, leaves one counted entry a minute [H 104] [O 1-3]', async () => {
    const before = (await entries()).length;
    let count = 0;
    for (const side of ['ward', 'contractor'] as const) {
      const origin = town.running.origins[side];
      const known = Object.values<Route>(routes).filter((route) => route.roles !== 'anyone' || route.method === 'POST').map(({ method, path }) => [method, `/api/v1${path.replace(/:\w+/g, '0'.repeat(32))}`] as const);
      for (const [method, path] of [...known, ['GET', '/api/v1/nowhere'], ['PUT', '/api/v1/transfers'], ['POST', '/nowhere']] as const) {
        for (const cookie of [{}, { cookie: `kagibako-${side}=${'A'.repeat(43)}` }]) {
          const answer = await fetch(origin + path, { method, headers: { origin, ...cookie }, ...(method === 'POST' ? { body: 'password-typed-here' } : {}) });
          await answer.arrayBuffer();
          expect([path, answer.status >= 400]).toEqual([path, true]);
          count += 1;
        }
      }
    }
    expect(count).toBeGreaterThan(200);
    expect((await entries()).length).toBe(before);
    town.time.advance(2);
    await town.running.gateway.tick();
    const added = await entries(before);
    expect(added).toMatchObject([{ act: 'strangers', actor: { strangers: true } }]);
    expect((added[0]?.facts?.['counts'] as { count: number }[]).reduce((sum, one) => sum + one.count, 0)).toBe(count);
    expect(JSON.stringify(added)).not.toContain('password-typed-here');
  });

  it('of one signed-in person enters unknown paths and methods by name, then slows the person down, and nobody else [H 104] [ASVS 2.4.1] [ASVS 16.3.3]', async () => {
    const before = (await entries()).length;
    for (const [path, method] of [['/nowhere', 'GET'], ['/transfers', 'PUT']] as const) await (await ask(town.sato, path, method)).arrayBuffer();
    expect((await entries(before)).map(({ act, code, actor }) => [act, code, (actor as { name: string }).name])).toEqual([['request', 'NOT_FOUND', '佐藤 恵'], ['request', 'METHOD_NOT_ALLOWED', '佐藤 恵']]);
    const statuses: number[] = [];
    for (let i = 0; i < 640; i += 1) {
      const answer = await ask(town.sato, `/transfers/${i.toString(16).padStart(32, '0')}`);
      await answer.arrayBuffer();
      statuses.push(answer.status);
    }
    expect([statuses.filter((one) => one === 404).length, statuses.filter((one) => one === 429).length]).toEqual([598, 42]);
    const added = await entries(before);
    expect([added.length, added.at(-1)]).toMatchObject([601, { act: 'read-transfer', code: 'REFUSED_TOO_OFTEN', facts: { count: 1 } }]);
    expect((await ask(town.takahashi, `/transfers/${'0'.repeat(32)}`)).status).toBe(404);
    town.time.advance(1);
    for (let i = 0; i < 11; i += 1) await (await ask(town.sato, `/transfers/${'0'.repeat(32)}`)).arrayBuffer();
    expect((await entries(before)).at(-1)).toMatchObject({ code: 'REFUSED_TOO_OFTEN', facts: { count: 42 } });
    await town.sato.api.call('signOut', {});
  });
});
