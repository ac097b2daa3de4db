// One large file opened in the contractor's page in a Chromium of its own: how long, what memory, and whether the page itself ever stalls (the browser's own
// count of long tasks).
import { openBrowser, signInAt } from '../browser/person.ts';
import { watchBrowser, type BrowserMemory } from './browser-memory.ts';
import { timed } from './peers/openssh.ts';
import { firmOf, type Released } from './sent.ts';
import { keyPassphrase, type Site } from './site.ts';

/** Into a file that the person chose, as Chrome and Edge do it; or as a download, where a browser has no picker. */
export type Way = 'file' | 'download';
export interface Opened { readonly seconds: number; /** Of the page's main thread, in milliseconds; 0 where none reached the 50 that the browser tells of. */ readonly longestTaskMs: number; readonly memory: BrowserMemory }

// A picker asks a person; the file it would give is one of the browser's own storage here, written through the very same stream.
const PICKED = "window.showSaveFilePicker = async () => (await navigator.storage.getDirectory()).getFileHandle('opened', { create: true });";
const NO_PICKER = 'delete window.showSaveFilePicker;';
const WATCH = 'window.longTasks = []; new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((one) => one.duration))).observe({ type: "longtask", buffered: true });';
const longest = 20 * 60_000;

/** Signs in as the first firm's person and opens the transfer. Throws what the page's own words say when opening fails. */
export async function openInPage(chromium: string, site: Site, { id, password }: Released, way: Way, withKey: boolean): Promise<Opened> {
  const { page: name, handler, key } = firmOf(site, 0);
  const browser = await openBrowser(chromium);
  try {
    const context = await browser.newContext({ locale: 'ja-JP', timezoneId: 'Asia/Tokyo', acceptDownloads: true });
    await context.addInitScript(way === 'file' ? PICKED : NO_PICKER);
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const home = `${site.origins.contractor}/p/${name}`;
    await signInAt(page, home, handler.login, handler.password);
    await page.getByRole('heading', { level: 1, name: /受け取る/ }).waitFor();
    await page.goto(`${home}/transfers/${id}/open`);
    await page.getByRole('textbox', { name: /^パスワード/ }).fill(password);
    await page.getByRole('button', { name: '解錠する' }).click();
    await page.getByText('解錠しました').first().waitFor();
    if (withKey) {
      await page.locator('input[type=file]').first().setInputFiles({ name: 'key.asc', mimeType: 'text/plain', buffer: Buffer.from(key.privateKey) });
      await page.getByRole('textbox', { name: /^鍵のパスフレーズ/ }).fill(keyPassphrase);
    }
    await page.evaluate(WATCH);
    const ended = page.locator('[role=alert], [role=status]').filter({ hasText: /送られた内容と一致しています|お伝えください/ });
    let seconds = 0;
    const memory = await watchBrowser(browser, async () => {
      seconds = await timed(async () => {
        await page.getByRole('button', { name: '保存先を選んで開く' }).click();
        await ended.waitFor({ timeout: longest });
      });
    });
    const said = await ended.innerText();
    if (!said.includes('送られた内容と一致しています')) throw new Error(`expected the file to be opened, got: ${said}`);
    return { seconds, longestTaskMs: Math.max(0, ...await page.evaluate<number[]>('longTasks')), memory };
  } finally {
    await browser.close();
  }
}
