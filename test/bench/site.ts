// A gateway as it is run (`npm start`: compiled) in a process of its own on a real folder, with a section, three firms
// and what it needs to take uploads in each body format. Without a scanner unless the environment names one.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { config, enums, generateKey } from 'openpgp';
import { uploadFile } from '../../client/cli/upload.ts';
import { makeKeyPair, type KeyPair } from '../../client/opening.ts';
import { readSettings } from '../../config/settings.ts';
import { takenFileView } from '../../server/http/wire/transfers.ts';
import type { Policy } from '../../server/engagements/policy.ts';
import { plainTerms, type Terms } from '../../server/engagements/terms.ts';
import { systemTime } from '../../server/ledger/clock.ts';
import { initialise } from '../../server/running.ts';
import { addEngagement, addPerson, arrive, confirmedCertificate, draftFor, testPolicy, type Someone } from '../town.ts';
import type { Span } from './areas.ts';
import { processorSeconds } from './memory.ts';
import { timed } from './peers/openssh.ts';
import { readPayload } from './payload.ts';

export type BenchFormat = 'seipd1' | 'seipd2-gcm' | 'seipd2-ocb';

export interface Site {
  readonly pid: number;
  readonly admin: Someone;
  readonly clerk: Someone;
  readonly section: { readonly id: string };
  readonly origins: Origins;
  readonly firms: readonly Firm[];
  /** Of each firm but the last one with `both` and with `password` as its locks. */
  readonly engagements: Readonly<Record<'seipd1' | 'seipd2-gcm', Engagement>>;
  /** Processor seconds of the gateway in each ingest so far, by format. */
  readonly processor: Readonly<Record<BenchFormat, (number | undefined)[]>>;
  /** When each ingest ran, by the machine's steady clock. */
  readonly spans: { readonly format: BenchFormat; readonly span: Span }[];
  /** Uploads `sizeInBytes` of the payload for `recipients` firms (with OCB there is only one), then takes the file out again (not timed). Returns seconds from the request's first byte to the answer: sealed, durable, recorded. */
  ingest(payload: string, sizeInBytes: number, format: BenchFormat, recipients?: number): Promise<number>;
  close(): Promise<void>;
}

export interface Origins { readonly ward: string; readonly contractor: string }
export type Engagement = Awaited<ReturnType<typeof addEngagement>>;
export interface Firm { readonly id: string; readonly page: string; readonly handler: Someone; readonly key: KeyPair }

/** Of the keys of the firms' people. */
export const keyPassphrase = 'みどり の つくえ';

/** As the launcher has it (config/launch.mjs). */
const asLaunched = { UV_THREADPOOL_SIZE: '8', MALLOC_ARENA_MAX: '2', NODE_OPTIONS: '--max-semi-space-size=4' };
const gatewayProgram = fileURLToPath(new URL('../../server/main.js', import.meta.url));
const largest = 64 * 2 ** 30;
/** Nobody is waited for, so that what is measured is the gateway. */
const benchPolicy: Policy = { ...testPolicy, locks: 'both', maxFileBytes: largest, maxFiles: 10_000, approval: { 'to-contractor': false, 'to-section': false }, passwordGapMinutes: 0 };
/** The same is collected many times, and nobody is there to give reasons. */
const benchTerms: Terms = { ...plainTerms, downloads: { allowed: 100, reasonFrom: 101 } };
const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Founds a municipality in `folder` and starts its gateway. `nodeWords` go to Node before the program, `environment` are settings beside the usual ones. */
export async function openSite(folder: string, { nodeWords = [], environment = {} }: { nodeWords?: readonly string[]; environment?: Readonly<Record<string, string>> } = {}): Promise<Site> {
  await mkdir(folder);
  const own = { KAGIBAKO_DATA: join(folder, 'data'), KAGIBAKO_KEYS: join(folder, 'keys'), KAGIBAKO_WARD_PORT: '0', KAGIBAKO_CONTRACTOR_PORT: '0', KAGIBAKO_MAX_FILE_BYTES: String(largest), ...environment };
  const founded = await initialise(readSettings(own), { time: systemTime, random: randomBytes }, { code: 'asagiri', name: 'あさぎり区', login: 'admin', adminName: '管理 太郎' });
  const { child, origins } = await start(own, nodeWords);
  const running = { origins };
  const admin = await arrive({ running }, 'ward', { id: founded.account.id, ...founded.initial });
  const section = await admin.api.call('addSection', { body: { name: '福祉部 介護保険課', telephone: '03-0000-1111' } });
  const clerk = await addPerson({ running }, admin, { role: 'staff', login: 'sato', name: '佐藤 恵', sectionId: section.id });
  const named = await Promise.all(['みどり印刷', 'あおば印刷', 'さくら印刷'].map((name) => admin.api.call('addContractor', { body: { name, address: '○○県△△市2-4-6' } })));
  const drafter = (locks: 'both' | 'password') => addEngagement(admin, {
    title: locks, sectionIds: [section.id], contractorIds: named.map(({ id }) => id), from: day(-30), to: day(300), policy: { ...benchPolicy, locks }, terms: benchTerms,
  });
  // SEIPDv1 is what a transfer without a certificate gets; SEIPDv2 with GCM is what the keys that our browser makes ask for.
  const engagements = { seipd1: await drafter('password'), 'seipd2-gcm': await drafter('both') };
  const firms: Firm[] = [];
  for (const [index, firm] of named.entries()) {
    const handler = await addPerson({ running }, admin, { role: 'handler', login: `kata${index}`, name: '田中 誠', contractorId: firm.id }, firm.page);
    await admin.api.call('addRosterEntry', { id: engagements['seipd2-gcm'].id, body: { contractorId: firm.id, accountId: handler.id, role: 'manager', startsOn: day(-30) } });
    await admin.api.call('addRosterEntry', { id: engagements.seipd1.id, body: { contractorId: firm.id, accountId: handler.id, role: 'manager', startsOn: day(-30) } });
    const key = await makeKeyPair({ name: firm.name, passphrase: keyPassphrase });
    await confirmedCertificate(handler, clerk, key.certificate);
    firms.push({ id: firm.id, page: firm.page, handler, key });
  }
  const pid = child.pid ?? 0;
  const ocb = await ocbFirm({ running }, admin, clerk, section.id);
  const processor: Site['processor'] = { seipd1: [], 'seipd2-gcm': [], 'seipd2-ocb': [] };
  const spans: Site['spans'] = [];
  const placeOf = (format: BenchFormat, recipients: number) => (format === 'seipd2-ocb' ? ocb : { engagement: engagements[format], recipientIds: firms.slice(0, recipients).map(({ id }) => id) });
  return {
    pid, admin, clerk, section, origins, firms, engagements, processor, spans,
    ingest: async (payload, sizeInBytes, format, recipients = 1) => {
      const { engagement, recipientIds } = placeOf(format, recipients);
      const draft = await draftFor(clerk, { engagement }, { recipientIds });
      let answer: unknown;
      const before = await processorSeconds(pid);
      const fromMicroseconds = microseconds();
      const seconds = await timed(async () => {
        answer = await uploadFile({ address: clerk.api.address('addFile', { id: draft.id }), headers: clerk.line.headers(), name: 'noufu_01.csv', chunks: readPayload(payload, sizeInBytes) });
      });
      spans.push({ format, span: { fromMicroseconds, toMicroseconds: microseconds() } });
      const after = await processorSeconds(pid);
      processor[format].push(before === undefined || after === undefined ? undefined : after - before);
      const { uploadId, transfers: [kept] } = takenFileView.parse(answer);
      if (kept?.file.size !== sizeInBytes) throw new Error(`expected ${sizeInBytes} bytes to be recorded, got ${String(kept?.file.size)}`);
      await clerk.api.call('removeFile', { id: draft.id, uploadId });
      return seconds;
    },
    close: async () => {
      await stop(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The machine's steady clock, as V8's profiler and every process reads it. */
export const microseconds = (): number => Number(process.hrtime.bigint() / 1000n);

/** A firm whose certificate announces SEIPDv2 with OCB and not GCM, in an engagement of its own. */
async function ocbFirm(town: { running: { origins: Origins } }, admin: Someone, clerk: Someone, sectionId: string) {
  const firm = await admin.api.call('addContractor', { body: { name: 'もみじ印刷', address: '○○県△△市2-4-6' } });
  const engagement = await addEngagement(admin, { title: 'ocb', sectionIds: [sectionId], contractorIds: [firm.id], from: day(-30), to: day(300), policy: benchPolicy, terms: benchTerms });
  const handler = await addPerson(town, admin, { role: 'handler', login: 'momiji', name: '田中 誠', contractorId: firm.id }, firm.page);
  await admin.api.call('addRosterEntry', { id: engagement.id, body: { contractorId: firm.id, accountId: handler.id, role: 'manager', startsOn: day(-30) } });
  const { publicKey } = await generateKey({
    type: 'ecc', curve: 'ed25519Legacy', userIDs: { name: firm.name }, passphrase: 'もみじ の つくえ', config: { ...config, aeadProtect: true, preferredAEADAlgorithm: enums.aead.ocb },
  });
  await confirmedCertificate(handler, clerk, publicKey);
  return { engagement, recipientIds: [firm.id] };
}

/** Starts the gateway as `npm start` does, with settings of one's own. Returns once it listens. */
export async function start(own: Record<string, string>, nodeWords: readonly string[]): Promise<{ child: ChildProcess; origins: Origins }> {
  const ambient = Object.entries(process.env).filter(([name]) => !name.startsWith('KAGIBAKO_'));
  const child = spawn(process.execPath, [...nodeWords, gatewayProgram], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...asLaunched, ...Object.fromEntries(ambient), ...own } });
  // A benchmark that is cut short leaves no gateway behind.
  process.once('exit', () => child.kill());
  for await (const line of createInterface({ input: child.stdout })) {
    const told: unknown = JSON.parse(line);
    if (typeof told === 'object' && told !== null && 'ward' in told && 'contractor' in told) {
      // Faults are told here too; a benchmark of a gateway that fails is worth nothing.
      child.stdout.resume().on('data', (piece: Buffer) => process.stderr.write(piece));
      return { child, origins: { ward: String(told.ward), contractor: String(told.contractor) } };
    }
  }
  throw new Error('expected the gateway to start; it ended');
}

/** Asks the gateway to end, and waits for it. */
export async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
