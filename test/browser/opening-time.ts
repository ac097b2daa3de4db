// How long a contractor's page takes to open one large file in Chromium, and whether the page itself ever stalls: the browser's own count of long tasks.
import type { Browser } from 'playwright-core';
import { makeKeyPair } from '../../client/opening.ts';
import { systemTime } from '../../server/ledger/clock.ts';
import { confirmedCertificate, draftFor, foundTown, testPolicy, upload, type Town } from '../town.ts';
import { openBrowser, signInAt } from './person.ts';

/** Into a file that the person chose, as Chrome and Edge do it; or as a download, where a browser has no picker. */
export type Way = 'file' | 'download';
export interface OpeningTime { readonly way: Way; readonly seconds: number; /** Of the page's main thread, in milliseconds; 0 where none reached the 50 that the browser tells of. */ readonly longestTaskMs: number }
export interface OpeningGiven { readonly chromium: string; readonly webFolder: string; readonly sizeInBytes: number; /** The file, made anew for each call. */ readonly bytes: () => AsyncIterable<Uint8Array>; readonly ways: readonly Way[] }

const passphrase = 'みどり の つくえ の うえ の はこ 3';

/** Founds a town, sends the file to its firm and opens it in the browser, once for each way. Throws what the pages' own words say when opening fails. */
export async function timeOpening({ chromium, webFolder, sizeInBytes, bytes, ways }: OpeningGiven): Promise<OpeningTime[]> {
  const town = await foundTown({ policy: { ...testPolicy, approval: { 'to-contractor': false, 'to-section': false }, passwordGapMinutes: 0, maxFileBytes: 2 * sizeInBytes }, surroundings: { time: systemTime, tickEvery: 500, webFolder } });
  const browser = await openBrowser(chromium);
  try {
    const sent = await sendTo(town, bytes());
    const found: OpeningTime[] = [];
    for (const way of ways) found.push(await openOnce(browser, town, sent, way));
    return found;
  } finally {
    await browser.close();
    await town.close();
  }
}

interface SentFile { readonly id: string; readonly password: string; readonly keyFile: { name: string; mimeType: string; buffer: Buffer } }

async function sendTo(town: Town, bytes: AsyncIterable<Uint8Array>): Promise<SentFile> {
  const { sato, tanaka, firm } = town;
  const key = await makeKeyPair({ name: '株式会社みどり印刷 印刷室', passphrase });
  await confirmedCertificate(tanaka, sato, key.certificate);
  const draft = await draftFor(sato, town, { recipientIds: [firm.id] });
  await upload(sato, draft.id, 'noufu_01.bin', bytes);
  await sato.api.call('submit', { id: draft.id });
  await sato.signInAgain();
  const id = draft.transfers[0]?.id ?? '';
  const { notice, password } = await sato.api.call('addNotice', { body: { transferIds: [id] } });
  await sato.api.call('handover', { id: notice.id, body: { method: 'in-person', to: notice.addressees[0]?.id ?? '', at: new Date().toISOString() } });
  return { id, password, keyFile: { name: 'key.asc', mimeType: 'text/plain', buffer: Buffer.from(key.privateKey) } };
}

// A picker asks a person; the file it would give is one of the browser's own storage here, written through the very same stream.
const PICKED = "window.showSaveFilePicker = async () => (await navigator.storage.getDirectory()).getFileHandle('opened', { create: true });";
const NO_PICKER = 'delete window.showSaveFilePicker;';
const WATCH = 'window.longTasks = []; new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((one) => one.duration))).observe({ type: "longtask", buffered: true });';

async function openOnce(browser: Browser, town: Town, sent: SentFile, way: Way): Promise<OpeningTime> {
  const context = await browser.newContext({ locale: 'ja-JP', timezoneId: 'Asia/Tokyo', acceptDownloads: true });
  await context.addInitScript(way === 'file' ? PICKED : NO_PICKER);
  const page = await context.newPage();
  const home = `${town.running.origins.contractor}/p/${town.firm.page}`;
  await signInAt(page, home, 'tanaka', town.tanaka.password);
  await page.getByRole('heading', { level: 1, name: /受け取る/ }).waitFor();
  await page.goto(`${home}/transfers/${sent.id}/open`);
  await page.getByRole('textbox', { name: /^パスワード/ }).fill(sent.password);
  await page.getByRole('button', { name: '解錠する' }).click();
  await page.getByText('解錠しました').first().waitFor();
  await page.locator('input[type=file]').first().setInputFiles(sent.keyFile);
  await page.getByRole('textbox', { name: /^鍵のパスフレーズ/ }).fill(passphrase);
  await page.evaluate(WATCH);
  const began = performance.now();
  await page.getByRole('button', { name: '保存先を選んで開く' }).click();
  const ended = page.locator('[role=alert], [role=status]').filter({ hasText: /送られた内容と一致しています|お伝えください/ });
  await ended.waitFor({ timeout: 3_600_000 });
  const seconds = (performance.now() - began) / 1000;
  const said = await ended.innerText();
  if (!said.includes('送られた内容と一致しています')) throw new Error(`expected the file to be opened, got: ${said}`);
  const tasks = await page.evaluate<number[]>('longTasks');
  await context.close();
  return { way, seconds, longestTaskMs: Math.max(0, ...tasks) };
}
