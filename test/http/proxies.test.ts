// Trusted proxies: whom they are believed to have seen, and that from anybody else the same headers are nothing. Then through a whole gateway.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainAddress } from '../../server/addresses/address.ts';
import { NetworksRefused } from '../../server/addresses/networks.ts';
import { clientAddress } from '../../server/http/client-address.ts';
import { usualLimits } from '../../server/http/connections.ts';
import { listen, ListenRefused, type Listening, type ListenSettings } from '../../server/http/listen.ts';
import { behindProxies, readProxies } from '../../server/http/proxies.ts';
import { from } from '../hostile/from-address.ts';
import { foundTown, type Town } from '../town.ts';

const proxy = '127.0.9.1';
const plainly: ListenSettings = { host: '127.0.0.1', port: 0, tls: null, origin: null, networks: '192.0.2.0/24,2001:db8::/32,127.0.0.1', proxies: `${proxy},127.0.9.2`, stranger: () => undefined };
const told: string[] = [];
const open = (given: Partial<ListenSettings> = {}): Promise<Listening> => {
  told.length = 0;
  return listen((request, response) => response.end(clientAddress(request)), { ...plainly, stranger: (address) => told.push(address), ...given });
};

describe('the address of whoever asks', () => {
  let listening: Listening;
  beforeAll(async () => { listening = await open(); });
  afterAll(() => listening.close());
  const seen = async (forwarded: string | null, through = proxy): Promise<string> => {
    const { status, text } = await from(through, listening.origin, { path: '/', headers: forwarded === null ? {} : { 'x-forwarded-for': forwarded } });
    return status === 200 ? text : String(status);
  };

  it.each([
    ['one proxy', '192.0.2.7', '192.0.2.7'], ['two proxies of ours', '192.0.2.7, 127.0.9.2', '192.0.2.7'], ['what the client had written before', '198.51.100.1, 192.0.2.1, 192.0.2.7', '192.0.2.7'],
    ['a client that calls itself a proxy of ours', '192.0.2.9, 127.0.9.2, 192.0.2.7', '192.0.2.7'], ['IPv4 in IPv6 clothing', '::ffff:192.0.2.7', '192.0.2.7'], ['the same in hexadecimal', '::FFFF:C000:0207', '192.0.2.7'],
    ['IPv6 in a long spelling', '2001:0DB8:0:0:0:0:0:5', '2001:db8::5'], ['rubbish further left', 'unknown, , 192.0.2.7', '192.0.2.7'],
  ])('is what a trusted proxy says: %s [H 64] [ASVS 4.1.3] [ASVS 15.3.4]', async (_, forwarded, address) => {
    expect(await seen(forwarded)).toBe(address);
  });

  it.each([
    ['no address', 'unknown', '400'], ['nothing', '', '400'], ['an address with a port', '192.0.2.7:4711', '400'], ['a name', '192.0.2.7, localhost', '400'], ['another spelling of numbers', '192.0.2.07', '400'],
    ['another network', '198.51.100.1', '403'], ['only proxies', '127.0.9.2', '403'], ['itself, for want of the header', null, '403'],
  ])('turns away without a word where the proxy says: %s [H 64] [O 1-3]', async (_, forwarded, status) => {
    told.length = 0;
    expect(await seen(forwarded)).toBe(status);
    expect(told).toHaveLength(1);
  });

  it('is the other end of the line for everybody else, whatever their headers say [H 64] [ASVS 4.1.3]', async () => {
    const headers = { 'x-forwarded-for': '192.0.2.7', 'x-real-ip': '192.0.2.7', forwarded: 'for=192.0.2.7', 'x-forwarded-proto': 'http', 'x-forwarded-host': 'evil.example' };
    expect((await from('127.0.0.1', listening.origin, { path: '/', headers })).text).toBe('127.0.0.1');
    await expect(from('127.0.9.3', listening.origin, { path: '/', headers })).rejects.toThrow();
    expect(told.at(-1)).toBe('127.0.9.3');
  });

  it('has one spelling, so that a terminal is never taken for two [H 152]', () => {
    expect(['::FFFF:10.0.0.1', '::ffff:a00:1', '2001:DB8::0:1', 'fe80::1%eth0', '10.0.0.1', 'localhost', ''].map(plainAddress)).toEqual(['10.0.0.1', '10.0.0.1', '2001:db8::1', 'fe80::1', '10.0.0.1', 'localhost', '']);
  });
});

describe('a listener behind a proxy', () => {
  it('turns away what came to the proxy in clear, where it is reached over TLS [ASVS 12.2.1]', async () => {
    const told: string[] = [];
    const application = behindProxies((_request, response) => response.end('hello'), { isTrusted: readProxies(proxy), isPermitted: () => true, perAddress: 5, isSecure: true, stranger: (address) => told.push(address) });
    const server = createServer(application).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const origin = `http://127.0.0.1:${String(typeof address === 'object' && address !== null ? address.port : 0)}`;
    const ask = async (proto: string, through = proxy) => (await from(through, origin, { path: '/', headers: { 'x-forwarded-for': '192.0.2.7', ...(proto === '' ? {} : { 'x-forwarded-proto': proto }) } })).status;
    expect([await ask('http'), await ask('https, http'), await ask('http, https'), await ask('ftp')]).toEqual([403, 403, 403, 403]);
    expect([await ask('https'), await ask('HTTPS'), await ask(''), await ask('http', '127.0.0.1')]).toEqual([200, 200, 200, 200]);
    expect(told).toEqual(Array(4).fill('192.0.2.7'));
    server.close();
  });

  it('limits each client, never the proxy [H 15]', async () => {
    const waiting: (() => void)[] = [];
    const listening = await listen((_request, response) => { waiting.push(() => response.end('done')); }, { ...plainly, limits: { ...usualLimits, perAddress: 2 } });
    const ask = (client: string) => from(proxy, listening.origin, { path: '/', headers: { 'x-forwarded-for': client } });
    const held = ['192.0.2.1', '192.0.2.1', '192.0.2.2', '192.0.2.3'].map(ask);
    while (waiting.length < held.length) await new Promise((resolve) => setImmediate(resolve));
    const turned = await ask('192.0.2.1');
    expect([turned.status, turned.headers['retry-after']]).toEqual([503, '5']);
    for (const end of waiting) end();
    expect((await Promise.all(held)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const again = ask('192.0.2.1');
    while (waiting.length < held.length + 1) await new Promise((resolve) => setImmediate(resolve));
    waiting.at(-1)?.();
    expect((await again).status).toBe(200);
    await listening.close();
  });

  it('is not opened where nobody would be let in, or where a whole network would be believed', async () => {
    await expect(open({ networks: null })).rejects.toThrow(ListenRefused);
    for (const proxies of ['10.0.0.0/8', '0.0.0.0/0', '2001:db8::/32', 'proxy.example', '']) expect(() => readProxies(proxies), proxies).toThrow(NetworksRefused);
    expect(readProxies('10.0.0.0/24')('10.0.0.9')).toBe(true);
  });
});

describe('a gateway behind a proxy', () => {
  let town: Town;
  beforeAll(async () => {
    town = await foundTown({ environment: { KAGIBAKO_CONTRACTOR_PROXIES: proxy, KAGIBAKO_CONTRACTOR_NETWORKS: '192.0.2.0/24,127.0.0.1' } });
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });
  const signIn = (client: string, password: string, through = proxy) => from(through, town.running.origins.contractor, {
    method: 'POST', path: '/api/v1/session', headers: { 'x-forwarded-for': client }, body: JSON.stringify({ login: 'tanaka', password, page: town.firm.page }),
  });

  it('enters, keeps and slows down by the client that the proxy saw, each on its own [H 53] [H 64] [ASVS 15.3.4]', async () => {
    for (let i = 0; i < 6; i += 1) expect((await signIn('192.0.2.66', 'wrong')).code).toBe('SIGN_IN_FAILED');
    expect((await signIn('192.0.2.66', 'wrong')).code).toBe('TOO_MANY_TRIES');
    expect((await signIn('192.0.2.7', town.tanaka.password)).status).toBe(201);
    const { read } = town.running.gateway.store;
    expect((await read.selectFrom('sessions').select('address').execute()).map(({ address }) => address)).toContain('192.0.2.7');
    const entry = await read.selectFrom('ledger_entries').select('bytes').where('act', '=', 'sign-in').orderBy('idx', 'desc').limit(1).executeTakeFirstOrThrow();
    expect(entry.bytes).toContain('"address":"192.0.2.7"');
    expect(entry.bytes).not.toContain(proxy);
  });

  it('asks its networks and its registered terminals of that client, and tells nobody why [O 0-6] [O 1-3]', async () => {
    const turned = await signIn('198.51.100.9', town.tanaka.password);
    expect([turned.status, turned.text]).toEqual([403, '']);
    const seen = (await town.admin.api.call('engagementDetail', { id: town.engagement.id })).seen;
    await town.admin.api.call('changeEngagement', { id: town.engagement.id, body: { seen, reason: '端末を限る', changes: { terms: { terminals: 'registered' } } } });
    await town.admin.api.call('addTerminal', { id: town.firm.id, body: { address: '192.0.2.7', label: '作業室', reason: '届出' } });
    expect((await signIn('192.0.2.7', town.tanaka.password)).status).toBe(201);
    expect((await signIn('192.0.2.8', town.tanaka.password)).code).toBe('TERMINAL_NOT_REGISTERED');
    // Whoever connects by themselves and writes a terminal's address into the header stays who they are.
    expect((await signIn('192.0.2.7', town.tanaka.password, '127.0.0.1')).code).toBe('TERMINAL_NOT_REGISTERED');
  });
});
