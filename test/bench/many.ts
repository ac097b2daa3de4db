// `npm run bench -- many`: a hundred uploads and a hundred downloads at once, by twenty people: the gateway's memory, whether every one completes (those who are told
// to come back do as they are told), and how long a small file takes among them against alone.
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { uploadResumable } from '../../client/upload-resumable.ts';
import { addPerson, draftFor, type Someone } from '../town.ts';
import { repeatedSource } from './large.ts';
import { watchMemory } from './memory.ts';
import { median, quantile, rate, show } from './numbers.ts';
import { timed } from './peers/openssh.ts';
import { under, type Given, type Goal, type Outcome, type Part } from './part.ts';
import { makePayload, readPayload } from './payload.ts';
import { firmOf, sendFileTo, type Ready } from './sent.ts';
import { openSite, type Site } from './site.ts';
import type { SmallOrders, SmallTime } from './small-sender.ts';

const people = 10;
const smallBytes = 10_000;
/** So often the small file is sent alone, before. */
const alone = 40;

interface Told { /** Times that somebody was told to come back. */ comeBack: number; done: number }

async function run({ folder, sizeInBytes, sizeInMiB, count, say }: Given): Promise<Outcome> {
  const payload = join(folder, 'payload.bin');
  await makePayload(payload, sizeInBytes);
  const site = await openSite(join(folder, 'gateway'));
  const [clerks, handlers, lone] = [await manyClerks(site), await manyHandlers(site), await addClerk(site, 'lone')];
  const ready: Ready[] = [];
  for (let at = 0; at < people; at += 1) ready.push(await sendFileTo(site, 0, 'seipd2-gcm', readPayload(payload, sizeInBytes)));
  const sha256 = await hashOf(readPayload(payload, sizeInBytes));
  const first = await smallFiles(site, lone);
  while (first.sent() < alone) await pause(200);
  const before = await first.stop();
  say(`a small file alone: ${(median(before.map(({ sent }) => sent)) * 1000).toFixed(0)} ms; now ${count} uploads and ${count} downloads of ${sizeInMiB} MiB at once…`);
  const drafts = await Promise.all(Array.from({ length: count }, async (_, at) => ({ by: of(clerks, at), draft: await draftOf(site, of(clerks, at)) })));
  const [up, down] = [{ comeBack: 0, done: 0 }, { comeBack: 0, done: 0 }];
  const small = await smallFiles(site, lone);
  const timer = setInterval(() => { say(`  ${up.done} up, ${down.done} down, ${small.sent()} small; told to come back ${up.comeBack} and ${down.comeBack} times`); }, 10_000);
  let seconds = 0;
  const peak = await watchMemory(site.pid, async () => {
    seconds = await timed(async () => {
      await Promise.all([
        ...drafts.map(({ by, draft }) => uploadOne(site, by, draft.id, payload, sizeInBytes, sha256, up)), ...Array.from({ length: count }, (_, at) => downloadOne(of(handlers, at), of(ready, Math.floor(at / people)), down)),
      ]);
    });
  }).finally(() => { clearInterval(timer); });
  const amid = await small.stop();
  await site.close();
  return report({ sizeInMiB, sizeInBytes, count, seconds, up, down, before, amid, duringMiB: peak.duringMiB, everMiB: peak.everMiB });
}

const of = <T>(all: readonly T[], at: number): T => {
  const one = all[at % all.length];
  if (one === undefined) throw new Error('expected at least one');
  return one;
};

async function addClerk({ admin, section, origins }: Site, login: string): Promise<Someone> {
  return addPerson({ running: { origins } }, admin, { role: 'staff', login, name: '佐藤 恵', sectionId: section.id });
}

async function manyClerks(site: Site): Promise<Someone[]> {
  const clerks: Someone[] = [];
  for (let at = 0; at < people; at += 1) clerks.push(await addClerk(site, `many${at}`));
  return clerks;
}

async function manyHandlers(site: Site): Promise<Someone[]> {
  const { admin, origins, engagements } = site;
  const firm = firmOf(site, 0);
  const handlers: Someone[] = [];
  for (let at = 0; at < people; at += 1) {
    const handler = await addPerson({ running: { origins } }, admin, { role: 'handler', login: `desk${at}`, name: '田中 誠', contractorId: firm.id }, firm.page);
    await admin.api.call('addRosterEntry', { id: engagements['seipd2-gcm'].id, body: { contractorId: firm.id, accountId: handler.id, role: 'manager', startsOn: new Date(Date.now() - 20 * 86_400_000).toISOString().slice(0, 10) } });
    handlers.push(handler);
  }
  return handlers;
}

const draftOf = (site: Site, by: Someone) => draftFor(by, { engagement: site.engagements['seipd2-gcm'] }, { recipientIds: [firmOf(site, 0).id], key: randomBytes(12).toString('hex') });

/** One small file after another into one draft, from a thread of its own: how busy the other clients are must not count. `stop` gives the seconds that each took. */
async function smallFiles(site: Site, by: Someone): Promise<{ stop(): Promise<readonly SmallTime[]>; readonly sent: () => number }> {
  const draft = await draftOf(site, by);
  const times: SmallTime[] = [];
  const orders: SmallOrders = { origin: site.origins.ward, depositId: draft.id, asked: by.api.address('session'), headers: by.line.headers(), bytes: smallBytes };
  const thread = new Worker(new URL('./small-sender.js', import.meta.url), { workerData: orders });
  const ended = new Promise<void>((resolve, reject) => { thread.once('error', reject).once('exit', () => { resolve(); }); });
  ended.catch(() => undefined);
  thread.on('message', (time: SmallTime) => { times.push(time); });
  return {
    sent: () => times.length,
    stop: async () => {
      thread.postMessage('stop');
      await ended;
      return times;
    },
  };
}

type Source = Parameters<typeof uploadResumable>[0]['source'];

/** As page and command do it: told to come back (503), it waits as long as it was told. */
function send({ origins }: Site, by: Someone, depositId: string, filename: string, source: Source, onCut: () => void): Promise<unknown> {
  return uploadResumable({
    source, endpoint: `${origins.ward}/api/uploads`, metadata: { depositId, filename, idempotencyKey: randomBytes(12).toString('hex') }, sign: () => by.line.headers(),
    find: () => Promise.resolve(null), onBytes: () => undefined, onCut, onAddress: () => undefined, signal: new AbortController().signal,
  });
}

async function uploadOne(site: Site, by: Someone, depositId: string, payload: string, sizeInBytes: number, sha256: string, told: Told): Promise<void> {
  const answer = await send(site, by, depositId, 'large.bin', repeatedSource(payload, sizeInBytes), () => { told.comeBack += 1; });
  const sealed = typeof answer === 'object' && answer !== null && 'sha256' in answer ? answer.sha256 : undefined;
  if (sealed !== sha256) throw new Error(`expected ${sha256} to be sealed, got ${String(sealed)}`);
  told.done += 1;
}

async function downloadOne(by: Someone, { address, bodySha256 }: Ready, told: Told): Promise<void> {
  for (;;) {
    const response = await by.line.fetch(address, {});
    if (response.status === 200 && response.body !== null) {
      const sum = await hashOf(response.body);
      if (sum !== bodySha256) throw new Error(`expected the body ${bodySha256}, got ${sum}`);
      told.done += 1;
      return;
    }
    const text = await response.text();
    const seconds = Number(response.headers.get('retry-after'));
    if (response.status !== 503 || !(seconds > 0)) throw new Error(`expected 200, or 503 with Retry-After; got ${response.status}: ${text.slice(0, 300)}`);
    told.comeBack += 1;
    await pause(seconds * 1000);
  }
}

async function hashOf(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}

interface Found { sizeInMiB: number; sizeInBytes: number; count: number; seconds: number; up: Told; down: Told; before: readonly SmallTime[]; amid: readonly SmallTime[]; duringMiB: number | undefined; everMiB: number | undefined }

function report({ sizeInMiB, sizeInBytes, count, seconds, up, down, before, amid, duringMiB, everMiB }: Found): Outcome {
  const ms = (times: readonly number[], part: number): string => (quantile(times, part) * 1000).toFixed(0);
  const all: Goal = { measure: `all of ${count} + ${count} complete, every byte equal`, goal: `${count} + ${count}`, measured: `${up.done} + ${down.done}`, met: up.done === count && down.done === count };
  const [sent, asked] = [(times: readonly SmallTime[]): number[] => times.map((one) => one.sent), (times: readonly SmallTime[]): number[] => times.map((one) => one.asked)];
  const line = (label: string, times: readonly number[]): string => `| ${label} | ${times.length} | ${ms(times, 0.5)} | ${ms(times, 0.95)} | ${ms(times, 1)} |`;
  return {
    lines: [
      `${count} uploads (resumable) by ${people} people and ${count} downloads by ${people} others at once, ${sizeInMiB} MiB each, with the limits that the gateway has by itself; the clients share the machine, those of the large files one process.`, '',
      `All were done in ${seconds.toFixed(0)} s, ${show(rate(2 * count * sizeInBytes, seconds))} MB/s up and down together. Told to come back or cut, and come back: uploads ${up.comeBack} times, downloads ${down.comeBack} times. Most memory of the gateway meanwhile: ${show(duringMiB)} MiB (since its start ${show(everMiB)} MiB).`, '',
      '| another person, one after another | count | median, ms | 95 of 100, ms | longest, ms |', '|---|---|---|---|---|', line(`a file of ${smallBytes / 1000} kB, alone`, sent(before)), line(`a file of ${smallBytes / 1000} kB, among the ${2 * count}`, sent(amid)),
      line('a plain request (who is signed in), alone', asked(before)), line(`a plain request, among the ${2 * count}`, asked(amid)), '', `Among the large ones a small file takes ${show(median(sent(amid)) / median(sent(before)), 1)} times as long as alone (median).`,
    ],
    goals: [under(`resident memory, ${count} + ${count} at once`, 500, everMiB, 'MiB'), all],
    plots: [{
      name: 'many', title: `A file of ${smallBytes / 1000} kB: how long until it is sealed and durable`, unit: 'ms', marks: [],
      bars: ([['alone, median', before, 0.5], [`among ${2 * count}, median`, amid, 0.5], ['alone, 95 of 100', before, 0.95], [`among ${2 * count}, 95 of 100`, amid, 0.95]] as const).map(([label, times, part]) => ({ label, value: quantile(sent(times), part) * 1000, isOurs: true })),
    }],
    versions: [],
  };
}

export const many: Part = { name: 'many', title: 'A hundred up and a hundred down at once', usual: { sizeInMiB: 64, rounds: 1, count: 100 }, quick: { sizeInMiB: 20, rounds: 1, count: 20 }, longest: 10, run };
