// The networks of a section or firm: from elsewhere nobody of it signs in or goes on, a stranger learns nothing, and each attempt is entered.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { partyNetworks } from '../../server/accounts/party-limits.ts';
import { from } from '../hostile/from-address.ts';
import { newestEntries } from '../hostile/line.ts';
import { foundTown, type Someone, type Town } from '../town.ts';

describe('the networks of a party', () => {
  let town: Town;
  beforeAll(async () => { town = await foundTown(); });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });
  const tryIt = (address: string, who: Someone, password = who.password) => from(address, who === town.tanaka ? town.running.origins.contractor : town.running.origins.ward, {
    method: 'POST', path: '/api/v1/session', body: JSON.stringify({ login: who.login, password, ...(who === town.tanaka ? { page: town.firm.page } : {}) }),
  });
  const section = async () => (await town.admin.api.call('sections', {})).find(({ id }) => id === town.section.id);
  const firm = async () => (await town.admin.api.call('contractors', {})).find(({ id }) => id === town.firm.id);
  const setSection = async (networks: string[], reason: string | null = '庁内のネットワーク') => town.admin.api.call('changeSection', { id: town.section.id, body: { seen: (await section())?.seen ?? '', reason, changes: { networks } } });
  const setFirm = async (networks: string[], reason: string | null = '届出による') => town.admin.api.call('changeContractor', { id: town.firm.id, body: { seen: (await firm())?.seen ?? '', reason, changes: { networks } } });

  it('are looked at before they are saved, kept with their history, and refused where they are no networks or too wide [O 1-3]', async () => {
    expect((await firm())?.networks).toEqual([]);
    expect(await setFirm(['127.0.8.0/24'], null)).toMatchObject({ entry: null, changes: [{ field: 'networks', form: 'list', before: [], after: ['127.0.8.0/24'], takesEffect: 'at-once' }] });
    expect((await firm())?.networks, 'only looked at').toEqual([]);
    for (const wrong of ['somewhere', '0.0.0.0/0', '10.0.0.0/7', '192.0.2.0/33', '2001::/8', '192.0.2.1,192.0.2.2/1']) await expect(setFirm([wrong]), wrong).rejects.toMatchObject({ problem: { code: 'NETWORKS_REFUSED' } });
    await expect(town.sato.api.call('changeContractor', { id: town.firm.id, body: { seen: (await firm())?.seen ?? '', reason: 'x', changes: { networks: ['192.0.2.1'] } } })).rejects.toMatchObject({ problem: { code: 'NOT_ALLOWED' } });
    expect(partyNetworks([' 192.0.2.0/24', '192.0.2.0/24', '2001:db8::/32'])).toEqual(['192.0.2.0/24', '2001:db8::/32']);
    await setFirm(['192.0.2.0/24', '127.0.8.0/24']);
    const { entries } = await town.admin.api.call('history', { query: { kind: 'contractor', id: town.firm.id } });
    expect(entries[0]).toMatchObject({ act: 'change-contractor', reason: '届出による', changes: [{ field: 'networks', before: [], after: ['192.0.2.0/24', '127.0.8.0/24'] }] });
  });

  it.each([['a firm', 'tanaka', setFirm], ['a section', 'sato', setSection]] as const)('let nobody of %s in or on from elsewhere, and enter each attempt [O 1-3] [ASVS 8.2.4]', async (_, login, set) => {
    const who = town[login];
    await set(['192.0.2.0/24', '127.0.8.0/25']);
    const right = await tryIt('127.0.0.1', who);
    const wrong = await tryIt('127.0.0.1', who, 'another password altogether');
    expect([right.status, right.text], 'a right password from elsewhere is answered like a wrong one').toEqual([401, wrong.text]);
    expect((await newestEntries(town, 1)).join()).toContain('sign-in refused NETWORK_NOT_REGISTERED');
    // A session that began before, or was carried away.
    await expect(who.api.call('session', {})).rejects.toMatchObject({ problem: { code: 'NETWORK_NOT_REGISTERED', status: 403 } });
    expect((await newestEntries(town, 1)).join()).toContain('refused NETWORK_NOT_REGISTERED');
    const inside = await tryIt('127.0.8.5', who);
    expect(inside.status).toBe(201);
    const cookie = String(inside.headers['set-cookie']).split(';')[0] ?? '';
    const origin = login === 'tanaka' ? town.running.origins.contractor : town.running.origins.ward;
    expect((await from('127.0.8.6', origin, { path: '/api/v1/session', headers: { cookie } })).status).toBe(200);
    expect((await from('127.0.8.200', origin, { path: '/api/v1/session', headers: { cookie } })).code, 'the other half of the network').toBe('NETWORK_NOT_REGISTERED');
    expect((await from('127.0.8.200', origin, { method: 'DELETE', path: '/api/v1/session', headers: { cookie } })).status, 'signing out is never refused').toBe(204);
    await set([]);
    expect((await tryIt('127.0.0.1', who)).status, 'an empty list limits nothing').toBe(201);
  });

  it('bind neither other parties nor auditors and administrators', async () => {
    await setFirm(['192.0.2.0/24']);
    await setSection(['192.0.2.0/24']);
    expect([(await tryIt('127.0.0.1', town.auditor)).status, (await tryIt('127.0.0.1', town.admin)).status]).toEqual([201, 201]);
    await setFirm([]);
    await setSection([]);
  });
});
