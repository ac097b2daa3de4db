// A gateway that runs: opened from settings, listening on both sides, its clock ticking. The main program, the demo and the
// tests start it here, so that all of them run the same thing.
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { engagementPresets } from './engagement-presets.ts';
import type { Settings } from '../config/settings.ts';
import { foundMunicipality, type MadeAccount } from './accounts/people.ts';
import { createPasswordHasher } from './accounts/password-hash.ts';
import { openGateway, type Gateway, type GatewayMeans } from './gateway.ts';
import { listen, type Listening } from './http/listen.ts';
import { createMailer } from './mailing/mailer.ts';
import { makeKeys } from './keys/keys.ts';
import { createClock } from './ledger/clock.ts';
import { createLedger } from './ledger/ledger.ts';
import { createSigner } from './ledger/node-primitives.ts';
import { settledKeys, siteOf } from './keys/rooms.ts';
import { createClamdScanner } from './scanning/clamd.ts';
import { createNoScanner, type Scanner } from './scanning/scanner.ts';
import { openStore } from './store/store.ts';

export type Surroundings = Pick<GatewayMeans, 'time' | 'random' | 'fault'> & Partial<Pick<GatewayMeans, 'reach' | 'hasher' | 'webFolder'>> & {
  /** Milliseconds between two turns of the clock's work; 0 leaves it to the caller. */
  readonly tickEvery: number;
};

export interface RunningGateway {
  readonly gateway: Gateway;
  readonly origins: { readonly ward: string; readonly contractor: string };
  close(): Promise<void>;
}

const databaseIn = (settings: Settings): string => join(settings.dataFolder, 'kagibako.db');

/** Where the build put the browser application, seen from the built program. */
const builtWeb = fileURLToPath(new URL('../web', import.meta.url));

/**
 * Makes data folder, keys and the first administrator of a municipality; only the command line calls it. An existing data folder
 * gets a further municipality. Throws `StoreRefused` (IN_USE while the gateway runs), `AccountRefused` (NAME_TAKEN).
 */
export async function initialise(settings: Settings, surroundings: Pick<Surroundings, 'time' | 'random'>, given: { code: string; name: string; login: string; adminName: string }): Promise<MadeAccount> {
  await mkdir(settings.dataFolder, { recursive: true, mode: 0o700 });
  await makeKeys(settings.keysFolder, surroundings.random, new Date(surroundings.time.wall()));
  const keys = await settledKeys(siteOf(settings), surroundings.random);
  const store = await openStore({ file: databaseIn(settings), create: true });
  try {
    const newest = await store.read.selectFrom('ledger_entries').select('at').orderBy('idx', 'desc').limit(1).executeTakeFirst();
    const clock = createClock(surroundings.time, newest?.at ?? null);
    const ledger = createLedger({ store, signer: createSigner(settings.ledgerOrigin, keys.ledgerSeed), origin: settings.ledgerOrigin, now: () => clock.now(), randomBytes: surroundings.random });
    const made = await foundMunicipality({ store, ledger, clock, hasher: createPasswordHasher(), random: surroundings.random }, given);
    await ledger.sign();
    return made;
  } finally {
    await store.close();
  }
}

/** Opens the gateway and listens. Throws what makes a start impossible, with the remedy in the message. */
export async function run(settings: Settings, surroundings: Surroundings): Promise<RunningGateway> {
  const gateway = await openGateway({
    databaseFile: databaseIn(settings), vaultFolder: join(settings.dataFolder, 'vault'), accessLogFile: join(settings.dataFolder, 'access.log'),
    keys: await settledKeys(siteOf(settings), surroundings.random), ledgerOrigin: settings.ledgerOrigin, witnesses: settings.witnesses, storage: settings.storage, maxFileBytes: settings.maxFileBytes, admission: settings.admission,
    presets: engagementPresets, scanner: await openScanner(settings), syslog: await syslogOf(settings), mailer: settings.mail === null ? null : createMailer(settings.mail), webFolder: builtWeb, ...surroundings,
  });
  const tls = settings.tls === null ? null : { certificate: await readFile(settings.tls.certificateFile, 'utf8'), key: await readFile(settings.tls.keyFile, 'utf8') };
  const ward = await listen(gateway.applications.ward, { ...settings.ward, tls, stranger: (address) => gateway.refusedConnection('ward', address) });
  const contractor = await listen(gateway.applications.contractor, { ...settings.contractor, tls, stranger: (address) => gateway.refusedConnection('contractor', address) });
  gateway.setOrigin('ward', ward.origin);
  gateway.setOrigin('contractor', contractor.origin);
  const stopTicking = keepTicking(gateway, surroundings);
  return { gateway, origins: { ward: ward.origin, contractor: contractor.origin }, close: () => close(gateway, [ward, contractor], stopTicking) };
}

/** How long a stop waits for the clock's work that has begun, in milliseconds: a mail server may keep it much longer, and whatever is cut is taken up at the next start. */
const STOP_PATIENCE = 10_000;

/** So many turns of the clock's work may run at once: one that waits for a mail server holds up none of the next, and a slow machine does not heap them up. */
const MOST_TURNS = 8;

/** Does the clock's work at intervals. Returns how to stop: what has begun ends before the database closes. */
function keepTicking(gateway: Gateway, { tickEvery, fault }: Surroundings): () => Promise<void> {
  const running = new Set<Promise<void>>();
  const timer = tickEvery === 0 ? undefined : setInterval(() => {
    if (running.size >= MOST_TURNS) return;
    const one = gateway.tick().catch((error: unknown) => fault('TICK', error)).finally(() => running.delete(one));
    running.add(one);
  }, tickEvery);
  return async () => {
    clearInterval(timer);
    await Promise.race([Promise.all(running), setTimeout(STOP_PATIENCE, undefined, { ref: false })]);
  };
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

async function close(gateway: Gateway, listeners: readonly Listening[], stopTicking: () => Promise<void>): Promise<void> {
  await stopTicking();
  await Promise.all(listeners.map((listener) => listener.close()));
  await gateway.close();
}
