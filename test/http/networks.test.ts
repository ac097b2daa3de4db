// From where a listener takes connections: TLS elsewhere than on loopback, and only from the networks that were named.
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listen, ListenRefused, type ListenSettings } from '../../server/http/listen.ts';
import { NetworksRefused, readNetworks } from '../../server/addresses/networks.ts';
import { STRANGERS } from '../../server/ledger/strangers.ts';
import { needs, program } from '../setup/programs.ts';
import { foundTown } from '../town.ts';

const plainly: ListenSettings = { host: '127.0.0.1', port: 0, tls: null, origin: null, networks: null, stranger: () => undefined };
const hello = (_request: unknown, response: { end: (text: string) => void }): void => response.end('hello');

const ask = (address: string, options: object = {}): Promise<string> => new Promise((resolve, reject) => {
  const send = address.startsWith('https:') ? requestHttps : requestHttp;
  send(address, options, (response) => {
    let text = '';
    response.on('data', (chunk: Buffer) => (text += chunk.toString())).on('end', () => resolve(text));
  }).on('error', reject).end();
});

describe('a listener', () => {
  it('refuses to speak in clear on anything but loopback, and to listen there before its networks are named [O 1-3] [O 1-4] [ASVS 12.2.1]', async () => {
    await expect(listen(hello, { ...plainly, host: '0.0.0.0' })).rejects.toThrow(ListenRefused);
    await expect(listen(hello, { ...plainly, host: '0.0.0.0', tls: { certificate: '', key: '' } })).rejects.toThrow(/KAGIBAKO_WARD_NETWORKS/);
  });

  needs('openssl', 'speaks TLS 1.2 or newer with the certificate it was given, and answers nothing in clear there [O 1-4] [O 1-23] [H 71] [ASVS 4.1.2] [ASVS 12.2.1]', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kagibako-tls-'));
    execFileSync(program('openssl') ?? 'openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem'), '-days', '1', '-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'], { stdio: 'ignore' });
    const certificate = await readFile(join(folder, 'cert.pem'), 'utf8');
    const listening = await listen(hello, { ...plainly, tls: { certificate, key: await readFile(join(folder, 'key.pem'), 'utf8') } });
    expect(await ask(listening.origin, { ca: certificate })).toBe('hello');
    await expect(ask(listening.origin, { ca: certificate, maxVersion: 'TLSv1.1' })).rejects.toThrow();
    await expect(ask(listening.origin.replace('https:', 'http:'))).rejects.toThrow();
    await listening.close();
    await rm(folder, { recursive: true });
  });

  it('cuts a connection from any other network before it reads a byte [O 1-3] [O 1-23]', async () => {
    const told: string[] = [];
    const listening = await listen(hello, { ...plainly, networks: '192.0.2.0/24', stranger: (address) => told.push(address) });
    await expect(ask(listening.origin)).rejects.toThrow();
    expect(told).toEqual(['127.0.0.1']);
    await listening.close();
  });

  it('takes what lies in the networks: single addresses, ranges, IPv6, IPv4 in IPv6 clothing [O 1-3]', () => {
    const isPermitted = readNetworks('10.1.0.0/16, 192.0.2.7,2001:db8::/32');
    for (const address of ['10.1.255.3', '192.0.2.7', '2001:db8:1::5', '::ffff:10.1.0.1']) expect(isPermitted(address), address).toBe(true);
    for (const address of ['10.2.0.1', '192.0.2.8', '2001:db9::1', '::ffff:10.2.0.1', '', 'localhost']) expect(isPermitted(address), address).toBe(false);
    for (const wrong of ['10.1.0.0/33', '10.1', 'any', '', '10.1.0.0/16/8', '::1/129']) expect(() => readNetworks(wrong), wrong).toThrow(NetworksRefused);
  });

  it('counts what it cut in one summary of the ledger per minute [O 1-3]', async () => {
    const town = await foundTown();
    town.running.gateway.refusedConnection('contractor', '198.51.100.9');
    town.running.gateway.refusedConnection('contractor', '198.51.100.9');
    town.time.advance(2);
    await town.running.gateway.tick();
    const entry = await town.running.gateway.store.read.selectFrom('ledger_entries').select(['act', 'bytes']).orderBy('idx', 'desc').limit(1).executeTakeFirstOrThrow();
    expect(entry.act).toBe(STRANGERS);
    expect(entry.bytes).toContain('{"count":2,"kind":"refused","listener":"contractor"}');
    expect(entry.bytes).not.toContain('198.51.100.9');
    expect(town.faults).toEqual([]);
    await town.close();
  });
});
