// TLS of a listener, with certificates made here: what is refused at the start, which versions and suites are spoken, and a new certificate without a stop (H 71).
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { listen, type Listening, type ListenSettings } from '../../server/http/listen.ts';
import { secureOptions, TlsRefused, type TlsTexts } from '../../server/http/tls.ts';
import { run } from '../../server/running.ts';
import { needs, program } from '../setup/programs.ts';
import { foundTown } from '../town.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kagibako-tls-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A self-signed certificate and its key. */
async function made(name: string, host: string, key = 'rsa:2048', days = '30', options: readonly string[] = []): Promise<TlsTexts> {
  const [keyFile, file] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
  execFileSync(program('openssl') ?? 'openssl', ['req', '-x509', '-newkey', key, ...options, '-nodes', '-keyout', keyFile, '-out', file, '-days', days, '-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${host},IP:127.0.0.1`], { stdio: 'ignore' });
  return { certificate: await readFile(file, 'utf8'), key: await readFile(keyFile, 'utf8') };
}

const day = 24 * 3_600_000;
const plainly: Omit<ListenSettings, 'tls'> = { host: '127.0.0.1', port: 0, origin: null, networks: null, stranger: () => undefined };
const hello = (_request: unknown, response: { end: (text: string) => void }): void => response.end('hello');
const shake = ({ origin }: Pick<Listening, 'origin'>, options: ConnectionOptions): Promise<TLSSocket> => new Promise((resolve, reject) => {
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(origin).port), servername: 'kagibako.example', ...options }, () => { resolve(socket); }).on('error', reject);
});

describe('the certificate of a listener', () => {
  needs('openssl', 'is refused where it could not serve: no PEM, another key, out of its time, another host, a short key; the message says what to do [H 71]', async () => {
    const [one, other, short] = [await made('one', 'kagibako.example'), await made('other', 'elsewhere.example'), await made('short', 'kagibako.example', 'rsa:1024')];
    const origin = 'https://kagibako.example';
    expect(secureOptions(one, origin, Date.now()).certificate.endsAt).toBeGreaterThan(Date.now() + 29 * day);
    expect(() => secureOptions(one, 'https://127.0.0.1:8700', Date.now())).not.toThrow();
    const refused = (texts: TlsTexts, now: number, reason: RegExp, at = origin): void => {
      expect(() => secureOptions(texts, at, now)).toThrow(TlsRefused);
      expect(() => secureOptions(texts, at, now)).toThrow(reason);
    };
    refused({ certificate: 'garbage', key: one.key }, Date.now(), /not PEM/);
    refused({ certificate: one.certificate, key: one.certificate }, Date.now(), /KAGIBAKO_TLS_KEY/);
    refused({ certificate: one.certificate, key: other.key }, Date.now(), /do not belong together/);
    refused(one, Date.now() + 31 * day, /renew it/);
    refused(one, Date.now() - 2 * day, /machine's clock/);
    refused(other, Date.now(), /does not name the host/);
    refused(short, Date.now(), /1024/);
  });

  needs('openssl', 'has 128 bits of strength, or is told as weak and ends by 2030: no smaller curve, no other kind of key', async () => {
    const weakness = async (name: string, key: string, days = '30', ...options: string[]): Promise<boolean> => secureOptions(await made(name, 'kagibako.example', key, days, options), null, Date.now()).certificate.isWeak;
    expect([await weakness('p256', 'ec', '30', '-pkeyopt', 'ec_paramgen_curve:P-256'), await weakness('ed', 'ed25519'), await weakness('long', 'rsa:3072', '3650'), await weakness('usual', 'rsa:2048')]).toEqual([false, false, false, true]);
    await expect(weakness('until', 'rsa:2048', '3650')).rejects.toThrow(/until the end of 2030/);
    await expect(weakness('p224', 'ec', '30', '-pkeyopt', 'ec_paramgen_curve:P-224')).rejects.toThrow(/this kind of key is not taken/);
  });

  needs('openssl', 'speaks TLS 1.3 and 1.2 with forward secrecy and authenticated encryption, nothing older and nothing weaker [H 71] [ASVS 12.1.1] [ASVS 12.1.2]', async () => {
    const tls = await made('suites', 'kagibako.example');
    const listening = await listen(hello, { ...plainly, tls });
    const [newest, older] = [await shake(listening, { ca: tls.certificate }), await shake(listening, { ca: tls.certificate, maxVersion: 'TLSv1.2' })];
    expect(newest.getProtocol()).toBe('TLSv1.3');
    expect(older.getProtocol()).toBe('TLSv1.2');
    expect(older.getCipher().name).toMatch(/^ECDHE-.*(?:GCM|CHACHA20)/);
    newest.destroy();
    older.destroy();
    for (const options of [{ minVersion: 'TLSv1', maxVersion: 'TLSv1' }, { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1' }, ...['AES256-GCM-SHA384', 'ECDHE-RSA-AES256-SHA384', 'AES128-SHA', 'ECDHE-RSA-AES128-SHA', 'NULL-SHA256'].map((name) => ({ maxVersion: 'TLSv1.2', ciphers: `${name}:@SECLEVEL=0` }))] as ConnectionOptions[]) {
      await expect(shake(listening, { ca: tls.certificate, ...options }), JSON.stringify(options)).rejects.toThrow();
    }
    await listening.close();
  });

  needs('openssl', 'is exchanged while it serves: new connections get the new one, those that stand go on, and a wrong one changes nothing [H 71]', async () => {
    const [before, after] = [await made('before', 'kagibako.example'), await made('after', 'kagibako.example', 'rsa:2048', '60')];
    const open = await listen(hello, { ...plainly, tls: before });
    expect(open.certificate?.endsAt).toBeLessThan(Date.now() + 31 * day);
    const standing = await shake(open, { ca: before.certificate });
    expect(() => open.renewal?.({ certificate: after.certificate, key: before.key })).toThrow(TlsRefused);
    const still = await shake(open, { ca: before.certificate });
    open.renewal?.(after)();
    expect(open.certificate?.endsAt).toBeGreaterThan(Date.now() + 59 * day);
    const next = await shake(open, { ca: after.certificate });
    expect(next.getPeerCertificate().subject.CN).toBe('after');
    expect(standing.getPeerCertificate().subject.CN).toBe('before');
    expect(standing.destroyed).toBe(false);
    for (const socket of [standing, still, next]) socket.destroy();
    await open.close();
  });

  needs('openssl', 'is read again for both sides or for neither, beside a listener in clear for the machine\'s own watching [H 71]', async () => {
    const [both, wardAlone] = [await made('both', 'kagibako.example'), await made('alone', 'ward.example')];
    const [certificateFile, keyFile] = [join(folder, 'live.pem'), join(folder, 'live.key')];
    const put = async ({ certificate, key }: TlsTexts): Promise<void> => {
      await writeFile(certificateFile, certificate);
      await writeFile(keyFile, key);
    };
    const town = await foundTown();
    await town.running.close();
    await put(both);
    const side = { host: '127.0.0.1', port: 0, networks: null };
    // The ward side has no name of its own: it alone could take the other certificate.
    const settings = { ...town.settings, ward: { ...side, origin: null }, contractor: { ...side, origin: 'https://kagibako.example' }, operating: { ...side, origin: null }, tls: { certificateFile, keyFile } };
    const running = await run(settings, { time: town.time, random: randomBytes, tickEvery: 0, webFolder: null, fault: (id, error) => town.faults.push(`${id} ${String(error)}`) });
    const nameAt = async (ca: TlsTexts): Promise<unknown> => {
      const socket = await shake({ origin: running.origins.ward }, { ca: ca.certificate, checkServerIdentity: () => undefined });
      const { subject } = socket.getPeerCertificate();
      socket.destroy();
      return subject.CN;
    };
    expect(await nameAt(both)).toBe('both');
    await put(wardAlone);
    await expect(running.renewCertificate()).rejects.toThrow(TlsRefused);
    expect(await nameAt(both)).toBe('both');
    const next = await made('next', 'kagibako.example');
    await put(next);
    await running.renewCertificate();
    expect(await nameAt(next)).toBe('next');
    expect(running.operating).toMatch(/^http:/);
    await running.close();
    expect(town.faults).toEqual([]);
    await rm(town.folder, { recursive: true, force: true });
  });
});
