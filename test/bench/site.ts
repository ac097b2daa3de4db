// A gateway as it is run (`npm start`: compiled, no scanner) in a process of its own on a real folder, with a section, three firms
// and what it needs to take uploads in each body format.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { config, enums, generateKey } from 'openpgp';
import { uploadFile } from '../../client/cli/upload.ts';
import { makeKeyPair } from '../../client/opening.ts';
import { readSettings } from '../../config/settings.ts';
import { depositView } from '../../server/http/wire/transfers.ts';
import { systemTime } from '../../server/ledger/clock.ts';
import { initialise } from '../../server/running.ts';
import { addEngagement, addPerson, arrive, confirmedCertificate, draftFor, testPolicy, type Someone } from '../town.ts';
import { processorSeconds } from './memory.ts';
import { timed } from './openssh.ts';
import { readPayload } from './payload.ts';

export type BenchFormat = 'seipd1' | 'seipd2-gcm' | 'seipd2-ocb';

export interface Site {
  readonly pid: number;
  readonly admin: Someone;
  readonly wardOrigin: string;
  /** Processor seconds of the gateway in each ingest so far, by format. */
  readonly processor: Readonly<Record<BenchFormat, (number | undefined)[]>>;
  /** Uploads `sizeInBytes` of the payload for `recipients` firms (with OCB there is only one), then takes the file out again (not timed). Returns seconds from the request's first byte to the answer: sealed, durable, recorded. */
  ingest(payload: string, sizeInBytes: number, format: BenchFormat, recipients?: number): Promise<number>;
  close(): Promise<void>;
}

const gatewayProgram = fileURLToPath(new URL('../../server/main.js', import.meta.url));
const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Founds a municipality in `folder` and starts its gateway. `nodeWords` go to Node before the program. */
export async function openSite(folder: string, nodeWords: readonly string[] = []): Promise<Site> {
  await mkdir(folder);
  const own = { KAGIBAKO_DATA: join(folder, 'data'), KAGIBAKO_KEYS: join(folder, 'keys'), KAGIBAKO_WARD_PORT: '0', KAGIBAKO_CONTRACTOR_PORT: '0' };
  const founded = await initialise(readSettings(own), { time: systemTime, random: randomBytes }, { code: 'asagiri', name: 'あさぎり区', login: 'admin', adminName: '管理 太郎' });
  const { child, origins } = await start(own, nodeWords);
  const running = { origins };
  const admin = await arrive({ running }, 'ward', { id: founded.account.id, ...founded.initial });
  const section = await admin.api.call('addSection', { body: { name: '福祉部 介護保険課', telephone: '03-0000-1111' } });
  const clerk = await addPerson({ running }, admin, { role: 'staff', login: 'sato', name: '佐藤 恵', sectionId: section.id });
  const firms = await Promise.all(['みどり印刷', 'あおば印刷', 'さくら印刷'].map((name) => admin.api.call('addContractor', { body: { name, address: '○○県△△市2-4-6' } })));
  const drafter = (locks: 'both' | 'password') => addEngagement(admin, {
    title: locks, sectionIds: [section.id], contractorIds: firms.map(({ id }) => id), from: day(-30), to: day(300), policy: { ...testPolicy, locks, maxFileBytes: 64 * 2 ** 30 },
  });
  // SEIPDv1 is what a transfer without a certificate gets; SEIPDv2 with GCM is what the keys that our browser makes ask for.
  const engagements = { seipd1: await drafter('password'), 'seipd2-gcm': await drafter('both') };
  for (const [index, firm] of firms.entries()) {
    const handler = await addPerson({ running }, admin, { role: 'handler', login: `kata${index}`, name: '田中 誠', contractorId: firm.id }, firm.page);
    await admin.api.call('addRosterEntry', { id: engagements['seipd2-gcm'].id, body: { contractorId: firm.id, accountId: handler.id, role: 'manager', startsOn: day(-30) } });
    await confirmedCertificate(handler, clerk, (await makeKeyPair({ name: firm.name, passphrase: 'みどり の つくえ' })).certificate);
  }
  const pid = child.pid ?? 0;
  const ocb = await ocbFirm({ running }, admin, clerk, section.id);
  const processor: Site['processor'] = { seipd1: [], 'seipd2-gcm': [], 'seipd2-ocb': [] };
  const placeOf = (format: BenchFormat, recipients: number) => (format === 'seipd2-ocb' ? ocb : { engagement: engagements[format], recipientIds: firms.slice(0, recipients).map(({ id }) => id) });
  return {
    pid, admin, processor, wardOrigin: origins.ward,
    ingest: async (payload, sizeInBytes, format, recipients = 1) => {
      const { engagement, recipientIds } = placeOf(format, recipients);
      const draft = await draftFor(clerk, { engagement }, { recipientIds });
      let answer: unknown;
      const before = await processorSeconds(pid);
      const seconds = await timed(async () => {
        answer = await uploadFile({ address: clerk.api.address('addFile', { id: draft.id }), headers: clerk.line.headers(), name: 'noufu_01.csv', chunks: readPayload(payload, sizeInBytes) });
      });
      const after = await processorSeconds(pid);
      processor[format].push(before === undefined || after === undefined ? undefined : after - before);
      const [file] = depositView.parse(answer).transfers[0]?.files ?? [];
      if (file?.size !== sizeInBytes) throw new Error(`expected ${sizeInBytes} bytes to be recorded, got ${String(file?.size)}`);
      await clerk.api.call('removeFile', { id: draft.id, uploadId: file.uploadId });
      return seconds;
    },
    close: async () => {
      await stop(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A firm whose certificate announces SEIPDv2 with OCB and not GCM, in an engagement of its own. */
async function ocbFirm(town: { running: { origins: { ward: string; contractor: string } } }, admin: Someone, clerk: Someone, sectionId: string) {
  const firm = await admin.api.call('addContractor', { body: { name: 'もみじ印刷', address: '○○県△△市2-4-6' } });
  const engagement = await addEngagement(admin, { title: 'ocb', sectionIds: [sectionId], contractorIds: [firm.id], from: day(-30), to: day(300), policy: { ...testPolicy, locks: 'both', maxFileBytes: 64 * 2 ** 30 } });
  const handler = await addPerson(town, admin, { role: 'handler', login: 'momiji', name: '田中 誠', contractorId: firm.id }, firm.page);
  await admin.api.call('addRosterEntry', { id: engagement.id, body: { contractorId: firm.id, accountId: handler.id, role: 'manager', startsOn: day(-30) } });
  const { publicKey } = await generateKey({
    type: 'ecc', curve: 'ed25519Legacy', userIDs: { name: firm.name }, passphrase: 'もみじ の つくえ', config: { ...config, aeadProtect: true, preferredAEADAlgorithm: enums.aead.ocb },
  });
  await confirmedCertificate(handler, clerk, publicKey);
  return { engagement, recipientIds: [firm.id] };
}

/** Starts the gateway as `npm start` does, with settings of one's own. Returns once it listens. */
export async function start(own: Record<string, string>, nodeWords: readonly string[]): Promise<{ child: ChildProcess; origins: { ward: string; contractor: string } }> {
  const ambient = Object.entries(process.env).filter(([name]) => !name.startsWith('KAGIBAKO_'));
  const child = spawn(process.execPath, [...nodeWords, gatewayProgram], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...Object.fromEntries(ambient), ...own } });
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
