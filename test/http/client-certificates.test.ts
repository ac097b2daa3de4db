// Client certificates where an engagement asks for them, with a CA made here: none, the firm's own, another firm's, one of another authority, an ended one, one that was
// taken out, one of a proxy (H 71).
import { execFileSync } from 'node:child_process';
import { randomBytes, X509Certificate } from 'node:crypto';
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { Agent, globalAgent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectCommand } from '../../client/cli/collect/command.ts';
import { readSettings, SettingsRefused, type Settings } from '../../config/settings.ts';
import { readAuthorities } from '../../server/http/client-certificate.ts';
import { TlsRefused } from '../../server/http/tls.ts';
import { run, type RunningGateway } from '../../server/running.ts';
import { newestEntries } from '../hostile/line.ts';
import { collectable } from '../hostile/steps.ts';
import { changeTerms } from '../records/contract-steps.ts';
import { needs, program } from '../setup/programs.ts';
import { foundTown, type Town } from '../town.ts';
import { secondAdministrator, terminalOf, type TestTerminal } from './terminal-lines.ts';

interface Pair { readonly cert: string; readonly key: string }
let folder = '';
const at = (name: string): string => join(folder, name);
const openssl = (...args: string[]): void => { execFileSync(program('openssl') ?? 'openssl', args, { stdio: 'ignore' }); };
const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'] as const;

function authority(name: string): void {
  openssl('req', '-x509', ...curve, '-keyout', at(`${name}.key`), '-out', at(`${name}.pem`), '-days', '30', '-subj', `/CN=${name}`);
}

async function signed(name: string, ca: string, days = '30'): Promise<Pair> {
  openssl('req', '-new', ...curve, '-keyout', at(`${name}.key`), '-out', at(`${name}.csr`), '-subj', `/CN=${name}`);
  openssl('x509', '-req', '-in', at(`${name}.csr`), '-CA', at(`${ca}.pem`), '-CAkey', at(`${ca}.key`), '-CAcreateserial', '-days', days, '-out', at(`${name}.pem`));
  return { cert: await readFile(at(`${name}.pem`), 'utf8'), key: await readFile(at(`${name}.key`), 'utf8') };
}
const fingerprint = ({ cert }: Pair): string => new X509Certificate(cert).fingerprint256;

describe('the authorities of client certificates', () => {
  it('are refused at the start without TLS, and where they cannot be read', () => {
    expect(() => readSettings({ KAGIBAKO_CONTRACTOR_CLIENT_CA: '/ca.pem' })).toThrow(SettingsRefused);
    for (const wrong of ['', 'garbage', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----']) expect(() => readAuthorities(wrong), wrong).toThrow(TlsRefused);
  });
});

describe('an engagement that asks for client certificates', () => {
  let [town, running]: [Town | null, RunningGateway | null] = [null, null];
  let [settings, transferId, cookie]: [Settings | null, string, string] = [null, '', ''];
  let [own, others, foreign, ended]: Pair[] = [];
  let terminal: TestTerminal | null = null;
  const proxy = '127.0.9.1';

  beforeAll(async () => {
    if (program('openssl') === undefined) return;
    folder = await mkdtemp(join(tmpdir(), 'kagibako-clients-'));
    authority('ca');
    authority('elsewhere');
    [own, others, foreign, ended] = [await signed('own', 'ca'), await signed('others', 'ca'), await signed('foreign', 'elsewhere'), await signed('ended', 'ca', '-1')];
    openssl('req', '-x509', ...curve, '-keyout', at('live.key'), '-out', at('live.pem'), '-days', '30', '-subj', '/CN=live', '-addext', 'subjectAltName=IP:127.0.0.1');
    await copyFile(at('ca.pem'), at('authorities.pem'));
    town = await foundTown({ policy: { locks: 'password' } });
    transferId = (await collectable(town)).transfer.id;
    await town.admin.signInAgain();
    await changeTerms(town, { clientCertificate: 'required' });
    terminal = await terminalOf(town, 'collect', await secondAdministrator(town));
  });
  afterAll(async () => {
    await running?.close();
    expect(town?.faults ?? []).toEqual([]);
    if (town !== null) await rm(town.folder, { recursive: true, force: true });
    if (folder !== '') await rm(folder, { recursive: true, force: true });
  });

  const ask = (given: { pair?: Pair | undefined; agent?: Agent; headers?: Record<string, string>; from?: string; method?: string; path?: string; body?: string }): Promise<{ status: number; code: string; cookie: string }> => new Promise((resolve, reject) => {
    const origin = running?.origins.contractor ?? '';
    const outgoing = request(new URL(given.path ?? `/api/v1/transfers/${transferId}/lock`, origin), {
      method: given.method ?? 'GET', agent: given.agent ?? false, rejectUnauthorized: false, ...given.pair, ...(given.from === undefined ? {} : { localAddress: given.from }),
      headers: { origin, cookie, ...(given.body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(given.body) }), ...given.headers },
    }, (incoming) => {
      let text = '';
      incoming.on('data', (chunk: Buffer) => (text += chunk.toString('latin1'))).on('error', reject).on('end', () => {
        resolve({ status: incoming.statusCode ?? 0, code: /"code":"([A-Z_]+)"/.exec(text)?.[1] ?? '', cookie: incoming.headers['set-cookie']?.[0]?.split(';')[0] ?? '' });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(given.body);
  });
  const register = async (pairs: readonly Pair[]): Promise<void> => {
    const { store } = running?.gateway ?? {};
    await store?.change((tx) => tx.updateTable('contractors').set({ client_certificates: JSON.stringify(pairs.map((pair) => fingerprint(pair).replaceAll(':', '').toLowerCase())) }).where('id', '=', town?.firm.id ?? '').execute());
  };

  needs('openssl', 'is not served in clear, and says why; the certificates of a firm are kept by the administrator [H 71] [ASVS 8.2.4]', async () => {
    if (town === null || own === undefined || ended === undefined) throw new Error('expected a town');
    await expect(town.tanaka.api.call('lock', { id: transferId })).rejects.toMatchObject({ problem: { code: 'CLIENT_CERTIFICATE_UNASKED' } });
    expect((await newestEntries(town, 1)).join()).toContain('collect refused CLIENT_CERTIFICATE_UNASKED');
    const firm = async () => (await town?.admin.api.call('contractors', {}))?.find(({ id }) => id === town?.firm.id);
    const change = async (clientCertificates: string[], reason: string | null) => town?.admin.api.call('changeContractor', { id: town.firm.id, body: { seen: (await firm())?.seen ?? '', reason, changes: { clientCertificates } } });
    for (const wrong of ['ab:cd', 'g'.repeat(64), `${fingerprint(own)}:00`]) await expect(change([wrong], '登録')).rejects.toMatchObject({ problem: { code: 'FINGERPRINT_REFUSED' } });
    const plain = [own, ended].map((pair) => fingerprint(pair).replaceAll(':', '').toLowerCase());
    expect(await change([own, ended].map(fingerprint), null)).toMatchObject({ entry: null, changes: [{ field: 'client-certificates', before: [], after: plain }] });
    expect((await firm())?.clientCertificates).toEqual([]);
    await change([own, ended].map(fingerprint), '端末の届出');
    expect((await firm())?.clientCertificates).toEqual(plain);
    await town.running.close();
    const side = { host: '127.0.0.1', port: 0, networks: '127.0.0.0/8', origin: null };
    settings = { ...town.settings, ward: side, contractor: { ...side, proxies: proxy }, tls: { certificateFile: at('live.pem'), keyFile: at('live.key'), clientAuthoritiesFile: at('authorities.pem') } };
    running = await run(settings, { time: town.time, random: randomBytes, tickEvery: 0, webFolder: null, fault: (id, error) => town?.faults.push(`${id} ${String(error)}`) });
    const signedIn = await ask({ method: 'POST', path: '/api/v1/session', body: JSON.stringify({ login: 'tanaka', password: town.tanaka.password, page: town.firm.page }) });
    expect(signedIn.status).toBe(201);
    cookie = signedIn.cookie;
  });

  needs('openssl', 'takes the registered certificate of the firm alone, and enters each other one [H 71] [ASVS 12.1.3]', async () => {
    if (running === null || town === null) throw new Error('expected a gateway over TLS');
    expect(await ask({})).toMatchObject({ status: 403, code: 'CLIENT_CERTIFICATE_MISSING' });
    expect(await ask({ pair: others })).toMatchObject({ status: 403, code: 'CLIENT_CERTIFICATE_OTHER' });
    expect(await ask({ pair: foreign }), 'of another authority').toMatchObject({ status: 403, code: 'CLIENT_CERTIFICATE_MISSING' });
    expect(await ask({ pair: ended }), 'ended, though it is registered').toMatchObject({ status: 403, code: 'CLIENT_CERTIFICATE_MISSING' });
    const told = await newestEntries({ ...town, running }, 4);
    expect(told.map((line) => /CLIENT_CERTIFICATE_\w+/.exec(line)?.[0])).toEqual(['CLIENT_CERTIFICATE_MISSING', 'CLIENT_CERTIFICATE_OTHER', 'CLIENT_CERTIFICATE_MISSING', 'CLIENT_CERTIFICATE_MISSING']);
    expect(await ask({ pair: own })).toMatchObject({ status: 200 });
    expect((await ask({ path: '/api/v1/session', pair: undefined })).status, 'what is no file asks for none').toBe(200);
  });

  needs('openssl', 'believes no header about it, and takes a proxy\'s own certificate for nobody\'s [H 64] [H 71] [ASVS 4.1.3]', async () => {
    if (own === undefined) throw new Error('expected a certificate');
    const said = { 'x-ssl-client-cert': encodeURIComponent(own.cert), 'x-ssl-client-verify': 'SUCCESS', 'x-client-cert-sha256': fingerprint(own), 'client-cert': `:${Buffer.from(own.cert).toString('base64')}:` };
    expect(await ask({ headers: said })).toMatchObject({ code: 'CLIENT_CERTIFICATE_MISSING' });
    expect(await ask({ pair: own, from: proxy, headers: { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https', ...said } })).toMatchObject({ status: 409, code: 'CLIENT_CERTIFICATE_UNASKED' });
  });

  needs('openssl', 'is served to a terminal that shows its certificate, and tells another what is wrong [H 71]', async () => {
    if (running === null || town === null || terminal === null) throw new Error('expected a gateway over TLS');
    const [time, { keyFile }, gateway] = [town.time, terminal, running.origins.contractor];
    globalAgent.options.ca = await readFile(at('live.pem'), 'utf8');
    const collect = async (into: string, clientCertificate: string | undefined, clientKey: string | undefined): Promise<[number, string]> => {
      const told: string[] = [];
      const code = await collectCommand({ into: at(into), gateway, key: keyFile, clientCertificate, clientKey }, { json: true, out: (line) => void told.push(line), draw: null, now: () => time.wall(), signal: new AbortController().signal });
      return [code, told.join('\n')];
    };
    expect(await collect('other', at('others.pem'), at('others.key'))).toEqual([1, expect.stringContaining('CLIENT_CERTIFICATE_OTHER')]);
    expect(await collect('own', at('own.pem'), at('own.key'))).toEqual([0, expect.stringContaining(transferId)]);
    for (const [pem, key] of [[at('own.pem'), undefined], [at('own.pem'), at('others.key')], [at('absent.pem'), at('own.key')]] as const) expect((await collect('wrong', pem, key))[0], key ?? 'no key').toBe(2);
    globalAgent.options.ca = undefined;
  });

  needs('openssl', 'refuses what was taken out of the list, or whose authority went, from the next request on [H 71]', async () => {
    if (running === null || own === undefined) throw new Error('expected a gateway over TLS');
    const agent = new Agent({ keepAlive: true, maxSockets: 1, rejectUnauthorized: false, ...own });
    expect(await ask({ agent })).toMatchObject({ status: 200 });
    await register([]);
    expect(await ask({ agent }), 'on the line that stands').toMatchObject({ code: 'CLIENT_CERTIFICATE_OTHER' });
    await register([own]);
    expect(await ask({ agent })).toMatchObject({ status: 200 });
    await copyFile(at('elsewhere.pem'), at('authorities.pem'));
    await running.renewCertificate();
    expect(await ask({ pair: own }), 'a new line under the new authorities').toMatchObject({ code: 'CLIENT_CERTIFICATE_MISSING' });
    await copyFile(at('own.key'), at('authorities.pem'));
    await expect(running.renewCertificate()).rejects.toThrow(TlsRefused);
    agent.destroy();
  });
});
