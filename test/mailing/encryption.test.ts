// Mail over TLS, against real servers: what is to be encrypted arrives encrypted or not at all, whoever stands on the way.
import { execFile } from 'node:child_process';
import { createConnection, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { MailServer } from '../../server/mailing/mailer.ts';
import { cleanEnvironment } from '../cli/command.ts';
import { makeCertificates, type Certificates } from '../forwarding/receiver.ts';
import { builtFolder } from '../setup/build.ts';
import { needs } from '../setup/programs.ts';

let certificates: Certificates;
const arrived: { secure: boolean; user: unknown }[] = [];
const closing: (() => void)[] = [];
let ports: { starttls: number; tls: number; clear: number; stripped: number };
/** What came in clear to whoever strips. */
let overheard = '';

const listening = (server: { listen(port: number, host: string, done: () => void): Server }): Promise<number> => new Promise((resolve) => {
  const opened = server.listen(0, '127.0.0.1', () => resolve((opened.address() as AddressInfo).port));
});

function post(options: ConstructorParameters<typeof SMTPServer>[0]): Promise<number> {
  const server = new SMTPServer({
    ...options, cert: certificates.cert, key: certificates.key, authOptional: true, logger: false,
    onAuth: ({ username }, _session, callback) => callback(null, { user: username }),
    onData: (stream, session, callback) => {
      stream.resume().on('end', () => {
        arrived.push({ secure: session.secure, user: session.user });
        callback();
      });
    },
  });
  server.on('error', () => undefined);
  closing.push(() => { server.close(); });
  return listening(server);
}

/** Stands between, takes the offer of STARTTLS out of the greeting, and says that there is none when it is asked for. */
function strip(port: number): Promise<number> {
  const server = createServer((client: Socket) => {
    const onward = createConnection(port, '127.0.0.1');
    for (const side of [client, onward]) side.on('error', () => undefined).on('close', () => { client.destroy(); onward.destroy(); });
    onward.on('data', (bytes: Buffer) => client.write(bytes.toString('latin1').replaceAll('STARTTLS', 'XXXXXXXX'), 'latin1'));
    client.on('data', (bytes: Buffer) => {
      overheard += bytes.toString('latin1');
      if (/STARTTLS/i.test(bytes.toString('latin1'))) client.write('502 5.5.1 not known\r\n');
      else onward.write(bytes);
    });
  });
  closing.push(() => void server.close());
  return listening(server);
}

beforeAll(async () => {
  certificates = await makeCertificates();
  const starttls = await post({});
  ports = { starttls, tls: await post({ secure: true }), clear: await post({ disabledCommands: ['STARTTLS'] }), stripped: await strip(starttls) };
});
afterAll(async () => {
  for (const close of closing) close();
  await certificates.remove();
});

/** Sends one mail to each in a process of its own, since whom it trusts is decided when it starts; returns what became of each. */
async function send(servers: readonly Omit<MailServer, 'user'>[], trusted: string): Promise<string[]> {
  const program = `import { createMailer } from ${JSON.stringify(`file://${join(await builtFolder(), 'server/mailing/mailer.js')}`)};
    for (const server of ${JSON.stringify(servers)}) {
      const mailer = createMailer({ server: { ...server, user: { name: 'kagibako', password: 'a-secret' } }, from: 'kagibako@asagiri.example' });
      console.log(await mailer.send({ id: 'one', to: 'sato@asagiri.example', subject: 'subject', text: 'text' }));
    }`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], { env: cleanEnvironment({ NODE_EXTRA_CA_CERTS: trusted }) });
  return stdout.trim().split('\n');
}

describe('mail', () => {
  needs('openssl', 'goes encrypted to a server whose certificate and name are right, and the password with it [ASVS 12.3.1] [ASVS 12.3.2]', async () => {
    const sent = await send([{ host: 'localhost', port: ports.starttls, encryption: 'starttls' }, { host: 'localhost', port: ports.tls, encryption: 'tls' }], certificates.caFile);
    expect(sent).toEqual(['sent', 'sent']);
    expect(arrived.splice(0)).toEqual([{ secure: true, user: 'kagibako' }, { secure: true, user: 'kagibako' }]);
  });

  needs('openssl', 'never falls back to clear text: not where STARTTLS is stripped on the way, not where the server has no TLS, not where its name or issuer is wrong [ASVS 12.3.1]', async () => {
    const trusting = await send([
      { host: 'localhost', port: ports.stripped, encryption: 'starttls' }, { host: 'localhost', port: ports.clear, encryption: 'starttls' }, { host: 'localhost', port: ports.clear, encryption: 'tls' },
      { host: '127.0.0.1', port: ports.starttls, encryption: 'starttls' },
    ], certificates.caFile);
    const doubting = await send([{ host: 'localhost', port: ports.starttls, encryption: 'starttls' }, { host: 'localhost', port: ports.tls, encryption: 'tls' }], join(certificates.folder, 'other.pem'));
    // Nothing was said, so that all of it may be tried again; a server that knows no TLS answers for ever.
    expect([...trusting, ...doubting].filter((one) => one === 'sent' || one === 'unknown')).toEqual([]);
    expect(arrived).toEqual([]);
    expect(overheard).toMatch(/^EHLO \S+\r\nSTARTTLS\r\n/);
    expect(overheard).not.toMatch(/AUTH|MAIL|RCPT|DATA|a-secret/);
  });
});
