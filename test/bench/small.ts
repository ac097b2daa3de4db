// `npm run bench -- small`: ten thousand small files in one transfer, as `kagibako send` sends a folder (its own code, ledger of what went included), the same files in
// batches alone, and some of them one request each, against `tar | gpg` and `sftp put`.
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { batchesOf, sendBatch } from '../../client/batches.ts';
import { lookAt } from '../../client/cli/send/found.ts';
import { openSendLedger } from '../../client/cli/send/ledger.ts';
import { carry } from '../../client/cli/send/sending.ts';
import { sendFile } from '../../client/cli/send-file.ts';
import { openUploadMemory } from '../../client/cli/upload-memory.ts';
import { draftFor } from '../town.ts';
import { areaTable, readAreas } from './areas.ts';
import { processorSeconds } from './memory.ts';
import { median, show } from './numbers.ts';
import { confirmedFiles } from './peers/confirmed-files.ts';
import { openOffice, timed } from './peers/openssh.ts';
import { atLeast, type Given, type Goal, type Outcome, type Part } from './part.ts';
import { findPrograms } from './peers/programs.ts';
import { firmOf } from './sent.ts';
import { microseconds, openSite, type Site } from './site.ts';

const bytes = 10_000;
/** One way of sending is given up after this. */
const patienceMs = 5 * 60_000;
const atOnce = 8;
/** Batches abreast, as the command sends them. */
const batchesAtOnce = 2;
/** So many go one by one, and under the profiler. */
const someFiles = 1000;
const profiledFiles = 4000;
const line = ({ clerk, origins }: Site) => ({ origin: origins.ward, api: clerk.api, sign: () => Promise.resolve(clerk.line.headers()) });

async function run({ folder, count, rounds, peers, say }: Given): Promise<Outcome> {
  const files = join(folder, 'files');
  await mkdir(files);
  for (let at = 0; at < count; at += 1) await writeFile(join(files, `noufu_${String(at).padStart(5, '0')}.bin`), randomBytes(bytes));
  const alone: number[] = [];
  for (let round = 1; round <= rounds; round += 1) alone.push(await confirmedFiles(folder, count, randomBytes(bytes)));
  say(`written and confirmed one by one: ${alone.map((one) => one.toFixed(2)).join(', ')} s`);
  const byHand = peers ? await handmade(folder, files, rounds, say) : { absent: 'gpg and sftp (--no-peers)' };
  const site = await openSite(join(folder, 'gateway'));
  const command = await given('kagibako send', site.pid, say, (signal, told) => sendFolder(site, folder, files, signal, told));
  const batches = await given('batches alone', site.pid, say, (signal, told) => sendBatches(site, files, signal, told));
  const each = await given(`a request for each, ${atOnce} at once`, site.pid, say, (signal, told) => sendEach(site, files, atOnce, signal, told, someFiles));
  await site.close();
  const areas = await profiled(folder, files, say).catch((error: unknown) => [`No profile: ${error instanceof Error ? error.message : String(error)}`]);
  const theirs = 'absent' in byHand ? undefined : byHand.seconds;
  const ratio = (own: Ended): number | undefined => (theirs === undefined || own.seconds === null ? undefined : median(theirs) / own.seconds);
  const row = (label: string, own: Ended): string => [
    '', label, own.seconds === null ? `not done: ${own.trouble}; ${own.doneAt.length.toLocaleString('en')} were sent` : `${own.seconds.toFixed(1)} s`, pace(own.doneAt), own.processor === undefined ? '—' : show((1000 * own.processor) / Math.max(1, own.doneAt.length), 1), ratio(own) === undefined ? '—' : `${show(ratio(own), 2)}×`, '',
  ].join(' | ').trim();
  const ours = [['**`kagibako send` of the folder, until it is submitted**', command], [`its batches alone, ${batchesAtOnce} abreast, then submit`, batches]] as const;
  const single = Math.min(someFiles, count);
  // What was not done in time was not fast enough.
  const goal = (measure: string, own: Ended): Goal => (own.seconds === null ? { measure, goal: 'at least 1', measured: `not done: ${own.trouble}`, met: false } : atLeast(measure, 1, ratio(own)));
  return {
    lines: [
      `${count.toLocaleString('en')} files of 10 kB, in clear ${show((count * bytes) / 1e6)} MB. Each of ours is looked into, sealed under the transfer's key, confirmed by the disk and entered in the ledger by itself, many in one request; what goes by hand is one archive: one encryption, one file that nobody asks the disk to confirm, no entry. One run of ours, median of ${rounds} by hand.`, '', '| | time | files a second, first and last quarter | processor of the gateway a file, ms | against tar, gpg and sftp |', '|---|---|---|---|---|', ...ours.map(([label, own]) => row(label, own)), `| ${single.toLocaleString('en')} of them, a request for each, ${atOnce} at once, then submit | ${each.seconds === null ? `not done: ${each.trouble}` : `${each.seconds.toFixed(1)} s`} | ${pace(each.doneAt)} | ${each.processor === undefined ? '—' : show((1000 * each.processor) / Math.max(1, each.doneAt.length), 1)} | |`,
      theirs === undefined ? '| `tar \\| gpg`, then `sftp put` | absent | | | |' : `| \`tar \\| gpg --compress-algo none\`, then \`sftp put\` | ${median(theirs).toFixed(1)} s | ${show(count / median(theirs))} | | 1.00× |`,
      `| *the disk alone: so many files written and confirmed by themselves, eight at once, nothing else done* | ${median(alone).toFixed(1)} s | ${show(count / median(alone))} | | ${theirs === undefined ? '—' : `${show(median(theirs) / median(alone), 2)}×`} |`, '', 'absent' in byHand ? `Absent: ${byHand.absent}.` : 'No peer was absent.', '', '#### Where the time goes', '', ...areas, '', 'A file that is acknowledged is on the disk by itself here, so that each can be collected, confirmed and wiped by itself; what goes by hand asks the disk for nothing. The line of the disk alone is what no gateway that confirms each file can pass.',
    ],
    goals: [
      goal(`${count.toLocaleString('en')} files of 10 kB in one transfer, \`kagibako send\` against \`tar \\| gpg\`, \`sftp put\``, command), goal('the same, its batches alone', batches),
    ],
    plots: [{ name: 'small', title: `${count.toLocaleString('en')} files of 10 kB in one transfer`, unit: 's', marks: [], bars: [...ours.flatMap(([, own], at) => (own.seconds === null ? [] : [{ label: ['kagibako send', 'its batches alone'][at] ?? '', value: own.seconds, isOurs: true }])), ...(theirs === undefined ? [] : [{ label: 'tar | gpg, then sftp put', value: median(theirs), isOurs: false }])] }],
    versions: 'absent' in byHand ? [] : byHand.versions,
  };
}

interface Ended { /** Null where it was not done. */ readonly seconds: number | null; readonly trouble: string; /** When each file was done, in milliseconds from the start. */ readonly doneAt: readonly number[]; /** Of the gateway. */ readonly processor: number | undefined }

/** Runs one way of sending, for as long as it may take; what goes wrong is told and costs the other ways nothing. */
async function given(label: string, pid: number, say: (words: string) => void, work: (signal: AbortSignal, told: () => void) => Promise<void>): Promise<Ended> {
  const doneAt: number[] = [];
  const begun = performance.now();
  const before = await processorSeconds(pid);
  const timer = setInterval(() => { say(`  ${label}: ${doneAt.length} after ${((performance.now() - begun) / 1000).toFixed(0)} s`); }, 15_000);
  const signal = AbortSignal.timeout(patienceMs);
  const ended = async (seconds: number | null, trouble: string): Promise<Ended> => {
    const after = await processorSeconds(pid);
    say(`${label}: ${seconds === null ? trouble : `${seconds.toFixed(1)} s`}`);
    return { seconds, trouble, doneAt, processor: before === undefined || after === undefined ? undefined : after - before };
  };
  try {
    return await ended(await timed(() => work(signal, () => { doneAt.push(performance.now() - begun); })), '');
  } catch (error) {
    return await ended(null, signal.aborted ? `given up after ${patienceMs / 60_000} minutes` : error instanceof Error ? error.message : String(error));
  } finally {
    clearInterval(timer);
  }
}

/** Files a second in the first quarter and in the last: whether each costs more the more there are. Many are told of at once, so fewer would say nothing. */
function pace(doneAt: readonly number[]): string {
  const quarter = Math.floor(doneAt.length / 4);
  const between = (from: number, to: number): number => (1000 * (to - from)) / ((doneAt[to - 1] ?? NaN) - (doneAt[from - 1] ?? 0));
  return quarter < 2 ? '—' : `${show(between(0, quarter))}, ${show(between(doneAt.length - quarter, doneAt.length))}`;
}

const placeFor = (site: Site) => ({ engagement: site.engagements['seipd2-gcm'], recipientIds: [firmOf(site, 0).id] });

async function sendBatches(site: Site, files: string, signal: AbortSignal, told: () => void, most = Infinity): Promise<void> {
  const { engagement, recipientIds } = placeFor(site);
  const { id } = await draftFor(site.clerk, { engagement }, { recipientIds, key: randomBytes(12).toString('hex') });
  const left = batchesOf((await readdir(files)).sort().slice(0, most), (name) => ({ name, size: bytes }));
  const lane = async (): Promise<void> => {
    for (let batch = left.shift(); batch !== undefined; batch = left.shift()) {
      const read = await Promise.all(batch.map(async (name) => ({ name, bytes: await readFile(join(files, name)), key: `of-${name}` })));
      const send = (body: Uint8Array<ArrayBuffer>, headers: Readonly<Record<string, string>>, until: AbortSignal): Promise<Response> => fetch(site.clerk.api.address('addBatch', { id }), { method: 'POST', headers: { ...headers, ...site.clerk.line.headers() }, body, signal: until });
      const outcomes = await sendBatch(read, { send, signal, onCut: () => undefined });
      if (outcomes.some(({ kept }) => kept === null)) throw new Error('expected each file to be kept');
      outcomes.forEach(told);
    }
  };
  await Promise.all(Array.from({ length: batchesAtOnce }, lane));
  await site.clerk.api.call('submit', { id });
}

async function sendEach(site: Site, files: string, lanes: number, signal: AbortSignal, told: () => void, most = Infinity): Promise<void> {
  const { engagement, recipientIds } = placeFor(site);
  const draft = await draftFor(site.clerk, { engagement }, { recipientIds, key: randomBytes(12).toString('hex') });
  const left = (await readdir(files)).sort().slice(0, most);
  const lane = async (): Promise<void> => {
    for (let name = left.shift(); name !== undefined; name = left.shift()) {
      signal.throwIfAborted();
      await sendFile({ depositId: draft.id, path: join(files, name) }, { ...line(site), signal });
      told();
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  await site.clerk.api.call('submit', { id: draft.id });
}

/** A gateway of its own under the profiler: some of the files, in batches. */
async function profiled(folder: string, files: string, say: (words: string) => void): Promise<string[]> {
  const profiles = join(folder, 'profiles');
  await mkdir(profiles);
  const site = await openSite(join(folder, 'profiled'), { nodeWords: ['--cpu-prof', `--cpu-prof-dir=${profiles}`] });
  let done = 0;
  const [fromMicroseconds, before] = [microseconds(), await processorSeconds(site.pid)];
  await sendBatches(site, files, AbortSignal.timeout(patienceMs), () => { done += 1; }, profiledFiles);
  const [toMicroseconds, after] = [microseconds(), await processorSeconds(site.pid)];
  await site.close();
  say(`profiled: ${done} files`);
  return areaTable(`The gateway, ${done} files in batches, sealed and written in the threads`, (toMicroseconds - fromMicroseconds) / 1e6, before === undefined || after === undefined ? undefined : after - before, await readAreas(profiles, { fromMicroseconds, toMicroseconds }));
}

async function sendFolder(site: Site, folder: string, files: string, signal: AbortSignal, told: () => void): Promise<void> {
  const { engagement, recipientIds } = placeFor(site);
  const form = engagement.forms.find(({ direction }) => direction === 'to-contractor');
  const ledger = await openSendLedger(join(folder, 'sent.jsonl'), () => Date.now());
  try {
    const found = await lookAt(files);
    if (found === null) throw new Error('expected the folder of files');
    const key = randomBytes(16).toString('hex');
    await ledger.note({ state: 'seen', key, request: { engagementId: engagement.id, formId: form?.id ?? '', recipientIds, quantity: 3 }, ...found, files: [...found.files], marker: null, sha256: null });
    const teller = { tell: (event: string) => { if (event === 'uploaded') told(); }, progress: () => undefined };
    const sending = await carry({ ledger, caller: line(site), memory: await openUploadMemory(join(folder, 'uploads.json')), teller, placeOf: () => files, signal }, key);
    if (sending.state !== 'submitted') throw new Error(`expected it to be submitted, it is ${sending.state}`);
  } finally {
    await ledger.close();
  }
}

async function handmade(folder: string, files: string, rounds: number, say: (words: string) => void): Promise<{ readonly seconds: readonly number[]; readonly versions: readonly string[] } | { readonly absent: string }> {
  const found = findPrograms(process.env['PATH'] ?? '', say);
  if ('absent' in found) return { absent: `${found.absent.join(', ')}: not installed` };
  const office = await openOffice(found.programs, folder);
  const seconds: number[] = [];
  for (let round = 1; round <= rounds; round += 1) seconds.push(await office.encryptFolder(files) + await office.put(false));
  await office.close();
  say(`tar | gpg, then sftp put: ${seconds.map((one) => one.toFixed(2)).join(', ')} s`);
  return { seconds, versions: office.versions };
}

export const small: Part = { name: 'small', title: 'Ten thousand small files in one transfer', usual: { sizeInMiB: 1, rounds: 5, count: 10_000 }, quick: { sizeInMiB: 1, rounds: 2, count: 300 }, longest: 18, run };
