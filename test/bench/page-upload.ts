// `npm run bench -- page-upload`: one large file sent from the ward's own page in Chromium, against our own clients for programs: the multipart one that `ingest`
// measures, and the resumable one of `kagibako send`. From the start to the transfer submitted.
import { createHash, randomBytes } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { sendFile } from '../../client/cli/send-file.ts';
import { uploadFile } from '../../client/cli/upload.ts';
import { signInAt, openBrowser } from '../browser/person.ts';
import { findProgram } from '../setup/found-programs.ts';
import { draftFor } from '../town.ts';
import { watchBrowser } from './browser-memory.ts';
import { processorSeconds } from './memory.ts';
import { median, quantile, rate, show } from './numbers.ts';
import { timed } from './peers/openssh.ts';
import { atLeast, type Given, type Outcome, type Part } from './part.ts';
import { makePayload, readPayload } from './payload.ts';
import { firmOf } from './sent.ts';
import { openSite, type Site } from './site.ts';

const kinds = { page: 'our page in Chromium', multipart: 'our API client, one multipart request', resumable: 'our API client, resumable (`kagibako send`)' } as const;
type Kind = keyof typeof kinds;
const cores = availableParallelism();
/** Seconds, and what client and gateway took of the processor meanwhile. */
interface Taken { readonly seconds: number; readonly client: number; readonly pageMiB?: number | undefined }
interface Found extends Taken { readonly gateway: number }

async function run({ folder, sizeInBytes, sizeInMiB, rounds, say }: Given): Promise<Outcome> {
  const chromium = findProgram('chromium');
  if (chromium === undefined) throw new Error('Chromium was expected (Debian package chromium) and is not on the path. Install it and run this again.');
  const payload = join(folder, 'payload.bin');
  await makePayload(payload, sizeInBytes);
  const sha256 = await hashOf(payload);
  const site = await openSite(join(folder, 'gateway'));
  const found: Record<Kind, Found[]> = { page: [], multipart: [], resumable: [] };
  for (let round = 1; round <= rounds; round += 1) {
    for (const kind of ['multipart', 'resumable', 'page'] as const) {
      const draft = await draftFor(site.clerk, { engagement: site.engagements['seipd2-gcm'] }, { recipientIds: [firmOf(site, 0).id], key: randomBytes(12).toString('hex') });
      spawnSync('sync');
      const before = await processorSeconds(site.pid) ?? 0;
      const taken = kind === 'page' ? await fromPage(chromium, site, draft.transfers[0]?.id ?? '', payload) : await measured(() => fromClient(site, draft.id, payload, sizeInBytes, kind));
      found[kind].push({ ...taken, gateway: (await processorSeconds(site.pid) ?? 0) - before });
      const { files, state } = await site.clerk.api.call('transfer', { id: draft.transfers[0]?.id ?? '' });
      if (files[0]?.sha256 !== sha256 || state === 'draft') throw new Error(`expected the file, submitted; got ${state} with ${files[0]?.sha256 ?? 'no file'}`);
      say(`round ${round}  ${kind.padEnd(10)} ${taken.seconds.toFixed(2)} s  ${show(taken.pageMiB)} MiB`);
    }
  }
  await site.close();
  const of = (kind: Kind, what: 'seconds' | 'client' | 'gateway'): number[] => found[kind].map((one) => one[what]);
  const speeds = (kind: Kind) => [rate(sizeInBytes, median(of(kind, 'seconds'))), rate(sizeInBytes, quantile(of(kind, 'seconds'), 1)), rate(sizeInBytes, quantile(of(kind, 'seconds'), 0))] as const;
  const against = (kind: Kind): number => median(of(kind, 'seconds')) / median(of('page', 'seconds'));
  const memory = found.page.flatMap(({ pageMiB }) => pageMiB ?? []);
  return {
    lines: [
      `${sizeInMiB} MiB, SEIPDv2-GCM, median of ${rounds} rounds, each page in a Chromium of its own; until the transfer is submitted. Peak memory of the page's process: ${memory.length === 0 ? 'unknown' : show(Math.max(...memory))} MiB.`, '', `| | MB/s | range | our page against it | processor, s: client, gateway | of ${cores} cores |`, '|---|---|---|---|---|---|',
      ...(['page', 'multipart', 'resumable'] as const).map((kind) => `| ${kind === 'page' ? `**${kinds[kind]}**` : kinds[kind]} | ${show(speeds(kind)[0])} | ${show(speeds(kind)[1])}–${show(speeds(kind)[2])} | ${show(against(kind), 2)}× | ${show(median(of(kind, 'client')), 1)}, ${show(median(of(kind, 'gateway')), 1)} | ${show(100 * (median(of(kind, 'client')) + median(of(kind, 'gateway'))) / cores / median(of(kind, 'seconds')))} % |`),
    ],
    goals: [atLeast(`upload of ${sizeInMiB} MiB from our page in Chromium against our API client (multipart)`, 0.8, against('multipart')), atLeast('the same against our resumable API client', 0.8, against('resumable'))],
    plots: [{ name: 'page-upload', title: 'Sending one large file', unit: 'MB/s', marks: [], bars: (['page', 'multipart', 'resumable'] as const).map((kind) => ({ label: { page: 'our page in Chromium', multipart: 'API client, multipart', resumable: 'API client, resumable' }[kind], value: speeds(kind)[0], range: [speeds(kind)[1], speeds(kind)[2]] as const, isOurs: true })) }],
    versions: [],
  };
}

/** With what this process took of the processor. */
async function measured(work: () => Promise<void>): Promise<Taken> {
  const before = process.cpuUsage();
  const seconds = await timed(work);
  const { user, system } = process.cpuUsage(before);
  return { seconds, client: (user + system) / 1e6 };
}

async function fromClient({ clerk, origins }: Site, depositId: string, payload: string, sizeInBytes: number, kind: 'multipart' | 'resumable'): Promise<void> {
  if (kind === 'resumable') await sendFile({ depositId, path: payload }, { origin: origins.ward, api: clerk.api, sign: () => clerk.line.headers() });
  else await uploadFile({ address: clerk.api.address('addFile', { id: depositId }), headers: clerk.line.headers(), name: 'payload.bin', chunks: readPayload(payload, sizeInBytes) });
  await clerk.api.call('submit', { id: depositId });
}

/** As a clerk does it: the file chosen, the check page read, and then the clock runs from the last button. */
async function fromPage(chromium: string, site: Site, transferId: string, payload: string): Promise<Taken> {
  const browser = await openBrowser(chromium);
  try {
    const page = await readyToSend(browser, site, transferId, payload);
    let seconds = 0;
    const { pageMiB, processorSeconds: client } = await watchBrowser(browser, async () => {
      seconds = await timed(async () => {
        await page.getByRole('button', { name: /に預け入れる$/ }).click();
        await page.getByText('預け入れました').first().waitFor({ timeout: 20 * 60_000 });
      });
    });
    return { seconds, client, pageMiB };
  } finally {
    await browser.close();
  }
}

async function readyToSend(browser: Browser, { clerk, origins }: Site, transferId: string, payload: string) {
  const page = await (await browser.newContext({ locale: 'ja-JP', timezoneId: 'Asia/Tokyo' })).newPage();
  page.setDefaultTimeout(120_000);
  await signInAt(page, origins.ward, clerk.login, clerk.password);
  await page.getByRole('heading', { level: 1, name: /対応/ }).waitFor();
  await page.goto(`${origins.ward}/transfers/${transferId}/draft/files`);
  await page.locator('input[type=file]').first().setInputFiles([payload]);
  await page.getByRole('button', { name: '確認へ進む' }).first().click();
  await page.getByRole('button', { name: /に預け入れる$/ }).waitFor();
  for (const tick of await page.getByRole('checkbox').all()) await tick.check();
  return page;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece as Uint8Array);
  return hash.digest('hex');
}

export const pageUpload: Part = { name: 'page-upload', title: 'Sending from the page', usual: { sizeInMiB: 1024, rounds: 3, count: 1 }, quick: { sizeInMiB: 64, rounds: 1, count: 1 }, longest: 8, run };
