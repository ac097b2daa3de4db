// No line to another machine goes in clear unless the operator named it, and a name that no line needs does not stay.
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readSettings, SettingsRefused } from '../../config/settings.ts';
import { run } from '../../server/running.ts';
import { mustBeEncrypted, type Connection, type OutwardLine } from '../../server/starting/cleartext.ts';
import { turnableTime } from '../town.ts';

const vkey = `witness+00000000+${'A'.repeat(44)}`;
const from = { KAGIBAKO_MAIL_FROM: 'kagibako@asagiri.example' };
/** Refused before a folder is looked at: the ones named here are not there. */
const start = (environment: Record<string, string>): Promise<unknown> => run(readSettings({ KAGIBAKO_DATA: '/nowhere/data', KAGIBAKO_KEYS: '/nowhere/keys', ...environment }), { time: turnableTime(), random: randomBytes, tickEvery: 0, fault: () => undefined });

describe('a line to another machine', () => {
  it.each([
    ['mail without a demand for TLS', 'mail', { ...from, KAGIBAKO_SMTP_URL: 'smtp://mail.example:587' }],
    ['mail with the demand denied', 'mail', { ...from, KAGIBAKO_SMTP_URL: 'smtp://mail.example?requireTLS=false' }],
    ['a name that begins like this machine\'s address', 'mail', { ...from, KAGIBAKO_SMTP_URL: 'smtp://127.0.0.1.example' }],
    ['syslog by tcp', 'syslog', { KAGIBAKO_SYSLOG_URL: 'tcp://192.0.2.5:514' }],
    ['a witness by http', 'witness', { KAGIBAKO_WITNESSES: `${vkey}@http://192.0.2.6:8080` }],
    ['one witness of two by http', 'witness', { KAGIBAKO_WITNESSES: `${vkey}@https://one.example ${vkey}@http://[2001:db8::1]:8080` }],
  ] as const)('refuses the start where it is in clear: %s [ASVS 12.3.1] [ASVS 12.3.3]', async (_, connection, environment) => {
    await expect(start(environment)).rejects.toMatchObject({ name: 'StartRefused', code: 'CLEARTEXT_LINE', message: expect.stringContaining(`KAGIBAKO_CLEARTEXT_TO に ${connection}`) as unknown });
    // Another connection's name does not let this one out.
    const other = connection === 'mail' ? 'syslog' : 'mail';
    await expect(start({ ...environment, KAGIBAKO_CLEARTEXT_TO: other })).rejects.toMatchObject({ code: 'CLEARTEXT_LINE' });
    // Named, the start goes on to the next thing that it needs.
    await expect(start({ ...environment, KAGIBAKO_CLEARTEXT_TO: connection })).rejects.not.toMatchObject({ name: 'StartRefused' });
  });

  it.each([
    ['mail by smtps', { ...from, KAGIBAKO_SMTP_URL: 'smtps://mail.example' }], ['mail that must use STARTTLS', { ...from, KAGIBAKO_SMTP_URL: 'smtp://mail.example:587?requireTLS=true' }], ['mail within this machine', { ...from, KAGIBAKO_SMTP_URL: 'smtp://[::1]:25' }],
    ['syslog by tls', { KAGIBAKO_SYSLOG_URL: 'tls://syslog.example' }], ['syslog within this machine', { KAGIBAKO_SYSLOG_URL: 'tcp://127.0.0.1:514' }],
    ['witnesses by https, offline, and within this machine', { KAGIBAKO_WITNESSES: `${vkey}@https://one.example ${vkey} ${vkey}@http://localhost:8080` }],
  ])('is not in the way of %s, and then an exception is refused', async (_, environment) => {
    await expect(start(environment)).rejects.not.toMatchObject({ name: 'StartRefused' });
    await expect(start({ ...environment, KAGIBAKO_CLEARTEXT_TO: 'mail,syslog witness' })).rejects.toMatchObject({ name: 'StartRefused', code: 'CLEARTEXT_UNUSED' });
  });

  it('is told once, whatever the number of its lines', () => {
    const lines = (connection: Connection, ...hosts: string[]): OutwardLine[] => hosts.map((host) => ({ connection, host, isEncrypted: false }));
    expect(mustBeEncrypted([...lines('witness', '192.0.2.6', '192.0.2.7', '127.0.0.1'), ...lines('mail', '192.0.2.8')], ['mail', 'witness'])).toEqual(['witness', 'mail']);
    expect(mustBeEncrypted(lines('mail', '127.0.0.1'), [])).toEqual([]);
  });
});

describe('the settings of a line', () => {
  it.each([
    ['a connection that there is none of', { KAGIBAKO_CLEARTEXT_TO: 'scanner' }],
    ['a parameter that would undo the check of the certificate', { ...from, KAGIBAKO_SMTP_URL: 'smtps://mail.example?tls.rejectUnauthorized=false' }],
    ['a parameter that would undo the demand', { ...from, KAGIBAKO_SMTP_URL: 'smtp://mail.example?requireTLS=true&ignoreTLS=true' }],
    ['a demand that is misspelt', { ...from, KAGIBAKO_SMTP_URL: 'smtp://mail.example?requireTls=true' }],
    ['a demand of another value', { ...from, KAGIBAKO_SMTP_URL: 'smtp://mail.example?requireTLS=yes' }],
  ])('are refused with %s', (_, environment) => {
    expect(() => readSettings(environment)).toThrow(SettingsRefused);
  });
});
