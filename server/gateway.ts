// Composition only: wires the rooms into one gateway. Whoever opens it gives time, randomness, folders and scanner.
import { dirname } from 'node:path';
import type { Express } from 'express';
import { createPasswordHasher, type PasswordHasher } from './accounts/password-hash.ts';
import type { Side } from './accounts/person.ts';
import { mustBeOpen } from './engagements/period.ts';
import { endRosterEntries, mustBeOnRoster } from './engagements/roster.ts';
import { allAnswers } from './http/answers/all.ts';
import type { Operation, Preset } from './http/answers/parts.ts';
import { createAccessLog } from './http/access-log.ts';
import { createAtWork } from './http/at-work.ts';
import { createAdmission, usualAdmission, type AdmissionLimits } from './http/admission.ts';
import { buildListener } from './http/listener.ts';
import { createUploadLocks } from './http/uploads/locks.ts';
import { tusUploads, type TusParts } from './http/uploads/tus.ts';
import { closeInOrder } from './closing.ts';
import { createClock, type Clock, type TimeSource } from './ledger/clock.ts';
import { createLedger, type Ledger } from './ledger/ledger.ts';
import { createSigner } from './ledger/node-primitives.ts';
import { createStrangers } from './ledger/strangers.ts';
import { createWitnessing, type WitnessAddress, type Witnessing } from './ledger/witnessing.ts';
import { createLastSeen, type LastSeen } from './starting/last-seen.ts';
import { createOverTime, type OverTimeMeans } from './over-time.ts';
import { standingOf, type Standing } from './operating/standing.ts';
import type { Keys } from './keys/keys.ts';
import type { Mailer } from './mailing/mailer.ts';
import { createQualificationWarnings } from './records/expiry/qualification-warnings.ts';
import { contractGates, followDrafts } from './records/gates/contract-gates.ts';
import { createEnding, type Ending } from './records/ending/ending.ts';
import { followWithCalls } from './records/calls.ts';
import { followWithRecords } from './records/confirmation-follower.ts';
import { erasureGate, followWithErasure } from './records/duties/erasure-due.ts';
import { followWithEventReturns } from './records/duties/event-returns.ts';
import { followWithReturns } from './records/duties/return-due.ts';
import { followWithInquiries } from './records/inquiries.ts';
import { createDocumentSource } from './records/ledger-documents.ts';
import { followWithPrintLogs } from './records/printing/print-due.ts';
import { createSubmissions, followWithSubmissions } from './records/way-back/submissions.ts';
import { createReminders, type ReminderParts } from './records/reminding/reminders.ts';
import { followWithReceipts, followWithWipeCertificates, type Issuing, type StorageFacts } from './records/signed-documents.ts';
import { trainingGate } from './records/training.ts';
import type { Scanner } from './scanning/scanner.ts';
import { signDetached } from './sealing/gateway-signature.ts';
import { newIdentifier, type RandomBytes } from './store/identifier.ts';
import { openStore, type Store } from './store/store.ts';
import { signingIn } from './signing-in.ts';
import { mustKnowTime } from './starting/start-checks.ts';
import { createCollection, type Collection } from './transfers/collect.ts';
import { createDueWork, type DueWork } from './transfers/due.ts';
import { createRegister, type Follower, type Gate } from './transfers/register.ts';
import { resume } from './transfers/resume.ts';
import { createUploads, type Uploads, type UploadsParts } from './transfers/uploads/uploads.ts';
import { createVault, type Vault } from './vault/vault.ts';

export interface GatewayMeans {
  readonly databaseFile: string;
  readonly vaultFolder: string;
  readonly accessLogFile: string;
  readonly webFolder: string | null;
  readonly keys: Keys;
  readonly ledgerOrigin: string;
  readonly witnesses: readonly WitnessAddress[];
  readonly storage: StorageFacts;
  readonly maxFileBytes: number;
  readonly presets: (municipality: string) => readonly Preset[];
  /** How many may send and collect at once. */
  readonly admission?: AdmissionLimits;
  readonly scanner: Scanner;
  readonly syslog: OverTimeMeans['syslog'];
  /** Lines to other machines that are not encrypted, told while they stand. */
  readonly cleartext?: readonly string[];
  /** Null: nobody is reminded by mail. */
  readonly mailer: Mailer | null;
  readonly time: TimeSource;
  /** Today as an administrator confirmed it for this start, `2026-07-02`. */
  readonly today?: string | null;
  readonly random: RandomBytes;
  readonly hasher?: PasswordHasher;
  /** Told each labelled point; crash tests stop the process there. */
  readonly reach?: (label: string) => void | Promise<void>;
  /** Told when a disk failed so that nobody knows what is durable; the process ends where nothing is given. */
  readonly unsure?: (error: unknown) => void;
  /** Told what is not expected, with the number that the answer showed. */
  readonly fault: (id: string, error: unknown) => void;
}

export interface Gateway {
  readonly applications: Readonly<Record<Side, Express>>;
  /** To be told once it listens: the origin that requests of this side must name. */
  setOrigin(side: Side, origin: string): void;
  /** To be told of a connection that was cut because its network may not connect (1-3). */
  refusedConnection(side: Side, address: string): void;
  /** The clock's work: expiry, wiping, summaries of strangers, signing. To be called every few seconds. */
  tick(): Promise<void>;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly store: Store;
  readonly vault: Vault;
  readonly witnessing: Witnessing;
  /** How the whole gateway stands, in counts and codes. */
  standing(): Promise<Standing>;
  /** To be called once nobody can ask any more (the listeners are closed). What is being answered comes to its end first. */
  close(): Promise<void>;
}

/** Outside the contract period nothing moves but what ends or comes back: recalling, discarding, a medium that is lost, returned or checked (0-1, 2-7, 4-1). */
const outsidePeriod = ['recall', 'discard', 'lose-medium', 'return-medium', 'return-notice'];
const periodGate: Gate = (_tx, { engagement, act, now }) => {
  if (!outsidePeriod.includes(act)) mustBeOpen(engagement, now);
  return Promise.resolve();
};

/** A handler acts only while on the engagement's roster, whatever the step (H 49, 50). */
const rosterGate: Gate = (_tx, { engagement, who, now }) => {
  mustBeOnRoster(engagement, who, now);
  return Promise.resolve();
};

/** Opens the gateway: store, vault, ledger; finishes what a crash left; then it may be listened to. Throws what makes a start impossible. */
export async function openGateway(means: GatewayMeans): Promise<Gateway> {
  const { random, reach = () => undefined } = means;
  const { store, vault, clock, ledger } = await openFoundation(means);
  const sign = (bytes: Uint8Array): Promise<string> => signDetached(bytes, means.keys.gateway.privateKey, new Date(clock.millis()));
  const [alarms, seen] = [new Map<string, string>(), createLastSeen(dirname(means.databaseFile))];
  const fault = (error: unknown): void => means.fault(newIdentifier(random).slice(0, 8).toUpperCase(), error);
  const witnessing = createWitnessing({ store, ledger, clock, alarms, fault }, means.witnesses);
  const overTime = createOverTime(means, { store, ledger, clock, alarms, fault, reach });
  const register = createRegister({
    store, ledger, clock, gates: [periodGate, rosterGate, trainingGate, ...contractGates, erasureGate], committed: signLater({ ledger, clock, alarms, reach, fault }), reach,
    followers: followersOf(means, { sign, append: (tx, facts) => ledger.append(tx, facts) }),
  });
  const collection = createCollection({ store, clock, register, vault, random });
  const due = createDueWork({ store, clock, register, vault, reach, ledger, collection, random, suspended: () => clock.isLeaping(), fault });
  const ending = createEnding({ store, clock, ledger, random, register, collection, suspended: () => clock.isLeaping() });
  const warnings = createQualificationWarnings({ store, clock, random, ledger, suspended: () => clock.isLeaping() });
  const strangers = createStrangers({ kinds: ['sign-in-failed', 'refused'], listeners: ['ward', 'contractor'], now: () => clock.now() });
  const [accessLog, atWork] = [createAccessLog(means.accessLogFile), createAtWork()];
  const [hasher, tus] = [means.hasher ?? createPasswordHasher(), tusOf(means, { store, ledger, clock, register, vault, reach, random })];
  const origins: Record<Side, string> = { ward: 'http://unset.invalid', contractor: 'http://unset.invalid' };
  const deadlines = deadlinesOf(means, { store, clock, ledger, address: (side) => origins[side] });
  const { attempts, ...entering } = await signingIn(means, { store, ledger, clock, hasher });
  const answers = allAnswers({
    store, ledger, clock, random, register, vault, scanner: means.scanner, waitingKey: means.keys.waiting, reach, hasher, collection, sign, ending, witnesses: witnessing.keys,
    ...entering, certificate: means.keys.gateway.certificate, presets: means.presets, wake: inBackground(() => due.run(), fault),
    alarms: () => [...alarms].map(([code, at]) => ({ code, at })), maxFileBytes: means.maxFileBytes, admission: tus.admission, uploads: tus.uploads, operation: { ...operationOf(means, clock.now(), (side) => origins[side]), forwarding: () => overTime.lag() },
  });
  const stranger = (kind: 'sign-in-failed' | 'refused', side: Side, address: string): void => {
    strangers.count(kind, side);
    accessLog.note({ at: clock.now(), side, kind, address });
  };
  const build = (side: Side): Express => buildListener({ store, ledger, clock, atWork, stranger, fault: means.fault, answers, uploads: (entering) => tusUploads(entering, tus, side, () => origins[side]), origin: () => origins[side], webFolder: means.webFolder }, side);

  const stopSweep = await startOver({ store, vault, ledger, ending, due, fault });
  return {
    applications: { ward: build('ward'), contractor: build('contractor') }, clock, ledger, store, vault, witnessing,
    standing: () => atWork.count(standingOf({ store, clock, alarms, scanner: means.scanner, admission: tus.admission, lag: () => overTime.lag(), databaseFile: means.databaseFile, dataFolder: dirname(means.databaseFile), cleartext: means.cleartext ?? [] })),
    refusedConnection: (side, address) => stranger('refused', side, address),
    setOrigin: (side, origin) => void (origins[side] = origin),
    tick: async () => {
      await watchClock({ clock, alarms, store, ledger, seen, fault });
      await daysPass({ due, ending, warnings, collection, store, ledger, clock, uploads: tus.uploads });
      await attempts.turn();
      await deadlines();
      await strangers.flush((facts) => store.change((tx) => ledger.append(tx, facts)));
      await accessLog.flush();
      await overTime.turn();
      await ledger.sign();
      witnessing.turn();
    },
    close: () => closeInOrder({
      answered: () => atWork.ended(), beside: [() => witnessing.close(), () => overTime.close(), stopSweep, () => tus.uploads.close()],
      last: [() => due.run(), () => due.close(), () => strangers.flush((facts) => store.change((tx) => ledger.append(tx, facts)), { all: true }), () => accessLog.flush(), () => ledger.sign()], store, fault,
    }),
  };
}

const version = '0.1.0';

/** What uploads in parts are made of; places among all who send are shared with the multipart route. */
function tusOf({ scanner, keys, maxFileBytes, admission }: GatewayMeans, around: Omit<UploadsParts, 'scanner' | 'waitingKey' | 'suspended'>): TusParts {
  const { clock, random } = around;
  const uploads = createUploads({ ...around, scanner, waitingKey: keys.waiting, suspended: () => clock.isLeaping() });
  return { uploads, random, maxFileBytes, locks: createUploadLocks(() => clock.millis()), admission: createAdmission(admission ?? usualAdmission) };
}

/** What each step of the journey causes around it, in this order. */
const followersOf = ({ random, storage }: GatewayMeans, issuing: Issuing): readonly Follower[] => [
  followDrafts, followWithRecords(random, issuing.append), followWithReceipts(issuing), followWithWipeCertificates(issuing, storage, `kagibako ${version}`), followWithErasure(random), followWithPrintLogs(random), followWithSubmissions,
  followWithCalls(random), followWithReturns(random), followWithEventReturns(random), followWithInquiries(),
];

interface Passing { readonly due: DueWork; readonly ending: { run(): Promise<unknown> }; readonly warnings: { run(): Promise<unknown> }; readonly collection: Collection; readonly store: Store; readonly ledger: Ledger; readonly clock: Clock; readonly uploads: Uploads }

/** What ran out at the very end of a contract has expired; only what is left is recalled by the end itself, and wiped in the same turn. */
async function daysPass({ due, ending, warnings, collection, store, ledger, clock, uploads }: Passing): Promise<void> {
  await due.run();
  await uploads.turn();
  await ending.run();
  await warnings.run();
  for (const person of await endRosterEntries({ store, ledger, clock })) await collection.cut({ person });
  await due.run();
}

interface Signed { readonly ledger: Ledger; readonly clock: Clock; readonly alarms: Map<string, string>; readonly reach: (label: string) => void | Promise<void>; readonly fault: (error: unknown) => void }

/** Signs after a commit without holding anybody up; what fails is tried again by the clock's work. */
const signLater = ({ ledger, clock, alarms, reach, fault }: Signed) => (): void => {
  ledger.sign().then(() => reach('ledger.signed')).catch((error: unknown) => {
    alarms.set('LEDGER_UNSIGNED', clock.now());
    fault(error);
  });
};

/** The clock's work about what is owed: the month's submissions first, then whoever is to be reminded of them. */
function deadlinesOf({ random, mailer }: GatewayMeans, around: Pick<ReminderParts, 'store' | 'clock' | 'address'> & { readonly ledger: Ledger }): () => Promise<void> {
  const parts = { ...around, random, mailer, suspended: () => around.clock.isLeaping() };
  const [submissions, reminders] = [createSubmissions(parts), createReminders(parts)];
  return async () => {
    await submissions.run();
    await reminders.run();
  };
}

const inBackground = (work: () => Promise<unknown>, fault: (error: unknown) => void) => (): void => {
  work().catch(fault);
};

const operationOf = (means: GatewayMeans, startedAt: string, address: Operation['address']): Omit<Operation, 'forwarding'> => ({
  version, startedAt, address, databaseFile: means.databaseFile, dataFolder: dirname(means.databaseFile), ledgerOrigin: means.ledgerOrigin, storage: means.storage, cleartext: means.cleartext ?? [],
});

async function openFoundation(means: GatewayMeans): Promise<{ store: Store; vault: Vault; clock: Clock; ledger: Ledger }> {
  const { unsure = endAtOnce } = means;
  const store = await openStore({ file: means.databaseFile, unsure });
  const vault = await createVault({ folder: means.vaultFolder, randomBytes: means.random, reach: means.reach ?? (() => undefined), unsure });
  const newest = await store.read.selectFrom('ledger_entries').select('at').orderBy('idx', 'desc').limit(1).executeTakeFirst();
  await knowTime(means, newest?.at ?? null).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const clock = createClock(means.time, newest?.at ?? null);
  const signer = createSigner(means.ledgerOrigin, means.keys.ledgerSeed);
  return { store, vault, clock, ledger: timedLedger(createLedger({ store, signer, origin: means.ledgerOrigin, now: () => clock.now(), randomBytes: means.random, source: createDocumentSource(means.keys.gateway.certificate) }), clock) };
}

/** Nothing may be promised on such a disk: whatever caught the error, the process ends by its last resort, and the next start looks at what is there. */
const endAtOnce = (error: unknown): void => void setImmediate(() => { throw error; });

async function knowTime({ time, today, databaseFile }: GatewayMeans, newest: string | null): Promise<void> {
  const lastSeen = await createLastSeen(dirname(databaseFile)).read();
  mustKnowTime({ wall: time.wall(), newest: newest === null ? null : Date.parse(newest), lastSeen, confirmed: today ?? null });
}

interface Starting { readonly store: Store; readonly vault: Vault; readonly ledger: Ledger; readonly ending: Ending; readonly due: DueWork; readonly fault: (error: unknown) => void }

/** What a start does before anybody is served. Returns how to end what goes on of it: the sweep of a large vault. */
async function startOver({ store, vault, ledger, ending, due, fault }: Starting): Promise<() => Promise<unknown>> {
  const stop = new AbortController();
  const { bodies } = await resume({ store, vault }, stop.signal);
  const swept = bodies.whole.catch(fault);
  await ledger.sign();
  await ending.run();
  await due.run();
  return () => {
    stop.abort();
    return swept;
  };
}

/** Whatever is entered moves the clock's floor. */
function timedLedger(ledger: Ledger, clock: Clock): Ledger {
  return { ...ledger, append: async (tx, facts) => {
    const entry = await ledger.append(tx, facts);
    clock.entered(facts.at);
    return entry;
  } };
}

interface Watched { readonly clock: Clock; readonly alarms: Map<string, string>; readonly store: Store; readonly ledger: Ledger; readonly seen: LastSeen; readonly fault: (error: unknown) => void }

async function watchClock({ clock, alarms, store, ledger, seen, fault }: Watched): Promise<void> {
  clock.settle();
  if (!clock.isLeaping()) {
    alarms.delete('CLOCK_LEAPT');
    // A full disk that cannot take this note must not keep the clock from wiping what is due.
    await seen.note(clock.millis()).catch(fault);
  } else if (!alarms.has('CLOCK_LEAPT')) {
    alarms.set('CLOCK_LEAPT', clock.now());
    await store.change((tx) => ledger.append(tx, { at: clock.now(), act: 'clock-leap', result: 'refused', actor: { system: true }, code: 'CLOCK_LEAPT' }));
  }
}
