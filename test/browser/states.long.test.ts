// What a page says when things do not go on: no line, a session about to end and one that has ended, a fault in the page itself; and what stays in the
// browser after sign-out. In a real Chromium, on the gateway's own turned clock.
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect } from 'vitest';
import { builtFolder } from '../setup/build.ts';
import { needs, program } from '../setup/programs.ts';
import { foundTown, type Someone, type Town } from '../town.ts';
import { openBrowser, signInAt } from './person.ts';

const chromiumPath = program('chromium');

describe('a page at the edge of what it can do', () => {
  let town: Town;
  let browser: Browser;

  beforeAll(async () => {
    if (chromiumPath === undefined) return;
    town = await foundTown({ surroundings: { webFolder: join(await builtFolder('web'), 'web') } });
    browser = await openBrowser(chromiumPath);
  });
  afterAll(async () => {
    if (chromiumPath === undefined) return;
    await browser.close();
    expect(town.faults).toEqual([]);
    await town.close();
  });
  beforeEach(async () => {
    if (chromiumPath !== undefined) await town.sato.signInAgain();
  });

  /** The person's window, signed in, with a clock of its own that stands where the town's does. */
  async function desk(who: Someone, path: string): Promise<{ page: Page; context: BrowserContext }> {
    await who.signInAgain();
    const context = await browser.newContext({ locale: 'ja-JP', timezoneId: 'Asia/Tokyo', colorScheme: 'light' });
    await context.clock.install({ time: new Date(town.time.wall()) });
    const [name = '', value = ''] = (who.line.headers()['cookie'] ?? '').split('=', 2);
    await context.addCookies([{ name, value, url: 'https://127.0.0.1/', httpOnly: true, secure: true, sameSite: 'Strict' }]);
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(town.running.origins.ward + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return { page, context };
  }

  /** Lets time go by for the gateway and for the page alike. */
  async function pass(page: Page, minutes: number): Promise<void> {
    town.time.advance(minutes);
    await page.clock.runFor(minutes * 60_000);
  }

  needs('chromium', 'says that the line is down and when what it shows was read, takes no act, and goes on by itself', async () => {
    const { page, context } = await desk(town.sato, '/me');
    await page.getByLabel('暗い').waitFor();
    await context.setOffline(true);
    const line = page.getByText('通信できません。令和8年', { exact: false });
    await expect.poll(async () => {
      await page.clock.runFor(5_000);
      return line.count();
    }).toBe(1);
    expect(await line.textContent()).toContain('の内容を表示しています。つながるまで操作は受け付けません。');
    await page.getByLabel('暗い').click();
    await page.getByText('番号 OFFLINE', { exact: false }).waitFor();
    expect((await town.sato.api.call('session', {})).preferences.theme).toBe('device');
    await context.setOffline(false);
    // It asks again at intervals; the first question may still meet the line as it was.
    await expect.poll(async () => {
      await page.clock.runFor(5_000);
      return line.count();
    }).toBe(0);
    await context.close();
  });

  needs('chromium', 'warns at least two minutes before the session ends, and one key extends it [WCAG 2.2.1]', async () => {
    const { page, context } = await desk(town.sato, '/me');
    const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'));
    await pass(page, 24);
    expect(await dialog.count()).toBe(0);
    await pass(page, 2.5);
    await dialog.waitFor();
    const { idleEndsAt, now } = await lastKnown();
    expect(Date.parse(idleEndsAt) - Date.parse(now)).toBeGreaterThanOrEqual(2 * 60_000);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await pass(page, 20);
    expect(await dialog.count()).toBe(0);
    await page.getByRole('heading', { level: 1, name: '表示の設定' }).waitFor();
    await context.close();
  });

  /** When the session of 佐藤 ends if nobody touches it, as the database has it: asking for it would extend it. */
  async function lastKnown(): Promise<{ idleEndsAt: string; now: string }> {
    const row = await town.running.gateway.store.read.selectFrom('sessions').select('last_seen_at').where('account_id', '=', town.sato.id).orderBy('last_seen_at', 'desc').executeTakeFirstOrThrow();
    return { idleEndsAt: new Date(Date.parse(row.last_seen_at) + 30 * 60_000).toISOString(), now: new Date(town.time.wall()).toISOString() };
  }

  needs('chromium', 'leaves nothing on the screen of an empty desk: when the session is over it says so', async () => {
    const { page, context } = await desk(town.sato, '/transfers');
    await pass(page, 33);
    await page.getByText('操作がなかったため、サインアウトしました。').waitFor();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('サインイン');
    await context.close();
  });

  needs('chromium', 'says in words, with a way on, when a part of it does not come', async () => {
    const { page, context } = await desk(town.sato, '/');
    await page.route('**/assets/settings-*.js', (route) => route.abort());
    await page.getByRole('link', { name: '表示の設定' }).click();
    await page.getByRole('heading', { level: 1, name: '表示できませんでした' }).waitFor();
    await page.getByText('画面の一部を読み込めませんでした。').waitFor();
    await page.getByRole('button', { name: 'ホームに戻る' }).click();
    await page.getByRole('heading', { level: 1, name: /対応が必要なもの/ }).waitFor();
    await context.close();
  });

  needs('chromium', 'is told by the gateway that an answer has another shape than it was built for, and asks to be loaded anew', async () => {
    const { page, context } = await desk(town.sato, '/');
    await page.route('**/api/v1/notices', (route) => route.fulfill({ status: 200, json: [{ id: 7 }] }));
    await page.getByRole('link', { name: /^パスワード通知/ }).first().click();
    await page.getByText('この画面は古くなっています。').waitFor();
    await context.close();
  });

  needs('chromium', 'is drawn in the theme and language of the account at whatever desk, before anything is painted in another', async () => {
    const first = await desk(town.sato, '/me');
    await first.page.getByLabel('暗い').click();
    await first.page.locator('html[data-theme=dark]').waitFor();
    await expect.poll(async () => (await town.sato.api.call('session', {})).preferences.theme).toBe('dark');
    await first.page.reload();
    const painted = await first.page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    expect(painted).toBe('rgb(26, 26, 26)');
    await first.context.close();
    const second = await desk(town.sato, '/');
    await second.page.locator('html[data-theme=dark]').waitFor();
    await second.page.getByRole('button', { name: 'English' }).click();
    await expect.poll(async () => (await town.sato.api.call('session', {})).preferences).toEqual({ theme: 'dark', language: 'en' });
    await second.context.close();
    const third = await desk(town.sato, '/me');
    await third.page.getByRole('heading', { level: 1, name: 'Display settings' }).waitFor();
    await third.context.close();
    await town.sato.api.call('setPreferences', { body: { theme: 'device', language: null } });
  });

  needs('chromium', 'forgets what it kept at sign-out, but never a private key [I 7] [ASVS 14.3.1]', async () => {
    const { page, context } = await desk(town.takahashi, '/');
    await page.evaluate(`(async () => {
      localStorage.setItem('kagibako.key', 'a private key under its passphrase');
      sessionStorage.setItem('opened', 'x');
      const folder = await navigator.storage.getDirectory();
      for (const name of ['key-1.asc', 'sealed-00']) { const file = await (await folder.getFileHandle(name, { create: true })).createWritable(); await file.write('x'); await file.close(); }
      await new Promise((resolve, reject) => { const opening = indexedDB.open('keys', 1); opening.onupgradeneeded = () => opening.result.createObjectStore('keys').put('a private key', 'one'); opening.onsuccess = () => { opening.result.close(); resolve(); }; opening.onerror = reject; });
    })()`);
    const answer = page.waitForResponse((response) => response.request().method() === 'DELETE' && response.url().endsWith('/session'));
    await page.getByRole('button', { name: 'サインアウトする' }).first().click();
    expect((await (await answer).allHeaders())['clear-site-data']).toBe('"cache"');
    await page.getByText('サインアウトしました。').waitFor();
    const names = (): Promise<string> => page.evaluate<string>(`(async () => { const names = []; for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name); return names.join(); })()`);
    await expect.poll(names).toBe('key-1.asc');
    expect(await page.evaluate(`[localStorage.getItem('kagibako.key'), sessionStorage.length]`)).toEqual(['a private key under its passphrase', 0]);
    expect(await page.evaluate(`new Promise((resolve) => { const opening = indexedDB.open('keys', 1); opening.onsuccess = () => { const asked = opening.result.transaction('keys').objectStore('keys').get('one'); asked.onsuccess = () => resolve(asked.result); }; })`)).toBe('a private key');
    await context.close();
  });

  needs('chromium', 'answers before sign-in too, at the same place: help, and back to sign-in', async () => {
    const context = await browser.newContext({ locale: 'ja-JP' });
    const page = await context.newPage();
    await page.goto(town.running.origins.ward);
    await page.getByRole('link', { name: 'ヘルプ' }).click();
    await page.getByRole('heading', { level: 2, name: 'パスワードを忘れた' }).waitFor();
    expect(await page.title()).toBe('困ったとき｜鍵箱');
    await page.getByRole('link', { name: 'サインインに戻る' }).click();
    await page.getByRole('heading', { level: 1, name: 'サインイン' }).waitFor();
    await context.close();
    const own = await browser.newContext({ locale: 'ja-JP' });
    const other = await own.newPage();
    await signInAt(other, town.running.origins.ward, town.sato.login, town.sato.password);
    await other.getByRole('link', { name: 'ヘルプ' }).click();
    await other.getByRole('link', { name: '取り消せる授受を見る' }).click();
    await other.getByRole('heading', { level: 1, name: /授受一覧/ }).waitFor();
    expect(new URL(other.url()).search).toContain(town.sato.id);
    await own.close();
  });
});
