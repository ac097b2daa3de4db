// Settings: environment to typed configuration, refused at the start when something is wrong. Secrets are not here but in keys/.
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { mailServer, type MailServer } from './mail-server.ts';

const origin = z.url({ protocol: /^https?$/ }).transform((text) => new URL(text).origin);
const port = z.coerce.number().int().min(0).max(65_535);

/** `vkey` or `vkey@url`, several parted by spaces or commas. A vkey has neither; key names with an at sign are not taken. */
const witnesses = z.string().default('').transform((text) => text.split(/[\s,]+/).filter((one) => one !== '')).pipe(z.array(z.string().regex(/^[^\s+@]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}(?:@https?:\/\/[^\s@]+)?$/, 'vkey or vkey@http(s)://…').transform((one) => {
  const [vkey = '', url] = one.split('@');
  return { vkey, url: url ?? null };
})));

/** Lines that may go in clear to another machine, because the operator says so. A clamd on another machine is never spoken to: its temporary folder could not be looked at. */
const cleartext = z.string().default('').transform((text) => text.split(/[\s,]+/).filter((one) => one !== '')).pipe(z.array(z.enum(['mail', 'syslog', 'witness'])));

const shape = z.object({
  KAGIBAKO_DATA: z.string().min(1).default('data'),
  KAGIBAKO_KEYS: z.string().min(1).default('keys'),
  KAGIBAKO_WARD_HOST: z.string().min(1).default('127.0.0.1'),
  KAGIBAKO_WARD_PORT: port.default(8700),
  KAGIBAKO_WARD_ORIGIN: origin.optional(),
  KAGIBAKO_WARD_NETWORKS: z.string().min(1).optional(),
  KAGIBAKO_WARD_PROXIES: z.string().min(1).optional(),
  KAGIBAKO_CONTRACTOR_HOST: z.string().min(1).default('127.0.0.1'),
  KAGIBAKO_CONTRACTOR_PORT: port.default(8701),
  KAGIBAKO_CONTRACTOR_ORIGIN: origin.optional(),
  KAGIBAKO_CONTRACTOR_NETWORKS: z.string().min(1).optional(),
  KAGIBAKO_CONTRACTOR_PROXIES: z.string().min(1).optional(),
  KAGIBAKO_CONTRACTOR_CLIENT_CA: z.string().min(1).optional(),
  KAGIBAKO_OPERATING_HOST: z.string().min(1).default('127.0.0.1'),
  KAGIBAKO_OPERATING_PORT: port.optional(),
  KAGIBAKO_OPERATING_NETWORKS: z.string().min(1).optional(),
  KAGIBAKO_TLS_CERTIFICATE: z.string().min(1).optional(),
  KAGIBAKO_TLS_KEY: z.string().min(1).optional(),
  KAGIBAKO_TODAY: z.iso.date().optional(),
  KAGIBAKO_SCANNER: z.enum(['clamd', 'none']).default('none'),
  KAGIBAKO_CLAMD_CONFIG: z.string().min(1).default('/etc/clamav/clamd.conf'),
  KAGIBAKO_LEDGER_ORIGIN: z.string().regex(/^[^\s+]+$/).default('kagibako.local/ledger'),
  KAGIBAKO_WITNESSES: witnesses,
  KAGIBAKO_MAX_FILE_BYTES: z.coerce.number().int().min(1).default(21_474_836_480),
  KAGIBAKO_UPLOADS_AT_ONCE: z.coerce.number().int().min(1).max(1000).default(32),
  KAGIBAKO_DOWNLOADS_AT_ONCE: z.coerce.number().int().min(1).max(1000).default(96),
  KAGIBAKO_WAITING_AT_MOST: z.coerce.number().int().min(0).max(10_000).default(200),
  KAGIBAKO_CLEARTEXT_TO: cleartext,
  KAGIBAKO_SMTP_URL: mailServer.optional(),
  KAGIBAKO_SMTP_PASSWORD_FILE: z.string().min(1).optional(),
  KAGIBAKO_MAIL_FROM: z.email().optional(),
  KAGIBAKO_SYSLOG_URL: z.url({ protocol: /^(?:tcp|tls)$/ }).transform((text) => new URL(text)).optional(),
  KAGIBAKO_SYSLOG_CA: z.string().min(1).optional(),
  KAGIBAKO_SYSLOG_CERTIFICATE: z.string().min(1).optional(),
  KAGIBAKO_SYSLOG_KEY: z.string().min(1).optional(),
  KAGIBAKO_STORAGE_MANUFACTURER: z.string().default('未設定'),
  KAGIBAKO_STORAGE_MODEL: z.string().default('未設定'),
  KAGIBAKO_STORAGE_SERIAL: z.string().default('未設定'),
  KAGIBAKO_STORAGE_PROPERTY: z.string().default('未設定'),
  KAGIBAKO_STORAGE_PLACE: z.string().default('未設定'),
  KAGIBAKO_STORAGE_CONTACT: z.string().default('未設定'),
});

export interface ListenerSettings { readonly host: string; readonly port: number; readonly origin: string | null; /** Networks that may connect, or null for this machine only. */ readonly networks: string | null; /** Proxies that are believed when they say who asks; left out or null: none. */ readonly proxies?: string | null }

/** Where a secret lies. A credential was put there by systemd (`LoadCredential=`, `$CREDENTIALS_DIRECTORY`), readable for this unit alone. */
export interface SecretFile { readonly path: string; readonly isCredential: boolean }

export interface SyslogSettings { readonly host: string; readonly port: number; readonly tls: { readonly caFile: string | null; readonly certificateFile: string | null; readonly keyFile: string | null } | null }

export interface Settings {
  readonly dataFolder: string;
  readonly keysFolder: string;
  readonly ward: ListenerSettings;
  readonly contractor: ListenerSettings;
  /** What the machine's own watching asks; null: nobody does. */
  readonly operating: ListenerSettings | null;
  /** Files with PEM texts, or null for cleartext on loopback. */
  readonly tls: { readonly certificateFile: string; readonly keyFile: string; /** The authorities of the contractors' client certificates; left out or null: none is asked for. */ readonly clientAuthoritiesFile?: string | null } | null;
  /** Today as an administrator confirms it for one start (`2026-07-02`), after the clock was refused. */
  readonly today: string | null;
  readonly scanner: { readonly kind: 'none' } | { readonly kind: 'clamd'; readonly configFile: string };
  readonly ledgerOrigin: string;
  /** Who cosigns the ledger's heads; without `url` an auditor carries heads and cosignatures. */
  readonly witnesses: readonly { readonly vkey: string; readonly url: string | null }[];
  readonly maxFileBytes: number;
  /** How many may send and collect at once, and how many more may wait for either. */
  readonly admission: { readonly uploadsAtOnce: number; readonly downloadsAtOnce: number; readonly waiting: number };
  /** Null: no mail is sent. */
  readonly mail: { readonly server: MailServer; readonly passwordFile: SecretFile | null; readonly from: string } | null;
  /** Where the ledger is forwarded to; null: nowhere. Files with PEM texts. */
  readonly syslog: SyslogSettings | null;
  /** Lines that may go in clear to another machine. */
  readonly cleartextTo: z.infer<typeof cleartext>;
  readonly storage: { readonly manufacturer: string; readonly model: string; readonly serialNumber: string; readonly propertyNumber: string; readonly place: string; readonly contact: string };
}

/** A setting is wrong; the message names it and what was expected. */
export class SettingsRefused extends Error {
  override readonly name = 'SettingsRefused';
}

/** Reads the settings. Throws `SettingsRefused`; an unknown KAGIBAKO_ name is refused too, because a mistyped one would be silently ignored. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const own = Object.fromEntries(Object.entries(environment).filter(([name, value]) => name.startsWith('KAGIBAKO_') && value !== undefined));
  const unknown = Object.keys(own).find((name) => !Object.hasOwn(shape.shape, name));
  if (unknown !== undefined) throw new SettingsRefused(`知らない設定です: ${unknown}。config/README.md の表を見てください。 / unknown setting; see config/README.md`);
  const parsed = shape.safeParse(own);
  if (!parsed.success) throw new SettingsRefused(`設定に誤りがあります / wrong settings:\n${z.prettifyError(parsed.error)}`);
  const found = parsed.data;
  mustBeTwoHosts(found);
  if (found.KAGIBAKO_CONTRACTOR_CLIENT_CA !== undefined && found.KAGIBAKO_TLS_CERTIFICATE === undefined) throw new SettingsRefused('KAGIBAKO_CONTRACTOR_CLIENT_CA は、TLSの証明書（KAGIBAKO_TLS_CERTIFICATE）があるときだけ設定できます。 / client certificates need TLS');
  if ((found.KAGIBAKO_TLS_CERTIFICATE === undefined) !== (found.KAGIBAKO_TLS_KEY === undefined)) throw new SettingsRefused('KAGIBAKO_TLS_CERTIFICATE と KAGIBAKO_TLS_KEY は両方設定してください。 / set both or neither');
  if ((found.KAGIBAKO_SMTP_URL === undefined) !== (found.KAGIBAKO_MAIL_FROM === undefined)) throw new SettingsRefused('KAGIBAKO_SMTP_URL と KAGIBAKO_MAIL_FROM は両方設定してください。 / set both or neither');
  return {
    dataFolder: resolve(found.KAGIBAKO_DATA), keysFolder: resolve(found.KAGIBAKO_KEYS),
    ward: { host: found.KAGIBAKO_WARD_HOST, port: found.KAGIBAKO_WARD_PORT, origin: found.KAGIBAKO_WARD_ORIGIN ?? null, networks: found.KAGIBAKO_WARD_NETWORKS ?? null, proxies: found.KAGIBAKO_WARD_PROXIES ?? null },
    contractor: { host: found.KAGIBAKO_CONTRACTOR_HOST, port: found.KAGIBAKO_CONTRACTOR_PORT, origin: found.KAGIBAKO_CONTRACTOR_ORIGIN ?? null, networks: found.KAGIBAKO_CONTRACTOR_NETWORKS ?? null, proxies: found.KAGIBAKO_CONTRACTOR_PROXIES ?? null },
    operating: found.KAGIBAKO_OPERATING_PORT === undefined ? null : { host: found.KAGIBAKO_OPERATING_HOST, port: found.KAGIBAKO_OPERATING_PORT, origin: null, networks: found.KAGIBAKO_OPERATING_NETWORKS ?? null },
    tls: found.KAGIBAKO_TLS_CERTIFICATE === undefined || found.KAGIBAKO_TLS_KEY === undefined ? null : { certificateFile: found.KAGIBAKO_TLS_CERTIFICATE, keyFile: found.KAGIBAKO_TLS_KEY, clientAuthoritiesFile: found.KAGIBAKO_CONTRACTOR_CLIENT_CA ?? null },
    today: found.KAGIBAKO_TODAY ?? null,
    scanner: found.KAGIBAKO_SCANNER === 'none' ? { kind: 'none' } : { kind: 'clamd', configFile: found.KAGIBAKO_CLAMD_CONFIG },
    ledgerOrigin: found.KAGIBAKO_LEDGER_ORIGIN, witnesses: found.KAGIBAKO_WITNESSES, maxFileBytes: found.KAGIBAKO_MAX_FILE_BYTES,
    admission: { uploadsAtOnce: found.KAGIBAKO_UPLOADS_AT_ONCE, downloadsAtOnce: found.KAGIBAKO_DOWNLOADS_AT_ONCE, waiting: found.KAGIBAKO_WAITING_AT_MOST },
    mail: mailOf(found, environment['CREDENTIALS_DIRECTORY']),
    syslog: syslogOf(found), cleartextTo: found.KAGIBAKO_CLEARTEXT_TO,
    storage: {
      manufacturer: found.KAGIBAKO_STORAGE_MANUFACTURER, model: found.KAGIBAKO_STORAGE_MODEL, serialNumber: found.KAGIBAKO_STORAGE_SERIAL,
      propertyNumber: found.KAGIBAKO_STORAGE_PROPERTY, place: found.KAGIBAKO_STORAGE_PLACE, contact: found.KAGIBAKO_STORAGE_CONTACT,
    },
  };
}

/**
 * The two sides are two applications: under one host name, whatever the ports, a browser would hand what it keeps for one to the other (ASVS 3.5.4). On this
 * machine alone, where nobody else comes, one name is enough. Throws `SettingsRefused`.
 */
function mustBeTwoHosts(found: z.infer<typeof shape>): void {
  const nameOf = (own: string | undefined, host: string): string => (own === undefined ? host : new URL(own).hostname.replace(/^\[|\]$/g, ''));
  const [ward, contractor] = [nameOf(found.KAGIBAKO_WARD_ORIGIN, found.KAGIBAKO_WARD_HOST), nameOf(found.KAGIBAKO_CONTRACTOR_ORIGIN, found.KAGIBAKO_CONTRACTOR_HOST)];
  // Every address of the machine is no name yet.
  if (ward !== contractor || /^(?:localhost|::1|127\.\d+\.\d+\.\d+|0\.0\.0\.0|::)$/.test(ward)) return;
  throw new SettingsRefused(`区側と事業者側のホスト名が同じです（${ward}）。KAGIBAKO_WARD_ORIGIN と KAGIBAKO_CONTRACTOR_ORIGIN に、別の名前を設定してください（ポートを変えるだけでは足りません）。 / both sides have one host name; give each origin a name of its own, another port is not enough`);
}

function mailOf({ KAGIBAKO_SMTP_URL: server, KAGIBAKO_MAIL_FROM: from, KAGIBAKO_SMTP_PASSWORD_FILE: file }: z.infer<typeof shape>, credentials: string | undefined): Settings['mail'] {
  if ((file === undefined) !== ((server?.user ?? null) === null)) throw new SettingsRefused('KAGIBAKO_SMTP_URL の利用者（user@）と KAGIBAKO_SMTP_PASSWORD_FILE は両方設定してください。 / a user in KAGIBAKO_SMTP_URL and KAGIBAKO_SMTP_PASSWORD_FILE: set both or neither');
  return server === undefined || from === undefined ? null : { server, from, passwordFile: file === undefined ? null : secretFile('KAGIBAKO_SMTP_PASSWORD_FILE', file, credentials) };
}

/** A name without a slash is a credential that systemd hands over. Throws `SettingsRefused` where it hands over none. */
function secretFile(setting: string, value: string, credentials: string | undefined): SecretFile {
  if (value.includes('/')) return { path: resolve(value), isCredential: credentials !== undefined && resolve(value).startsWith(`${resolve(credentials)}/`) };
  if (credentials === undefined || credentials === '') throw new SettingsRefused(`${setting} は、ファイルの場所（/ を含む）か、systemd の LoadCredential= の名前にしてください（${value}）。LoadCredential= がありません。 / expected a path, or the name of a credential; systemd gave none`);
  return { path: join(credentials, value), isCredential: true };
}

/** RFC 5425 section 4.1 gives TLS its port; plain TCP has none of its own. */
const syslogTlsPort = 6514;

function syslogOf(found: z.infer<typeof shape>): SyslogSettings | null {
  const { KAGIBAKO_SYSLOG_URL: url, KAGIBAKO_SYSLOG_CA: ca, KAGIBAKO_SYSLOG_CERTIFICATE: certificate, KAGIBAKO_SYSLOG_KEY: key } = found;
  const asksTls = ca !== undefined || certificate !== undefined || key !== undefined;
  if ((certificate === undefined) !== (key === undefined)) throw new SettingsRefused('KAGIBAKO_SYSLOG_CERTIFICATE と KAGIBAKO_SYSLOG_KEY は両方設定してください。 / set both or neither');
  if (asksTls && url?.protocol !== 'tls:') throw new SettingsRefused('KAGIBAKO_SYSLOG_CA、…_CERTIFICATE、…_KEY は KAGIBAKO_SYSLOG_URL が tls:// のときだけ設定できます。 / these need a KAGIBAKO_SYSLOG_URL that begins with tls://');
  if (url === undefined) return null;
  const port = url.port === '' ? (url.protocol === 'tls:' ? syslogTlsPort : null) : Number(url.port);
  if (url.hostname === '' || port === null) throw new SettingsRefused('KAGIBAKO_SYSLOG_URL は tls://ホスト か tcp://ホスト:ポート の形にしてください。 / expected tls://host or tcp://host:port');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return { host, port, tls: url.protocol === 'tls:' ? { caFile: ca ?? null, certificateFile: certificate ?? null, keyFile: key ?? null } : null };
}
