// A gateway that runs: opened from settings, listening on both sides, its clock ticking. The main program, the demo and the
// tests start it here, so that all of them run the same thing.
import { mkdir, readFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { engagementPresets } from './engagement-presets.ts';
import type { Settings } from '../config/settings.ts';
import { withinPatience } from './closing.ts';
import type { Side } from './accounts/person.ts';
import { foundMunicipality, type MadeAccount } from './accounts/people.ts';
import { createPasswordHasher } from './accounts/password-hash.ts';
import { openGateway, type Gateway, type GatewayMeans } from './gateway.ts';
import { listen, type Listening } from './http/listen.ts';
import type { ServedCertificate, TlsTexts } from './http/tls.ts';
import { operatingListener } from './operating/listener.ts';
import type { Metrics } from './operating/metrics.ts';
import type { Standing } from './operating/standing.ts';
import { createMailer, type Mailer } from './mailing/mailer.ts';
import { makeKeys } from './keys/keys.ts';
import { createClock } from './ledger/clock.ts';
import { createLedger } from './ledger/ledger.ts';
import { createSigner } from './ledger/node-primitives.ts';
import { settledKeys, siteOf } from './keys/rooms.ts';
import { createClamdScanner } from './scanning/clamd.ts';
import { createNoScanner, type Scanner } from './scanning/scanner.ts';
import { clearWorkRoom } from './recovery/work-room.ts';
import { mustBeEncrypted, type Connection, type OutwardLine } from './starting/cleartext.ts';
import { readSecret } from './starting/secret-file.ts';
import { mustAnswer, mustBeOwn } from './starting/start-checks.ts';
import { openStore } from './store/store.ts';

export type Surroundings = Pick<GatewayMeans, 'time' | 'random' | 'fault'> & Partial<Pick<GatewayMeans, 'reach' | 'hasher' | 'webFolder'>> & {
  /** Milliseconds between two turns of the clock's work; 0 leaves it to the caller. */
  readonly tickEvery: number;
};

export interface RunningGateway {
  readonly gateway: Gateway;
  readonly origins: { readonly ward: string; readonly contractor: string };
  /** The TLS certificate that serves now; null in clear. */
  readonly certificate: ServedCertificate | null;
  /** Lines to other machines that are not encrypted. */
  readonly cleartext: readonly Connection[];
  /** The origin of the machine's own watching; null where nobody watches. */
  readonly operating: string | null;
  /** Reads certificate and key again, for every connection from now on; does nothing in clear. Throws `TlsRefused` or what reading throws; then nothing has changed. */
  renewCertificate(): Promise<void>;
  close(): Promise<void>;
}

const databaseIn = (settings: Settings): string => join(settings.dataFolder, 'kagibako.db');

/** Where the build put the browser application, seen from the built program. */
const builtWeb = fileURLToPath(new URL('../web', import.meta.url));

/**
 * Makes data folder, keys and the first administrator of a municipality; only the command line calls it. An existing data folder
 * gets a further municipality. Throws `StoreRefused` (IN_USE while the gateway runs), `AccountRefused` (NAME_TAKEN).
 */
export async function initialise(settings: Settings, surroundings: Pick<Surroundings, 'time' | 'random' | 'hasher'>, given: { code: string; name: string; login: string; adminName: string }): Promise<MadeAccount> {
  await mkdir(settings.dataFolder, { recursive: true, mode: 0o700 });
  await makeKeys(settings.keysFolder, surroundings.random, new Date(surroundings.time.wall()));
  const keys = await settledKeys(siteOf(settings), surroundings.random);
  const store = await openStore({ file: databaseIn(settings), create: true });
  try {
    const newest = await store.read.selectFrom('ledger_entries').select('at').orderBy('idx', 'desc').limit(1).executeTakeFirst();
    const clock = createClock(surroundings.time, newest?.at ?? null);
    const ledger = createLedger({ store, signer: createSigner(settings.ledgerOrigin, keys.ledgerSeed), origin: settings.ledgerOrigin, now: () => clock.now(), randomBytes: surroundings.random });
    const made = await foundMunicipality({ store, ledger, clock, hasher: surroundings.hasher ?? createPasswordHasher(), random: surroundings.random }, given);
    await ledger.sign();
    return made;
  } finally {
    await store.close();
  }
}

/** Opens the gateway and listens. Throws what makes a start impossible, with the remedy in the message. */
export async function run(settings: Settings, surroundings: Surroundings): Promise<RunningGateway> {
  const cleartext = mustBeEncrypted(outwardLines(settings), settings.cleartextTo);
  const mailer = await mailerOf(settings);
  const scanner = await openScanner(settings);
  await mustAnswer(scanner);
  await mustBeOwn([settings.dataFolder, settings.keysFolder]);
  await clearWorkRoom(settings.dataFolder, surroundings.random);
  const gateway = await openGateway({
    databaseFile: databaseIn(settings), vaultFolder: join(settings.dataFolder, 'vault'), accessLogFile: join(settings.dataFolder, 'access.log'),
    keys: await settledKeys(siteOf(settings), surroundings.random), ledgerOrigin: settings.ledgerOrigin, witnesses: settings.witnesses, storage: settings.storage, maxFileBytes: settings.maxFileBytes, admission: settings.admission,
    presets: engagementPresets, scanner, today: settings.today, syslog: await syslogOf(settings), mailer, webFolder: builtWeb, cleartext, ...surroundings,
  });
  const listeners = await openListeners(gateway, settings, surroundings).catch(async (error: unknown) => {
    await gateway.close();
    throw error;
  });
  gateway.setOrigin('ward', listeners.ward.origin);
  gateway.setOrigin('contractor', listeners.contractor.origin);
  const stopTicking = keepTicking(gateway, surroundings);
  const all = [listeners.ward, listeners.contractor, ...(listeners.operating === null ? [] : [listeners.operating])];
  return {
    gateway, cleartext, get certificate() { return listeners.ward.certificate; }, origins: { ward: listeners.ward.origin, contractor: listeners.contractor.origin }, operating: listeners.operating?.origin ?? null,
    renewCertificate: async () => {
      const tls = await tlsOf(settings);
      if (tls === null) return;
      // Each looks at it before the first takes it: all of them serve the one, or all the other.
      const renewals = all.map(({ renewal }) => renewal?.(tls));
      for (const take of renewals) take?.();
    },
    close: async () => {
      listeners.stop();
      await close(gateway, all, stopTicking, surroundings.fault);
    },
  };
}

interface Listeners { readonly ward: Listening; readonly contractor: Listening; readonly operating: Listening | null; /** From now on it is not ready. */ readonly stop: () => void }

async function openListeners(gateway: Gateway, settings: Settings, { fault }: Surroundings): Promise<Listeners> {
  const tls = await tlsOf(settings);
  const watching = settings.operating === null ? null : await watchingOf(gateway, () => ward.certificate, fault);
  const open = (side: Side): Promise<Listening> => listen(measured(gateway.applications[side], side, watching), { ...settings[side], tls, asksClients: side === 'contractor' && (tls?.clientAuthorities ?? null) !== null, stranger: (address) => gateway.refusedConnection(side, address) });
  const ward = await open('ward');
  const opened = [ward];
  try {
    const contractor = await open('contractor');
    opened.push(contractor);
    if (settings.operating === null || watching === null) return { ward, contractor, operating: null, stop: () => undefined };
    // In clear on loopback; a program on another machine asks under the same certificate as everybody.
    const operating = await listen(watching.application, { ...settings.operating, tls: settings.operating.host === '127.0.0.1' ? null : tls, stranger: () => undefined });
    return { ward, contractor, operating, stop: watching.stop };
  } catch (error) {
    // Half a gateway serves nobody: what one side sends, the other could not collect.
    await Promise.all(opened.map((listener) => listener.close()));
    throw error;
  }
}

interface Watching { readonly application: RequestListener; readonly metrics: Metrics; readonly stop: () => void }

async function watchingOf(gateway: Gateway, certificate: () => ServedCertificate | null, fault: Surroundings['fault']): Promise<Watching> {
  // Some megabytes of memory, which only a gateway that is watched takes.
  const { createMetrics } = await import('./operating/metrics.ts');
  let stopping = false;
  const standing = (): Promise<Standing> => gateway.standing();
  const metrics = createMetrics(standing, certificate);
  return { metrics, stop: () => (stopping = true), application: operatingListener({ standing, metrics, stopping: () => stopping, fault: (error) => { fault('OPERATING', error); } }) };
}

async function tlsOf({ tls }: Settings): Promise<TlsTexts | null> {
  if (tls === null) return null;
  const { certificateFile, keyFile, clientAuthoritiesFile = null } = tls;
  return { certificate: await readFile(certificateFile, 'utf8'), key: await readFile(keyFile, 'utf8'), clientAuthorities: clientAuthoritiesFile === null ? null : await readFile(clientAuthoritiesFile, 'utf8') };
}

/** Tells of each answer its status and how long it took, whether it was sent whole or cut. */
function measured(application: RequestListener, side: Side, watching: Watching | null): RequestListener {
  if (watching === null) return application;
  const { metrics } = watching;
  return (request, response) => {
    const since = performance.now();
    response.once('close', () => { metrics.answered(side, response.statusCode, (performance.now() - since) / 1000); });
    application(request, response);
  };
}

/** So many turns of the clock's work may run at once: one that waits for a mail server holds up none of the next, and a slow machine does not heap them up. */
const MOST_TURNS = 8;

/** Does the clock's work at intervals. Returns how to begin no more of it; resolves when what has begun has ended. */
function keepTicking(gateway: Gateway, { tickEvery, fault }: Surroundings): () => Promise<void> {
  const running = new Set<Promise<void>>();
  const timer = tickEvery === 0 ? undefined : setInterval(() => {
    if (running.size >= MOST_TURNS) return;
    const one = gateway.tick().catch((error: unknown) => fault('TICK', error)).finally(() => running.delete(one));
    running.add(one);
  }, tickEvery);
  return async () => {
    clearInterval(timer);
    await Promise.all(running);
  };
}

/** Every line that the gateway opens to what may be another machine. clamd's is not among them: it must be on this one (`server/scanning/clamd-config.ts`). */
function outwardLines({ mail, syslog, witnesses }: Settings): OutwardLine[] {
  const asked = witnesses.flatMap(({ url }) => (url === null ? [] : [new URL(url)]));
  return [
    ...(mail === null ? [] : [{ connection: 'mail' as const, host: mail.server.host, isEncrypted: mail.server.encryption !== 'none' }]),
    ...(syslog === null ? [] : [{ connection: 'syslog' as const, host: syslog.host, isEncrypted: syslog.tls !== null }]),
    ...asked.map(({ protocol, hostname }) => ({ connection: 'witness' as const, host: hostname.replace(/^\[|\]$/g, ''), isEncrypted: protocol === 'https:' })),
  ];
}

async function mailerOf({ mail }: Settings): Promise<Mailer | null> {
  if (mail === null) return null;
  const { server: { user, ...server }, passwordFile, from } = mail;
  const password = passwordFile === null ? null : await readSecret('KAGIBAKO_SMTP_PASSWORD_FILE', passwordFile);
  return createMailer({ server: { ...server, user: user === null || password === null ? null : { name: user, password } }, from });
}

async function syslogOf({ syslog }: Settings): Promise<GatewayMeans['syslog']> {
  if (syslog === null) return null;
  const read = (file: string | null): Promise<string | null> => (file === null ? Promise.resolve(null) : readFile(file, 'utf8'));
  const { host, port, tls } = syslog;
  return { target: { host, port, tls: tls === null ? null : { ca: await read(tls.caFile), certificate: await read(tls.certificateFile), key: await read(tls.keyFile) } } };
}

async function openScanner({ scanner }: Settings): Promise<Scanner> {
  return scanner.kind === 'none' ? createNoScanner() : createClamdScanner({ configPath: scanner.configFile, patienceMs: 150_000 });
}

/** First nobody is served any more; what has begun comes to its end; then the store closes. */
async function close(gateway: Gateway, listeners: readonly Listening[], stopTicking: () => Promise<void>, fault: Surroundings['fault']): Promise<void> {
  const ticked = stopTicking();
  await Promise.all(listeners.map((listener) => listener.close()));
  await withinPatience(ticked, (error) => { fault('TICK', error); });
  await gateway.close();
}
